"""What works, as other settings shared it: words and large enough numbers, and where each came from (T1, T9)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.children.models import Child
from alongside.inclusion.access import moved_here
from alongside.inclusion.choices import PracticeKind
from alongside.inclusion.models import SharedPractice
from alongside.inclusion.rules.small_numbers import effect_here
from alongside.kernel.text import search_key


@dataclass(frozen=True)
class Practice:
    """One thing that was shared."""

    id: UUID
    kind: PracticeKind
    title: str
    text: str
    areas: tuple[str, ...]
    ages: str
    worked: str
    citation: str
    effect: tuple[str, ...]
    setting: str
    shared_by: str
    shared_at: datetime
    is_ours: bool
    may_copy: bool


def practices(actor: Actor, kind: str = "", area: str = "") -> tuple[Practice, ...]:
    """Everything that is shared, newest first; narrowed to a kind or an area of need."""
    rows = _shared(actor)
    rows = rows.filter(kind=kind) if kind else rows
    return tuple(_practice(row, actor) for row in rows if not area or area in row.areas)


def practice(actor: Actor, practice_id: UUID) -> Practice | None:
    """One of them."""
    row = _shared(actor).filter(pk=practice_id).first()
    return _practice(row, actor) if row else None


def _shared(actor: Actor) -> QuerySet[SharedPractice]:
    if not role_may(actor.role, Work.PRACTICE_READ):
        return SharedPractice.objects.none()
    return SharedPractice.objects.filter(withdrawn_at=None).order_by("-shared_at", "-id")


def _practice(row: SharedPractice, actor: Actor) -> Practice:
    names, ours = statute.all_codes("area-of-need"), row.organisation_id == actor.organisation_id
    may_copy = role_may(actor.role, Work.PRACTICE_SHARE) and not ours and row.content is not None
    return Practice(
        row.pk, PracticeKind(row.kind), row.title, row.text, tuple(names.plain(one) for one in row.areas),
        f"{row.from_age} to {row.to_age}", row.worked, row.citation, tuple(row.effect), row.setting_name,
        row.shared_by_name, row.shared_at, ours, may_copy,
    )  # fmt: skip


def effect_to_share(actor: Actor, intervention_id: UUID) -> tuple[str, ...]:
    """What an intervention showed here, in words that others may read: nothing where too few children were measured."""
    moves = moved_here(actor, {intervention_id}).get(intervention_id, [])
    return tuple(
        f"{one.instrument}: {one.children} children, on average {one.average:+} {one.unit}".strip()
        for one in effect_here(moves)
        if one.children is not None
    )


def names_here(actor: Actor) -> set[tuple[str, str]]:
    """First and family names of the children here, as they are looked for in what others will read."""
    rows = Child.objects.permitting(actor, Permission.CHILD_READ).values_list(
        "given_name", "preferred_given_name", "family_name", "preferred_family_name"
    )
    return {
        (search_key(given), search_key(family))
        for one, other, last, other_last in rows
        for given in (one, other)
        for family in (last, other_last)
        if given and family
    }
