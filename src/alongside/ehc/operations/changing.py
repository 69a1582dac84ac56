"""A refusal that comes out otherwise: the case goes on, the family is told, and what was decided stays as it was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.invitations.access import is_shut_out
from alongside.children.of_age.queries import out_of_reach, written_to
from alongside.children.operations import NOT_FOUND, know_by_duty
from alongside.children.queries import StandsBy, child_card, stands_by
from alongside.ehc.choices import RUNNING, Because, CaseState, Question
from alongside.ehc.letters import Recipient, changed_letter, to_hand_on
from alongside.ehc.models import Case, CaseLetter, ChangedOutcome
from alongside.ehc.operations.clocks import dates_from_here, set_clocks
from alongside.ehc.operations.requesting import DUTY, tell_those_with_a_say
from alongside.ehc.rules.moves import MOVES, Move, refuse_move
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.rendering.frozen import canonical_json, digest
from alongside.statute.almanac import london_day

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class Outcome:
    """How a refusal came out otherwise: by what, on which day, and a last day that it gives itself."""

    because: Because
    on: date
    own_day: date | None = None


def change_outcome(
    unit: Unit, actor: Actor, case_id: UUID, question: Question, new: Outcome
) -> Case | Refusal:
    """Go on with a refused case, inside the caller's operation: after mediation, an order, or an appeal not opposed.
    After an order to decide again it is to be decided again; after any other, what was refused is done.

    The decision, its day and its letters stay (SEN2 rule 4). Each parent and the young person get a letter; it says
    what changes, and not whose step led to it. Refuses where the case has moved on, or another request is considered.
    """
    case = Case.objects.permitting(actor, _KEEP).filter(pk=case_id).select_related("council").first()
    if case is None:
        return NOT_FOUND
    move = _move(question, new.because)
    refusal = refuse_move(CaseState(case.state), move) or _refuse_second(actor, case)
    if refusal:
        return refusal
    before = CaseState(case.state)
    row = ChangedOutcome(
        case=case, question=question, because=new.because, on=new.on, own_day=new.own_day, by_name=actor.name,
        at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    case.state, case.ended_at, case.edition = MOVES[before, move], None, case.edition + 1
    case.save(update_fields=["state", "ended_at", "edition"])
    after = {"state": str(case.state), "because": str(new.because)}
    unit.record("case.changed", case, child_id=case.child_id, before={"state": before.value}, after=after)
    know_by_duty(unit, case.child_id, case.council_id, DUTY, london_day(unit.at))
    set_clocks(unit, case)
    around = stands_by(actor, case.child_id)
    _write_letters(unit, actor, case, row, around)
    tell_those_with_a_say(unit, actor, case, around, "case.moved", f"{case.id}:{case.edition}")
    return case


def _move(question: Question, because: Because) -> Move:
    if because is Because.SENT_BACK:
        return Move.DECIDE_AGAIN
    return Move.ASSESS_AFTER_ALL if question is Question.ASSESS else Move.PLAN_AFTER_ALL


def _refuse_second(actor: Actor, case: Case) -> Refusal | None:
    rows = Case.objects.permitting(actor, _KEEP, case.child_id).exclude(pk=case.pk)
    if not rows.filter(state__in=RUNNING).exists():
        return None
    return Refusal(
        "case.other", "Another request about this child is being considered.",
        "Decide on that one: two assessments at once help nobody.",
    )  # fmt: skip


def _write_letters(unit: Unit, actor: Actor, case: Case, row: ChangedOutcome, around: list[StandsBy]) -> None:
    card, today = child_card(actor, case.child_id, _KEEP), london_day(unit.at)
    dates = dates_from_here(case)
    for one in written_to(card, around, Deciding.REQUEST, today) if card else ():
        if card is None or one.person_id is None or is_shut_out(case.child_id, one.person_id, today):
            continue
        to = Recipient(one.name, is_child=one.kind is StandingKind.CHILD)
        change = (Question(row.question), Because(row.because), row.on)
        document = changed_letter(to, card, case.council.name, change, actor.name, unit.at, dates=dates)
        if out_of_reach(card, around, Deciding.REQUEST, today):
            document = to_hand_on(document, card)
        letter = CaseLetter(
            case=case, decision=None, person_id=one.person_id, to_name=one.name,
            content=canonical_json(document).decode(), digest=digest(document), sent_at=unit.at,
        )  # fmt: skip
        letter.save(force_insert=True)
        unit.record("letter.sent", letter, child_id=case.child_id)
