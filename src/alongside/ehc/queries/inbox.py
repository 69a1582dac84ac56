"""What a team was asked and nobody has taken on; what one was asked oneself; what waits for whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.design.addresses import page_address
from alongside.ehc.choices import ADVICE_OPEN, AdviceState, Limb, Party
from alongside.ehc.models import AdviceOffer, AdviceRequest, AdviceReuse
from alongside.ehc.queries.advice import last_day_of, worked_out
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Waiting
from alongside.statute.almanac import london_day

_GIVE = Permission.ADVICE_GIVE
_NOBODY = "Nobody has taken it on yet. The 6 weeks run from the day it was asked (SI 2014/1530 reg 8)."


@dataclass(frozen=True)
class OfferLine:
    """A request in the inbox of a team: as much as it takes to say who takes it on, and until when."""

    id: UUID
    limb: Limb
    child_name: str
    child_born_on: date
    council_name: str
    asked_on: date
    due_on: date | None
    is_late: bool


def offers(actor: Actor) -> tuple[OfferLine, ...]:
    """What nobody of the actor's team has taken on, the oldest first."""
    if not actor.organisation_id or not role_may(actor.role, _GIVE):
        return ()
    return tuple(_offer(row, actor.on) for row in _offered(actor))


def _offer(row: AdviceOffer, today: date) -> OfferLine:
    asked_on = london_day(row.asked_at)
    due_on = last_day_of(asked_on)
    return OfferLine(
        row.id, Limb(row.limb), row.child_name, row.child_born_on, row.council_name, asked_on, due_on,
        bool(due_on and today > due_on),
    )  # fmt: skip


@kept
def _offered(actor: Actor) -> QuerySet[AdviceOffer]:
    return AdviceOffer.objects.permitting(actor, _GIVE).order_by("asked_at")[:200]


@dataclass(frozen=True)
class AskedLine:
    """A request that the actor knows of because they answer it, or a colleague does."""

    id: UUID
    child_id: UUID
    child_name: str
    limb: Limb
    asked_on: date
    received_on: date | None
    due_on: date | None
    is_late: bool
    taken_by_name: str
    is_mine: bool


def asked_of(actor: Actor) -> tuple[AskedLine, ...]:
    """What was asked of the actor or their organisation and is not answered, the earliest last day first."""
    if not role_may(actor.role, _GIVE) or actor.person_id is None:
        return ()
    found = [_line(row, actor) for row in _open(actor)]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.asked_on, one.id)))


@kept
def _open(actor: Actor) -> QuerySet[AdviceRequest]:
    rows = AdviceRequest.objects.permitting(actor, _GIVE).filter(state__in=[one.value for one in ADVICE_OPEN])
    return rows.select_related("child").defer("representations", "summary").order_by("asked_at")[:200]


def _line(row: AdviceRequest, actor: Actor) -> AskedLine:
    worked, asked_on = worked_out(row), london_day(row.asked_at)
    due_on = worked.due_on if worked else None
    holder = row.taken_by_id or row.person_id
    return AskedLine(
        row.id, row.child_id, row.child.full_name, Limb(row.limb), asked_on, row.received_on, due_on,
        bool(due_on and actor.on > due_on), row.taken_by_name, holder is None or holder == actor.person_id,
    )  # fmt: skip


def waiting_for(actor: Actor) -> list[Waiting]:
    """Advice the actor is asked for, and what lies in their team's inbox."""
    found = [
        Waiting(
            "Tell the council what it should know" if actor.is_family else "Give advice for an assessment",
            page_address("ehc:advice_one", one.child_id, one.id), one.child_name, one.child_id, one.due_on,
            _why(one),
        )
        for one in asked_of(actor)
        if one.is_mine
    ]  # fmt: skip
    team = offers(actor)
    if team:
        words = f"{len(team)} request{'' if len(team) == 1 else 's'} for advice to your team"
        found.append(Waiting(words, page_address("ehc:inbox"), by=team[0].due_on, why=_NOBODY))
    return [*found, *_to_agree(actor)]


def _why(one: AskedLine) -> str:
    if one.limb is Limb.FAMILY:
        return "As soon as you can: what you say goes to everybody who is asked."
    if one.received_on is None:
        return "6 weeks from the day it was asked. If it reached you later, say on which day."
    return "6 weeks from the day it reached you (SI 2014/1530 reg 8)."


def _to_agree(actor: Actor) -> list[Waiting]:
    """Existing advice about which the family, or whoever wrote it, is still to say that it is enough."""
    if actor.person_id is None or role_may(actor.role, Permission.CASE_KEEP):
        return []
    if not actor.is_family and not role_may(actor.role, _GIVE):
        return []
    rows = _proposed(actor, Permission.ADVICE_READ if actor.is_family else _GIVE)
    said = (
        {one for one, party in _said(actor, tuple(row.id for row in rows)) if party == _party(actor)}
        if rows
        else ()
    )
    return [
        Waiting(
            "Say whether advice that exists already is enough",
            page_address("ehc:reuse_advice", row.child_id, row.id), row.child.full_name, row.child_id,
            why="It is used again only if who wrote it, the council and the family each say so.",
        )
        for row in rows
        if row.id not in said and (actor.is_family or row.taken_by_id in (None, actor.person_id))
    ]  # fmt: skip


def _party(actor: Actor) -> Party:
    return Party.FAMILY if actor.is_family else Party.AUTHOR


@kept
def _proposed(actor: Actor, permission: Permission) -> QuerySet[AdviceRequest]:
    rows = AdviceRequest.objects.permitting(actor, permission)
    rows = rows.filter(state=AdviceState.PROPOSED.value)
    return rows.select_related("child").defer("representations", "summary").order_by("asked_at")[:20]


def _said(actor: Actor, request_ids: tuple[UUID, ...]) -> list[tuple[UUID, str]]:
    rows = AdviceReuse.objects.permitting(actor, Permission.ADVICE_READ).filter(request_id__in=request_ids)
    return list(rows.values_list("request_id", "party"))


def board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """For a co-ordinator: advice the council asks of this setting, the earliest last day first."""
    asked = list(asked_of(actor)) if actor.organisation_id == organisation_id else []
    rows = tuple(
        BoardRow(
            one.child_id, "Give it" if one.received_on else "Say when it reached you, and give it",
            page_address("ehc:advice_one", one.child_id, one.id), one.due_on, one.taken_by_name,
        )
        for one in asked[:ROWS]
    )  # fmt: skip
    url = page_address("ehc:inbox")
    return [BoardList("advice", "Advice the council asks for", rows, len(asked), url)]
