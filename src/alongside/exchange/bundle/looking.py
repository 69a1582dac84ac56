"""What a bundle would give to whom, to be read by a person before it is brought in."""

from dataclasses import dataclass
from datetime import date

from alongside.access.choices import SHUTS_OUT, RestrictionKind, StandingKind
from alongside.exchange.bundle.checking import Rows
from alongside.exchange.bundle.settling import GOES_WITH_THE_CHILD


@dataclass(frozen=True)
class Coming:
    """Who will have access with the record, and which restrictions it brings, in words."""

    child: str
    people: tuple[str, ...]
    restrictions: tuple[str, ...]


def coming(rows: Rows, today: date) -> Coming:
    """Those whose standing goes on, and every restriction that is not over. What is said is what the bundle says."""
    names = {row.pk: row.name for row in rows["people"]}
    restrictions = [row for row in rows["restrictions"] if _goes_on(row.ends_on, today)]
    shut_out = {row.person_id for row in restrictions if row.kind in SHUTS_OUT and row.starts_on <= today}
    people = [
        _person(names[row.person_id], row, today, closed=row.person_id in shut_out)
        for row in rows["standings"]
        if row.person_id and row.kind in GOES_WITH_THE_CHILD and _goes_on(row.ends_on, today)
    ]
    held = [
        ": ".join(
            filter(None, [names.get(row.person_id, ""), _dated(RestrictionKind(row.kind).label, row, today)])
        )
        for row in restrictions
    ]
    return Coming(rows["child"][0].full_name, tuple(people), tuple(held))


def _goes_on(ends_on: date | None, today: date) -> bool:
    return ends_on is None or ends_on > today


def _person(name: str, row: object, today: date, *, closed: bool) -> str:
    kind, relationship = StandingKind(row.kind).label, row.relationship  # type: ignore[attr-defined]
    words = ", ".join(filter(None, [name, relationship, _dated(kind, row, today)]))
    return f"{words} (a restriction keeps the record from them)" if closed else words


def _dated(words: str, row: object, today: date) -> str:
    starts_on, ends_on = row.starts_on, row.ends_on  # type: ignore[attr-defined]
    since = f", from {starts_on:%d.%m.%Y}" if starts_on > today else ""
    return f"{words}{since}" + (f", before {ends_on:%d.%m.%Y}" if ends_on else "")
