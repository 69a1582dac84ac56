"""The page of reference about limits, from the data that ships."""

from collections.abc import Iterable

from alongside.statute.loading import shipped_limits
from alongside.statute.timescales import (
    AgeLimit,
    Combined,
    Direction,
    FixedDate,
    Limits,
    Rule,
    Timescale,
    Told,
    Undated,
)
from alongside.statute.validity import Basis
from tests.reference import table

_AGE = {
    "last-friday-in-june": "last Friday in June of the school year of that birthday",
    "school-year-starts": "1 September of the school year of that birthday",
    "birthday": "that birthday",
    "day-before-birthday": "the day before that birthday",
}
_HEADINGS = ["key", "what, and by whom", "how long", "from", "where it says so", "checked", "in force"]


def timescales() -> str:
    """Every limit with its source."""
    limits = shipped_limits()
    parts = [
        "# Limits",
        "Every limit that dates are worked out from, as [the data](../../src/alongside/statute/england/"
        "timescales.toml) has it. How they are counted: [the clock](../how-it-works/clock.md). Under “checked”, "
        "*source* means read in the source named, and *high*, *medium* and *low* how sure we are without that; "
        "medium and low advise and never stop anybody. “No exceptions” is left out.",
        "## Counted from an event",
        table(_HEADINGS, [_timescale(each, limits) for each in limits.timescales]),
        "## Before a day of the year",
        table(_HEADINGS, [_fixed(each, limits) for each in limits.fixed_dates]),
        "## From a birthday",
        table(_HEADINGS, [_age(each, limits) for each in limits.ages]),
        "## The earlier or the later of several",
        table(_HEADINGS, [_combined(each) for each in limits.combined]),
        "## With no number of days",
        table(_HEADINGS, [[*_start(each), each.pace, "", *_end(each)] for each in limits.undated]),
        "## Exceptions",
        "They are claimed for a limit, shown beside it, and never move its date.",
        table(["key", "when", "where it says so", "checked", "in force"], list(_exceptions(limits))),
        "## What goes out with a step",
        table(["with", "when", "to", "says", "where it says so", "checked"], list(_told(limits))),
    ]
    return "\n\n".join(parts)


def _start(rule: Rule) -> tuple[str, str]:
    return f"`{rule.key}`", f"{rule.label} ({rule.who})"


def _end(rule: Rule) -> tuple[str, str, str]:
    basis = "" if rule.basis is Basis.LAW else f" ({rule.basis})"
    note = f" {rule.note}" if rule.note else ""
    return f"{rule.citation}{basis}.{note}".replace("..", "."), str(rule.confidence), _in_force(rule)


def _in_force(rule: Rule) -> str:
    until = f" until {rule.in_force_until}" if rule.in_force_until else ""
    return f"from {rule.in_force_from}{until}"


def _timescale(limit: Timescale, limits: Limits) -> list[str]:
    length = limit.in_words + (" before" if limit.direction is Direction.BEFORE else "")
    length += "; as soon as practicable" if limit.promptly else ""
    length += "; August and Christmas roll forward" if limit.rolls_forward else ""
    events = (limit.from_event, *limit.also_from)
    start = ", or ".join(limits.events[name].label for name in events)
    if limit.exceptions:
        length += f". Exceptions: {', '.join(limit.exceptions)}"
    return [*_start(limit), length, start, *_end(limit)]


def _fixed(limit: FixedDate, limits: Limits) -> list[str]:
    day = f"before {limit.day}/{limit.month} of the year"
    return [*_start(limit), day, limits.events[limit.from_event].label, *_end(limit)]


def _age(limit: AgeLimit, limits: Limits) -> list[str]:
    words = f"age {limit.age}: {_AGE[limit.rule]}"
    return [*_start(limit), words, limits.events[limit.from_event].label, *_end(limit)]


def _combined(limit: Combined) -> list[str]:
    return [*_start(limit), f"the {limit.takes}", ", ".join(f"`{key}`" for key in limit.of), *_end(limit)]


def _exceptions(limits: Limits) -> Iterable[list[str]]:
    for each in limits.exceptions:
        until = f" until {each.in_force.ends_on}" if each.in_force.ends_on else ""
        yield [
            *(f"`{each.key}`", each.explanation, each.citation, str(each.confidence)),
            f"from {each.in_force.starts_on}{until}",
        ]


def _told(limits: Limits) -> Iterable[list[str]]:
    words = {each.key: each.label for each in (*limits.recipients, *limits.contents)}
    rules: tuple[Timescale | Undated, ...] = (*limits.timescales, *limits.undated)
    for rule in rules:
        for told in rule.told:
            yield [f"`{rule.key}`", *_telling(told, words)]


def _telling(told: Told, words: dict[str, str]) -> list[str]:
    to = ", ".join(words[key] for key in told.to)
    says = "; ".join(words[key] for key in told.says)
    return [told.when or "always", to, says, told.citation, str(told.confidence)]
