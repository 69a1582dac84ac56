"""When something about attendance or well-being is brought to whoever leads (`[[alert]]` in `practice.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document


@dataclass(frozen=True)
class AlertRule:
    """One rule: the last `weeks` against the `before` weeks before them, by how many `points`, on how many sessions
    at `least`; `quiet_weeks` before the same matter is raised again. Numbers that a rule does not use are 0."""

    key: str
    label: str
    why: str
    weeks: int
    before: int
    points: int
    least: int
    quiet_weeks: int


@cache
def alert_rules() -> Mapping[str, AlertRule]:
    """Every rule by key."""
    return read_alert_rules(*england_text("practice.toml"))


def read_alert_rules(text: str, file: str) -> Mapping[str, AlertRule]:
    """The rules written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[str, AlertRule]:
    document.only("interval", "alert")
    found: dict[str, AlertRule] = {}
    for table, one in document.tables("alert", lambda table: (table, _read_one(table))):
        if one.key in found:
            table.wrong("key", f"“{one.key}” is there twice.", "Keep one of the two.")
        found[one.key] = one
    return found


def _read_one(table: Table) -> AlertRule:
    table.only("key", "label", "why", "weeks", "before", "points", "least", "quiet_weeks")
    numbers = {
        key: table.number(key) if key in table.values else 0 for key in ("weeks", "before", "points", "least")
    }
    return AlertRule(
        table.dotted("key"),
        table.text("label"),
        table.text("why"),
        quiet_weeks=table.number("quiet_weeks"),
        **numbers,
    )
