"""Writing a plan down from paper: kept as it is typed, with the paper itself, until it is taken in or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.documents.models import StoredFile
from alongside.ehcplans.models import EhcPlan, TakingIn
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.queries.taking_in import SCAN
from alongside.kernel.refusal import Refusal
from alongside.platform import files

_KEEP = Permission.EHCPLAN_KEEP
ACCEPTS = (
    "application/pdf", "image/jpeg", "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip


def save_taking_in(
    actor: Actor, child_id: UUID, typed: Mapping[str, str], scan: bytes, now: datetime
) -> TakingIn | Refusal:
    """Keep what was typed so far, whatever it is, and the paper where one was sent. Nobody else reads it.

    Refuses a file that is not safe to keep; what was typed is kept all the same.
    """
    with operation(actor, _KEEP, now) as unit:
        unit.only_scratch()
        if child_card(actor, child_id, _KEEP) is None or actor.person_id is None:
            return NOT_FOUND
        row = _mine(actor, child_id) or TakingIn(child_id=child_id, person_id=actor.person_id)
        row.typed, row.saved_at = dict(typed), now
        kept = _keep_scan(actor, child_id, scan, now) if scan else None
        if isinstance(kept, StoredFile):
            row.scan = kept
        row.save()
        return kept if isinstance(kept, Refusal) else row


def _mine(actor: Actor, child_id: UUID) -> TakingIn | None:
    return TakingIn.objects.permitting(actor, _KEEP, child_id).first()


def _keep_scan(actor: Actor, child_id: UUID, content: bytes, now: datetime) -> StoredFile | Refusal:
    stored = files.put(content, accepts=ACCEPTS, plain=True)
    if isinstance(stored, Refusal):
        return Refusal(stored.code, stored.message, stored.what_to_do, "scan")
    row = StoredFile(
        child_id=child_id, purpose=SCAN, description="The plan on paper", store_key=stored.key,
        media_type=stored.kind, digest=stored.digest, size=stored.size, added_by_id=actor.person_id, added_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def finish_taking_in(actor: Actor, child_id: UUID, new: TakenInPlan, now: datetime) -> EhcPlan | Refusal:
    """`take_in_plan`, with what was typed thrown away once the plan stands."""
    result = take_in_plan(actor, child_id, new, now)
    if isinstance(result, EhcPlan):
        _forget(actor, child_id, now)
    return result


def drop_taking_in(actor: Actor, child_id: UUID, now: datetime) -> None:
    """Throw away what was typed so far, with the paper."""
    scan_id = _forget(actor, child_id, now)
    if scan_id is None:
        return
    with operation(actor, _KEEP, now) as unit:
        unit.only_scratch()
        StoredFile.in_unit.filter(pk=scan_id).update(ended_at=now)


def _forget(actor: Actor, child_id: UUID, now: datetime) -> UUID | None:
    with operation(actor, _KEEP, now) as unit:
        unit.only_scratch()
        row = _mine(actor, child_id)
        scan_id: UUID | None = row.scan_id if row else None
        if row is not None:
            row.delete()
        return scan_id
