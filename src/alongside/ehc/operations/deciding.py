"""Preparing a decision, making it, and writing to each person with a say: their own letter, with their rights."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.invitations.access import is_shut_out
from alongside.children.of_age.queries import out_of_reach, written_to
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import StandsBy, child_card, stands_by
from alongside.deadlines.operations import take_if_nobody_has
from alongside.ehc.choices import CaseKind, CaseState, Question
from alongside.ehc.letters import Recipient, Sender, decision_letter, to_hand_on
from alongside.ehc.models import AdviceRequest, Case, CaseLetter, Decision
from alongside.ehc.operations.advice_keeping import close_advice
from alongside.ehc.operations.again import follow
from alongside.ehc.operations.clocks import dates_from_here, set_clocks
from alongside.ehc.operations.requesting import tell_those_with_a_say
from alongside.ehc.rules.deciding import QUESTIONS, Considered, NewDecision, move_of, refuse_decision
from alongside.ehc.rules.moves import MOVES, Move
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.organisations.local_services import local_services
from alongside.rendering.frozen import canonical_json, digest
from alongside.statute.almanac import london_day

_KEEP, _DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_STALE = Refusal(
    "decision.changed",
    "Somebody changed this while you were writing.",
    "Read what they wrote, then write yours again.",
)
_NOTHING = Refusal("decision.none", "No decision is prepared.", "Prepare it first.")


@at_most(1_000, "new.considered.what")
def prepare_decision(
    actor: Actor, child_id: UUID, new: NewDecision, edition: int, now: datetime
) -> Decision | Refusal:
    """Write down a decision for a manager to make; it can be unfinished. A stale save is refused and loses nothing.

    Whoever prepares it has the child's work from then on where nobody had, until they hand it on.
    """
    with operation(actor, _KEEP, now) as unit:
        case = _running(actor, child_id, _KEEP)
        if case is None or new.question not in QUESTIONS[CaseKind(case.kind)]:
            return NOT_FOUND
        row = Decision.in_unit.filter(case_id=case.id, question=new.question).first()
        if row and row.decided_at:
            return Refusal("decision.made", "This has been decided.", "Open the decision to read it.")
        if row and row.edition != edition:
            return _STALE
        row = row or Decision(case=case, question=new.question, edition=0)
        row.yes, row.answers = new.yes, dict(new.answers)
        row.considered = [asdict(one) for one in new.considered]
        row.reasons, row.next = clean_lines(new.reasons), clean_lines(new.next)
        row.without_advice = clean_lines(new.without_advice)
        row.prepared_by_name, row.prepared_at, row.edition = actor.name, now, row.edition + 1
        row.save()
        take_if_nobody_has(unit, actor, child_id, case.council_id)
        unit.record("decision.prepared", row, child_id=child_id, after={"question": row.question})
        return row


def make_decision(
    actor: Actor, child_id: UUID, question: Question, edition: int, now: datetime
) -> Decision | Refusal:
    """Make the decision that was prepared: it is frozen, the case moves, the clocks follow, the letters go out.

    Refuses what the law does not allow and what is not yet complete, with the reason.
    """
    with operation(actor, _DECIDE, now) as unit:
        case = _running(actor, child_id, _DECIDE)
        card = child_card(actor, child_id, _DECIDE)
        if case is None or card is None:
            return NOT_FOUND
        row = Decision.in_unit.select_for_update().filter(case_id=case.id, question=question).first()
        if row is None:
            return _NOTHING
        if row.edition != edition:
            return _STALE
        refusal = refuse_decision(
            as_handed_in(row), CaseState(case.state), london_day(case.received_at), actor.on,
            advice_asked=AdviceRequest.in_unit.filter(case_id=case.id).exists(),
        )  # fmt: skip
        if refusal:
            return refusal
        row.decided_by_id, row.decided_by_name, row.decided_at = actor.person_id, actor.name, now
        row.save(update_fields=["decided_by", "decided_by_name", "decided_at"])
        _move_on(unit, actor, case, move_of(question, yes=row.yes))
        around = stands_by(actor, child_id)
        _write_letters(unit, actor, case, row, around)
        tell_those_with_a_say(unit, actor, case, around, "case.moved", f"{case.id}:{case.edition}")
        return row


_OVER = (CaseState.NOT_ASSESSED, CaseState.NO_PLAN, CaseState.UNCHANGED)


def _move_on(unit: Unit, actor: Actor, case: Case, move: Move) -> None:
    """Bring the case to where the decision leads, with its clocks; nobody is waited for where it is over."""
    before = CaseState(case.state)
    case.state, case.edition = MOVES[before, move], case.edition + 1
    case.ended_at = unit.at if case.state in _OVER else None
    case.save(update_fields=["state", "edition", "ended_at"])
    states = ({"state": before.value}, {"state": str(case.state)})
    unit.record("case.decided", case, child_id=case.child_id, before=states[0], after=states[1])
    set_clocks(unit, case)
    if case.ended_at:
        close_advice(unit, case, actor.name, "The council has decided.")
        follow(unit, case, actor.on)


def as_handed_in(row: Decision) -> NewDecision:
    """A decision that is kept, for the rules."""
    return NewDecision(
        Question(row.question), row.yes, dict(row.answers), tuple(Considered(**one) for one in row.considered),
        row.reasons, row.next, row.without_advice,
    )  # fmt: skip


def _running(actor: Actor, child_id: UUID, permission: Permission) -> Case | None:
    rows = Case.objects.permitting(actor, permission, child_id).filter(ended_at=None)
    return rows.select_related("council").order_by("-received_at").first()


def _write_letters(unit: Unit, actor: Actor, case: Case, row: Decision, around: list[StandsBy]) -> None:
    """One letter for each who has the say, with nothing in it about another home.

    None for whom a restriction shuts out: what goes to them is decided for each document.
    """
    card, on = child_card(actor, case.child_id, _DECIDE), london_day(unit.at)
    dates = dates_from_here(case)
    sender = Sender(case.council.name, local_services(case.council_id))
    for one in written_to(card, around, Deciding.REQUEST, on) if card else ():
        if card is None or one.person_id is None or is_shut_out(case.child_id, one.person_id, on):
            continue
        to = Recipient(one.name, is_child=one.kind is StandingKind.CHILD)
        document = decision_letter(
            to, card, sender, as_handed_in(row), row.decided_by_name, unit.at, dates=dates
        )
        if out_of_reach(card, around, Deciding.REQUEST, on):
            document = to_hand_on(document, card)
        letter = CaseLetter(
            case=case, decision=row, person_id=one.person_id, to_name=one.name,
            content=canonical_json(document).decode(), digest=digest(document), sent_at=unit.at,
        )  # fmt: skip
        letter.save(force_insert=True)
        unit.record("letter.sent", letter, child_id=case.child_id)
