"""How a record settles in another installation: what is here already stays as it is, what ends with a move ends."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.children.choices import Basis, IdentifierKind
from alongside.children.models import Standing
from alongside.children.operations import sort_key
from alongside.exchange.bundle.access import number_is_here, people_here, same_organisation
from alongside.exchange.bundle.checking import Rows
from alongside.exchange.bundle.parts import PARTS, pointers
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Organisation, TeachingGroup
from alongside.plans.models import PlanTemplate
from alongside.plans.templates import check_template
from alongside.platform import files
from alongside.platform.encryption import blind_index

GOES_WITH_THE_CHILD = frozenset({*FAMILY_KINDS, StandingKind.ADVOCATE})
_KINDS = frozenset({
    "application/pdf", "image/jpeg", "image/png", "image/webp", "text/plain", "application/zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
})  # fmt: skip
"""What a file about a child can be; whatever else it says it is, it does not come in."""
_NOTHING_CHANGED = "Nothing was changed. Speak to whoever made the bundle."


def refuse_here(rows: Rows) -> Refusal | None:
    """What stands in the way in this installation: a number, a person or a template that means something else."""
    if any(number_is_here(row.kind, row.value) for row in rows["identifiers"]):
        return Refusal(
            "bundle.number",
            "A child with one of these numbers is here already.",
            "Nothing was changed. Bring the bundle in before the child is on a class list.",
            "file",
        )
    here = people_here(row.pk for row in rows["people"])
    if any(_other(row, here.get(row.pk)) for row in rows["people"]):
        return Refusal("bundle.person", "Somebody in it is somebody else here.", _NOTHING_CHANGED, "file")
    return next(filter(None, map(_refuse_template, rows["templates"])), None)


def _other(row: object, here: object) -> bool:
    names = ("given_name", "family_name")
    return here is not None and any(getattr(row, name) != getattr(here, name) for name in names)


def _refuse_template(row: PlanTemplate) -> Refusal | None:
    here = PlanTemplate.objects.filter(key=row.key, version=row.version).first()
    if here is not None and here.source != row.source:
        return Refusal("bundle.template", "Its plan template is another one here.", _NOTHING_CHANGED, "file")
    return check_template(row.source, f"{row.key}.toml")


def keep_files(rows: Rows, held: Mapping[str, bytes]) -> Refusal | None:
    """Keep the files of a bundle as files are kept here: checked for kind and for viruses, under names of our own."""
    for row in rows["files"]:
        stored = files.put(held[row.digest], accepts=_KINDS)
        if isinstance(stored, Refusal):
            return stored
        if stored.kind != row.media_type:
            return Refusal("bundle.file", "A file in it is not what it says.", _NOTHING_CHANGED, "file")
        row.store_key, row.size = stored.key, stored.size
    return None


def settle(rows: Rows, setting: Organisation, today: date) -> None:
    """Change the rows to what they are here; nothing is written yet."""
    _use_what_is_here(rows)
    for row in rows["identifiers"]:
        row.lookup = blind_index(row.value, IdentifierKind(row.kind).purpose)
    for row in rows["standings"]:
        _end_what_ends(row, today)
    child = rows["child"][0]
    # No duty is named: that the record came along does not beat what the family said of the next setting.
    attends = Standing(
        child_id=child.pk, organisation=setting, kind=StandingKind.ATTENDS, basis=Basis.DUTY, starts_on=today,
        sort_key=sort_key(child),
    )  # fmt: skip
    rows["standings"].append(attends)


def _end_what_ends(row: Standing, today: date) -> None:
    """Places and posts end with the move; the family stays."""
    if row.kind in GOES_WITH_THE_CHILD:
        return
    last = max(row.starts_on, today)
    row.ends_on = min(row.ends_on or last, last)


def _use_what_is_here(rows: Rows) -> None:
    """People, organisations, classes and templates that are here already are not written a second time."""
    organisations = {row.pk: same_organisation(row) for row in rows["organisations"]}
    here = {key: found.pk for key, found in organisations.items() if found}
    for row in rows["groups"]:
        row.organisation_id = here.get(row.organisation_id, row.organisation_id)
    here |= {row.pk: found.pk for row in rows["groups"] if (found := _same_group(row))}
    people = set(people_here(row.pk for row in rows["people"]))
    rows["organisations"] = [row for row in rows["organisations"] if row.pk not in here]
    rows["groups"] = [row for row in rows["groups"] if row.pk not in here]
    rows["people"] = [row for row in rows["people"] if row.pk not in people]
    rows["contacts"] = [row for row in rows["contacts"] if row.person_id not in people]
    rows["templates"] = [row for row in rows["templates"] if not _is_installed(row)]
    _point_here(rows, here)


def _same_group(row: TeachingGroup) -> TeachingGroup | None:
    return TeachingGroup.objects.filter(
        organisation_id=row.organisation_id, school_year=row.school_year, name=row.name
    ).first()


def _is_installed(row: PlanTemplate) -> bool:
    return PlanTemplate.objects.filter(key=row.key, version=row.version).exists()


def _point_here(rows: Rows, here: Mapping[UUID, UUID]) -> None:
    for part in PARTS:
        names = [
            name for name, target in pointers(part).items() if target.name in ("organisations", "groups")
        ]
        names += ["organisation_id"] if part.names_people else []
        for row in rows[part.name]:
            for name in names:
                setattr(row, name, here.get(getattr(row, name), getattr(row, name)))
