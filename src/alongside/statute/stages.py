"""The stages of the graduated response and what is expected at each: local practice (`england/stages.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document


class PlanIs(StrEnum):
    """How much a plan is asked for at a stage."""

    RECOMMENDED = "recommended"
    EXPECTED = "expected"


@dataclass(frozen=True)
class Stage:
    """One stage: what it means, and whether a plan is highly recommended or expected."""

    key: str
    name: str
    means: str
    plan: PlanIs


@cache
def stages() -> Mapping[str, Stage]:
    """Every stage by key, the lightest first."""
    return read_stages(*england_text("stages.toml"))


def read_stages(text: str, file: str) -> Mapping[str, Stage]:
    """The stages written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[str, Stage]:
    document.only("stage")
    found: dict[str, Stage] = {}
    for table, one in document.tables("stage", lambda table: (table, _read_one(table))):
        if one.key in found:
            table.wrong("key", f"“{one.key}” is there twice.", "Keep one of the two.")
        found[one.key] = one
    return found


def _read_one(table: Table) -> Stage:
    table.only("key", "name", "means", "plan")
    return Stage(table.slug("key"), table.text("name"), table.text("means"), table.choice("plan", PlanIs))
