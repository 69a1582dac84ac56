"""Plan templates in force: the product's own from its pack, others added to this installation as data."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Organisation
from alongside.plans.models import PlanTemplate as TemplateRow
from alongside.statute.plan_shapes import PlanTemplate, SectionKind
from alongside.statute.plan_templates import (
    built_in_template,
    built_in_templates,
    load_template,
    validate_template,
)

RESERVED = frozenset(
    {
        "answer",
        "answered",
        "comment",
        "comments",
        "document",
        "lead",
        "propose",
        "read",
        "start",
        "take-back",
        "versions",
    }
)
"""Names of the plan's own pages, which a section of a template cannot have as its key."""


class NoSuchTemplate(LookupError):
    """A plan names a template that is not installed: put the template back (`alongside template add`)."""


@lru_cache(maxsize=64)
def _added(key: str, version: int) -> PlanTemplate:
    row = TemplateRow.objects.filter(key=key, version=version).first()
    if row is None:
        raise NoSuchTemplate(f"{key} version {version}")
    return load_template(row.source, f"{key}.toml")


def template_for(key: str, version: int) -> PlanTemplate:
    """The template a plan was started from, in that very version. Raises NoSuchTemplate."""
    return built_in_template(key, version) or _added(key, version)


def newest_template(key: str) -> PlanTemplate:
    """The newest version of a template. Raises NoSuchTemplate."""
    version = (
        TemplateRow.objects.filter(key=key).order_by("-version").values_list("version", flat=True).first()
    )
    own = built_in_templates().get(key)
    if version is None and own:
        return own
    if version is None:
        raise NoSuchTemplate(key)
    return own if own and own.version >= version else template_for(key, version)


def hope_topics(template: PlanTemplate) -> tuple[str, ...]:
    """The topics whose passages are hopes, which outcomes may serve."""
    return tuple(
        topic.key
        for section in template.sections
        if section.kind is SectionKind.HOPES
        for topic in section.topics
    )


@dataclass(frozen=True)
class Installed:
    """A template that plans can be started from."""

    key: str
    version: int
    title: str
    purpose: str
    sections: int
    built_in: bool


def installed_templates() -> list[Installed]:
    """Every template in every version: the product's own first, then what was added."""
    added = TemplateRow.objects.order_by("key", "version").values_list("key", "version")
    own = [(template, True) for template in built_in_templates().values()]
    others = [(template_for(key, version), False) for key, version in added]
    return [
        Installed(one.key, one.version, one.title.adult, one.purpose, len(one.sections), built_in)
        for one, built_in in [*own, *others]
    ]


def check_template(source: str, file_name: str) -> Refusal | None:
    """Every mistake in a template file, each with its line; None when it can be installed."""
    problems = validate_template(source, file_name)
    if problems:
        return Refusal(
            "template.wrong", "\n".join(str(one) for one in problems), "Put these right and add it again."
        )
    reserved = [one.key for one in load_template(source, file_name).sections if one.key in RESERVED]
    if reserved:
        return Refusal(
            "template.reserved",
            f"{file_name}: “{reserved[0]}” is the name of a page of every plan, so no section can have it.",
            "Give the section another key.",
        )
    return None


def add_template(
    actor: Actor | SystemActor, source: str, file_name: str, now: datetime
) -> TemplateRow | Refusal:
    """Install a template from its file.

    Refuses a wrong file with the line of each mistake, and a version that is kept already.
    """
    refusal = check_template(source, file_name)
    if refusal:
        return refusal
    template = load_template(source, file_name)
    with operation(actor, "template.add", now) as unit:
        if TemplateRow.objects.filter(key=template.key, version=template.version).exists():
            return Refusal(
                "template.kept",
                f"Version {template.version} of {template.key} is installed already.",
                "Plans may rest on it. Give the new one a higher version.",
            )
        row = TemplateRow.objects.create(
            key=template.key, version=template.version, source=source, added_at=now
        )
        unit.record("template.added", row, after={"key": row.key, "version": row.version})
        return row


def adopt_template(
    actor: Actor | SystemActor, organisation_id: UUID, key: str, now: datetime
) -> Organisation | Refusal:
    """Start the new plans of a setting from a template; plans that are there keep theirs."""
    with operation(actor, "template.adopt", now) as unit:
        setting = Organisation.objects.filter(pk=organisation_id).first()
        if setting is None:
            return Refusal("template.no_setting", "There is no such setting.", "Check the name.")
        if key not in {one.key for one in installed_templates()}:
            return Refusal("template.unknown", f"No template “{key}” is installed.", "Add it first.", "key")
        before, setting.plan_template = setting.plan_template, key
        setting.save(update_fields=["plan_template"])
        unit.record("template.adopted", setting, before={"template": before}, after={"template": key})
        return setting
