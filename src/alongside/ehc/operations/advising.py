"""Answering a request for advice: taking it on for a team, writing it statement by statement, giving it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND, end_standing_by_duty, sort_key
from alongside.documents.models import StoredFile
from alongside.ehc.access import people_in
from alongside.ehc.choices import AdviceKind, AdviceMove, AdviceState, Limb
from alongside.ehc.models import AdviceOffer, AdviceRequest, AdviceStatement
from alongside.ehc.operations.advice_asking import duty_of, give_standing, note, words_of
from alongside.ehc.operations.advice_clocks import set_advice_clock
from alongside.ehc.rules.advice import (
    MOVES,
    Said,
    refuse_advice_move,
    refuse_answer,
    refuse_received,
    refuse_statement,
)
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.platform import files
from alongside.statute.almanac import london_day

_GIVE, _KEEP = Permission.ADVICE_GIVE, Permission.CASE_KEEP
ACCEPTS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def take_on(actor: Actor, offer_id: UUID, now: datetime) -> AdviceRequest | Refusal:
    """Take a request from the inbox of one's team: from now on one knows the child, by the duty to be asked.

    Where no other day is on record the body had it when it was sent: lying untouched in an inbox gives nobody time.

    Of two who press at the same moment one has it; the other is told that it is gone.
    """
    with operation(actor, _GIVE, now) as unit:
        offer = AdviceOffer.objects.permitting(actor, _GIVE).filter(pk=offer_id).first()
        if offer is None or actor.person_id is None:
            return NOT_FOUND
        if not AdviceOffer.in_unit.filter(pk=offer_id, closed_at__isnull=True).update(closed_at=now):
            return unit.refuse(Refusal("advice.taken", "A colleague has just taken this on.", "Ask them."))
        give_standing(unit, _behind(offer), actor.person_id, offer.sort_key)
        row = AdviceRequest.in_unit.select_for_update().get(pk=offer.request_id)
        row.taken_by_id, row.taken_by_name = actor.person_id, actor.name
        row.received_on = row.received_on or london_day(row.asked_at)
        move_on(unit, row, AdviceMove.TAKEN, actor.name)
        return row


def _behind(offer: AdviceOffer) -> AdviceRequest:
    """As much of the request as giving a standing takes: the second wall shows it only once the standing is there."""
    return AdviceRequest(
        id=offer.request_id, child_id=offer.child_id, organisation_id=offer.organisation_id, limb=offer.limb
    )


def hand_over(
    actor: Actor, child_id: UUID, advice_id: UUID, to_id: UUID, now: datetime
) -> AdviceRequest | Refusal:
    """Hand a request to a colleague, who then stands in one's place; one's own standing by it ends today."""
    with operation(actor, _GIVE, now) as unit:
        row = _asked(actor, child_id, advice_id)
        if row is None or row.organisation_id is None:
            return NOT_FOUND
        roles = (Role.SENCO, Role.HEAD) if role_may(actor.role, Permission.CASE_ASK) else (actor.role,)
        team = dict(people_in(row.organisation_id, roles, actor.on))
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.HANDED_OVER)
        if refusal or to_id not in team:
            return refusal or Refusal("advice.colleague", "Choose a colleague of your team.", "", "to")
        before = [row.taken_by_id, row.person_id]
        name = team[to_id]
        if role_may(actor.role, Permission.CASE_ASK):
            row.taken_by_id, row.taken_by_name = to_id, name
        else:
            give_standing(unit, row, to_id, sort_key(Child.in_unit.get(pk=child_id)))
            row.taken_by_id, row.taken_by_name, row.person_id = to_id, name, row.person_id and to_id
        move_on(unit, row, AdviceMove.HANDED_OVER, actor.name, name)
        path = f"/children/{child_id}/request/advice/{row.id}/"
        tell(unit, to_id, child_id, "advice.asked", path, f"advice.handed:{row.id}:{row.edition}")
        for person_id in {*before} - {None, to_id}:
            end_standing_by_duty(unit, child_id, person_id, duty_of(row.id), actor.on)  # type: ignore[arg-type]
        return row


def confirm_received(
    actor: Actor, child_id: UUID, advice_id: UUID, received_on: date, now: datetime
) -> AdviceRequest | Refusal:
    """Say on which day the body had the request, from which its six weeks run; or the council writes it down."""
    with operation(actor, _as(actor), now) as unit:
        row = _reached(actor, child_id, advice_id)
        if row is None:
            return NOT_FOUND
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.RECEIVED) or refuse_received(
            received_on, london_day(row.asked_at), actor.on
        )
        if refusal:
            return refusal
        row.received_on = received_on
        move_on(unit, row, AdviceMove.RECEIVED, actor.name)
        return row


@at_most(40, "new.1")
def add_statements(
    actor: Actor, child_id: UUID, advice_id: UUID, new: tuple[str, str, str], now: datetime
) -> list[AdviceStatement] | Refusal:
    """Write statements of one kind about one area, one on each line: (kind, area, words). Nobody else reads them."""
    kind, area, words = new
    with operation(actor, _as(actor), now) as unit:
        row = _reached(actor, child_id, advice_id)
        if row is None:
            return NOT_FOUND
        lines = [line for line in clean_lines(words).splitlines() if line.strip()] or [""]
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.GIVEN)
        for line in lines:
            refusal = refusal or refuse_statement(kind, line)
        if refusal:
            return refusal
        rank = AdviceStatement.in_unit.filter(request_id=row.id).count()
        made = []
        for number, line in enumerate(lines):
            one = AdviceStatement(
                request=row, child_id=child_id, kind=kind, area=area, words=line.strip(), rank=rank + number,
                written_by_name=actor.name, written_at=now,
            )  # fmt: skip
            one.save(force_insert=True)
            made.append(one)
        unit.record("advice.written", row, child_id=child_id, after={"statements": rank + len(lines)})
        return made


def remove_statement(
    actor: Actor, child_id: UUID, advice_id: UUID, statement_id: UUID, now: datetime
) -> AdviceRequest | Refusal:
    """Take a statement out before the advice is given. Afterwards it stays, because plans are made from it."""
    with operation(actor, _as(actor), now) as unit:
        row = _reached(actor, child_id, advice_id)
        if row is None:
            return NOT_FOUND
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.GIVEN)
        if refusal:
            return refusal
        gone, _ = AdviceStatement.in_unit.filter(pk=statement_id, request_id=row.id).delete()
        if not gone:
            return unit.refuse(NOT_FOUND)
        unit.record("advice.statement_removed", row, child_id=child_id)
        return row


@dataclass(frozen=True)
class Answer:
    """What goes with the statements: a few words, who says it as what, and a report. For one outside, who gave it."""

    summary: str = ""
    profession: str = ""
    report: bytes = b""
    by_name: str = ""


@at_most(8_000, "answer.summary")
@at_most(120, "answer.profession")
@at_most(200, "answer.by_name")
def give_advice(
    actor: Actor, child_id: UUID, advice_id: UUID, answer: Answer, now: datetime
) -> AdviceRequest | Refusal:
    """Give the advice: from now on the family, the setting's leads and the council read it, and it does not change.

    Refuses advice that is silent on needs, outcomes or provision (reg 6(1)), and a file that is not safe to keep.
    """
    with operation(actor, _as(actor), now) as unit:
        row = _reached(actor, child_id, advice_id)
        if row is None:
            return NOT_FOUND
        kinds = frozenset(
            AdviceKind(one)
            for one in AdviceStatement.in_unit.filter(request_id=row.id).values_list("kind", flat=True)
        )
        said = Said(Limb(row.limb), kinds, bool(answer.report), answer.summary)
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.GIVEN) or refuse_answer(said)
        if refusal:
            return refusal
        if answer.report:
            kept = keep_report(actor, row, answer.report, now)
            if isinstance(kept, Refusal):
                return kept
            row.report = kept
        row.summary, row.profession = clean_lines(answer.summary), clean(answer.profession)
        row.given_by_name = clean(answer.by_name) if _is_outside(row) and answer.by_name else actor.name
        row.given_at, row.received_on = now, row.received_on or london_day(row.asked_at)
        move_on(unit, row, AdviceMove.GIVEN, actor.name)
        finish(unit, row)
        if row.limb == Limb.FAMILY:
            _copy_to_advisers(unit, row)
        return row


def finish(unit: Unit, row: AdviceRequest) -> None:
    """End what the request gave: the standing, the place in the inbox; and tell who asked that it is answered."""
    on = london_day(unit.at)
    for person_id in {row.taken_by_id, row.person_id} - {None}:
        end_standing_by_duty(unit, row.child_id, person_id, duty_of(row.id), on)  # type: ignore[arg-type]
    AdviceOffer.in_unit.filter(request_id=row.id, closed_at__isnull=True).update(closed_at=unit.at)
    if row.state == AdviceState.GIVEN and row.asked_by_id:
        path = f"/children/{row.child_id}/request/advice/"
        tell(unit, row.asked_by_id, row.child_id, "advice.given", path, f"advice.given:{row.id}")


def keep_report(actor: Actor, row: AdviceRequest, content: bytes, now: datetime) -> StoredFile | Refusal:
    """Store a report that goes with advice; refuses what is no PDF or Word document, or is not safe to keep."""
    stored = files.put(content, accepts=ACCEPTS, plain=True)
    if isinstance(stored, Refusal):
        return stored
    kept = StoredFile(
        child_id=row.child_id, purpose="advice", description=Limb(row.limb).label, store_key=stored.key,
        media_type=stored.kind, digest=stored.digest, size=stored.size, added_by_id=actor.person_id, added_at=now,
    )  # fmt: skip
    kept.save(force_insert=True)
    return kept


def _copy_to_advisers(unit: Unit, said: AdviceRequest) -> None:
    """What the family says goes to everybody who was asked already and has not answered (reg 6(3))."""
    copy = {"from": f"{said.given_by_name}, for the assessment", "words": words_of(said)}
    rows = AdviceRequest.in_unit.filter(case_id=said.case_id, given_at__isnull=True).exclude(limb=Limb.FAMILY)
    for row in rows.exclude(state=AdviceState.NOT_NEEDED):
        row.representations = [*row.representations, copy]
        row.save(update_fields=["representations"])
        unit.record("advice.representations_sent", row, child_id=row.child_id)


def move_on(unit: Unit, row: AdviceRequest, move: AdviceMove, by_name: str, words: str = "") -> None:
    """Bring a request to its next state, with its clock and a line of its history."""
    row.state, row.edition = MOVES[AdviceState(row.state), move], row.edition + 1
    row.save()
    note(unit, row, move, by_name, words)
    unit.record(f"advice.{move.value}", row, child_id=row.child_id, after={"state": str(row.state)})
    set_advice_clock(unit, row)


def _as(actor: Actor) -> Permission:
    """Under which permission they write: as one who was asked, or for the council, which writes down what came."""
    return _GIVE if role_may(actor.role, _GIVE) else _KEEP


def _asked(actor: Actor, child_id: UUID, advice_id: UUID) -> AdviceRequest | None:
    rows = AdviceRequest.objects.permitting(actor, _GIVE, child_id).filter(pk=advice_id)
    found: AdviceRequest | None = rows.first()
    return found


def _reached(actor: Actor, child_id: UUID, advice_id: UUID) -> AdviceRequest | None:
    rows = AdviceRequest.objects.permitting(actor, _as(actor), child_id).filter(pk=advice_id)
    found: AdviceRequest | None = rows.first()
    return found


def _is_outside(row: AdviceRequest) -> bool:
    return row.organisation_id is None and row.person_id is None
