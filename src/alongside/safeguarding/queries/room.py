"""The room as its lead enters it: what is new, what is due, about whom something is kept, who has looked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.children.models import Child
from alongside.children.queries import ChildCard, card
from alongside.kernel.chronicle import Waiting
from alongside.kernel.text import search_key
from alongside.safeguarding.choices import Looked
from alongside.safeguarding.models import Entry, RoomLook, Step, Unplaced

_READ = Permission.SAFEGUARDING_READ
_MOST = 300
LOOKS = 100


@dataclass(frozen=True)
class ChildInRoom:
    """One child about whom something is kept."""

    child: ChildCard
    unread: int
    open: int
    last_at: datetime
    next_step_on: date | None
    look_again_on: date | None


@dataclass(frozen=True)
class ToPlace:
    """A concern of which the lead has to say whom it is about."""

    id: UUID
    about: str
    text: str
    already_done: str
    happened_on: date
    writer: str
    at: datetime
    receipt: str


@dataclass(frozen=True)
class Room:
    """Everything the lead needs on entering: concerns to place, children with something new first."""

    to_place: tuple[ToPlace, ...]
    children: tuple[ChildInRoom, ...]
    quiet: tuple[ChildInRoom, ...]


def room(actor: Actor) -> Room:
    """The room of the actor's own setting; empty for whoever keeps none."""
    found = _children(actor)
    return Room(
        tuple(to_place(actor)),
        tuple(one for one in found if one.open),
        tuple(one for one in found if not one.open),
    )


def _children(actor: Actor) -> list[ChildInRoom]:
    rows = list(
        Entry.objects.permitting(actor, _READ)
        .values("child_id")
        .annotate(
            unread=Count("pk", filter=Q(read_at=None)),
            open=Count("pk", filter=Q(closed_at=None)),
            last=Max("written_at"),
            again=Min("review_on", filter=Q(closed_at=None)),
        )
        .order_by("-unread", "-last")[:_MOST]
    )
    ids = tuple(row["child_id"] for row in rows)
    cards = {
        one.pk: card(one, actor.on) for one in Child.objects.permitting(actor, _READ, ids).filter(pk__in=ids)
    }
    steps = Step.objects.permitting(actor, _READ).filter(done_at=None)
    due = dict(steps.values_list("entry__child_id").annotate(Min("due_on")))
    return [
        ChildInRoom(
            cards[row["child_id"]], row["unread"], row["open"], row["last"], due.get(row["child_id"]), row["again"]
        )
        for row in rows
        if row["child_id"] in cards
    ]  # fmt: skip


def to_place(actor: Actor, unplaced_id: UUID | None = None) -> list[ToPlace]:
    """Concerns that came by name and are with no child yet, oldest first."""
    rows = Unplaced.objects.permitting(actor, _READ).filter(placed_at=None)
    if unplaced_id is not None:
        rows = rows.filter(pk=unplaced_id)
    return [
        ToPlace(
            row.pk, row.about, row.text, row.already_done, row.happened_on, f"{row.writer_name}, {row.writer_role}",
            row.written_at, row.receipt,
        )
        for row in rows.order_by("written_at")[:_MOST]
    ]  # fmt: skip


def could_be(actor: Actor, name: str) -> list[ChildCard]:
    """Children of the setting whose names hold each of these words, for saying whom a concern is about."""
    words = search_key(name).split()
    if not words:
        return []
    rows = Child.objects.permitting(actor, _READ)
    for word in words:
        rows = rows.filter(search_key__contains=word)
    return [card(row, actor.on) for row in rows.order_by("family_name", "given_name")[:20]]


@dataclass(frozen=True)
class LookLine:
    """One time somebody opened something in the room."""

    at: datetime
    who: str
    role: str
    what: str
    child: str
    child_id: UUID
    entry_id: UUID | None


def looks(actor: Actor) -> list[LookLine]:
    """The newest looks into the room, by anybody; for its lead."""
    rows = RoomLook.objects.permitting(actor, _READ).select_related("child").order_by("-at", "-id")[:LOOKS]
    return [
        LookLine(
            row.at, row.person_name, row.role_name, Looked(row.what).label, row.child.full_name, row.child_id,
            row.entry_id,
        )
        for row in rows
    ]  # fmt: skip


def waiting_for(actor: Actor) -> list[Waiting]:
    """That something unread is in the room, for its lead: no child, no number. Nothing is asked for anybody else."""
    if not role_may(actor.role, _READ):
        return []
    unread = Entry.objects.permitting(actor, _READ).filter(read_at=None).exists()
    if unread or Unplaced.objects.permitting(actor, _READ).filter(placed_at=None).exists():
        return [Waiting("A safeguarding concern that nobody has read yet", "/safeguarding/", by=actor.on)]
    return []
