"""What the law asks of a SENCo: who may be one, and which qualification they need by when (`england/senco.toml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import Confidence


@dataclass(frozen=True)
class Course:
    """A course that leads to the qualification, and between which days it has to be begun and completed to count.

    Each day itself is outside: `begun_before` 1 September means that 31 August still counts.
    """

    key: str
    name: str
    begun_from: date | None
    begun_before: date | None
    completed_before: date | None
    citation: str


@dataclass(frozen=True)
class SencoLaw:
    """The law about SENCos, as rules use it."""

    phases: tuple[str, ...]
    duty_citation: str
    post_citation: str
    appointed_after: date
    months_before: int
    years: int
    qualification_citation: str
    courses: Mapping[str, Course]


@cache
def senco_law() -> SencoLaw:
    """The law about SENCos as it ships."""
    return read_senco_law(*england_text("senco.toml"))


def read_senco_law(text: str, file: str) -> SencoLaw:
    """The law about SENCos written in `text`; raises WrongData."""
    return read_document(text, file, _read)


def _read(document: Table) -> SencoLaw:
    document.only("duty", "post", "qualification", "course")
    duty, post, needed = (document.table(key) for key in ("duty", "post", "qualification"))
    duty.only("phases", "citation", "confidence")
    post.only("citation", "confidence")
    needed.only("appointed_after", "months_before", "years", "citation", "confidence")
    for table in (duty, post, needed):
        table.choice("confidence", Confidence)
    courses = document.tables("course", _read_course)
    if not courses:
        document.wrong(None, "No course leads to the qualification.", "Add [[course]].")
    return SencoLaw(
        duty.texts("phases"), duty.text("citation"), post.text("citation"), needed.day("appointed_after"),
        needed.number("months_before"), needed.number("years"), needed.text("citation"),
        {course.key: course for course in courses},
    )  # fmt: skip


def _read_course(table: Table) -> Course:
    table.only("key", "name", "begun_from", "begun_before", "completed_before", "citation", "confidence")
    table.choice("confidence", Confidence)
    course = Course(
        table.slug("key"), table.text("name"), table.optional_day("begun_from"),
        table.optional_day("begun_before"), table.optional_day("completed_before"), table.text("citation"),
    )  # fmt: skip
    if not (course.begun_from or course.begun_before):
        table.wrong(None, "The course counts whenever it was begun.", "Add begun_from or begun_before.")
    return course
