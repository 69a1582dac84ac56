"""Who decides what, as pages and operations ask it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Authority, Deciding
from alongside.children.models import CapacityAssessment, ReadingChoice, RightsPassing
from alongside.children.of_age.access import in_force, lacking
from alongside.children.of_age.rules import Around, holders, is_grown
from alongside.children.queries import ChildCard, StandsBy
from alongside.statute.almanac import london_day


def right_holders(card: ChildCard, around: list[StandsBy], deciding: Deciding, on: date) -> frozenset[UUID]:
    """The people who may take this decision about a child on a day. `card` was fetched through the gate."""
    family = [
        Around(one.person_id, one.kind) for one in around if one.person_id and one.organisation_id is None
    ]
    without = lacking(card.id, deciding, on) if is_grown(card.born_on, on) else None
    return holders(family, card.born_on, on, without)


def has_the_right(actor: Actor, card: ChildCard, around: Iterable[StandsBy], deciding: Deciding) -> bool:
    """Whether the reader may take this decision today; of those who do not stand in the family nobody is kept from it.

    Pages ask this before they offer a way to ask, answer or appeal: nobody writes what is then refused.
    """
    return not actor.is_family or actor.person_id in right_holders(card, list(around), deciding, actor.on)


_WITH_A_SAY = (StandingKind.PARENT, StandingKind.CHILD)


def written_to(card: ChildCard, around: list[StandsBy], deciding: Deciding, on: date) -> list[StandsBy]:
    """Whom a council writes to about a decision of this kind, once each: parents and the child until rights pass, then
    the young person and whoever decides for them (CFA 2014 s.80, s.83).

    A letter says what its reader can do by when, so it goes to nobody who has lost that right. Where the young person
    has no standing here and nobody decides for them, parents are written to as before: somebody must be.
    """
    people: dict[UUID, StandsBy] = {}
    for one in around:
        if one.person_id and one.kind in _WITH_A_SAY:
            people.setdefault(one.person_id, one)
    if not is_grown(card.born_on, on):
        return list(people.values())
    holds = right_holders(card, around, deciding, on)
    kept = [one for one in people.values() if one.kind is StandingKind.CHILD or one.person_id in holds]
    return kept or list(people.values())


def out_of_reach(card: ChildCard, around: list[StandsBy], deciding: Deciding, on: date) -> bool:
    """Whether the rights are the young person's and nobody who has them can be reached here: no young person with a
    standing, and nobody who decides this for them. What is written then goes to parents to be handed on."""
    if not is_grown(card.born_on, on) or right_holders(card, around, deciding, on):
        return False
    return not any(one.kind is StandingKind.CHILD and one.person_id for one in around)


def told_of(card: ChildCard, around: list[StandsBy], deciding: Deciding, on: date) -> set[UUID]:
    """Who hears that something happened about a decision of this kind: whom it is written to, and the lead worker. A
    parent whose rights have passed hears of it from the young person, and reads it where the young person lets them."""
    lead = {one.person_id for one in around if one.kind is StandingKind.LEAD_WORKER and one.person_id}
    return lead | {one.person_id for one in written_to(card, around, deciding, on) if one.person_id}


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
    representative_id: UUID | None
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
    holding = {row.pk for row in in_force(child_id, actor.on).values()}
    rows = rows.order_by("-assessed_on", "-recorded_at")[:50]
    return tuple(_view(row, holds=row.pk in holding) for row in rows)


def _view(row: CapacityAssessment, *, holds: bool) -> AssessmentView:
    return AssessmentView(
        row.id, Deciding(row.deciding), row.lacks, row.assessed_on, row.assessor_name, row.assessor_role, row.evidence,
        row.representative_id, row.representative_name, Authority(row.authority) if row.authority else None,
        row.document, row.review_by,
        row.ended_on, row.ended_why, holds,
    )  # fmt: skip


def choices_of(actor: Actor, child_id: UUID) -> dict[UUID, str]:
    """By person, whether the young person lets them read: yes, short or no; only those they said something about."""
    rows = ReadingChoice.objects.permitting(actor, Permission.CHILD_READ, child_id).order_by("at")
    return {row.person_id: "yes" if row.reads else "short" if row.shorter else "no" for row in rows}


def told_on(actor: Actor, child_id: UUID) -> date | None:
    """The day on which the family was told that rights pass; None while it was not."""
    rows = RightsPassing.objects.permitting(actor, Permission.CHILD_READ, child_id)
    found = rows.values_list("told_at", flat=True).first()
    return london_day(found) if found else None
