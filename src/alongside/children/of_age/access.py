"""How rows about coming of age narrow, and what is asked of them beside the gate."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SHUTS_OUT, RestrictionKind, Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.models import (
    CapacityAssessment,
    Child,
    ReadingChoice,
    Restriction,
    RightsPassing,
    Standing,
)
from alongside.children.of_age.rules import Lacking


def is_the_child(actor: Actor, path: str = "child_id") -> Exists:
    """Whether the reader is the child of a row; `path` leads from the row to the child."""
    own = Standing.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), child_id=OuterRef(path), person_id=actor.person_id,
        kind=StandingKind.CHILD, starts_on__lte=actor.on,
    )  # fmt: skip
    return Exists(own)


@narrowed_for(CapacityAssessment)
def _assessments(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """In the family: the young person, and whoever decides for them; not a parent whom it does not concern (2.4.4)."""
    if not actor.is_family:
        return rows
    return rows.filter(Q(is_the_child(actor)) | Q(representative_id=actor.person_id))


@narrowed_for(ReadingChoice)
def _choices(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """In the family: the young person's own, and what they said about the reader."""
    if not actor.is_family:
        return rows
    return rows.filter(Q(is_the_child(actor)) | Q(person_id=actor.person_id))


def lacking(child_id: UUID, deciding: str, on: date) -> Lacking | None:
    """Whether on a day somebody else takes this one decision, and who; the newest assessment holds until its review.

    It says no words of the assessment, only who may act: asked by operations that found the child through the gate.
    """
    row = _live(child_id, on).filter(deciding=deciding).last()
    return Lacking(row.representative_id, row.authority, row.review_by) if row and row.lacks else None


def in_force(child_id: UUID, on: date) -> dict[str, CapacityAssessment]:
    """By decision, the assessment that holds on a day: the newest. For rules; who reads one comes through the gate."""
    return {row.deciding: row for row in _live(child_id, on)}


def _live(child_id: UUID, on: date) -> QuerySet[CapacityAssessment]:
    rows = CapacityAssessment.everything.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        child_id=child_id,
        assessed_on__lte=on,
        review_by__gte=on,
    )
    return rows.order_by("assessed_on", "recorded_at")


def ever_decided_for(child_id: UUID) -> set[UUID]:
    """Whoever decides, or decided once, something for the young person; for rules, with no word of any assessment."""
    rows = CapacityAssessment.everything.filter(child_id=child_id, representative_id__isnull=False)
    return set(rows.values_list("representative_id", flat=True))


def nobody_can_act(on: date, born_by: date) -> Q:
    """Picks rows of children whose rights have passed to them, who have no standing here, and for whom no assessment of
    capacity says who decides instead: so nobody can. `born_by` is the last day of birth of those who have left school
    (`grown_if_born_by`). It tells no words of any assessment."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    themselves = Standing.everything.filter(
        live, child_id=OuterRef("child_id"), kind=StandingKind.CHILD, person_id__isnull=False
    )
    instead = CapacityAssessment.everything.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), child_id=OuterRef("child_id"), lacks=True, assessed_on__lte=on,
        review_by__gte=on,
    )  # fmt: skip
    return Q(child__born_on__lte=born_by) & ~Q(Exists(themselves)) & ~Q(Exists(instead))


def parents_lacking_choice(child_id: UUID, on: date) -> list[UUID]:
    """Parents and carers about whom the young person has said nothing; nobody where the young person cannot sign in."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    rows = Standing.everything.filter(live, child_id=child_id, person_id__isnull=False)
    if not rows.filter(kind=StandingKind.CHILD).exists():
        return []
    chosen = ReadingChoice.everything.filter(child_id=child_id).values("person_id")
    kinds = (StandingKind.PARENT, StandingKind.CARER)
    return list(rows.filter(kind__in=kinds).exclude(person_id__in=chosen).values_list("person_id", flat=True))


def own_choice_rows(child_id: UUID, person_id: UUID, on: date) -> QuerySet[Restriction]:
    """The closings by the young person's own choice, whole or in part, that hold or are to come, for one person."""
    return Restriction.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on) & Q(ends_on__gt=F("starts_on")), child_id=child_id,
        person_id=person_id, kind__in=CHOSEN,
    )  # fmt: skip


