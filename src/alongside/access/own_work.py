"""What may be done in one's own organisation where no child is reached: a setting's catalogue, money, people, report.

`access/policy.py` says who may do what for a child, and why they know them. This table is for the rest: rows that
belong to an organisation and hold nothing about a child. It opens no guarded row of a child: `permitting` refuses
a `Work`, because no model names one.
"""

from collections.abc import Mapping
from enum import StrEnum

from alongside.access.choices import Role


class Work(StrEnum):
    """Work in one's own organisation, as subject.action."""

    CATALOGUE_READ = "catalogue.read"
    CATALOGUE_KEEP = "catalogue.keep"
    PRACTICE_READ = "practice.read"
    PRACTICE_SHARE = "practice.share"
    BUDGET_KEEP = "budget.keep"
    NUMBERS_READ = "numbers.read"
    SKILLS_READ = "skills.read"
    SKILLS_KEEP = "skills.keep"
    SENCO_APPOINT = "senco.appoint"
    REPORT_WRITE = "report.write"
    CHALLENGE_READ = "challenge.read"
    CHALLENGE_WRITE = "challenge.write"


_PLANNERS = frozenset({Role.SENCO, Role.HEAD})
_TEACHES = frozenset({Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT})
_LEADS_AREA = frozenset({Role.SEND_MANAGER, Role.STRATEGY_LEAD})

OWN_WORK: Mapping[Work, frozenset[Role]] = {
    # What the setting offers: everyone who teaches looks it up, SENCo and head keep it
    Work.CATALOGUE_READ: _PLANNERS | _TEACHES,
    Work.CATALOGUE_KEEP: _PLANNERS,
    # What works, between settings: the area's leads read it too
    Work.PRACTICE_READ: _PLANNERS | _TEACHES | _LEADS_AREA,
    Work.PRACTICE_SHARE: _PLANNERS,
    # Money, and the report in numbers: a governor reads numbers and nothing else
    Work.BUDGET_KEEP: _PLANNERS,
    Work.NUMBERS_READ: _PLANNERS | {Role.GOVERNOR},
    # Skills: each sees their own, SENCo and head see and keep everyone's; the head appoints the SENCo
    Work.SKILLS_READ: _PLANNERS | _TEACHES,
    Work.SKILLS_KEEP: _PLANNERS,
    Work.SENCO_APPOINT: frozenset({Role.HEAD}),
    Work.REPORT_WRITE: _PLANNERS,
    # Support and challenge: written by the area, read and acted on by the setting it is about
    Work.CHALLENGE_READ: _PLANNERS | _LEADS_AREA,
    Work.CHALLENGE_WRITE: _LEADS_AREA,
}
