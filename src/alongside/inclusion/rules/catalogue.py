"""What an intervention has to say before it stands in a catalogue (S6, S7)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from alongside.inclusion.choices import Rating
from alongside.kernel.refusal import Refusal
from alongside.support.rules.thread import AREAS_OF_NEED

YOUNGEST, OLDEST = 0, 25
_MOST = {"group_size": 35, "minutes": 480, "per_week": 25, "weeks": 52}
_DEAREST = Decimal(500)


@dataclass(frozen=True)
class NewIntervention:
    """Everything a catalogue says about an intervention."""

    name: str
    what: str
    areas: tuple[str, ...]
    wave: str
    from_age: int
    to_age: int
    given_by: str
    training: str
    group_size: int
    minutes: int
    per_week: int
    weeks: int
    hourly_rate: Decimal
    rating: str
    evidence: str = ""
    citation: str = ""


def refuse_intervention(new: NewIntervention, names_there: Collection[str]) -> Refusal | None:
    """It has a name of its own, an area of need, ages and times that can be, and a source for what it claims."""
    if not new.name or not new.what:
        field = "what" if new.name else "name"
        return Refusal("intervention.words", "Say what it is called and what is done.", "", field)
    if new.name.casefold() in {name.casefold() for name in names_there}:
        return Refusal("intervention.twice", "That name is in your catalogue already.", "Change it.", "name")
    if not new.areas or set(new.areas) - set(AREAS_OF_NEED):
        return Refusal(
            "intervention.area", "Say which areas of need it is for.", "Choose one or more.", "areas"
        )
    if not YOUNGEST <= new.from_age <= new.to_age <= OLDEST:
        return Refusal(
            "intervention.ages", "The ages run from 0 to 25.", "Put the lower age first.", "from_age"
        )
    for name, most in _MOST.items():
        if not 1 <= getattr(new, name) <= most:
            return Refusal("intervention.size", f"That is a number from 1 to {most}.", "Check it.", name)
    if not 0 <= new.hourly_rate <= _DEAREST:
        return Refusal("intervention.rate", "That is not an hourly rate.", "Check it.", "hourly_rate")
    if new.rating in (Rating.STRONG, Rating.PROMISING, Rating.MIXED) and not new.citation:
        return Refusal(
            "intervention.citation", "Say where that was found.", "Write the study or review.", "citation"
        )
    return None
