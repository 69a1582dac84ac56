"""Whom the law has told of a request and of the decision about it, besides the family: SI 2014/1530 reg 4 and reg 5."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.ehc.choices import CaseState, Told

STAGES: Mapping[CaseState, str] = {
    CaseState.CONSIDERING: "SI 2014/1530 reg 4(2)",
    CaseState.ASSESSING: "SI 2014/1530 reg 5(2)",
    CaseState.NOT_ASSESSED: "SI 2014/1530 reg 5(2)",
    CaseState.NO_PLAN: "SI 2014/1530 reg 10(2)",
}
"""The stages at which others than the family are told, each with its source."""
_AT = {
    CaseState.NO_PLAN: (Told.HEALTH, Told.SETTING),
}
_ALL = tuple(Told)


@dataclass(frozen=True)
class ToTell:
    """One body that has to be told at this stage."""

    told: Told
    citation: str


def whom_to_tell(state: CaseState, *, attends: bool) -> tuple[ToTell, ...]:
    """The bodies that have to be told now; the setting only where the child attends one."""
    if state not in STAGES:
        return ()
    bodies = [one for one in _AT.get(state, _ALL) if attends or one is not Told.SETTING]
    return tuple(ToTell(one, STAGES[state]) for one in bodies)
