"""Which links of a child's page stand open at first: few enough to be seen at a glance, by what each reader comes for.

The rest stand behind the headings of `places.PLACES`, closed until somebody opens one. Nothing is hidden for good: each
link a reader may follow is on the page once.
"""

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.casefile.link_rules import Reader, at_work, child, family, keeps_the_plan

MOST = 7
"""How many people take in at one look."""
SAFETY = "safeguarding:tell_lead"
"""Stands open for everyone at work whatever else does: nobody looks for it under a heading (KCSIE, part one)."""

_COUNCIL = (
    "ehc:case", "ehcplans:ehc_plan", "annualreviews:annual_review", "ehc:advice", "plans:plan",
    "disputes:rights", "disputes:plan_changes",
)  # fmt: skip
_WITH_COUNCIL = ("ehc:case", "ehcplans:ehc_plan", "annualreviews:annual_review")
"""For a setting, only where the council was asked or has a plan."""
_CHILD = (
    "plans:my_page", "support:feelings", "plans:plan", "conversations:meetings_of_child", "conversations:threads",
    "conversations:good_news", "casefile:who",
)  # fmt: skip
_FAMILY = (
    "plans:my_part", "plans:plan", "ehcplans:ehc_plan", "ehc:case", "conversations:threads", "support:raise_concern",
    "casefile:who", "conversations:meetings_of_child", "support:help_given",
)  # fmt: skip
"""A family may ask the council for an assessment at any time, so the way to ask stands open before anybody has."""
_KEEPS = (
    "plans:plan", "support:cycles", "support:help_given", "support:measures", "wellbeing:in_school",
    "ehcplans:ehc_plan", "conversations:meetings_of_child", "support:concerns",
)  # fmt: skip
_BEGINS = (
    "plans:my_page", "support:concerns", "support:class_offer", "support:support_letters", "children:invitations",
    "plans:lead", "wellbeing:in_school",
)  # fmt: skip
"""Of a child without a plan: what is done before there is one."""
_STAFF = (
    "plans:passport", "support:raise_concern", "plans:plan", "support:help_given", "support:measures",
    "conversations:threads", "conversations:good_news",
)  # fmt: skip
_BESIDE = (
    "plans:plan", "ehc:advice", "support:referrals", "support:cycles", "support:measures", "plans:passport",
    "conversations:meetings_of_child",
)  # fmt: skip


def pages_for(reader: Reader) -> tuple[str, ...]:
    """The pages this reader comes for, the first first; more than `MOST` where not everybody has each of them."""
    if child(reader):
        return _CHILD
    if Permission.CASE_KEEP in reader.may:
        return _COUNCIL
    if family(reader):
        return _FAMILY
    if keeps_the_plan(reader) and (at_work(reader) or reader.kind is StandingKind.LEAD_WORKER):
        found = _KEEPS if reader.with_plan else _BEGINS
    else:
        found = _STAFF if at_work(reader) else _BESIDE
    return found if reader.with_council else tuple(one for one in found if one not in _WITH_COUNCIL)
