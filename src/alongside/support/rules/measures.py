"""Pure rules of measures: what may be written down, and what a row of scores says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.statute.instruments import Instrument, Rater, plain

_RATERS = {"child": Rater.CHILD, "parent": Rater.FAMILY, "professional": Rater.STAFF}
TYPED = "typed"


@dataclass(frozen=True)
class MeasureFacts:
    """What the rule of a score looks at. `voice` is in whose voice the writer writes about this child."""

    score: Decimal | None
    on: date | None
    born_on: date | None
    voice: str
    gathered: str
    moment: str
    for_help: bool


def says_it(one: Instrument, voice: str) -> bool:
    """Whether somebody who writes in this voice may write down such a score: their own, or what the child told."""
    return one.by_child or _RATERS.get(voice) in one.rated_by


def voice_of_score(one: Instrument, voice: str) -> str:
    """Whose word a score is: what a child rates is the child's, whoever writes it down."""
    return "child" if one.by_child else voice


def refuse_measure(one: Instrument, facts: MeasureFacts, today: date) -> Refusal | None:
    """A score is on its scale, of a day that has come, by somebody who can say it; a child's own is told by them."""
    return _refuse_score(one, facts.score) or _refuse_day(facts, today) or _refuse_rater(one, facts)


def _refuse_score(one: Instrument, score: Decimal | None) -> Refusal | None:
    if score is None:
        return Refusal("measure.score", "There is no score.", "Write the number.", "score")
    if not one.least <= score <= one.most:
        low, high = one.in_words(Decimal(one.least)), one.in_words(Decimal(one.most))
        return Refusal(
            "measure.scale", f"{one.name} goes from {low} to {high}.", "Check the number.", "score"
        )
    if not one.takes(score):
        step = "half points" if one.halves else "whole numbers"
        return Refusal("measure.step", f"{one.name} has {step} only.", "Check the number.", "score")
    return None


def _refuse_day(facts: MeasureFacts, today: date) -> Refusal | None:
    if facts.on is None:
        return Refusal("measure.day", "A score belongs to a day.", "Write the date.", "on")
    if facts.on > today:
        return Refusal("measure.future", "That day has not come yet.", "Write the day it was taken.", "on")
    if facts.born_on and facts.on < facts.born_on:
        return Refusal("measure.unborn", "That is before the child was born.", "Check the year.", "on")
    return None


def _refuse_rater(one: Instrument, facts: MeasureFacts) -> Refusal | None:
    if not says_it(one, facts.voice):
        return Refusal("measure.rater", f"{one.name} is not yours to score.", "Ask the setting to.")
    if one.by_child and facts.voice != "child" and facts.gathered == TYPED:
        return Refusal(
            "measure.told",
            "This is for the child to say.",
            "Ask them, and say how they told you.",
            "gathered",
        )
    if facts.moment and not facts.for_help:
        return Refusal("measure.moment", "Before or after which help?", "Choose the help.", "provision")
    return None


def refuse_correction(*, is_own: bool, keeps_plan: bool, replaced: bool, why: str) -> Refusal | None:
    """A score is put right by who wrote it down or who keeps the plan, once, and says why."""
    if not (is_own or keeps_plan):
        return Refusal(
            "measure.not_own", "Somebody else wrote this down.", "Ask them, or whoever keeps the plan."
        )
    if replaced:
        return Refusal("measure.replaced", "This score was put right already.", "Open it again.")
    if not why.strip():
        return Refusal("measure.why", "The score before is kept beside it.", "Say what was wrong.", "why")
    return None


@dataclass(frozen=True)
class Point:
    """A score on a day."""

    on: date
    score: Decimal


def what_it_shows(one: Instrument, points: Sequence[Point]) -> str:
    """What a chart says, for whoever does not see it: from what to what, better or not, or too little to say."""
    if not points:
        return "No score yet."
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"One score so far: {_dated(one, first)}. Two are needed to see a change."
    change = _change(one, last.score - first.score)
    return f"From {_dated(one, first)} to {_dated(one, last)}: {change}{_between(one, points)}"


def _dated(one: Instrument, point: Point) -> str:
    return f"{one.in_words(point.score)} on {day_words(point.on)}"


def _change(one: Instrument, change: Decimal) -> str:
    if change == 0:
        return "the same."
    size = f"{one.difference_in_words(change)} {'more' if change > 0 else 'less'}"
    better = one.is_better(change)
    if better is None:
        return f"{size}. A change of less than {plain(Decimal(one.notable))} may be chance."
    return f"{size}. That is {'better' if better else 'not better'}."


def _between(one: Instrument, points: Sequence[Point]) -> str:
    """The highest and lowest in between, where the line did not go straight."""
    scores = [point.score for point in points]
    high, low = max(scores), min(scores)
    ends = (scores[0], scores[-1])
    if high in ends and low in ends:
        return ""
    parts = [f"the highest was {one.in_words(high)}"] if high not in ends else []
    parts += [f"the lowest was {one.in_words(low)}"] if low not in ends else []
    return f" In between {' and '.join(parts)}."
