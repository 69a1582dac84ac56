"""Asking for advice: to whom, with copies of what the family has said, and the standing it gives whoever is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND, ByDuty, sort_key, stand_by_duty
from alongside.children.queries import stands_by
from alongside.deadlines.operations import take_if_nobody_has
from alongside.ehc.access import people_in
from alongside.ehc.choices import AdviceMove, AskedBy, CaseState, Limb
from alongside.ehc.models import AdviceOffer, AdviceRequest, AdviceStatement, AdviceStep, Case, CaseAddition
from alongside.ehc.operations.advice_clocks import set_advice_clock
from alongside.ehc.rules.advice import ASKED_WHILE
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.statute.almanac import london_day
from alongside.voice.choices import Voice
from alongside.voice.queries import passages_of

_KEEP = Permission.CASE_KEEP
ANSWERS = {
    OrganisationKind.SETTING: (Role.SENCO, Role.HEAD),
    OrganisationKind.SERVICE: (Role.PROFESSIONAL,),
}
"""Who answers for an organisation that is asked."""
_FAMILY = (StandingKind.PARENT, StandingKind.CHILD)
_NOBODY = Refusal("advice.whom", "Somebody has to be asked.", "Choose whom, or write a name.", "to")
_TOO_EARLY = Refusal(
    "advice.early", "Advice is asked for once it is agreed to assess.", "Decide first whether to assess."
)


@dataclass(frozen=True)
class NewAsk:
    """One request: under which limb, to a person of the family, a team, one of a team, or a name outside."""

    limb: Limb
    asks: str = ""
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    name: str = ""


def duty_of(advice_id: UUID) -> str:
    """The named duty by which an adviser knows the child: one for each request, so each ends by itself."""
    return f"advice the council has to ask for (SI 2014/1530 reg 6), request {advice_id}"


@at_most(500, "asks.asks")
@at_most(200, "asks.name")
def ask_for_advice(
    actor: Actor, child_id: UUID, asks: Sequence[NewAsk], now: datetime
) -> tuple[AdviceRequest, ...] | Refusal:
    """Send requests, each with copies of what the family has said (reg 6(3)); all of them or none.

    Whoever asks has the child's work where nobody had.

    Refuses before it is agreed to assess, to nobody, and to an organisation that cannot answer for this child.
    """
    with operation(actor, _KEEP, now) as unit:
        cases = Case.objects.permitting(actor, _KEEP, child_id).filter(ended_at=None)
        case = cases.select_related("council").order_by("-received_at").first()
        if case is None:
            return NOT_FOUND
        if CaseState(case.state) not in ASKED_WHILE:
            return _TOO_EARLY
        recipients = [_recipient(actor, child_id, one) for one in asks]
        if not asks or None in recipients:
            return _NOBODY
        take_if_nobody_has(unit, actor, child_id, case.council_id)
        copies = _representations(actor, case)
        made = []
        for ask, name in zip(asks, recipients, strict=True):
            made.append(_send(unit, actor, case, ask, name or "", copies))
        return tuple(made)


def _recipient(actor: Actor, child_id: UUID, ask: NewAsk) -> str | None:
    """The name the request goes to, checked: of the family only who has a say, of organisations only who can answer."""
    around = stands_by(actor, child_id)
    if ask.organisation_id is None and ask.person_id is None:
        return clean(ask.name) or None
    if ask.organisation_id is None:
        family = {one.person_id: one.name for one in around if one.kind in _FAMILY}
        return family.get(ask.person_id)
    place = Organisation.objects.filter(pk=ask.organisation_id).first()
    here = {one.organisation_id for one in around if one.kind is StandingKind.ATTENDS}
    if place is None or (place.kind != OrganisationKind.SERVICE and place.id not in here):
        return None
    if ask.person_id is None:
        return place.name
    roles = ANSWERS[OrganisationKind(place.kind)]
    return next(
        (
            f"{name}, {place.name}"
            for one, name in people_in(place.id, roles, actor.on)
            if one == ask.person_id
        ),
        None,
    )


def _send(
    unit: Unit, actor: Actor, case: Case, ask: NewAsk, name: str, copies: list[dict[str, str]]
) -> AdviceRequest:
    row = AdviceRequest(
        case=case, child_id=case.child_id, limb=ask.limb, asks=clean(ask.asks), person_id=ask.person_id,
        organisation_id=ask.organisation_id, to_name=name, asked_at=unit.at, asked_by_id=actor.person_id,
        asked_by_name=actor.name, representations=[] if ask.limb == Limb.FAMILY else copies,
    )  # fmt: skip
    row.save(force_insert=True)
    note(unit, row, AdviceMove.ASKED, actor.name, row.asks)
    unit.record("advice.asked", row, child_id=case.child_id, after={"limb": row.limb})
    set_advice_clock(unit, row)
    send_out(unit, row, case.council.name)
    return row


def send_out(unit: Unit, row: AdviceRequest, council: str) -> None:
    """Let those who are to answer know of a request, each in the way they can: in a family, at a setting, in a team."""
    on, path = london_day(unit.at), f"/children/{row.child_id}/request/advice/{row.id}/"
    if row.organisation_id is None:
        if row.person_id:
            tell(
                unit,
                row.person_id,
                row.child_id,
                "advice.asked",
                path,
                f"advice.asked:{row.id}:{row.edition}",
            )
        return
    place = Organisation.objects.get(pk=row.organisation_id)
    team = people_in(place.id, ANSWERS[OrganisationKind(place.kind)], on)
    if place.kind == OrganisationKind.SERVICE:
        child = Child.in_unit.get(pk=row.child_id)
        if row.person_id:
            give_standing(unit, row, row.person_id, sort_key(child))
            team = [one for one in team if one[0] == row.person_id]
        else:
            _offer(row, child, council)
            path = "/advice/"
    about = row.child_id if path != "/advice/" else None
    for person_id, _ in team:
        tell(unit, person_id, about, "advice.asked", path, f"advice.asked:{row.id}:{row.edition}")


def _offer(row: AdviceRequest, child: Child, council: str) -> None:
    """Into the inbox of the team, with as much as it takes to say who takes it on: name and date of birth."""
    AdviceOffer.in_unit.update_or_create(
        request=row,
        defaults={
            "child_id": child.id, "organisation_id": row.organisation_id, "limb": row.limb,
            "child_name": child.full_name, "child_born_on": child.born_on, "sort_key": sort_key(child),
            "council_name": council, "asked_at": row.asked_at, "closed_at": None,
        },
    )  # fmt: skip


def give_standing(unit: Unit, row: AdviceRequest, person_id: UUID, key: str) -> None:
    """Whoever is to advise knows the child by the council's duty to ask them, until it is answered."""
    assert row.organisation_id is not None
    words = f"advice: {Limb(row.limb).label.lower()}"
    new = ByDuty(row.child_id, person_id, row.organisation_id, duty_of(row.id), words, key)
    stand_by_duty(unit, new, london_day(unit.at))


