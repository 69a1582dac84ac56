"""Who decides what, as pages and operations ask it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Authority, Deciding
from alongside.children.models import CapacityAssessment, ReadingChoice
from alongside.children.of_age.access import lacking
from alongside.children.of_age.rules import Around, holders, is_grown
from alongside.children.queries import ChildCard, StandsBy


def right_holders(card: ChildCard, around: list[StandsBy], deciding: Deciding, on: date) -> frozenset[UUID]:
    """The people who may take this decision about a child on a day. `card` was fetched through the gate."""
    family = [
        Around(one.person_id, one.kind) for one in around if one.person_id and one.organisation_id is None
    ]
    without = lacking(card.id, deciding, on) if is_grown(card.born_on, on) else None
    return holders(family, card.born_on, on, without)


@dataclass(frozen=True)
class AssessmentView:
    """One assessment of capacity, in words."""

    id: UUID
    deciding: Deciding
    lacks: bool
    assessed_on: date
    assessor_name: str
    assessor_role: str
    evidence: str
    representative_name: str
    authority: Authority | None
    document: str
    review_by: date
    ended_on: date | None
    ended_why: str
    in_force: bool


def assessments_of(actor: Actor, child_id: UUID) -> tuple[AssessmentView, ...]:
    """The assessments the actor may read, newest first."""
    if not role_may(actor.role, Permission.CAPACITY_READ):
        return ()
    rows = CapacityAssessment.objects.permitting(actor, Permission.CAPACITY_READ, child_id)
    return tuple(_view(row, actor.on) for row in rows.order_by("-assessed_on", "-recorded_at")[:50])


def _view(row: CapacityAssessment, on: date) -> AssessmentView:
    holds = (row.ended_on is None or row.ended_on > on) and row.review_by >= on
    return AssessmentView(
        row.id, Deciding(row.deciding), row.lacks, row.assessed_on, row.assessor_name, row.assessor_role, row.evidence,
        row.representative_name, Authority(row.authority) if row.authority else None, row.document, row.review_by,
        row.ended_on, row.ended_why, holds,
    )  # fmt: skip


def choices_of(actor: Actor, child_id: UUID) -> dict[UUID, bool]:
    """By person, whether the young person lets them read; only those they have said something about."""
    rows = ReadingChoice.objects.permitting(actor, Permission.CHILD_READ, child_id).order_by("at")
    return {row.person_id: row.reads for row in rows}
