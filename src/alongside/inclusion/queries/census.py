"""What the school census would say of each child of a setting, and what is wrong with it."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission, role_may
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier, SenEntry, Standing
from alongside.inclusion.models import CensusPlace
from alongside.inclusion.rules.census import CensusFault, CensusPupil, faults_of
from alongside.kernel.text import safe_cell
from alongside.ledger.access_log import note_listed

_KEEP = Permission.CENSUS_KEEP
COLUMNS = (
    "UPN", "Family name", "Given name", "Year", "SEN provision", "SEN type rank 1", "SEN type rank 2", "SEN unit",
    "Resourced provision", "Top-up funding",
)  # fmt: skip

PLACE = ("sen_unit", "resourced", "top_up")
"""What is a yes or no of a child's place, or unknown."""


@dataclass(frozen=True)
class CensusLine:
    """One child as the census would have them; `recorded` is by whom and when their place was said."""

    child_id: UUID
    given_name: str
    family_name: str
    pupil: CensusPupil
    faults: tuple[CensusFault, ...]
    recorded: tuple[str, datetime] | None = None

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def need(self, rank: int) -> str:
        """The code at a rank, or nothing."""
        return next((code for at, code in self.pupil.needs if at == rank), "")


@dataclass(frozen=True)
class CensusView:
    """Every child on roll, by family name, with how many there are at each level."""

    lines: tuple[CensusLine, ...]

    @property
    def levels(self) -> tuple[tuple[str, int], ...]:
        counts = Counter(one.pupil.level for one in self.lines)
        return tuple((level, counts[level]) for level in ("E", "K", "N"))

    @property
    def faulty(self) -> tuple[CensusLine, ...]:
        return tuple(one for one in self.lines if one.faults)

    @property
    def supported(self) -> tuple[CensusLine, ...]:
        return tuple(one for one in self.lines if one.pupil.level != "N")


def census(actor: Actor, child_id: UUID | None = None) -> CensusView:
    """The roll of the actor's own setting as the census would have it today; of one child, that one alone."""
    if not role_may(actor.role, _KEEP) or actor.organisation_id is None:
        return CensusView(())
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    here = Standing.objects.permitting(actor, Permission.CHILD_READ, child_id).filter(
        live, organisation_id=actor.organisation_id, kind=StandingKind.ATTENDS
    )
    children = Child.objects.permitting(actor, _KEEP, child_id).filter(pk__in=here.values("child_id"))
    history: dict[UUID, SenEntry] = {}
    for entry in SenEntry.objects.permitting(actor, _KEEP, child_id).order_by("starts_on", "id"):
        if entry.starts_on <= actor.on:
            history[entry.child_id] = entry
    places = {row.child_id: row for row in _places(actor, child_id)}
    law = statute.on(actor.on)
    lines = []
    for child in children.order_by("family_name", "given_name", "id"):
        place = places.get(child.pk)
        pupil = _pupil(child, history.get(child.pk), place)
        said = place and any(getattr(place, name) is not None for name in PLACE)
        recorded = (place.kept_by_name, place.kept_at) if place and said else None
        faults = faults_of(pupil, law)
        lines.append(CensusLine(child.pk, child.given_name, child.family_name, pupil, faults, recorded))
    return CensusView(tuple(lines))


def _places(actor: Actor, child_id: UUID | None) -> Iterable[CensusPlace]:
    rows = CensusPlace.objects.permitting(actor, _KEEP, child_id)
    return rows.filter(organisation_id=actor.organisation_id) if actor.organisation_id else ()


def _pupil(child: Child, entry: SenEntry | None, place: CensusPlace | None) -> CensusPupil:
    needs = tuple(sorted((int(rank), str(code)) for rank, code in entry.needs)) if entry else ()
    if not needs and child.primary_need and child.sen_provision != "N":
        needs = ((1, child.primary_need),)
    return CensusPupil(
        child.sen_provision, needs, *(getattr(place, name, None) for name in PLACE), child.nc_year,
        entry.provision if entry else "", child.primary_need,
    )  # fmt: skip


def census_rows(actor: Actor, now: datetime) -> Iterator[str]:
    """The roll as CSV, line by line; no spreadsheet runs a cell, and each child is noted in the access log."""
    view = census(actor)
    numbers = {
        row.child_id: row.value
        for row in Identifier.objects.permitting(actor, Permission.IDENTIFIER_READ).filter(
            kind=IdentifierKind.UPN
        )
    }
    note_listed(actor, [one.child_id for one in view.lines], _KEEP, now)
    yield "\ufeff" + _row(COLUMNS)
    for one in view.lines:
        yield _row(_cells(one, numbers.get(one.child_id, "")))


_SAID = {True: "true", False: "false", None: ""}


def _cells(one: CensusLine, upn: str) -> tuple[str, ...]:
    pupil = one.pupil
    return (
        upn, one.family_name, one.given_name, pupil.nc_year, pupil.level, one.need(1), one.need(2),
        *(_SAID[getattr(pupil, name)] for name in PLACE),
    )  # fmt: skip


def _row(values: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([safe_cell(value) for value in values])
    return held.getvalue()