def note(unit: Unit, row: AdviceRequest, move: AdviceMove, by_name: str, words: str = "") -> None:
    """A line in the history of a request."""
    AdviceStep(
        request=row, child_id=row.child_id, move=move, words=clean(words), by_name=by_name, at=unit.at
    ).save(force_insert=True)


_WORDS_OF = {Voice.CHILD: "The child or young person, in the plan", Voice.PARENT: "The family, in the plan"}


def _representations(actor: Actor, case: Case) -> list[dict[str, str]]:
    """What the family has said by now, as it goes with each request: in the request, in the plan, in their advice."""
    found = []
    if case.asked_by in (AskedBy.PARENT, AskedBy.YOUNG_PERSON):
        found.append({"from": f"{case.asker_name}, in the request", "words": case.words})
    added = CaseAddition.objects.permitting(actor, _KEEP, case.child_id).filter(
        case_id=case.id, organisation=None
    )
    found += [
        {"from": f"{row.by_name}, after the request", "words": row.words} for row in added.order_by("at")
    ]
    said: dict[Voice, list[str]] = {}
    for one in passages_of(actor, case.child_id):
        if one.voice in _WORDS_OF and not one.private:
            said.setdefault(one.voice, []).append(one.text)
    found += [{"from": _WORDS_OF[voice], "words": "\n".join(texts)} for voice, texts in said.items()]
    given = AdviceRequest.objects.permitting(actor, _KEEP, case.child_id)
    for row in given.filter(case_id=case.id, limb=Limb.FAMILY, given_at__isnull=False):
        found.append({"from": f"{row.given_by_name}, for the assessment", "words": words_of(row)})
    return found


def words_of(row: AdviceRequest) -> str:
    """What somebody of the family said for the assessment, as a copy goes to whoever advises."""
    texts = AdviceStatement.in_unit.filter(request_id=row.id).order_by("rank").values_list("words", flat=True)
    return "\n".join([row.summary, *texts]).strip()
