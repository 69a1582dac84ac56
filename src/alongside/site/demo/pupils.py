"""The children of Merefield: who they are, where they go to school, who stands by them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from alongside.children.choices import SenProvision, Sex
from alongside.children.models import Child
from alongside.children.operations import name_key
from alongside.kernel.identifiers import make_upn
from alongside.kernel.school_years import age_on
from alongside.site.demo.area import AREA_NUMBER, Area, Classroom, Place
from alongside.site.demo.chance import dice, weighted
from alongside.site.demo.households import Home, new_home, was_born
from alongside.site.demo.when import Days

_SETTINGS = tuple(
    {"p": "primary", "s": "secondary", "n": "nursery", "f": "special", "c": "college"}[letter]
    for letter in "pspnpfspcpsppsfpspnpsfcsp"
)
"""Where each child in turn goes: of 400, 176 to the primary school, 112 to the secondary, 48 to the special."""
_YEARS = {
    "nursery": ("N2", "N1", "N2", "N1", "N2", "E2"),
    "primary": ("3", "R", "4", "1", "5", "2", "6"),
    "secondary": ("10", "7", "9", "8", "11"),
    "special": ("5", "11", "R", "8", "2", "13", "6", "9", "1", "12", "4", "7", "10", "3"),
    "college": ("12", "13", "12", "14", "13", "12", "15", "17"),
}
_LEVELS = {"primary": "KNKEKNKKNKNKNKENKNKN", "special": "E"}
_OTHER_LEVELS = "KNKEKNKKNEKKNKN"
_NEEDS: dict[str, tuple[tuple[str, float], ...]] = {
    "early": (("SLCN", 45), ("ASD", 20), ("SEMH", 10), ("PD", 7), ("HI", 6), ("DS", 5), ("OTH", 7)),
    "child": (
        ("SLCN", 26), ("ASD", 18), ("SPLD", 14), ("MLD", 12), ("SEMH", 15), ("HI", 3), ("VI", 3), ("PD", 4),
        ("OTH", 3), ("DS", 2),
    ),
    "young": (
        ("ASD", 20), ("SPLD", 18), ("SEMH", 18), ("MLD", 14), ("SLCN", 11), ("HI", 4), ("VI", 4), ("PD", 5),
        ("OTH", 4), ("DS", 2),
    ),
    "special": (("SLD", 34), ("PMLD", 16), ("ASD", 34), ("DS", 9), ("PD", 7)),
}  # fmt: skip
SHORT_NAMES = {
    "Matilda": "Tilly", "Harriet": "Hattie", "Florence": "Flo", "George": "Georgie", "Muhammad": "Mo",
    "Jakub": "Kuba", "Zuzanna": "Zuzia", "Małgosia": "Gosia", "Ibrahim": "Ibby", "Isaiah": "Izzy",
    "Gurdeep": "Gogi", "Imogen": "Immy", "Stanley": "Stan", "Abdirahman": "Abdi", "Beatriz": "Bia",
    "Maksym": "Max", "Isla": "Isy", "Poppy": "Pops", "Alfie": "Alf", "Oscar": "Oz", "Charlie": "Chaz",
    "Finley": "Fin", "Willow": "Will", "Freya": "Frey", "Evie": "Eves", "Holly": "Hols", "Connor": "Con",
    "Ruby": "Rubes", "Logan": "Loge", "Millie": "Mils", "Callum": "Cal", "Archie": "Arch", "Oliwia": "Oli",
    "Danylo": "Danya", "Bobby-Lee": "Bobby", "Margaret-Rose": "Peggy", "Rowan": "Ro", "Natnael": "Nat",
}  # fmt: skip
_MIDDLE = {
    Sex.FEMALE: ("Rose", "Grace", "Marie", "May", "Jean", "Louise"),
    Sex.MALE: ("James", "Lee", "David", "Joseph", "Thomas", "John"),
}


@dataclass
class Pupil:
    """One made-up child with everything the rest of the demo area is made from."""

    number: int
    child: Child
    place: Place
    classroom: Classroom
    home: Home
    age: int
    upn: str
    script: str = ""
    moved_from: Place | None = None
    moved_on: date | None = None
    needs: list[str] = field(default_factory=list)

    @property
    def band(self) -> str:
        """Whose wording fits: watched over (under 5), a child's, or a young person's."""
        return "early" if self.age < 5 else "child" if self.age < 13 else "young"

    @property
    def is_girl(self) -> bool:
        return self.child.sex == Sex.FEMALE

    @property
    def name(self) -> str:
        """What the child is called, in Latin letters, as running text has it."""
        return (
            self.child.given_name if self.script in self.child.called and self.script else self.child.called
        )

    def dice(self, about: str) -> Random:
        return dice(self.number, about)


@dataclass
class _Register:
    """What has to be told apart across the area."""

    names: set[str] = field(default_factory=set)
    serials: Counter[tuple[int, int]] = field(default_factory=Counter)
    turns: Counter[str] = field(default_factory=Counter)
    homes: list[Home] = field(default_factory=list)


def pupils(area: Area, count: int) -> Iterator[Pupil]:
    """So many children, in an order that fills every setting and year group evenly."""
    register = _Register()
    for number in range(count):
        key = _SETTINGS[number % len(_SETTINGS)]
        turn = register.turns[key]
        register.turns[key] += 1
        yield _pupil(area, register, number, key, turn)


def _pupil(area: Area, register: _Register, number: int, key: str, turn: int) -> Pupil:
    random, place = dice(number, "child"), area.places[key]
    years = _YEARS[key]
    nc_year = years[turn % len(years)]
    home = _home(register, random, area.days)
    born_on = was_born(area.days, _expected(nc_year), random)
    child = _child(home, random, register, born_on)
    child.nc_year = nc_year if nc_year not in ("15", "17") else ""
    levels = _LEVELS.get(key, _OTHER_LEVELS)
    child.sen_provision = levels[turn % len(levels)]
    pupil = Pupil(
        number, child, place, place.classroom(child.nc_year), home, age_on(born_on, area.days.today),
        _upn(register, place, born_on, area.days),
    )  # fmt: skip
    _give_needs(pupil, random)
    _may_have_moved(area, pupil, random)
    pupil.script = home.heritage.get("script", {}).get(child.given_name, "")
    if pupil.script and random.random() < 0.2:
        child.preferred_given_name = f"{child.given_name} {pupil.script}"
    child.search_key = name_key(child)
    home.children.append(pupil.name)
    return pupil


def _expected(nc_year: str) -> int:
    return {"R": 0, "N2": -1, "N1": -2, "E2": -3}.get(nc_year) or int(nc_year if nc_year.isdigit() else 0)


def _home(register: _Register, random: Random, days: Days) -> Home:
    """A new family, or now and then one with a child here already."""
    if len(register.homes) > 8 and random.random() < 0.12:
        home = random.choice(register.homes[-60:])
        if len(home.children) < 3 and home.shape != "foster":
            return home
    home = new_home(random, days)
    register.homes.append(home)
    return home


def _child(home: Home, random: Random, register: _Register, born_on: date) -> Child:
    sex = Sex.MALE if random.random() < 0.62 else Sex.FEMALE  # as the SEN statistics have it
    family = home.family_names[0 if sex == Sex.FEMALE else 1]
    pool = [
        name for name in home.heritage["girls" if sex == Sex.FEMALE else "boys"] if name not in home.children
    ]
    fresh = [name for name in pool if f"{name} {family}" not in register.names]
    given = random.choice(fresh or pool or home.heritage["girls"])
    register.names.add(f"{given} {family}")
    language = home.heritage["language"] if random.random() < 0.8 else "English"
    child = Child(
        given_name=given, family_name=family, born_on=born_on, sex=sex, ethnicity=home.heritage["ethnicity"],
        first_language=language,
    )  # fmt: skip
    if given in SHORT_NAMES and random.random() < 0.3:
        child.preferred_given_name = SHORT_NAMES[given]
    if home.heritage["mum"] == "Mum" and random.random() < 0.5:
        child.middle_names = random.choice(_MIDDLE[sex])
    return child


def _upn(register: _Register, place: Place, born_on: date, days: Days) -> str:
    """A UPN as the first school gave it: its number, the year of joining, and the next serial."""
    joined = min(born_on.year + (5 if born_on.month >= 9 else 4), days.year)
    serial = register.serials[place.establishment, joined]
    register.serials[place.establishment, joined] += 1
    return make_upn(AREA_NUMBER, place.establishment + 10 * (serial // 1000), joined, serial % 1000)


def _give_needs(pupil: Pupil, random: Random) -> None:
    if pupil.child.sen_provision == SenProvision.NONE:
        return
    weights: Any = _NEEDS["special" if pupil.place.key == "special" else pupil.band]
    first = weighted(random, weights)
    second = weighted(random, weights)
    pupil.needs = [first] if second == first or random.random() < 0.45 else [first, second]
    pupil.child.primary_need = first


def _may_have_moved(area: Area, pupil: Pupil, random: Random) -> None:
    """Some came from another setting of the area this school year or before."""
    before = {"primary": "nursery", "secondary": "primary", "special": "primary", "college": "secondary"}
    source = before.get(pupil.place.key)
    if source and random.random() < 0.08:
        pupil.moved_from = area.places[source]
        pupil.moved_on = area.days.today - timedelta(days=random.randint(40, 300))
