"""Every row about one child, past the gate: a bundle is whole or it is no bundle.

It is made by whoever runs the installation, at the request of the family or of the setting the child goes to, and
never from a page: it holds what no single reader may read, such as the child's private words.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models

from alongside.access.choices import FAMILY_KINDS
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier
from alongside.exchange.bundle.part import Part
from alongside.exchange.bundle.parts import ABOUT_THE_CHILD, PARTS, SURROUNDINGS, pointers
from alongside.organisations.models import Organisation
from alongside.people.models import ContactPoint, Person
from alongside.plans.models import PlanTemplate
from alongside.platform.encryption import blind_indexes

Rows = dict[str, list[Any]]


def child_by_id(child_id: UUID) -> Child | None:
    """The child, for the command that makes a bundle."""
    found: Child | None = Child.everything.filter(pk=child_id).first()
    return found


def rows_of(child_id: UUID) -> Rows:
    """All rows of every part, in a fixed order."""
    rows = {part.name: _about(part, child_id) for part in ABOUT_THE_CHILD}
    wanted = _pointed_to(rows)
    family = [row.person_id for row in rows["standings"] if row.kind in FAMILY_KINDS and row.person_id]
    rows["contacts"] = list(ContactPoint.everything.filter(person_id__in=family).order_by("id"))
    rows["templates"] = _templates(rows["plans"])
    rows["groups"] = _by_id("groups", wanted.get("groups", set()))
    homes = {group.organisation_id for group in rows["groups"]}
    rows["organisations"] = _by_id("organisations", wanted.get("organisations", set()) | homes)
    rows["people"] = _by_id("people", wanted.get("people", set()) | set(family))
    return {part.name: rows[part.name] for part in PARTS}


def _manager(model: type[models.Model]) -> "models.Manager[Any]":
    return getattr(model, "everything", None) or model._default_manager


def _about(part: Part, child_id: UUID) -> list[Any]:
    return list(_manager(part.model).filter(**{str(part.path): child_id}).order_by("pk"))


def _pointed_to(rows: Rows) -> dict[str, set[UUID]]:
    """The ids of the people, organisations and classes that the rows name."""
    around = {part.name for part in SURROUNDINGS}
    wanted: dict[str, set[UUID]] = {name: set() for name in around}
    for part in ABOUT_THE_CHILD:
        named = {name: target.name for name, target in pointers(part).items() if target.name in around}
        named |= dict.fromkeys(part.names_people, "people")
        for row in rows[part.name]:
            for column, target in named.items():
                if value := getattr(row, column):
                    wanted[target].add(value)
    return wanted


def _by_id(name: str, ids: set[UUID]) -> list[Any]:
    part = next(each for each in SURROUNDINGS if each.name == name)
    return list(_manager(part.model).filter(pk__in=ids).order_by("pk"))


def _templates(plans: Iterable[Any]) -> list[PlanTemplate]:
    used = {(plan.template_key, plan.template_version) for plan in plans}
    rows = PlanTemplate.objects.filter(key__in={key for key, _ in used}).order_by("key", "version")
    return [row for row in rows if (row.key, row.version) in used]


def same_organisation(row: Organisation) -> Organisation | None:
    """The organisation here that a bundle means: by its number where it has one, else by its name and kind."""
    for number in ("urn", "dfe_number"):
        if value := getattr(row, number):
            found = Organisation.objects.filter(**{number: value}).first()
            if found:
                return found
    return Organisation.objects.filter(kind=row.kind, name__iexact=row.name).first()


def people_here(ids: Iterable[UUID]) -> dict[UUID, Person]:
    """The people of a bundle who are in the records here already."""
    return {person.pk: person for person in Person.everything.filter(pk__in=list(ids))}


def number_is_here(kind: str, value: str) -> bool:
    """Whether some child is known here by this number."""
    return Identifier.everything.filter(
        lookup__in=blind_indexes(value, IdentifierKind(kind).purpose)
    ).exists()
