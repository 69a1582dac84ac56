"""Made-up families: who a child's parents are, who lives where, and how each wants to be written to."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from alongside.access.choices import StandingKind
from alongside.people.choices import Channel, DocumentFormat
from alongside.people.models import Person
from alongside.site.demo.chance import weighted
from alongside.site.demo.data import words
from alongside.site.demo.when import Days

_SHAPES = (
    ("together", 50.0), ("apart", 24.0), ("mother alone", 11.0), ("father alone", 3.0), ("step-father", 6.0),
    ("two mothers", 2.0), ("grandmother", 4.0), ("foster", 3.0),
)  # fmt: skip
_STREETS = (
    "Tannery Row", "Mill Lane", "Station Road", "Foundry Street", "Orchard Close", "Priory Walk", "Weaver’s Yard",
    "Quarry Hill", "Canal Side", "Nightingale Avenue", "Chapel Fold", "Moss Bank", "Larch Grove", "Tenter Croft",
    "Bridge End", "Hawthorn Way", "Ropewalk", "Beck View", "Market Street", "Allotment Lane",
)  # fmt: skip
_ENDINGS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass
class Adult:
    """A parent or carer: why they stand by the child, what the child calls them, where they live."""

    person: Person
    kind: StandingKind
    relationship: str
    called: str
    address: str
    lives_with_child: bool = True
    telephone: str = ""
    email: str = ""
    is_registered: bool = False


@dataclass
class Home:
    """A family as its children share it. `family_names` are the girls' and the boys' form of the name."""

    shape: str
    heritage: dict[str, Any]
    family_names: tuple[str, str]
    adults: list[Adult]
    children: list[str] = field(default_factory=list)

    @property
    def first(self) -> Adult:
        """Whoever knows the child best and writes for the family."""
        return self.adults[0]

    @property
    def parents(self) -> list[Adult]:
        return [one for one in self.adults if one.kind == StandingKind.PARENT]


def address(random: Random) -> str:
    """An address in Merefield; no real postcode begins with ZZ."""
    street = f"{random.randint(1, 148)} {random.choice(_STREETS)}"
    end = f"{random.randint(1, 9)}{random.choice(_ENDINGS)}{random.choice(_ENDINGS)}"
    return f"{street}, Merefield, ZZ{random.randint(1, 8)} {end}"


def new_home(random: Random, days: Days) -> Home:
    """A family of its own."""
    heritages = words("names")["heritage"]
    heritage = weighted(random, [(one, one["weight"]) for one in heritages])
    girls, _, boys = random.choice(heritage["families"]).partition("/")
    home = Home(weighted(random, _SHAPES), heritage, (girls, boys or girls), [])
    _ADULTS[home.shape](home, random)
    for adult in home.adults:
        _reachable(adult, heritage, random, days)
    return home


def _add(  # noqa: PLR0913 - who they are to the child
    home: Home,
    random: Random,
    what: str,
    relationship: str,
    *,
    kind: StandingKind = StandingKind.PARENT,
    called: str = "",
    apart: bool = False,
) -> None:
    is_mother = what == "mothers"
    where = (
        home.adults[0].address if home.adults and not apart else address(random)
    )  # one address for each household
    taken = {one.person.given_name for one in home.adults}
    given = random.choice([name for name in home.heritage[what] if name not in taken] or home.heritage[what])
    person = Person(given_name=given, family_name=home.family_names[0 if is_mother else 1])
    name = called or home.heritage["mum" if is_mother else "dad"]
    home.adults.append(Adult(person, kind, relationship, name, where, not apart))


def _together(home: Home, random: Random) -> None:
    _add(home, random, "mothers", "mother")
    _add(home, random, "fathers", "father")


def _apart(home: Home, random: Random) -> None:
    _add(home, random, "mothers", "mother")
    _add(home, random, "fathers", "father", apart=True)


def _mother(home: Home, random: Random) -> None:
    _add(home, random, "mothers", "mother")


def _father(home: Home, random: Random) -> None:
    _add(home, random, "fathers", "father")


def _step_father(home: Home, random: Random) -> None:
    _apart(home, random)
    _add(home, random, "fathers", "step-father", kind=StandingKind.CARER, called="")
    home.adults[-1].called = home.adults[-1].person.given_name


def _two_mothers(home: Home, random: Random) -> None:
    _add(home, random, "mothers", "mother", called="Mum")
    _add(home, random, "mothers", "mother", called="Mama")


def _grandmother(home: Home, random: Random) -> None:
    gran = random.choice(home.heritage["gran"])
    _add(home, random, "mothers", "grandmother, special guardian", called=gran)


def _foster(home: Home, random: Random) -> None:
    """A child who is looked after: the foster carer has no parental responsibility, the mother keeps hers."""
    _add(home, random, "mothers", "foster carer", kind=StandingKind.CARER)
    carer = home.adults[0]
    carer.called, carer.person.family_name = carer.person.given_name, random.choice(_CARERS)
    if random.random() < 0.5:
        _add(home, random, "mothers", "mother", apart=True)


_CARERS = ("Lindqvist", "Hartley", "Osborne", "Nayak", "Pell")
_ADULTS = {
    "together": _together, "apart": _apart, "mother alone": _mother, "father alone": _father,
    "step-father": _step_father, "two mothers": _two_mothers, "grandmother": _grandmother, "foster": _foster,
}  # fmt: skip


def _reachable(adult: Adult, heritage: dict[str, Any], random: Random, days: Days) -> None:
    """How the adult wants to be written to and met; what is not said stays as the product has it."""
    person = adult.person
    adult.telephone = f"07700 900{random.randint(0, 999):03}"  # the range kept for stories
    code = heritage.get("code", "")
    if code and random.random() < 0.45:
        person.language = code
        person.interpreter = heritage["language"] if random.random() < 0.6 else ""
    person.document_format = weighted(random, _FORMATS)
    person.channel = weighted(random, _CHANNELS)
    person.communication_note = random.choice(_NOTES) if random.random() < 0.12 else ""


_FORMATS = (
    (DocumentFormat.PDF, 80.0), (DocumentFormat.WEB, 8.0), (DocumentFormat.LARGE_PRINT, 5.0),
    (DocumentFormat.WORD, 4.0), (DocumentFormat.TEXT, 3.0),
)  # fmt: skip
_CHANNELS = (
    (Channel.EMAIL, 78.0), (Channel.PHONE, 14.0), (Channel.POST, 5.0), (Channel.NONE, 3.0),
)  # fmt: skip
_NOTES = (
    "Works nights: please ring after two in the afternoon.",
    "Finds long letters hard to read. A short call first, then the letter.",
    "Hard of hearing: text, do not ring.",
    "Likes to meet in person, with the baby.",
    "Reads English well, but would like an interpreter in meetings.",
    "Dyslexic. Plain text, so that the phone can read it aloud.",
    "Please say who is calling before saying why.",
)


def was_born(days: Days, nc_year: int, random: Random) -> Any:
    """A birth date that belongs in a school year (Reception is 0)."""
    return days.starts(days.year - 5 - nc_year) + timedelta(days=random.randint(0, 364))
