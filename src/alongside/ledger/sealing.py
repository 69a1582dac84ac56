"""Seals over the audit record: rewriting, removing or reordering entries afterwards shows."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from alongside.ledger.models import AuditEntry, Seal

_FIELDS = (
    "id", "at", "verb", "actor_id", "actor_role", "organisation_id", "on_behalf_of_id", "child_id",
    "subject_kind", "subject_id", "before", "after", "why",
)  # fmt: skip


def _digest(previous: str, first: int, last: int) -> str:
    hashed = hashlib.sha256(previous.encode())
    for row in (
        AuditEntry.objects.filter(id__range=(first, last)).order_by("id").values(*_FIELDS).iterator(2000)
    ):
        hashed.update(json.dumps(row, sort_keys=True, default=str, ensure_ascii=False).encode())
    return hashed.hexdigest()


def seal(now: datetime) -> Seal | None:
    """Seal every entry since the last seal; None when there is none. Safe to run twice or to miss."""
    with transaction.atomic():
        previous = Seal.objects.order_by("-last_entry").first()
        start = previous.last_entry + 1 if previous else 0
        last = AuditEntry.objects.filter(id__gte=start).order_by("-id").values_list("id", flat=True).first()
        if last is None:
            return None
        digest = _digest(previous.digest if previous else "", start, last)
        return Seal.objects.create(sealed_at=now, first_entry=start, last_entry=last, digest=digest)


def broken_seals() -> list[int]:
    """The ids of seals whose entries no longer give their digest; empty when the record is whole."""
    broken: list[int] = []
    previous, expected_first = "", 0
    for row in Seal.objects.order_by("last_entry"):
        if (
            row.first_entry != expected_first
            or _digest(previous, row.first_entry, row.last_entry) != row.digest
        ):
            broken.append(row.pk)
        previous, expected_first = row.digest, row.last_entry + 1
    return broken
