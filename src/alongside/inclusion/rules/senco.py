"""Whether somebody may be SENCo, and by when they need which qualification (S24).

Law: Children and Families Act 2014 s.67; SI 2014/1530 reg. 49, changed by SI 2024/535. Its dates and numbers come
from `statute/england/senco.toml`. Every answer says why.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.inclusion.choices import TeacherInduction
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.statute.senco import Course, SencoLaw

_WARN = timedelta(days=365)


@dataclass(frozen=True)
class SencoFacts:
    """What is known of a SENCo. `first_became_on` is the first day as a SENCo anywhere; `months_before` is how long
    they were one, anywhere and in all, before this post."""

    appointed_on: date
    first_became_on: date
    months_before: int
    qualified_teacher: bool
    induction: TeacherInduction
    teaches_here: bool
    heads_school: bool
    course: str = ""
    begun_on: date | None = None
    completed_on: date | None = None


class Stand(StrEnum):
    """Where the qualification stands."""

    NOT_NEEDED = "not-needed"
    HELD = "held"
    DUE = "due"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True)
class Qualification:
    """Where the qualification stands, the last day for it, and why that day."""

    stand: Stand
    by: date | None
    why: str
    citation: str


@dataclass(frozen=True)
class Fault:
    """A requirement of the post that is not met."""

    words: str
    citation: str


def has_duty(phase: str, law: SencoLaw) -> bool:
    """Whether a setting of this phase has to have a SENCo: special schools and colleges do not."""
    return phase in law.phases


def refuse_facts(facts: SencoFacts, today: date) -> Refusal | None:
    """Days in an order that can be: begun before completed, nothing completed that is still to come."""
    if facts.first_became_on > facts.appointed_on:
        return Refusal(
            "senco.first", "They became a SENCo before this post or with it.", "Check both days.", "first_became_on"
        )  # fmt: skip
    if facts.months_before < 0 or facts.months_before > _months(facts.first_became_on, facts.appointed_on):
        return Refusal(
            "senco.months", "That is more than lies between the two days.", "Check the months.", "months_before"
        )  # fmt: skip
    if bool(facts.course) != bool(facts.begun_on):
        return Refusal(
            "senco.begun", "Say which course, and when it began.", "Give both or neither.", "begun_on"
        )
    if facts.completed_on and (not facts.begun_on or facts.completed_on < facts.begun_on):
        return Refusal("senco.completed", "A course ends after it began.", "Check both days.", "completed_on")
    if facts.completed_on and facts.completed_on > today:
        return Refusal(
            "senco.future", "That day is still to come.", "Leave it empty until then.", "completed_on"
        )
    return None


def _months(begin: date, end: date) -> int:
    """Months begun between two days: generous by one, because posts seldom begin on the first."""
    return (end.year - begin.year) * 12 + end.month - begin.month + 1


def faults_of_post(facts: SencoFacts, law: SencoLaw) -> tuple[Fault, ...]:
    """What is missing of the requirements of the post. The head or acting head meets them by being that."""
    if facts.heads_school:
        return ()
    found = []
    if not facts.qualified_teacher:
        found.append("A SENCo is a qualified teacher, and not by the route of an overseas licence alone.")
    if facts.induction is TeacherInduction.NOT_DONE:
        found.append("Their induction as a teacher has to be completed.")
    if not facts.teaches_here:
        found.append("A SENCo works as a teacher at this school, or is its head or acting head.")
    return tuple(Fault(words, law.post_citation) for words in found)


def needs_qualification(facts: SencoFacts, law: SencoLaw) -> bool:
    """Whoever took the post after 1 September 2009 and was not a SENCo for more than twelve months before."""
    return facts.appointed_on > law.appointed_after and facts.months_before <= law.months_before


def last_day(facts: SencoFacts, law: SencoLaw) -> date:
    """The third anniversary of first becoming a SENCo. Of 29 February it is 28 February: the earlier day is safe."""
    first = facts.first_became_on
    try:
        return first.replace(year=first.year + law.years)
    except ValueError:
        return first.replace(year=first.year + law.years, day=28)


def counts(facts: SencoFacts, law: SencoLaw) -> Course | None:
    """The course they completed, where it counts."""
    course = law.courses.get(facts.course)
    if course is None or facts.completed_on is None or not _begun_in_time(facts, course):
        return None
    too_late = course.completed_before is not None and facts.completed_on >= course.completed_before
    return None if too_late else course


def _begun_in_time(facts: SencoFacts, course: Course) -> bool:
    begun = facts.begun_on
    if begun is None:
        return False
    after = course.begun_from is None or begun >= course.begun_from
    return after and (course.begun_before is None or begun < course.begun_before)


def qualification(facts: SencoFacts, law: SencoLaw, today: date) -> Qualification:
    """Where the qualification stands today, by when it is needed and why then."""
    held = counts(facts, law)
    if held:
        return Qualification(Stand.HELD, None, f"{held.name}, completed in time to count.", held.citation)
    if not needs_qualification(facts, law):
        return Qualification(Stand.NOT_NEEDED, None, _why_not(facts, law), law.qualification_citation)
    by, why = (
        last_day(facts, law),
        f"Third anniversary of becoming a SENCo on {_words(facts.first_became_on)}.",
    )
    why, by = _with_course(facts, law, (by, why), today)
    return Qualification(_stand(by, today), by, why, law.qualification_citation)


def _stand(by: date, today: date) -> Stand:
    if today > by:
        return Stand.LATE
    return Stand.SOON if today + _WARN >= by else Stand.DUE


def _with_course(facts: SencoFacts, law: SencoLaw, due: tuple[date, str], today: date) -> tuple[str, date]:
    """The last day with a course under way: a route that ends brings it forward; one that cannot count is said."""
    by, why = due
    course = law.courses.get(facts.course)
    if course is None:
        return f"{why} No course has begun: it is the NPQ for SENCOs.", by
    if not _begun_in_time(facts, course):
        return f"{why} {course.name}, begun on {_words(facts.begun_on)}, does not count.", by
    if course.completed_before is None:
        return f"{why} Under way: {course.name}.", by
    last = course.completed_before - timedelta(days=1)
    if facts.completed_on or today > last:
        return f"{why} {course.name} would have counted if completed by {_words(last)}.", by
    if last < by:
        return f"{course.name} counts only if it is completed by {_words(last)}. {why}", last
    return f"{why} Under way: {course.name}.", by


def _why_not(facts: SencoFacts, law: SencoLaw) -> str:
    if facts.appointed_on <= law.appointed_after:
        return f"In the post since before {_words(law.appointed_after + timedelta(days=1))}."
    return f"Was a SENCo for more than {law.months_before} months before this post."


def _words(day: date | None) -> str:
    return day_words(day) if day else "no day"
