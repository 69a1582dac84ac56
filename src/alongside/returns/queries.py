"""How ready a council's return is, what is wrong and who can mend it, and the files that were made."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import GuardedQuerySet
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.kernel.text import safe_cell
from alongside.ledger.access_log import note_listed
from alongside.returns.access import counted_of_closed
from alongside.returns.models import CouncilReturn, ReturnProblem, ReturnRun
from alongside.returns.rules.answers import about
from alongside.returns.rules.checks.checking import all_rules
from alongside.returns.rules.checks.rule import Mends, Rule
from alongside.returns.rules.timeliness import Measure, measures
from alongside.statute.sen2 import Collection, collection_chosen, collection_due, collections_open

_SEND = Permission.RETURN_SEND
AT_ONCE = 50
_FILES = 10


@dataclass(frozen=True)
class Filters:
    """What is shown: errors or queries, one rule, what one group of people can mend; empty is everything. `year` is
    the return's, where one before the one being worked on was chosen."""

    kind: str = ""
    rule: str = ""
    mends: str = ""
    year: int | None = None

    @property
    def any(self) -> bool:
        return bool(self.kind or self.rule or self.mends)


@dataclass(frozen=True)
class ProblemLine:
    """A rule one child's record breaks."""

    child_id: UUID
    name: str
    about: str
    rule: Rule


@dataclass(frozen=True)
class RuleCount:
    """A rule, what it is about, and how many records break it."""

    about: str
    rule: Rule
    count: int


@dataclass(frozen=True)
class FileLine:
    """A file that was asked for."""

    id: UUID
    form: str
    year: int
    state: str
    progress: int
    people: int
    errors: int
    refusal: str
    is_there: bool
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Looked:
    """When the records of a year were last looked through, and how many people are in its return."""

    at: datetime
    people: int
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Readiness:
    """How ready the return of a year is; `years` are those that can be chosen, the one being worked on first."""

    asked: Collection
    years: tuple[int, ...]
    said: CouncilReturn
    looked: Looked | None
    counts: tuple[RuleCount, ...]
    lines: tuple[ProblemLine, ...]
    next: str
    files: tuple[FileLine, ...]
    figures: tuple[Measure, ...]

    @property
    def is_due(self) -> bool:
        """Whether it is the return that is being worked on."""
        return self.asked.year == self.years[0]

    @property
    def errors(self) -> int:
        return sum(one.count for one in self.counts if one.rule.is_error)

    @property
    def queries(self) -> int:
        return sum(one.count for one in self.counts if not one.rule.is_error)

    @property
    def not_here(self) -> int:
        """How many have a plan by the register whose plan is not here."""
        return sum(one.count for one in self.counts if one.rule.asks_for_plan)

    @property
    def by_who(self) -> tuple[tuple[Mends, int], ...]:
        """How many each group of people can mend."""
        return tuple((who, sum(one.count for one in self.counts if one.rule.mends is who)) for who in Mends)


def said_of(actor: Actor) -> CouncilReturn:
    """What the actor's council says of itself; an empty one where nothing was said yet."""
    if actor.organisation_id is None:
        return CouncilReturn()
    row = CouncilReturn.objects.filter(council_id=actor.organisation_id).first()
    return row or CouncilReturn(council_id=actor.organisation_id)


def readiness(actor: Actor, filters: Filters, after: str = "") -> Readiness:
    """The state of the return being worked on: counts of every rule, and a page of what the filters ask for."""
    asked, said = collection_chosen(actor.on, filters.year), said_of(actor)
    looked = looked_through(said, asked.year)
    rules = all_rules(asked)
    counts = tuple(
        RuleCount(about(asked, rules[key].name), rules[key], many)
        for key, many in _counts(actor, said, asked).items()
        if key in rules
    )
    lines, more = _page(actor, filters, after, asked) if counts else ((), "")
    ordered = tuple(sorted(counts, key=lambda one: (not one.rule.is_error, -one.count)))
    years = tuple(one.year for one in collections_open(actor.on))
    return Readiness(
        asked, years, said, looked, ordered, lines, more, _files(actor),
        measures(looked.figures, published=False) if looked else (),
    )  # fmt: skip


def looked_through(said: CouncilReturn, year: int) -> Looked | None:
    """When a year was last looked through; what was kept before there were several years counts for its own."""
    kept_of = said.looked.get(str(year))
    if kept_of:
        return Looked(datetime.fromisoformat(kept_of["at"]), kept_of["people"], kept_of["figures"])
    if said.checked_at and said.checked_year == year:
        return Looked(said.checked_at, said.people, said.figures)
    return None


def _counts(actor: Actor, said: CouncilReturn, asked: Collection) -> Mapping[str, int]:
    """By rule, how many records of the council break it: kept numbers, less what is closed to the actor."""
    if actor.organisation_id is None:
        return {}
    kept_counts: Mapping[str, int] = said.found.get(str(asked.year), {})
    closed = counted_of_closed(actor, actor.organisation_id, asked.year)
    return {rule: many - closed[rule] for rule, many in kept_counts.items() if many > closed[rule]}


def _problems(actor: Actor, asked: Collection) -> QuerySet[ReturnProblem]:
    rows = ReturnProblem.objects.permitting(actor, _SEND, each_row=True)
    return rows.filter(council=actor.organisation_id, year=asked.year)


