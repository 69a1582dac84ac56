"""Whether what the school census would say of a child can be returned, and who puts right what cannot (2.5 of the law).

Codes and the days they are good for are in `statute/england/codes.toml`; this says how they go together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import RECORDED_YEARS
from alongside.statute.law import Law

MOST_NEEDS = 2
"""The census collects a primary and a secondary type of need."""


class Mends(StrEnum):
    """Who can put a fault right."""

    SENCO = "SENCo"
    OFFICE = "School office"
    EITHER = "SENCo or school office"


@dataclass(frozen=True)
class CensusPupil:
    """What the census would say of one child: `needs` as (rank, code), `last_level` as the SEN history ends.

    What nobody said of the place is None.
    """

    level: str
    needs: tuple[tuple[int, str], ...]
    sen_unit: bool | None = None
    resourced: bool | None = None
    top_up: bool | None = None
    nc_year: str = ""
    last_level: str = ""
    main_need: str = ""


@dataclass(frozen=True)
class CensusFault:
    """What is wrong, and who can mend it."""

    code: str
    words: str
    mends: Mends


def faults_of(pupil: CensusPupil, law: Law) -> tuple[CensusFault, ...]:
    """Everything that is wrong with what the census would say of a child."""
    return (*_of_level(pupil), *_of_needs(pupil, law), *_of_place(pupil), *_of_year(pupil))


def _of_level(pupil: CensusPupil) -> Sequence[CensusFault]:
    if pupil.level not in ("N", "K", "E"):
        words = f"“{pupil.level}” is no level of today: N, K or E."
        return [CensusFault("level.code", words, Mends.OFFICE)]
    if pupil.last_level and pupil.last_level != pupil.level:
        words = f"The register says {pupil.level}, the SEN history ends with {pupil.last_level}."
        return [CensusFault("level.differs", words, Mends.OFFICE)]
    return []


def _of_needs(pupil: CensusPupil, law: Law) -> Sequence[CensusFault]:
    codes, mends = law.code_lists["sen-type"], Mends.SENCO
    if pupil.level == "N":
        return (
            [
                CensusFault(
                    "need.none", "A child with neither a plan nor SEN support (N) has no type of need.", mends
                )
            ]
            if pupil.needs
            else []
        )
    found = [
        CensusFault("need.code", f"“{code}” is no type of need on that day.", mends)
        for _, code in pupil.needs
        if code not in codes
    ]
    if any(code == "NSA" for _, code in pupil.needs) and pupil.level != "K":
        found.append(
            CensusFault("need.nsa", "“Not yet assessed” (NSA) goes with SEN support (K) alone.", mends)
        )
    found += [CensusFault("need.rank", words, mends) for words in _of_ranks(pupil)]
    if pupil.main_need and pupil.needs and pupil.main_need != min(pupil.needs)[1]:
        first = min(pupil.needs)[1]
        plain = {one.code: one.plain for one in codes}
        words = (
            f"The register’s main need is {plain.get(pupil.main_need, '')} ({pupil.main_need}), "
            f"rank 1 is {plain.get(first, '')} ({first})."
        )
        found.append(CensusFault("need.differs", words, mends))
    return found


def _of_ranks(pupil: CensusPupil) -> Sequence[str]:
    ranks, codes = [rank for rank, _ in pupil.needs], [code for _, code in pupil.needs]
    if 1 not in ranks:
        return ["The main type of need (rank 1) is missing."]
    if len(set(ranks)) < len(ranks):
        return ["Two types of need have the same rank."]
    if len(set(codes)) < len(codes):
        return ["One type of need is there twice."]
    if sorted(ranks)[:MOST_NEEDS] != list(range(1, min(len(ranks), MOST_NEEDS) + 1)):
        return ["The second type of need has no rank 2."]
    return []


def _of_place(pupil: CensusPupil) -> Sequence[CensusFault]:
    found = []
    if pupil.sen_unit and pupil.resourced:
        found.append(
            CensusFault("place.both", "A child is in a unit or in resourced provision.", Mends.SENCO)
        )
    if pupil.level == "N" and (pupil.sen_unit or pupil.resourced):
        words = "A place in a unit or in resourced provision goes with level K or E."
        found.append(CensusFault("place.level", words, Mends.SENCO))
    if pupil.level == "N" and pupil.top_up:
        found.append(CensusFault("top-up.level", "Top-up funding goes with level K or E.", Mends.SENCO))
    return found


def _of_year(pupil: CensusPupil) -> Sequence[CensusFault]:
    if pupil.nc_year in RECORDED_YEARS:
        return []
    words = f"“{pupil.nc_year}” is no year group." if pupil.nc_year else "The year group is missing."
    return [CensusFault("year.code", words, Mends.OFFICE)]


def refuse_census(pupil: CensusPupil, law: Law) -> Refusal | None:
    """Nothing is saved that makes a fault a SENCo would have to mend again."""
    for fault in faults_of(pupil, law):
        if fault.mends is Mends.SENCO:
            return Refusal(f"census.{fault.code}", fault.words, "Change your answer.", "main")
    return None
