"""When somebody asks whether the help in section F is given, and what an answer says: CFA 2014 s.42."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from alongside.annualreviews.choices import Check, Kept
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.statute.practice import interval
from alongside.support.rules.delivery import term_period


@dataclass(frozen=True)
class CheckWanted:
    """One asking: when it is due, and which days it looks back to."""

    kind: Check
    due_on: date
    looks_from: date


def first_check(issued_on: date) -> CheckWanted:
    """Four weeks after a plan, or a changed plan, was sent."""
    return CheckWanted(Check.FIRST, interval("promises.first").after(issued_on), issued_on)


def next_check(issued_on: date, done: Iterable[tuple[Check, date]], today: date) -> CheckWanted | None:
    """The asking that should stand open today; None while it is too early for one.

    `done` holds the checks since this plan was sent, by kind and the day they were due. The first comes after four
    weeks, unless that was in an earlier term (a plan that was made on paper and is taken in now); then one in each
    term that has passed its middle, six weeks in, unless the plan was checked in that term. Who is asked after the
    day has a week.
    """
    start = term_period(today).starts_on
    past = [(kind, due) for kind, due in done if due >= issued_on]
    wanted = first_check(issued_on)
    if wanted.due_on < start or any(kind is Check.FIRST for kind, _ in past):
        if any(due >= start for _, due in past):
            return None
        due = start + timedelta(weeks=interval("promises.term").weeks)
        wanted = CheckWanted(Check.TERM, due, max(start, issued_on))
    soon = today + timedelta(weeks=interval("promises.ask-before").weeks)
    if soon < wanted.due_on:
        return None
    return wanted if wanted.due_on >= today else replace(wanted, due_on=soon)


LONGEST = 2_000


@dataclass(frozen=True)
class PromiseSaid:
    """What is said of one promise: kept or not, and what is being done where it is not."""

    kept: Kept
    words: str = ""
    doing: str = ""
    by_on: date | None = None


def refuse_said(said: PromiseSaid, today: date, *, for_setting: bool) -> Refusal | None:
    """Where help is not given the setting says what is being done and by when; a family need only say so.

    What is longer than is kept is refused, and not cut.
    """
    if no := too_long(said.words, LONGEST, "words") or too_long(said.doing, LONGEST, "doing"):
        return no
    if said.kept is Kept.YES or not for_setting:
        return None
    if not said.doing.strip():
        return Refusal(
            "promise.doing", "The family and the council read what is being done about it.",
            "Write it in a few words.", "doing",
        )  # fmt: skip
    if said.by_on is None or said.by_on < today:
        return Refusal("promise.by", "By when?", "Write a day that is still to come.", "by_on")
    return None
