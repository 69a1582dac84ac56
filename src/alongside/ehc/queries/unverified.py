"""Requests without an account, as the council that has to confirm them reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehc.access import children_like, family_of, settings_of
from alongside.ehc.choices import AskedBy, UnverifiedState
from alongside.ehc.models import UnverifiedRequest
from alongside.kernel.chronicle import Waiting
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import london_day, shipped

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class UnverifiedView:
    """One request, and the last day to decide on it, which runs already."""

    id: UUID
    reference: str
    state: UnverifiedState
    asked_by: AskedBy
    name: str
    email: str
    telephone: str
    child_name: str
    child_born_on: date
    setting_name: str
    words: str
    received_at: datetime
    decide_by: date
    is_late: bool
    settled_words: str
    settled_by_name: str
    child_id: UUID | None
    person_id: UUID | None
    who: str


def unverified(actor: Actor) -> tuple[UnverifiedView, ...]:
    """What waits to be confirmed, the earliest legal date first."""
    if not role_may(actor.role, _KEEP):
        return ()
    return tuple(_view(row, actor.on) for row in _waiting(actor))


@kept
def _waiting(actor: Actor) -> QuerySet[UnverifiedRequest]:
    rows = UnverifiedRequest.objects.permitting(actor, _KEEP).filter(state=UnverifiedState.WAITING)
    return rows.order_by("received_at")[:200]


def unverified_by_id(actor: Actor, row_id: UUID) -> UnverifiedView | None:
    """One request; None when it is absent or not for this actor."""
    row = UnverifiedRequest.objects.permitting(actor, _KEEP).filter(pk=row_id).first()
    return _view(row, actor.on) if row else None


def decide_by(received_at: datetime) -> date:
    """The last day to decide on a request, whoever confirms it and when (SI 2014/1530 reg 5(1))."""
    return shipped().work_out("assessment.decision", {"request.received": received_at}).due_on


def _view(row: UnverifiedRequest, today: date) -> UnverifiedView:
    last = decide_by(row.received_at)
    return UnverifiedView(
        row.id, row.reference, UnverifiedState(row.state), AskedBy(row.asked_by),
        f"{row.given_name} {row.family_name}", row.email, row.telephone,
        f"{row.child_given_name} {row.child_family_name}", row.child_born_on, row.setting_name, row.words,
        row.received_at, last, last < today and row.state == UnverifiedState.WAITING,
        row.settled_words, row.settled_by_name, row.child_id,
        row.person_id, row.person_name,
    )  # fmt: skip


@dataclass(frozen=True)
class Meant:
    """A child who may be meant: name, where they go, and their family to choose from."""

    id: UUID
    name: str
    setting: str
    family: tuple[tuple[UUID, str], ...]


def may_be_meant(actor: Actor, row_id: UUID) -> tuple[Meant, ...]:
    """Children of that birth date with that family name, for the council that was asked about one of them."""
    row = UnverifiedRequest.objects.permitting(actor, _KEEP).filter(pk=row_id).first()
    if row is None or row.state != UnverifiedState.WAITING:
        return ()
    found = children_like(actor, row.child_family_name, row.child_born_on)
    places = settings_of(actor, [one.id for one in found])
    return tuple(
        Meant(
            one.id, one.full_name, places.get(one.id, ""),
            tuple((key, name) for key, name, barred in family_of(one.id, actor.on) if not barred),
        )
        for one in found
    )  # fmt: skip


def waiting_for(actor: Actor) -> list[Waiting]:
    """For the council: requests of which nobody has confirmed who asks, one's own or nobody's. Their clock runs."""
    found = [one for one in unverified(actor) if one.person_id in (None, actor.person_id)]
    if not found:
        return []
    words = f"{len(found)} request{'' if len(found) == 1 else 's'} from people without an account"
    return [
        Waiting(
            words,
            "/cases/unverified/",
            by=found[0].decide_by,
            why=f"Sent {day_words(london_day(found[0].received_at))}.",
        )
    ]
