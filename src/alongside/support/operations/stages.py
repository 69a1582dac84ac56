"""Saying at which stage of the graduated response a child is."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.statute.stages import stages
from alongside.support.models import StageEntry
from alongside.support.rules.stages import StageFacts, refuse_stage

_EDIT = Permission.PLAN_EDIT
_MOVED = Refusal("stage.moved", "Somebody else has just changed it.", "Look again.")


@dataclass(frozen=True)
class NewStage:
    """A stage, from a day, and why. An empty stage: no longer at any."""

    stage: str
    starts_on: date | None
    why: str


@at_most(300, "new.why")
def set_stage(actor: Actor, child_id: UUID, new: NewStage, now: datetime) -> StageEntry | Refusal:
    """Say at which stage the child is from a day on; what was before ends that day and stays to be read."""
    with operation(actor, _EDIT, now) as unit:
        if child_card(actor, child_id, _EDIT) is None:
            return NOT_FOUND
        before = StageEntry.objects.permitting(actor, _EDIT, child_id).filter(ends_on=None).first()
        facts = StageFacts(new.stage, new.starts_on, new.why)
        if before:
            facts = replace(facts, current=before.stage, since=before.starts_on)
        refusal = refuse_stage(facts, stages().keys(), actor.on)
        if refusal:
            return refusal
        if before:
            StageEntry.in_unit.filter(pk=before.pk).update(ends_on=new.starts_on)
        row = StageEntry(
            child_id=child_id, stage=new.stage, starts_on=new.starts_on, why=clean(new.why),
            by_name=actor.name, at=now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return unit.refuse(_MOVED)
        unit.record(
            "stage.set", row, child_id=child_id, before={"stage": before.stage if before else ""},
            after={"stage": row.stage},
        )  # fmt: skip
        return row


def first_stage(unit: Unit, child_id: UUID, new: NewStage, by_name: str) -> None:
    """A child for whom help begins is at a stage from that day. One that somebody set before stays as it is."""
    if StageEntry.in_unit.filter(child_id=child_id, ends_on=None).exists():
        return
    row = StageEntry(
        child_id=child_id, stage=new.stage, starts_on=new.starts_on, why=clean(new.why), by_name=by_name,
        at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("stage.set", row, child_id=child_id, before={"stage": ""}, after={"stage": row.stage})
