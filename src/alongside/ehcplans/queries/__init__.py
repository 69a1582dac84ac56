"""Plans and versions as pages and other apps read them."""

from alongside.ehcplans.queries.plan import (
    EhcPlanView,
    NamedSettingView,
    VersionView,
    live_version,
    plan_of,
    versions_of,
)

__all__ = ["EhcPlanView", "NamedSettingView", "VersionView", "live_version", "plan_of", "versions_of"]
