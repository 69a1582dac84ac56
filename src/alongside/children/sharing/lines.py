"""What each line of the sharing page governs: the standings it can close, and what stays open by duty.

A permission that is not named as kept is governed: a new one is closed by a line until somebody decides otherwise.
Source: the agreement levels and the bases of access (docs/how-it-works/access.md, decision 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Basis

KEEPS_RUNNING = frozenset(
    {
        Permission.CHILD_READ, Permission.CONTACT_READ, Permission.IDENTIFIER_READ, Permission.STANDING_READ,
        Permission.LOOKS_READ, Permission.SHARING_READ, Permission.LEAD_APPOINT, Permission.FAMILY_INVITE,
        Permission.COMMUNICATION_CHOOSE, Permission.PUPILS_IMPORT, Permission.CLASS_READ, Permission.REGISTER_READ,
        Permission.CENSUS_KEEP,
        Permission.SAFEGUARDING_RAISE, Permission.SAFEGUARDING_READ, Permission.SAFEGUARDING_NAMED,
    }
)  # fmt: skip
"""Who the child is and how they are reached: no words of the plan. A setting and a council hold this in any case.
Keeping a child safe rests on duty, not on agreement (Children Act 2004 sections 10 and 11; KCSIE)."""
_TALKS = frozenset(
    {
        Permission.THREAD_READ, Permission.THREAD_WRITE, Permission.CALL_LOG, Permission.NEWS_READ,
        Permission.NEWS_SEND,
    }
)  # fmt: skip
"""What a family and a class write to each other. It is not the plan: whoever closes the plan still talks."""
_NOTICES = frozenset({Permission.CONCERN_READ, Permission.CONCERN_RAISE})
"""A worry that somebody who teaches the child tells the setting, or that a family tells it. It is not the plan."""
_DECIDES = frozenset(
    {
        Permission.CASE_READ, Permission.CASE_KEEP, Permission.CASE_DECIDE,
        Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE,
        Permission.ADVICE_READ,
        Permission.ANNUAL_READ, Permission.ANNUAL_SAY, Permission.ANNUAL_HOLD,
        Permission.RETURN_MEND, Permission.RETURN_SEND,
    }
)  # fmt: skip
"""A request for an assessment, its decision, the plan and its yearly review: a council must deal with them whatever
else is shared (CFA 2014 s.36, s.37, s.42, s.44)."""
TEACHES_BY_DUTY = KEEPS_RUNNING | _TALKS | _NOTICES | {Permission.PASSPORT_READ, Permission.STRATEGY_AGREE}
"""What whoever teaches a child has to know: a setting must use its best endeavours to meet the child's needs
(Children and Families Act 2014 s.66), which it does through those who teach (SEND Code chapter 6)."""


@dataclass(frozen=True)
class Governs:
    """What closing a line takes away: of which standings, from whom not, what not, and which bases beat it."""

    kind: StandingKind
    spares: frozenset[Role] = frozenset()
    keeps: frozenset[Permission] = frozenset()
    beaten_by: frozenset[Basis] = frozenset({Basis.DUTY, Basis.SAFEGUARDING, Basis.COURT_ORDER})
    one_by_one: bool = False
    later_standings_only: bool = False

    def takes(self, permission: Permission, role: Role) -> bool:
        """Whether a closed line takes `permission` from someone who comes in `role` through such a standing."""
        return permission not in self.keeps and role not in self.spares


GOVERNS: Mapping[SharingLine, Governs] = {
    # The duty to teach is the reason of the standing itself, so it does not beat the line: it is what `keeps` names.
    SharingLine.SETTING: Governs(
        StandingKind.ATTENDS,
        spares=frozenset({Role.SENCO, Role.HEAD, Role.SAFEGUARDING_LEAD}),
        keeps=TEACHES_BY_DUTY,
        beaten_by=frozenset({Basis.SAFEGUARDING, Basis.COURT_ORDER}),
    ),
    SharingLine.OUTSIDE: Governs(StandingKind.INVITED, one_by_one=True),
    SharingLine.COUNCIL: Governs(StandingKind.MAINTAINS, keeps=KEEPS_RUNNING | _DECIDES),
    SharingLine.NEXT_SETTING: Governs(StandingKind.ATTENDS, keeps=KEEPS_RUNNING, later_standings_only=True),
}
"""The other lines close nothing that is open today: A0 is the record itself, the switches are off until agreed."""
