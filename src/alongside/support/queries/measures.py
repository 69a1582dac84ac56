"""Scores as pages read them: one row for each instrument, oldest first, with what the row says in words (S5, S18)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.queries import child_card
from alongside.statute.instruments import Instrument, instrument, instruments
from alongside.support.choices import Moment
from alongside.support.models import Measure
from alongside.support.rules.measures import Point, what_it_shows
from alongside.voice.choices import Audience, Gathered, Voice

_READ = Permission.PLAN_READ


@dataclass(frozen=True)
class Score:
    """One score, and what was written before it was put right."""

    id: UUID
    score: Decimal
    words: str
    on: date
    moment: str
    moment_key: str
    provision_id: UUID | None
    help: str
    conditions: str
    by_name: str
    by_id: UUID | None
    told: str
    at: datetime
    why_corrected: str = ""
    before: tuple["Score", ...] = ()


@dataclass(frozen=True)
class Series:
    """The scores of one instrument, oldest first, and what they show in words."""

    instrument: Instrument
    scores: tuple[Score, ...]
    words: str

    @property
    def last(self) -> Score:
        """The newest score."""
        return self.scores[-1]


def series_of(actor: Actor, child_id: UUID) -> tuple[Series, ...]:
    """Every instrument the child was measured with, in the order of the instruments; one question to the database."""
    return _in_series(_of_child(actor, child_id)) if role_may(actor.role, _READ) else ()


def series_for_help(actor: Actor, child_id: UUID, provision_ids: Iterable[UUID]) -> tuple[Series, ...]:
    """The scores that were taken for this help: before, during and after."""
    if not role_may(actor.role, _READ):
        return ()
    wanted = set(provision_ids)
    return _in_series(row for row in _of_child(actor, child_id) if row.provision_id in wanted)


@kept
def _of_child(actor: Actor, child_id: UUID) -> QuerySet[Measure]:
    rows = Measure.objects.permitting(actor, _READ, child_id)
    return rows.select_related("provision").order_by("on", "at", "id")


def _in_series(rows: Iterable[Measure]) -> tuple[Series, ...]:
    grouped: dict[str, list[Measure]] = defaultdict(list)
    for row in rows:
        grouped[row.instrument].append(row)
    return tuple(_series(one, grouped[key]) for key, one in instruments().items() if key in grouped)


def _series(one: Instrument, rows: list[Measure]) -> Series:
    corrected = {row.id: row for row in rows if row.replaced_at}
    scores = tuple(_score(one, row, corrected) for row in rows if row.replaced_at is None)
    return Series(one, scores, what_it_shows(one, [Point(each.on, each.score) for each in scores]))


def _score(one: Instrument, row: Measure, corrected: dict[UUID, Measure]) -> Score:
    before = corrected.get(row.corrects_id) if row.corrects_id else None
    earlier = _score(one, before, corrected) if before else None
    help_ = row.provision
    shared = help_ is not None and help_.audience == Audience.SHARED
    return Score(
        row.id, row.score, one.in_words(row.score), row.on, Moment(row.moment).label if row.moment else "",
        row.moment,
        row.provision_id, help_.text if help_ and shared else "", row.conditions, row.by_name, row.by_id,
        _told(row), row.at, row.why_corrected, (earlier, *earlier.before) if earlier else (),
    )  # fmt: skip


def _told(row: Measure) -> str:
    """How a child told it, where somebody else wrote it down."""
    if row.voice != Voice.CHILD or row.gathered == Gathered.TYPED:
        return ""
    return Gathered(row.gathered).label


def measure_by_id(actor: Actor, child_id: UUID, measure_id: UUID) -> tuple[Instrument, Score] | None:
    """One score that still counts, with its instrument; None where it is not there for the actor."""
    rows = Measure.objects.permitting(actor, _READ, child_id).select_related("provision")
    row = rows.filter(pk=measure_id, replaced_at=None).first()
    return (instrument(row.instrument), _score(instrument(row.instrument), row, {})) if row else None


def may_put_right(actor: Actor, child_id: UUID) -> bool:
    """Whether the actor keeps the child's plan, and so may put right what others wrote down."""
    return role_may(actor.role, Permission.PLAN_EDIT) and bool(
        child_card(actor, child_id, Permission.PLAN_EDIT)
    )
