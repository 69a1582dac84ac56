"""A year's evidence for a review, from what is known already: nothing is asked for or written twice (O3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.choices import Kept, Topic
from alongside.annualreviews.queries.promises import (
    NOT_NOTED,
    AnswerView,
    PromiseView,
    outcomes_of,
    promises_of,
)
from alongside.kernel.day_words import day_words
from alongside.kernel.periods import Period
from alongside.reviews.queries import ReviewSummary, reviews_of
from alongside.statute.almanac import london_day
from alongside.support.queries import threads
from alongside.support.queries.help import in_words, promises
from alongside.support.queries.measures import series_of
from alongside.voice.choices import Voice
from alongside.voice.queries import Passage, passages_of
from alongside.wellbeing.queries.in_school import in_school

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class YearEvidence:
    """What is known of the year, as far as the actor may read it."""

    since: date
    outcomes: tuple[str, ...]
    help: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    attendance: str
    child_words: tuple[Passage, ...]
    family_words: tuple[Passage, ...]
    reviews: tuple[ReviewSummary, ...]

    def first_words(self, topic: Topic) -> str:
        """What a text of the meeting begins with: from the evidence, to be changed by whoever writes it."""
        lines: list[str] = []
        if topic is Topic.HELP:
            lines = [f"{text}: {words}" for text, words in self.help]
        elif topic is Topic.PROGRESS:
            lines = [f"{one}: " for one in self.outcomes]
            lines += [f"{name}: {words}" for name, words in self.measures]
        return "\n".join(lines)

    @property
    def pieces(self) -> tuple[str, ...]:
        """What a decision can name as considered."""
        found = ["What the plan says now"]
        found += ["How the help in the plan was given"] if self.help else []
        found += ["Measures of progress"] if self.measures else []
        found += ["Attendance of the year"] if self.attendance else []
        found += ["What the child or young person says"] if self.child_words else []
        found += ["What the family says"] if self.family_words else []
        return tuple(found)


def year_evidence(actor: Actor, child_id: UUID, since: date) -> YearEvidence:
    """The evidence of about a year, from the review before; empty where the actor may not read it."""
    since = max(since, actor.on - _YEAR)
    if not role_may(actor.role, Permission.PLAN_READ):
        return YearEvidence(since, (), (), (), "", (), (), ())
    said = [one for one in passages_of(actor, child_id) if not one.private]
    year = Period(since, actor.on + timedelta(days=1))
    given = tuple(
        (f"{one.promise.ref} {one.promise.text}", _how_kept(one, since))
        for one in promises_of(actor, child_id).lines
    )
    if not given:
        given = tuple(
            (one.text, in_words(one.tally)) for one in promises(actor, child_id, year) if one.in_plan
        )
    outcomes = outcomes_of(actor, child_id) or tuple(one.outcome.text for one in threads(said))
    measured = tuple((one.instrument.name, one.words) for one in series_of(actor, child_id))
    held = tuple(
        one for one in reviews_of(actor, child_id) if one.finished_at and london_day(one.finished_at) >= since
    )
    return YearEvidence(
        since, outcomes, given, measured, _attendance(actor, child_id),
        tuple(one for one in said if one.voice is Voice.CHILD)[:8],
        tuple(one for one in said if one.voice is Voice.PARENT)[:8], held,
    )  # fmt: skip


def _how_kept(one: PromiseView, since: date) -> str:
    """What was noted day by day, and what the setting said each time it was asked, with how a gap was put right."""
    said = [each for each in reversed(one.answers) if each.by_setting and london_day(each.at) >= since]
    noted = [] if said and one.given == NOT_NOTED else [one.given]
    return " ".join([*noted, *map(_said, said)])


def _said(one: AnswerView) -> str:
    words = f"The setting said on {day_words(london_day(one.at))}: {one.kept.label.lower()}."
    if one.kept is Kept.YES:
        return words
    if one.mended_on is None:
        return f"{words} It is not put right yet."
    return f"{words} Put right on {day_words(one.mended_on)}."


def _attendance(actor: Actor, child_id: UUID) -> str:
    if not role_may(actor.role, Permission.ATTENDANCE_READ):
        return ""
    year = in_school(actor, child_id).this_year
    return year.words if year else ""