CHOSEN = (RestrictionKind.YOUNG_PERSON, RestrictionKind.SUPPORTER)
"""What a young person's word about a reader comes to: nothing, or a shorter view."""
NOTHING_SAID = "Nothing was said within 90 days of the rights passing"
"""Why reading closes by itself, as the restriction keeps it."""


def children_whose_reading_closes(on: date, until: date, size: int) -> list[UUID]:
    """Children with a parent or carer whose reading closes by itself in this time, and whose family was not told so."""
    closing = Restriction.everything.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=until), child_id=OuterRef("child_id"), evidence=NOTHING_SAID,
        kind__in=CHOSEN, starts_on__gt=on, starts_on__lte=until,
    )  # fmt: skip
    rows = RightsPassing.everything.filter(Exists(closing), closing_told_at=None)
    return list(rows.order_by("last_day", "pk").values_list("child_id", flat=True)[:size])


def children_to_tell(born_by: date, after: UUID | None, size: int) -> list[Child]:
    """The next children whose rights pass soon and whose family was not told; those with a plan or help on record."""
    told = RightsPassing.everything.filter(child_id=OuterRef("pk"))
    family = Standing.everything.filter(child_id=OuterRef("pk"), organisation_id=None, ends_on=None)
    rows = Child.everything.filter(Exists(family), ~Exists(told), born_on__lte=born_by)
    return list((rows.filter(pk__gt=after) if after else rows).order_by("pk")[:size])


def passing_of(child_id: UUID) -> RightsPassing | None:
    """When the young person's rights pass and the family was told; None before anybody was."""
    return RightsPassing.everything.filter(child_id=child_id).first()


def passings_due(on: date, size: int) -> list[RightsPassing]:
    """Rights whose day has come and that were not passed on yet."""
    rows = RightsPassing.everything.filter(passed_at=None, last_day__lt=on)
    return list(rows.select_related("child").order_by("last_day", "pk")[:size])


def family_of(child_id: UUID, on: date) -> list[Standing]:
    """The young person, parents and carers who stand today, for telling them."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    kinds = (StandingKind.CHILD, StandingKind.PARENT, StandingKind.CARER)
    return list(Standing.everything.filter(live, child_id=child_id, person_id__isnull=False, kind__in=kinds))


SUPPORTS = (StandingKind.PARENT, StandingKind.CARER)
"""Who can read a shorter view: the young person never, nor who stands beside anybody."""


def supported_by(actor: Actor) -> QuerySet:
    """Ids of the young people of whom the actor reads a shorter view: as they chose, or because nothing was said."""
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    rows = Restriction.everything.filter(live, person_id=actor.person_id, kind=RestrictionKind.SUPPORTER)
    return rows.values("child_id")


def is_kept_out(actor: Actor) -> bool:
    """Whether a young person has said that the actor, their parent or carer, does not read; it says not which."""
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    rows = Restriction.everything.filter(live, person_id=actor.person_id, kind=RestrictionKind.YOUNG_PERSON)
    stands = Standing.everything.filter(
        live, child_id=OuterRef("child_id"), person_id=actor.person_id, kind__in=SUPPORTS
    )
    others = Restriction.everything.filter(
        live,
        child_id=OuterRef("child_id"),
        person_id=actor.person_id,
        kind__in=SHUTS_OUT - {RestrictionKind.YOUNG_PERSON},
    )
    return bool(rows.filter(Exists(stands), ~Exists(others)).exists())


def reads_shorter(on: date) -> Q:
    """Picks the standings of those who read a shorter view on a day."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    shorter = Restriction.everything.filter(
        live, child_id=OuterRef("child_id"), person_id=OuterRef("person_id"), kind=RestrictionKind.SUPPORTER
    )
    return Q(kind__in=SUPPORTS, organisation_id=None) & Q(Exists(shorter))


def whole_record(actor: Actor, child: str = "child_id") -> Q:
    """Picks the rows that are more than a shorter view: in a family not those of a young person whom the actor
    supports (trust 2.4.10). For staff true of every row, and never an empty Q, which vanishes in an "or"."""
    if actor.role is not Role.FAMILY:
        return Q(pk__isnull=False)
    return ~Q(**{f"{child}__in": supported_by(actor)})
