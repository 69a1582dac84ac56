"""A new assessment of somebody who has a plan, as a case of its own: advice is sought in it as in a first one (reg 26).

It begins when the council agrees to assess again and ends with the changed plan, a decision that nothing changes, or
the request taken back. Every function works in the unit of its caller.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from alongside.ehc.choices import RUNNING, AskedBy, CaseKind, CaseState
from alongside.ehc.models import Case
from alongside.ehc.operations.advice_keeping import close_advice
from alongside.ehc.operations.clocks import set_clocks
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.platform.clock import LONDON

Follower = Callable[[Unit, UUID, CaseState, date], None]
_followers: dict[str, Follower] = {}
_OTHER = Refusal(
    "reassess.other",
    "Another assessment of this child runs.",
    "Bring that one to its end first: two help nobody.",
)


def when_assessed_again(name: str) -> Callable[[Follower], Follower]:
    """Register who is told, in the same unit, that a new assessment has ended: of which request, how, on which day."""

    def register(follower: Follower) -> Follower:
        _followers[name] = follower
        return follower

    return register


@dataclass(frozen=True)
class Agreed:
    """A new assessment that was agreed to: of whom, which request it answers, who asked, why, and when."""

    child_id: UUID
    council_id: UUID
    matter_id: UUID
    asked_by: AskedBy
    asker_id: UUID | None
    asker_name: str
    words: str
    received_on: date
    agreed_on: date


def begin_again(unit: Unit, new: Agreed, by_name: str) -> Case | Refusal:
    """Begin a new assessment. Refuses while another assessment of the child runs."""
    if Case.in_unit.filter(child_id=new.child_id, state__in=RUNNING).exists():
        return _OTHER
    case = Case(
        child_id=new.child_id, council_id=new.council_id, state=CaseState.ASSESSING, kind=CaseKind.AGAIN,
        matter_id=new.matter_id, agreed_on=new.agreed_on, asked_by=new.asked_by, asker_id=new.asker_id,
        asker_name=new.asker_name, words=new.words, logged_at=unit.at, logged_by_name=by_name,
        received_at=datetime.combine(new.received_on, time(), LONDON),
    )  # fmt: skip
    case.save(force_insert=True)
    unit.record("case.assessed_again", case, child_id=case.child_id, after={"state": str(case.state)})
    return case


def end_again(
    unit: Unit, child_id: UUID, state: CaseState, on: date, by_name: str, *, of: UUID | None = None
) -> None:
    """End the new assessment that runs for a child, if one does (that `of` a request, where one is named)."""
    rows = Case.in_unit.filter(child_id=child_id, kind=CaseKind.AGAIN, state__in=RUNNING)
    case = (rows.filter(matter_id=of) if of else rows).first()
    if case is None:
        return
    before = {"state": str(case.state)}
    case.state, case.ended_at, case.edition = state, unit.at, case.edition + 1
    case.issued_on = on if state is CaseState.ISSUED else None
    case.save(update_fields=["state", "ended_at", "issued_on", "edition"])
    unit.record("case.moved", case, child_id=child_id, before=before, after={"state": str(state)})
    close_advice(unit, case, by_name, f"{state.label}.")
    set_clocks(unit, case)
    follow(unit, case, on)


def follow(unit: Unit, case: Case, on: date) -> None:
    """Tell whoever follows new assessments that this one has ended."""
    if case.matter_id is not None and case.ended_at is not None:
        for follower in _followers.values():
            follower(unit, case.matter_id, CaseState(case.state), on)
