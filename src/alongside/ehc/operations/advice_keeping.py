"""What the council does with a request for advice besides asking: not needed, used again, whom the family asks for."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, held, stands_by
from alongside.ehc.access import people_in
from alongside.ehc.choices import AdviceMove, AdviceState, Limb, Party
from alongside.ehc.models import AdviceRequest, AdviceReuse, AdviceWish, Case
from alongside.ehc.operations.advice_asking import ANSWERS, NewAsk, ask_for_advice, send_out
from alongside.ehc.operations.advising import finish, keep_report, move_on
from alongside.ehc.queries.advice import is_asked
from alongside.ehc.queries.cases import open_case_id
from alongside.ehc.rules.advice import Existing, may_reuse, refuse_advice_move
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines, shorten
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.statute.almanac import london_day

_READ, _KEEP, _ASK = Permission.ADVICE_READ, Permission.CASE_KEEP, Permission.CASE_ASK
_GIVE = Permission.ADVICE_GIVE
_WHY = Refusal("advice.why", "Write why.", "The family reads it.", "words")


@at_most(500, "why")
def drop_advice(
    actor: Actor, child_id: UUID, advice_id: UUID, why: str, now: datetime
) -> AdviceRequest | Refusal:
    """Say that a request is not needed any more, and why; nobody is waited for any more."""
    with operation(actor, _KEEP, now) as unit:
        row = AdviceRequest.objects.permitting(actor, _KEEP, child_id).filter(pk=advice_id).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.DROPPED)
        if refusal or not clean(why):
            return refusal or _WHY
        _drop(unit, row, actor.name, clean(why))
        return row


def _drop(unit: Unit, row: AdviceRequest, by_name: str, why: str) -> None:
    row.not_needed_why = why
    move_on(unit, row, AdviceMove.DROPPED, by_name, why)
    finish(unit, row)


def close_advice(unit: Unit, case: Case, by_name: str, why: str) -> None:
    """End every request that is open when a case ends, inside the operation that ended it."""
    rows = AdviceRequest.in_unit.filter(case_id=case.id, given_at__isnull=True)
    for row in rows.exclude(state=AdviceState.NOT_NEEDED):
        _drop(unit, row, by_name, why)


@at_most(300, "existing.which")
@at_most(200, "existing.held")
def propose_reuse(
    actor: Actor, child_id: UUID, advice_id: UUID, existing: Existing, now: datetime
) -> AdviceRequest | Refusal:
    """Propose that advice which exists already is enough. The council agrees by proposing it.

    It is not asked for again only where its author and the family agree as well (reg 6(4)), each for themselves; so it
    refuses what they could not read: no file, no answer that is here, and nothing about how the family has it.
    """
    with operation(actor, _KEEP, now) as unit:
        row = AdviceRequest.objects.permitting(actor, _KEEP, child_id).filter(pk=advice_id).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_advice_move(AdviceState(row.state), AdviceMove.PROPOSED) or may_reuse(
            Limb(row.limb), existing, actor.on
        )
        refusal = refusal or _bring(actor, row, existing, now)
        if refusal:
            return refusal
        AdviceReuse.in_unit.filter(request_id=row.id).delete()
        move_on(unit, row, AdviceMove.PROPOSED, actor.name, row.existing)
        _say(row, Party.COUNCIL, True, "", actor.name, now)
        _ask_whether_enough(unit, actor, row)
        return row


def _ask_whether_enough(unit: Unit, actor: Actor, row: AdviceRequest) -> None:
    """Tell whoever wrote it, and those of the family who decide: nothing is used again before each of them says so."""
    on = london_day(unit.at)
    card = child_card(actor, row.child_id, _KEEP)
    around = stands_by(actor, row.child_id)
    people = set(right_holders(card, around, Deciding.REQUEST, on)) if card else set()
    holder = row.taken_by_id or row.person_id
    if holder:
        people.add(holder)
    elif row.organisation_id:
        place = Organisation.objects.get(pk=row.organisation_id)
        if place.kind != OrganisationKind.SERVICE:
            people |= {one for one, _ in people_in(place.id, ANSWERS[OrganisationKind(place.kind)], on)}
    path = f"/children/{row.child_id}/request/advice/{row.id}/reuse/"
    for person_id in people - {actor.person_id}:
        tell(unit, person_id, row.child_id, "advice.reuse", path, f"advice.reuse:{row.id}:{row.edition}")


def _bring(actor: Actor, row: AdviceRequest, existing: Existing, now: datetime) -> Refusal | None:
    """Put what is proposed where the family and its author can open it."""
    row.existing, row.existing_on = clean(existing.which), existing.of_day
    row.existing_from, row.existing_held, row.report = None, clean(existing.held), None
    if existing.from_id is not None:
        before = AdviceRequest.objects.permitting(actor, _READ, row.child_id).filter(pk=existing.from_id)
        given = before.filter(given_at__isnull=False).exclude(limb=Limb.FAMILY).exclude(pk=row.pk).first()
        if given is None or given.given_at is None:
            return NOT_FOUND
        row.existing_from, row.existing_on = given, london_day(given.given_at)
        row.existing = shorten(f"{Limb(given.limb).label}: {given.given_by_name}", 300)
    elif existing.report:
        kept = keep_report(actor, row, existing.report, now)
        if isinstance(kept, Refusal):
            return kept
        row.report = kept
    return None


@at_most(500, "answer.2")
@at_most(200, "answer.3")
def answer_reuse(
    actor: Actor, child_id: UUID, advice_id: UUID, answer: tuple[Party, bool, str, str], now: datetime
) -> AdviceRequest | Refusal:
    """Say whether existing advice is enough: (party, agrees, words, in whose name). One no, and it is asked for anew.

    The family and whoever wrote it answer for themselves; the council writes down what either said elsewhere.
    """
    party, agrees, words, name = answer
    with operation(actor, _KEEP if role_may(actor.role, _KEEP) else _READ, now) as unit:
        row = AdviceRequest.objects.permitting(actor, _READ, child_id).filter(pk=advice_id).first()
        if row is None or party not in _parties(actor, row):
            return NOT_FOUND
        if (
            row.state != AdviceState.PROPOSED
            or AdviceReuse.in_unit.filter(request_id=row.id, party=party).exists()
        ):
            return Refusal("advice.answered", "This has been answered.", "Open the page again.")
        said_by = clean(name) if role_may(actor.role, _KEEP) and clean(name) else actor.name
        _say(row, party, agrees, words, said_by, now)
        if not agrees:
            _ask_anew(unit, row, said_by)
        elif AdviceReuse.in_unit.filter(request_id=row.id, agrees=True).count() == len(Party):
            row.given_at, row.given_by_name = now, _author(row)
            move_on(unit, row, AdviceMove.AGREED, actor.name, row.existing)
            finish(unit, row)
        unit.record(
            "advice.reuse_answered", row, child_id=child_id, after={"party": party.value, "agrees": agrees}
        )
        return row


def _parties(actor: Actor, row: AdviceRequest) -> tuple[Party, ...]:
    """For whom this actor may answer."""
    if role_may(actor.role, _KEEP):
        return (Party.AUTHOR, Party.FAMILY)
    if actor.organisation_id:
        return (Party.AUTHOR,) if is_asked(actor, row) else ()
    return (Party.FAMILY,) if held(actor, row.child_id, (_ASK,)) else ()


def _author(row: AdviceRequest) -> str:
    said = AdviceReuse.in_unit.filter(request_id=row.id, party=Party.AUTHOR).values_list("by_name", flat=True)
    return said.first() or row.to_name


def _say(row: AdviceRequest, party: Party, agrees: bool, words: str, name: str, now: datetime) -> None:
    AdviceReuse(
        request=row,
        child_id=row.child_id,
        party=party,
        agrees=agrees,
        words=clean(words),
        by_name=name,
        at=now,
    ).save(force_insert=True)


def _ask_anew(unit: Unit, row: AdviceRequest, by_name: str) -> None:
    """It is not enough for one of them: it is sought again, from the day the body has the new request."""
    which = row.existing
    row.asked_at, row.received_on = unit.at, None
    row.existing, row.existing_on, row.existing_from, row.existing_held, row.report = "", None, None, "", None
    row.taken_by_id, row.taken_by_name = None, ""
    move_on(unit, row, AdviceMove.DECLINED, by_name, which)
    send_out(unit, row, Case.in_unit.select_related("council").get(pk=row.case_id).council.name)


@at_most(200, "whom")
@at_most(1_000, "why")
def wish_for_advice(actor: Actor, child_id: UUID, whom: str, why: str, now: datetime) -> AdviceWish | Refusal:
    """Ask the council to ask somebody (reg 6(1)(h)): by a parent or the young person, while the assessment runs."""
    with operation(actor, _GIVE, now) as unit:
        case_id = open_case_id(actor, child_id)
        if case_id is None or not actor.is_family or actor.person_id is None:
            return NOT_FOUND
        if not clean(whom):
            return Refusal("wish.whom", "Write whom we should ask.", "A name, or what they do.", "whom")
        row = AdviceWish(
            case_id=case_id, child_id=child_id, person_id=actor.person_id, person_name=actor.name,
            whom=clean(whom), why=clean_lines(why), at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("advice.wished", row, child_id=child_id)
        return row


@at_most(1_000, "why_not")
def answer_wish(
    actor: Actor, child_id: UUID, wish_id: UUID, ask: NewAsk | None, why_not: str, now: datetime
) -> AdviceWish | Refusal:
    """Ask whom the family wants asked, or say why that would not be reasonable. One of the two."""
    with operation(actor, _KEEP, now) as unit:
        row = (
            AdviceWish.objects.permitting(actor, _KEEP, child_id).filter(pk=wish_id, answered_at=None).first()
        )
        if row is None:
            return NOT_FOUND
        if ask is None and not clean(why_not):
            return _WHY
        if ask:
            made = ask_for_advice(actor, child_id, (ask,), now)
            if isinstance(made, Refusal):
                return unit.refuse(made)
            row.request = made[0]
        row.declined_why = "" if ask else clean_lines(why_not)
        row.answered_by_name, row.answered_at = actor.name, now
        row.save()
        unit.record("advice.wish_answered", row, child_id=child_id, after={"asked": ask is not None})
        path = f"/children/{child_id}/request/advice/"
        tell(unit, row.person_id, child_id, "advice.wish-answered", path, f"advice.wish:{row.id}")
        return row
