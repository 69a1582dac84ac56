"""What any setting is expected to offer, by area of need and age, before anything special is arranged (O28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.loading import all_codes
from alongside.statute.tables import Table, read_document


class AgeBand(StrEnum):
    """The three ages of life in education."""

    EARLY_YEARS = "early-years"
    SCHOOL = "5-to-16"
    AFTER_SIXTEEN = "16-to-25"

    @property
    def label(self) -> str:
        """How a page names it."""
        return {"early-years": "Early years", "5-to-16": "5 to 16", "16-to-25": "16 to 25"}[self.value]

    @classmethod
    def of_age(cls, age: int) -> "AgeBand":
        """The band a child of `age` is in."""
        if age < 5:
            return cls.EARLY_YEARS
        return cls.SCHOOL if age < 16 else cls.AFTER_SIXTEEN


@dataclass(frozen=True)
class Guidance:
    """What to try first for one area of need in one band."""

    area: str
    band: AgeBand
    strategies: tuple[str, ...]


@dataclass(frozen=True)
class GuidancePack:
    """One version of the expectations, from the day it was adopted, by area of need and band."""

    version: str
    adopted_on: date
    guidance: Mapping[tuple[str, AgeBand], Guidance]


@cache
def guidance_pack() -> GuidancePack:
    """The product's own expectations, `england/guidance.toml`."""
    return read_guidance(*england_text("guidance.toml"))


def ordinarily_available() -> Mapping[tuple[str, AgeBand], Guidance]:
    """What every setting is expected to offer, by area of need and band."""
    return guidance_pack().guidance


def guidance_for(area: str, age: int) -> Guidance:
    """What to try first in `area` (a code of the list “area-of-need”) for a child of `age`."""
    return ordinarily_available()[area, AgeBand.of_age(age)]


def read_guidance(text: str, file: str) -> GuidancePack:
    """The pack written in `text`; raises WrongData unless every area and band is there once."""
    return read_document(text, file, _read_pack)


def _read_pack(document: Table) -> GuidancePack:
    document.only("version", "adopted_on", "guidance")
    return GuidancePack(document.text("version"), document.day("adopted_on"), _read_all(document))


def _read_all(document: Table) -> Mapping[tuple[str, AgeBand], Guidance]:
    areas = [code.code for code in all_codes("area-of-need")]
    found: dict[tuple[str, AgeBand], Guidance] = {}
    for table, guidance in document.tables("guidance", lambda table: (table, _read_one(table, areas))):
        if (guidance.area, guidance.band) in found:
            table.wrong("band", f"“{guidance.area}” has “{guidance.band}” twice.", "Keep one of the two.")
        found[guidance.area, guidance.band] = guidance
    for area in areas:
        for band in AgeBand:
            if (area, band) not in found:
                document.wrong(None, f"“{area}” says nothing for “{band}”.", "Add a [[guidance]] for it.")
    return found


def _read_one(table: Table, areas: list[str]) -> Guidance:
    table.only("area", "band", "strategies")
    area = table.text("area")
    if area not in areas:
        table.wrong("area", f"“{area}” is not an area of need.", f"Use one of: {', '.join(areas)}.")
    guidance = Guidance(area, table.choice("band", AgeBand), table.texts("strategies"))
    if not guidance.strategies:
        table.wrong(None, "There is nothing to try here.", "Add some lines to strategies.")
    return guidance
