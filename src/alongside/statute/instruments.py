"""What progress is measured with: each instrument's scale, and what it can and cannot say (`instruments.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document

_HALF = Decimal("0.5")


class Aspect(StrEnum):
    """What about a child an instrument looks at; the last five are named by promise S18."""

    LEARNING = "learning"
    COMMUNICATION = "communication"
    WELL_BEING = "well-being"
    INDEPENDENCE = "independence"
    MOVEMENT = "movement"
    ATTENDANCE = "attendance"
    CONFIDENCE = "confidence"
    RESILIENCE = "resilience"
    RELATIONSHIPS = "relationships"
    MOTIVATION = "motivation"


class Better(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Rater(StrEnum):
    """Who can say a score. What a child rates is the child's word, whoever writes it down."""

    CHILD = "child"
    FAMILY = "family"
    STAFF = "staff"


@dataclass(frozen=True)
class Instrument:
    """One instrument: its scale from `least` to `most`, which way is better, for what ages, by whom.

    `notable` is the smallest change that means something; a smaller one may be chance. `points` are the words of
    a short scale, one for each score, and `question` is how a child is asked.
    """

    key: str
    name: str
    measures: str
    aspect: Aspect
    least: int
    most: int
    better: Better
    notable: int
    from_age: int
    to_age: int
    rated_by: tuple[Rater, ...]
    unit: str = ""
    halves: bool = False
    question: str = ""
    points: tuple[str, ...] = ()

    @property
    def by_child(self) -> bool:
        """It is the child who rates."""
        return Rater.CHILD in self.rated_by

    @property
    def step(self) -> Decimal:
        """The smallest difference that can be written down."""
        return _HALF if self.halves else Decimal(1)

    def takes(self, score: Decimal) -> bool:
        """Whether the score is on the scale."""
        return self.least <= score <= self.most and score % self.step == 0

    def in_words(self, score: Decimal) -> str:
        """A score as people say it: "6 years 2 months", "4 of 5, mostly", "12 minutes"."""
        if self.unit == "age-in-months":
            return years_and_months(int(score))
        number = plain(score)
        if self.points:
            whole = score == score.to_integral_value()
            word = f", {_lower(self.points[int(score) - self.least])}" if whole else ""
            return f"{number} of {self.most}{word}"
        return f"{number} {self.unit}" if self.unit else number

    def difference_in_words(self, change: Decimal) -> str:
        """How far apart two scores are, without its sign."""
        size = abs(change)
        if self.unit == "age-in-months":
            return "1 month" if size == 1 else f"{plain(size)} months"
        unit = self.unit or "points"
        return f"{plain(size)} {'point' if unit == 'points' and size == 1 else unit}"

    def is_better(self, change: Decimal) -> bool | None:
        """Whether a change is for the better; None when it is too small to say."""
        if abs(change) < self.notable:
            return None
        return (change > 0) is (self.better is Better.UP)


def plain(score: Decimal) -> str:
    """A number without noughts that say nothing."""
    whole = score == score.to_integral_value()
    return str(int(score)) if whole else str(score.normalize())


def years_and_months(months: int) -> str:
    """An age in months as people say it."""
    years, rest = divmod(months, 12)
    return f"{years} years {rest} month{'' if rest == 1 else 's'}" if rest else f"{years} years"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by key, in the order of the file."""
    return read_instruments(*england_text("instruments.toml"))


def instrument(key: str) -> Instrument:
    """The instrument called `key`; KeyError for one that is not there."""
    return instruments()[key]


def read_instruments(text: str, file: str) -> Mapping[str, Instrument]:
    """The instruments written in `text`; raises WrongData."""
    return read_document(text, file, _read_all)


def _read_all(document: Table) -> Mapping[str, Instrument]:
    document.only("instrument")
    found: dict[str, Instrument] = {}
    for table, one in document.tables("instrument", lambda table: (table, _read_one(table))):
        if one.key in found:
            table.wrong("key", f"“{one.key}” is there twice.", "Keep one of the two.")
        _check(table, one)
        found[one.key] = one
    return found


def _read_one(table: Table) -> Instrument:
    table.only(
        "key", "name", "measures", "aspect", "unit", "least", "most", "better", "halves", "notable", "from_age",
        "to_age", "rated_by", "question", "points",
    )  # fmt: skip
    return Instrument(
        key=table.slug("key"), name=table.text("name"), measures=table.text("measures"),
        aspect=table.choice("aspect", Aspect), least=table.number("least", least=0), most=table.number("most"),
        better=table.choice("better", Better), notable=table.number("notable"),
        from_age=table.number("from_age", least=0), to_age=table.number("to_age"),
        rated_by=table.choices("rated_by", Rater), unit=table.optional_text("unit"), halves=table.yes("halves"),
        question=table.optional_text("question"), points=table.texts("points"),
    )  # fmt: skip


def _check(table: Table, one: Instrument) -> None:
    """What does not fit together: a scale upside down, words that do not fit it, a child's scale with no question."""
    if one.most <= one.least:
        table.wrong("most", "The scale ends where it begins.", "Make “most” larger than “least”.")
    elif one.points and len(one.points) != one.most - one.least + 1:
        table.wrong("points", "There is not one word for each score.", f"Give {one.most - one.least + 1}.")
    if one.to_age < one.from_age:
        table.wrong("to_age", "The ages are the wrong way round.", "Make “to_age” the larger.")
    if not one.rated_by:
        table.wrong("rated_by", "Nobody can say the score.", "Name child, family or staff.")
    if one.by_child and not (one.question and one.points):
        table.wrong(None, "A child needs a question and words to choose from.", "Add question and points.")
