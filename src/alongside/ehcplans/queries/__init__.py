"""Plans and versions as pages and other apps read them."""

from alongside.ehcplans.queries.plan import (
    EhcPlanView,
    NamedSettingView,
    VersionView,
    content_of,
    in_force,
    live_version,
    named_in,
    plan_of,
    versions_of,
)

__all__ = [
    "EhcPlanView",
    "NamedSettingView",
    "VersionView",
    "content_of",
    "in_force",
    "live_version",
    "named_in",
    "plan_of",
    "versions_of",
]
