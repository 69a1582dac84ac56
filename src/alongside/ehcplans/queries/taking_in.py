"""What somebody is in the middle of writing down from paper: their own alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.documents.queries import FileView, file_of
from alongside.ehcplans.models import TakingIn
from alongside.ehcplans.queries.plan import VersionView

_KEEP, _READ = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_READ
SCAN = "ehc-plan"


@dataclass(frozen=True)
class TakingInView:
    """What was typed so far, and whether the paper is kept with it."""

    typed: Mapping[str, str]
    scan_id: UUID | None
    saved_at: datetime


def taking_in(actor: Actor, child_id: UUID) -> TakingInView | None:
    """What the actor has typed of a plan of this child; None where nothing is begun."""
    row = TakingIn.objects.permitting(actor, _KEEP, child_id).first()
    return TakingInView(row.typed, row.scan_id, row.saved_at) if row else None


def scan_of(actor: Actor, child_id: UUID, version: VersionView) -> FileView | None:
    """The paper from which a version that this actor may read was written down."""
    if version.scan_id is None:
        return None
    return file_of(actor, child_id, version.scan_id, _READ, purpose=SCAN)
