"""What follows when a plan is taken in, is issued or ends: its review, the limits of a move. Apps above say it here."""

from collections.abc import Callable, Iterable
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.correcting import Correction
from alongside.ehcplans.rules.taking_in import Passed
from alongside.ledger.unit import Unit

Follows = Callable[[Unit, Actor, EhcPlan, Passed | None], None]
_following: dict[str, Follows] = {}
Corrects = Callable[[Unit, EhcPlan, Correction], None]
_correcting: dict[str, Corrects] = {}
Rests = Callable[[EhcPlan], Iterable[str]]
_resting: dict[str, Rests] = {}
Ends = Callable[[Unit, Actor, EhcPlan], None]
_ending: dict[str, Ends] = {}
Issues = Callable[[Unit, EhcPlan], None]
_issuing: dict[str, Issues] = {}
Matters = Callable[[Actor, UUID], Iterable[UUID]]
_beside: dict[str, Matters] = {}
WentTo = Callable[[Actor, UUID, UUID], str]
_went: list[WentTo] = []


def when_taken_in(name: str) -> Callable[[Follows], Follows]:
    """Register what an app above does in the unit in which a plan is taken in."""

    def register(follows: Follows) -> Follows:
        _following[name] = follows
        return follows

    return register


def let_follow(unit: Unit, actor: Actor, plan: EhcPlan, passed: Passed | None) -> None:
    """Let every app do what follows from a plan that is in force from now on."""
    for name in sorted(_following):
        _following[name](unit, actor, plan, passed)


def when_corrected(name: str) -> Callable[[Corrects], Corrects]:
    """Register what an app above does in the unit in which a plan that was taken in is put right."""

    def register(corrects: Corrects) -> Corrects:
        _correcting[name] = corrects
        return corrects

    return register


def let_correct(unit: Unit, plan: EhcPlan, new: Correction) -> None:
    """Let every app bring what follows from a plan to the days and words it has now."""
    for name in sorted(_correcting):
        _correcting[name](unit, plan, new)


def rests_on(name: str) -> Callable[[Rests], Rests]:
    """Register who says, in a few words each, what rests on a plan already; asked inside a unit."""

    def register(rests: Rests) -> Rests:
        _resting[name] = rests
        return rests

    return register


def what_rests_on(plan: EhcPlan) -> tuple[str, ...]:
    """Everything that was done since a plan was taken in and counts on what it says."""
    return tuple(words for name in sorted(_resting) for words in _resting[name](plan))


def when_ceased(name: str) -> Callable[[Ends], Ends]:
    """Register what an app above does in the unit in which a plan ends."""

    def register(ends: Ends) -> Ends:
        _ending[name] = ends
        return ends

    return register


def let_end(unit: Unit, actor: Actor, plan: EhcPlan) -> None:
    """Let every app do what follows from a plan that has ended."""
    for name in sorted(_ending):
        _ending[name](unit, actor, plan)


def when_issued(name: str) -> Callable[[Issues], Issues]:
    """Register what an app above does in the unit in which a final or a changed plan is issued."""

    def register(issues: Issues) -> Issues:
        _issuing[name] = issues
        return issues

    return register


def let_issue(unit: Unit, plan: EhcPlan) -> None:
    """Let every app do what follows from a plan that was issued just now."""
    for name in sorted(_issuing):
        _issuing[name](unit, plan)


def told_where_it_went(function: WentTo) -> WentTo:
    """Register the question "to which council did this plan pass?"."""
    _went[:] = [function]
    return function


def where_it_went(actor: Actor, plan_id: UUID, child_id: UUID) -> str:
    """The council to which a plan passed; empty where this reader may not know it."""
    return next((tells(actor, plan_id, child_id) for tells in _went), "")


def dates_beside(name: str) -> Callable[[Matters], Matters]:
    """Register whose dates stand on the page of a plan: the matters of a child that this reader may know of."""

    def register(matters: Matters) -> Matters:
        _beside[name] = matters
        return matters

    return register


def matters_beside(actor: Actor, child_id: UUID) -> list[UUID]:
    """Every matter beside the plan of a child whose dates are shown on its page."""
    return [one for name in sorted(_beside) for one in _beside[name](actor, child_id)]