def _narrowed(rows: QuerySet[ReturnProblem], filters: Filters) -> QuerySet[ReturnProblem]:
    if filters.kind in ("error", "query"):
        rows = rows.filter(is_error=filters.kind == "error")
    rows = rows.filter(rule=filters.rule) if filters.rule else rows
    return rows.filter(mends=filters.mends) if filters.mends in list(Mends) else rows


def _page(
    actor: Actor, filters: Filters, after: str, asked: Collection
) -> tuple[tuple[ProblemLine, ...], str]:
    """A page in the order of an index; a rule says itself whether it is an error."""
    known, council_id = all_rules(asked), actor.organisation_id
    if council_id is None or (filters.rule and filters.rule not in known):
        return (), ""
    errors = {"error": True, "query": False}.get(filters.kind)
    if filters.rule:
        is_error = known[filters.rule].is_error
        if errors is not None and errors != is_error:
            return (), ""
        errors = is_error
    found = _lines(
        actor,
        council_id,
        asked.year,
        errors,
        _only(filters.rule),
        _only(filters.mends, list(Mends)),
        *_key(after),
    )
    page = found[:AT_ONCE]
    lines = tuple(
        ProblemLine(row.child_id, row.child.full_name, about(asked, known[row.rule].name), known[row.rule])
        for row in page
        if row.rule in known
    )
    end = page[-1] if len(found) > AT_ONCE else None
    return lines, f"{int(end.is_error)}~{end.rule}~{end.pk}" if end else ""


def _only(asked: str, among: Sequence[str] | None = None) -> str | None:
    """What is asked for, where something is, and it is one of those there are."""
    return asked if asked and (among is None or asked in among) else None


@kept
def _lines(
    actor: Actor, council_id: UUID, year: int, errors: bool | None, rule: str | None, mends: str | None,
    *after: bool | str | UUID,
) -> QuerySet[ReturnProblem]:  # fmt: skip
    rows = ReturnProblem.objects.filter(council_id=council_id, year=year)
    rows = rows if errors is None else rows.filter(is_error=errors)
    rows = rows.filter(rule=rule) if rule is not None else rows
    rows = rows.filter(mends=mends) if mends is not None else rows
    if after:
        is_error, last_rule, last = after
        beyond = Q(rule__gt=last_rule) | Q(rule=last_rule, id__gt=last)
        further = Q(is_error=is_error) & beyond
        rows = rows.filter(further | Q(is_error=False) if is_error else further)
    rows = rows.select_related("child").only(
        "child_id", "rule", "is_error", "child__given_name", "child__family_name", "child__preferred_given_name",
        "child__preferred_family_name",
    ).order_by("-is_error", "rule", "id")  # fmt: skip
    return cast(GuardedQuerySet, rows).permitting(actor, _SEND, each_row=True)[: AT_ONCE + 1]


def _key(text: str) -> tuple[bool, str, UUID] | tuple[()]:
    """The key of a page as its address carries it; nothing for one that is none."""
    parts = text.split("~")
    if len(parts) != 3:
        return ()
    try:
        return parts[0] == "1", parts[1], UUID(parts[2])
    except ValueError:
        return ()


def _files(actor: Actor) -> tuple[FileLine, ...]:
    rows = ReturnRun.objects.permitting(actor, _SEND).order_by("-at")[:_FILES]
    return tuple(
        FileLine(row.pk, row.get_form_display(), row.year, row.state, row.progress, row.people, row.errors,
                 row.refusal, bool(row.store_key), row.started_by_name, row.at)
        for row in rows
    )  # fmt: skip


_COLUMNS = ("Child", "Kind", "Rule", "Item", "What is wrong", "What to do", "Who can mend it")


def problem_rows(actor: Actor, filters: Filters, now: datetime) -> Iterator[str]:
    """What is wrong as CSV, line by line; no spreadsheet runs a cell, and each child is noted in the access log."""
    asked = collection_chosen(actor.on, filters.year)
    rules, noted = all_rules(asked), set[UUID]()
    yield "\ufeff" + _row(_COLUMNS)
    rows = (
        _narrowed(_problems(actor, asked), filters)
        .select_related("child")
        .order_by("-is_error", "rule", "id")
    )
    for row in rows.iterator(chunk_size=500):
        rule = rules.get(row.rule)
        if rule is None:
            continue
        noted.add(row.child_id)
        kind = "Error" if rule.is_error else "Query"
        yield _row(
            (
                row.child.full_name,
                kind,
                rule.key,
                about(asked, rule.name),
                rule.words,
                rule.to_do,
                rule.mends.label,
            )
        )
    note_listed(actor, sorted(noted), _SEND, now)


def figure_rows(actor: Actor, year: int | None = None) -> Iterator[str]:
    """The figures on timeliness of a year as they can be published: small numbers are hidden."""
    yield "\ufeff" + _row(("Measure", "How many", "In time", "Percent"))
    looked = looked_through(said_of(actor), collection_chosen(actor.on, year).year)
    for one in measures(looked.figures if looked else {}, published=True):
        empty = ("hidden", "" if one.late else "hidden", "")
        cells = zip((one.of, one.in_time, one.percent), empty, strict=True)
        yield _row((one.label, *(none if cell is None else str(cell) for cell, none in cells)))


def _row(values: tuple[str, ...]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([safe_cell(value) for value in values])
    return held.getvalue()


def officers_asked(actor: Actor) -> tuple[str, ...]:
    """The designated officers that the year asks about."""
    return collection_due(actor.on).officers
