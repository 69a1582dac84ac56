"""Which column holds what: suggested from the headings, corrected by a person, remembered per setting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alongside.exchange.reading.fields import FIELD_BY_KEY, field_for, heading_key
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where it is, its heading, and the field it fills ("" when it is not brought in).

    `how` says where that came from: "suggested", "remembered", "repeated" (another column fills the same field)
    or "unknown".
    """

    index: int
    heading: str
    key: str
    field: str = ""
    how: str = "unknown"


@dataclass(frozen=True)
class Mapping:
    """The columns of one file and what each fills."""

    columns: tuple[Column, ...]

    @cached_property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The fields that are filled, each with its column's place."""
        return tuple((column.field, column.index) for column in self.columns if column.field)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The heading, as the file has it, for each field that is filled."""
        return {column.field: column.heading for column in self.columns if column.field}

    def as_dict(self) -> dict[str, str]:
        """What to remember: heading key to field, with "" for a column that a person left out."""
        return {column.key: column.field for column in self.columns}

    def check(self) -> tuple[Refusal, ...]:
        """Why rows cannot be read with this mapping; empty when they can."""
        filled = [field for field, _ in self.places]
        refusals = [_unknown_field(field) for field in filled if field not in FIELD_BY_KEY]
        refusals += [_filled_twice(field) for field in sorted(set(filled)) if filled.count(field) > 1]
        if "full_name" not in filled:
            refusals += [_missing(field) for field in ("family_name", "given_name") if field not in filled]
        if "born_on" not in filled:
            refusals.append(_missing("born_on"))
        return tuple(refusals)


def suggest(headings: Sequence[str], remembered: dict[str, str] | None = None) -> Mapping:
    """The likely mapping for these headings; what a person chose before (`remembered`) comes first.

    Remembered fields that no longer exist are ignored. When two columns could fill a field, the one with the
    more exact heading does and the other is marked "repeated".
    """
    remembered = remembered or {}
    keys = _distinct([heading_key(heading) for heading in headings])
    columns = [
        Column(index, shorten(heading, 60) or f"Column {index + 1}", key)
        for index, (heading, key) in enumerate(zip(headings, keys, strict=True))
    ]
    chosen: dict[int, str] = {}
    for column in columns:
        field = remembered.get(column.key)
        if field and field in FIELD_BY_KEY and field not in chosen.values():
            chosen[column.index] = field
    taken = set(chosen.values())
    candidates = sorted(
        (preference, column.index, field)
        for column in columns
        if column.key not in remembered
        for field, preference in [field_for(column.key)]
        if field
    )
    repeated = set()
    for _, index, field in candidates:
        if field in taken:
            repeated.add(index)
        else:
            taken.add(field)
            chosen[index] = field
    return Mapping(tuple(_settled(column, chosen, repeated, remembered) for column in columns))


def _settled(
    column: Column, chosen: dict[int, str], repeated: set[int], remembered: dict[str, str]
) -> Column:
    if column.key in remembered:
        return replace(column, field=chosen.get(column.index, ""), how="remembered")
    if column.index in chosen:
        return replace(column, field=chosen[column.index], how="suggested")
    return replace(column, how="repeated") if column.index in repeated else column


def recognised(headings: Sequence[str]) -> int:
    """How many of the cells look like headings we know; tells the row of headings from a title above it."""
    return sum(
        1 for heading in headings if heading and len(heading) <= 60 and field_for(heading_key(heading))[0]
    )


def _distinct(keys: list[str]) -> list[str]:
    """Repeated and empty keys made distinct by their place, so that each column can be remembered."""
    seen: set[str] = set()
    distinct = []
    for place, key in enumerate(keys, start=1):
        own = key if key and key not in seen else f"{key}#{place}"
        seen.add(own)
        distinct.append(own)
    return distinct


def _missing(field: str) -> Refusal:
    label = FIELD_BY_KEY[field].label
    return Refusal(
        f"mapping.missing.{field}",
        f"No column is chosen for “{label}”.",
        f"Choose the column that holds it, or add a column “{label}” to your file.",
        field,
    )


def _filled_twice(field: str) -> Refusal:
    label = FIELD_BY_KEY[field].label if field in FIELD_BY_KEY else field
    return Refusal(
        "mapping.twice",
        f"Two columns are chosen for “{label}”.",
        "Choose one of them, and “Leave out” for the other.",
        field,
    )


def _unknown_field(field: str) -> Refusal:
    return Refusal(
        "mapping.unknown_field",
        f"There is nothing called “{shorten(field)}” to fill.",
        "Choose from the list.",
        field,
    )
