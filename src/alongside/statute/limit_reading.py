"""Reading limits from their file, with each mistake named at its line."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from alongside.kernel.periods import Period
from alongside.statute.tables import Table, read_document
from alongside.statute.timescales import (
    AgeLimit,
    AgeRule,
    Combined,
    Direction,
    Event,
    FixedDate,
    LimitException,
    Limits,
    Named,
    ShownBy,
    Takes,
    Timescale,
    Told,
    Undated,
    Unit,
)
from alongside.statute.validity import IN_FORCE_KEYS, Basis, Confidence, read_in_force

_RULE_KEYS = ("key", "label", "who", "citation", "confidence", "basis", "note", *IN_FORCE_KEYS)
_LONG = (Unit.MONTHS, Unit.YEARS)
_ANY_YEAR = 2001  # without 29 February, so that a day found in it exists in every year


class _Dated(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def in_force(self) -> Period: ...


Dated = TypeVar("Dated", bound=_Dated)


@dataclass(frozen=True)
class _Known:
    """The names that rules may use."""

    events: Mapping[str, Event]
    exceptions: Collection[str]
    recipients: Collection[str]
    contents: Collection[str]


def read_limits(text: str, file: str) -> Limits:
    """The limits written in `text`; raises WrongData."""
    return read_document(text, file, _read_limits)


def _read_limits(document: Table) -> Limits:
    document.only(
        *("event", "recipient", "content", "exception"),
        *("timescale", "fixed_date", "age", "combined", "undated"),
    )
    events = _read_events(document)
    recipients, contents = _read(document, "recipient", _read_named), _read(document, "content", _read_named)
    exceptions = _read(document, "exception", _read_exception)
    known = _Known(
        events,
        {each.key for _, each in exceptions},
        {each.key for _, each in recipients},
        {each.key for _, each in contents},
    )
    timescales = _read(document, "timescale", lambda table: _read_timescale(table, known))
    fixed_dates = _read(document, "fixed_date", lambda table: _read_fixed_date(table, known))
    ages = _read(document, "age", lambda table: _read_age(table, known))
    combined = _read(document, "combined", _read_combined)
    undated = _read(document, "undated", lambda table: _read_undated(table, known))
    for pairs in (recipients, contents, exceptions):
        _refuse_two_at_once(pairs)
    _refuse_two_at_once((*timescales, *fixed_dates, *ages, *combined, *undated))
    _refuse_unknown_parts(combined, {each.key for _, each in (*timescales, *fixed_dates, *ages)})
    return Limits(
        events=events,
        recipients=_items(recipients),
        contents=_items(contents),
        exceptions=_items(exceptions),
        timescales=_items(timescales),
        fixed_dates=_items(fixed_dates),
        ages=_items(ages),
        combined=_items(combined),
        undated=_items(undated),
    )


def _read(document: Table, key: str, read: Callable[[Table], Dated]) -> tuple[tuple[Table, Dated], ...]:
    return document.tables(key, lambda table: (table, read(table)))


def _items(pairs: tuple[tuple[Table, Dated], ...]) -> tuple[Dated, ...]:
    return tuple(item for _, item in pairs)


# The names


def _read_events(document: Table) -> Mapping[str, Event]:
    events: dict[str, Event] = {}
    for table, event in document.tables("event", lambda table: (table, _read_event(table))):
        if event.key in events:
            table.wrong("key", f"“{event.key}” is there twice.", "Keep one of the two.")
        events[event.key] = event
    return events


def _read_event(table: Table) -> Event:
    table.only("key", "label")
    return Event(key=table.dotted("key"), label=table.text("label"))


def _read_named(table: Table) -> Named:
    table.only("key", "label", *IN_FORCE_KEYS)
    return Named(key=table.slug("key"), label=table.text("label"), in_force=read_in_force(table))


def _read_exception(table: Table) -> LimitException:
    table.only(
        *("key", "label", "explanation", "shown_by", "least_days", "margin_days"),
        *("citation", "confidence", *IN_FORCE_KEYS),
    )
    shown_by = table.choice("shown_by", ShownBy)
    long = shown_by in (ShownBy.CLOSURE, ShownBy.ABSENCE)
    return LimitException(
        key=table.slug("key"),
        label=table.text("label"),
        explanation=table.text("explanation"),
        shown_by=shown_by,
        least_days=table.number("least_days") if long else 0,
        margin_days=table.number("margin_days", least=0) if shown_by is ShownBy.CLOSURE else 0,
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
        in_force=read_in_force(table),
    )


# The rules


def _rule(table: Table) -> dict[str, Any]:
    """What every kind of rule says of itself."""
    return {
        "key": table.dotted("key"),
        "label": table.text("label"),
        "who": table.text("who"),
        "citation": table.text("citation"),
        "confidence": table.choice("confidence", Confidence),
        "basis": table.choice("basis", Basis, unless_given=Basis.LAW),
        "note": table.text("note") if "note" in table.values else "",
        "in_force": read_in_force(table),
    }


def _from_event(table: Table, known: _Known) -> str:
    event = table.dotted("from_event")
    if event and event not in known.events:
        table.wrong("from_event", f"“{event}” is not a known event.", "Add it as an [[event]].")
    return event


def _read_timescale(table: Table, known: _Known) -> Timescale:
    table.only(
        *(*_RULE_KEYS, "length", "unit", "inclusive", "direction", "at_least", "promptly", "rolls_forward"),
        *("from_event", "also_from", "exceptions", "told"),
    )
    unit = table.choice("unit", Unit)
    limit = Timescale(
        **_rule(table),
        length=0 if unit is Unit.SAME_DAY else table.number("length"),
        unit=unit,
        inclusive=table.yes("inclusive"),
        direction=table.choice("direction", Direction, unless_given=Direction.AFTER),
        at_least=table.yes("at_least"),
        promptly=table.yes("promptly"),
        rolls_forward=table.yes("rolls_forward"),
        from_event=_from_event(table, known),
        also_from=table.known_texts("also_from", known.events, "event"),
        exceptions=table.known_texts("exceptions", known.exceptions, "exception"),
        told=table.tables("told", lambda each: _read_told(each, known)),
    )
    _refuse_nonsense(table, limit)
    return limit


def _refuse_nonsense(table: Table, limit: Timescale) -> None:
    """Combinations that no law uses and that could only be counted by guessing."""
    if limit.unit is Unit.SAME_DAY and "length" in table.values:
        table.wrong("length", "A limit on the same day has no length.", "Remove it, or give another unit.")
    if limit.inclusive and (limit.direction is Direction.BEFORE or limit.unit is Unit.SAME_DAY):
        table.wrong("inclusive", "Only a limit that runs forward counts its first day.", "Remove this line.")
    if limit.rolls_forward and (limit.unit not in _LONG or limit.direction is Direction.BEFORE):
        table.wrong("rolls_forward", "The Tribunal’s rule is for limits of months.", "Remove this line.")
    if limit.from_event in limit.also_from:
        table.wrong("also_from", f"“{limit.from_event}” starts it already.", "Remove it from this list.")


def _read_told(table: Table, known: _Known) -> Told:
    table.only("when", "to", "says", "citation", "confidence")
    told = Told(
        when=table.text("when") if "when" in table.values else "",
        to=table.known_texts("to", known.recipients, "recipient"),
        says=table.known_texts("says", known.contents, "content"),
        citation=table.text("citation"),
        confidence=table.choice("confidence", Confidence),
    )
    if not told.to:
        table.wrong(None, "Nobody is told.", "Add to = [...] with somebody in it.")
    return told


def _read_fixed_date(table: Table, known: _Known) -> FixedDate:
    table.only(*_RULE_KEYS, "month", "day", "from_event")
    fixed = FixedDate(
        **_rule(table),
        month=table.number("month"),
        day=table.number("day"),
        from_event=_from_event(table, known),
    )
    try:
        date(_ANY_YEAR, fixed.month, fixed.day)
    except ValueError:
        table.wrong("day", f"There is no {fixed.day}/{fixed.month} in every year.", "Correct month or day.")
    return fixed


def _read_age(table: Table, known: _Known) -> AgeLimit:
    table.only(*_RULE_KEYS, "age", "rule", "from_event")
    return AgeLimit(
        **_rule(table),
        age=table.number("age"),
        rule=table.choice("rule", AgeRule),
        from_event=_from_event(table, known),
    )


def _read_combined(table: Table) -> Combined:
    table.only(*_RULE_KEYS, "takes", "of", "at_least")
    return Combined(
        **_rule(table),
        takes=table.choice("takes", Takes),
        of=table.texts("of"),
        at_least=table.yes("at_least"),
    )


def _read_undated(table: Table, known: _Known) -> Undated:
    table.only(*_RULE_KEYS, "pace", "told")
    return Undated(
        **_rule(table),
        pace=table.text("pace"),
        told=table.tables("told", lambda each: _read_told(each, known)),
    )


# What holds between them


def _refuse_two_at_once(pairs: tuple[tuple[Table, Dated], ...]) -> None:
    """Two versions of one rule must not hold on the same day, or the law of that day would be undecided."""
    for position, (table, item) in enumerate(pairs):
        for _, earlier in pairs[:position]:
            if earlier.key == item.key and earlier.in_force.overlaps(item.in_force):
                message = f"“{item.key}” is in force twice on the same day."
                table.wrong("key", message, "End the earlier one with in_force_until.")


def _refuse_unknown_parts(pairs: tuple[tuple[Table, Combined], ...], limits: Collection[str]) -> None:
    """A combined limit is made of limits, or of combined ones that stand above it: so none can go in a circle."""
    known = set(limits)
    for table, combined in pairs:
        for position, part in enumerate(combined.of):
            if part not in known:
                message = f"“{part}” is not a limit, or not one that stands above."
                table.wrong_item("of", position, message, "Name a limit of this file.")
        if len(combined.of) < 2:
            table.wrong(None, "There is nothing to combine.", "Name two limits or more in of = [...].")
        known.add(combined.key)
