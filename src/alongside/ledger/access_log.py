"""Who opened which child: appended for each page, never scanned, shown to the family."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.ledger.models import AccessEntry
from alongside.ledger.unit import Identity


@dataclass(frozen=True)
class Look:
    """One time somebody opened a child's record."""

    id: int
    at: datetime
    actor_id: UUID | None
    actor_role: str
    organisation_id: UUID | None
    permission: str


def note_opened(actor: Identity, child_id: UUID, permission: str, now: datetime) -> None:
    """Append that `actor` opened this child's record under `permission`."""
    AccessEntry.objects.create(
        at=now,
        child_id=child_id,
        actor_id=actor.person_id,
        actor_role=actor.role_name,
        organisation_id=actor.organisation_id,
        permission=permission,
    )


def note_listed(actor: Identity, child_ids: Sequence[UUID], permission: str, now: datetime) -> None:
    """Append one row a child for something that takes many children out at once, such as an export."""
    AccessEntry.objects.bulk_create(
        [
            AccessEntry(
                at=now,
                child_id=child_id,
                actor_id=actor.person_id,
                actor_role=actor.role_name,
                organisation_id=actor.organisation_id,
                permission=permission,
            )
            for child_id in child_ids
        ],
        batch_size=500,
    )


@dataclass(frozen=True)
class Unknown:
    """Looks of which the asker must not learn: of these people where they came beside the family, under these
    permissions, and from any organisation but these (None: from any)."""

    people: Collection[UUID] = ()
    permissions: Collection[str] = ()
    but_for_places: Collection[UUID] | None = None


def looks_at(
    child_id: UUID, *, before: int | None = None, limit: int = 50, without: Unknown | None = None
) -> list[Look]:
    """The newest looks at a child, `limit` of them, older than entry `before`. Callers check who may ask, and say
    which looks the asker must not learn of."""
    rows = AccessEntry.objects.filter(child_id=child_id)
    rows = _known(rows, without) if without else rows
    if before is not None:
        rows = rows.filter(id__lt=before)
    columns = ("id", "at", "actor_id", "actor_role", "organisation_id", "permission")
    return [Look(*row) for row in rows.order_by("-id").values_list(*columns)[:limit]]


def _known(rows: QuerySet[AccessEntry], without: Unknown) -> QuerySet[AccessEntry]:
    if without.people:
        rows = rows.exclude(actor_id__in=without.people, actor_role__in=("family", "adviser"))
    if without.permissions:
        rows = rows.exclude(permission__in=without.permissions)
    if without.but_for_places is not None:
        rows = rows.filter(Q(organisation_id=None) | Q(organisation_id__in=without.but_for_places))
    return rows
