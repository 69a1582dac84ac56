"""Panels, their agendas and what they advised, as the council and the members read them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehc.access import people_in
from alongside.ehc.choices import CaseState, PanelAdvice, Question
from alongside.ehc.models import Case, Panel, PanelConflict, PanelItem, PanelMember
from alongside.ehc.rules.deciding import Considered
from alongside.ehc.rules.panel import PANEL_ADVICE
from alongside.kernel.chronicle import Waiting
from alongside.kernel.day_words import day_words
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document

_READ, _KEEP = Permission.PANEL_READ, Permission.CASE_KEEP
ON_A_PANEL = "whoever sits on a panel reads what it advises on"
"""Why the second wall lets a pack by: a member from outside stands by none of these children. The gate asks on."""


@dataclass(frozen=True)
class PanelLine:
    """One panel in a list, with how many cases of it the reader sees."""

    id: UUID
    on: date
    opens_on: date
    items: int


@wall.beyond(ON_A_PANEL)
def panels(actor: Actor) -> tuple[PanelLine, ...]:
    """The council's panels, or those on which the actor sits and whose packs are open; the next one first."""
    if role_may(actor.role, _KEEP):
        found = list(Panel.objects.filter(council_id=actor.organisation_id).order_by("-on")[:30])
    else:
        found = _sitting_on(actor, actor.person_id) if actor.person_id else []
    counted = dict(_items_of(actor, tuple(row.id for row in found))) if found else {}
    return tuple(PanelLine(row.id, row.on, row.opens_on, counted.get(row.id, 0)) for row in found)


@kept
def _sitting_on(actor: Actor, person_id: UUID) -> QuerySet[Panel]:
    mine = PanelMember.objects.permitting(actor, _READ).filter(person_id=person_id)
    return Panel.objects.filter(pk__in=mine.values("panel_id")).order_by("-on")[:30]


@kept
def _items_of(actor: Actor, panel_ids: tuple[UUID, ...]) -> QuerySet[PanelItem, tuple[UUID, int]]:
    items = PanelItem.objects.permitting(actor, _READ).filter(panel_id__in=panel_ids)
    return items.order_by().values_list("panel_id").annotate(Count("id"))


@dataclass(frozen=True)
class ItemLine:
    """One case on an agenda."""

    id: UUID
    child_id: UUID
    child_name: str
    question: Question
    last_day: date | None
    is_after_last_day: bool
    advice: PanelAdvice | None
    reasons: str
    present: tuple[str, ...]
    recorded_by_name: str
    packed_by_name: str
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    """A panel with those who sit on it and the cases the reader may see."""

    id: UUID
    on: date
    opens_on: date
    last_read_on: date
    members: tuple[tuple[UUID, str, str], ...]
    items: tuple[ItemLine, ...]


@wall.beyond(ON_A_PANEL)
def agenda(actor: Actor, panel_id: UUID) -> Agenda | None:
    """One panel; None when it is absent or not for this actor."""
    members = list(PanelMember.objects.permitting(actor, _READ).filter(panel_id=panel_id).order_by("name"))
    panel = Panel.objects.filter(pk=panel_id).first() if members else None
    if panel is None:
        return None
    rows = PanelItem.objects.permitting(actor, _READ).filter(panel_id=panel_id).defer("pack")
    conflicts: dict[UUID, list[str]] = {}
    for one in PanelConflict.objects.permitting(actor, _READ).filter(item__panel_id=panel_id):
        conflicts.setdefault(one.item_id, []).append(one.person_name)
    items = tuple(_item(row, panel, conflicts.get(row.id, [])) for row in rows.order_by("rank"))
    people = tuple((row.person_id, row.name, row.organisation_name) for row in members)
    return Agenda(panel.id, panel.on, panel.opens_on, panel.closes_on - timedelta(days=1), people, items)


def _item(row: PanelItem, panel: Panel, conflicts: list[str]) -> ItemLine:
    return ItemLine(
        row.id, row.child_id, row.child_name, Question(row.question), row.last_day,
        bool(row.last_day and panel.on > row.last_day), PanelAdvice(row.advice) if row.advice else None, row.reasons,
        tuple(row.present), row.recorded_by_name, row.packed_by_name, tuple(sorted(conflicts)),
    )  # fmt: skip


@wall.beyond(ON_A_PANEL)
def pack_of(actor: Actor, panel_id: UUID, item_id: UUID) -> Document | None:
    """The pack of one case, as it was frozen; None when it is absent or not for this actor."""
    rows = PanelItem.objects.permitting(actor, _READ).filter(pk=item_id, panel_id=panel_id)
    row = rows.first()
    return from_json(row.pack) if row else None


def could_sit(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Who could sit on a panel of this council: its own staff, and the professionals of the services here."""
    roles = (Role.CASEWORKER, Role.SEND_MANAGER, Role.PROFESSIONAL)
    places = Organisation.objects.filter(Q(pk=actor.organisation_id) | Q(kind=OrganisationKind.SERVICE))
    return tuple(
        (f"{person_id}:{place.id}", f"{name}, {place.name}")
        for place in places.order_by("kind", "name")
        for person_id, name in people_in(place.id, roles, actor.on)
    )


def to_put(actor: Actor, panel_id: UUID) -> tuple[tuple[str, str], ...]:
    """Cases with something to decide that are not on this agenda, the longest waiting first."""
    states = (CaseState.CONSIDERING.value, CaseState.ASSESSING.value, CaseState.SENT_BACK.value)
    rows = Case.objects.permitting(actor, _KEEP, each_row=True).filter(state__in=states)
    on_it = PanelItem.objects.permitting(actor, _KEEP).filter(panel_id=panel_id).values("case_id")
    rows = rows.exclude(pk__in=on_it).select_related("child").order_by("received_at")[:200]
    return tuple((str(row.child_id), f"{row.child.full_name}: {CaseState(row.state).label}") for row in rows)


def panel_evidence(actor: Actor, case_id: UUID) -> tuple[Considered, ...]:
    """What panels advised on a case, as evidence for the decision: considered, and binding nobody."""
    rows = (
        PanelItem.objects.permitting(actor, _KEEP)
        if role_may(actor.role, _KEEP)
        else PanelItem.objects.none()
    )
    rows = (
        rows.filter(case_id=case_id, recorded_at__isnull=False)
        .select_related("panel")
        .order_by("recorded_at")
    )
    return tuple(
        Considered(
            PANEL_ADVICE, day_words(row.panel.on),
            f"{PanelAdvice(row.advice).label}. {row.reasons}",
        )
        for row in rows
    )  # fmt: skip


def waiting_for(actor: Actor) -> list[Waiting]:
    """Packs that a member is to read before a panel meets."""
    if role_may(actor.role, _KEEP) or not role_may(actor.role, _READ):
        return []
    return [
        Waiting(
            "Read the packs for a panel", f"/panels/{one.id}/", by=one.on, why="The panel meets on that day."
        )
        for one in panels(actor)
        if one.items and one.on >= actor.on
    ]
