"""Class places from an import: the class is made where it is new, the place before ends the same day."""

from collections.abc import Iterable
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.models import GroupPlace
from alongside.kernel.school_years import school_year
from alongside.organisations.models import TeachingGroup


def places_for(actor: Actor, classes: Iterable[tuple[UUID, str]]) -> list[GroupPlace]:
    """The new places, not saved yet; each child's place until now ends today (one in its own class stays)."""
    wanted = list(classes)
    groups = _groups(actor, {name[:40] for _, name in wanted})
    held = GroupPlace.objects.permitting(actor, Permission.PUPILS_IMPORT).filter(
        child_id__in=[child_id for child_id, _ in wanted], ends_on__isnull=True
    )
    held.update(ends_on=actor.on)
    return [
        GroupPlace(child_id=child_id, group_id=groups[name[:40]], starts_on=actor.on)
        for child_id, name in wanted
    ]


def _groups(actor: Actor, names: set[str]) -> dict[str, UUID]:
    year = school_year(actor.on)
    rows = TeachingGroup.objects.filter(organisation_id=actor.organisation_id, school_year=year)
    found = dict(rows.filter(name__in=names).values_list("name", "id"))
    new = [
        TeachingGroup(organisation_id=actor.organisation_id, name=name, school_year=year)
        for name in sorted(names - set(found))
    ]
    TeachingGroup.objects.bulk_create(new)
    return found | {group.name: group.id for group in new}
