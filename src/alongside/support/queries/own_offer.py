"""What every class of a setting offers: its own lines where it has some, else the area's (O28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.statute.guidance import AgeBand, guidance_pack
from alongside.support.models import OwnOffer
from alongside.support.rules.thread import AREAS_OF_NEED

Lines = Mapping[tuple[str, AgeBand], tuple[str, ...]]


@dataclass(frozen=True)
class Offered:
    """One list as it stands at a setting: its own, or the area's."""

    area: str
    band: AgeBand
    lines: tuple[str, ...]
    is_own: bool
    kept_by_name: str = ""
    kept_at: datetime | None = None
    is_older: bool = False
    """Made from a version of the area's list that is no longer the newest."""


def offered_at(organisation_id: UUID | None) -> Mapping[tuple[str, AgeBand], Offered]:
    """Every list of a setting, one query; without a setting the area's own."""
    pack, found = guidance_pack(), dict[tuple[str, AgeBand], Offered]()
    for area in AREAS_OF_NEED:
        for band in AgeBand:
            found[area, band] = Offered(area, band, pack.guidance[area, band].strategies, is_own=False)
    if organisation_id is None:
        return found
    for row in OwnOffer.objects.filter(organisation_id=organisation_id, replaced_at=None):
        key = row.area, AgeBand(row.band)
        found[key] = Offered(
            row.area, AgeBand(row.band), tuple(row.lines), True, row.kept_by_name, row.kept_at,
            row.based_on != pack.version,
        )  # fmt: skip
    return found


@dataclass(frozen=True)
class AtSetting:
    """A setting as the page that anyone reads names it."""

    id: UUID
    name: str


def setting_asked(text: str) -> AtSetting | None:
    """The setting whose identifier stands in an address; None for anything else."""
    try:
        key = UUID(text)
    except ValueError:
        return None
    row = Organisation.objects.filter(pk=key, kind=OrganisationKind.SETTING).first()
    return AtSetting(row.pk, row.name) if row else None


def strategies_at(organisation_id: UUID | None, area: str, age: int) -> tuple[str, ...]:
    """What every class of a setting offers in one area to a child of an age."""
    return offered_at(organisation_id)[area, AgeBand.of_age(age)].lines
