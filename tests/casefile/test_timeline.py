"""One timeline: attendance, help, scores and what happened, week beside week (S17, S18, S23)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.casefile.timeline import timeline
from alongside.casefile.timeline_drawing import draw
from alongside.platform import clock
from alongside.statute.instruments import instruments
from alongside.support.models import Measure
from alongside.voice.choices import Voice
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.operations.inclusion import NewSuspension, record_suspension
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of
from tests.wellbeing.marks import school_days
from tests.wellbeing.test_alerts import marked, ok


@pytest.fixture
def around(db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        days = dict.fromkeys(school_days(date(2026, 9, 1), date(2026, 9, 11)), "/\\")
        days[date(2026, 9, 11)] = "OI"
        world.saved(
            AttendanceYear(
                child=found.child,
                organisation=found.school,
                school_year=2026,
                marks=marked(days),
                changed_at=world.NOW,
            )
        )
        yield found


def scored(around: Around, key: str, score: int, on: date) -> None:
    world.saved(
        Measure(
            child=around.child, instrument=key, score=Decimal(score), on=on, voice=Voice.CHILD, by_name="Amira",
            at=world.NOW,
        )
    )  # fmt: skip


def test_learning_and_well_being_stand_on_one_timeline(around: Around) -> None:
    """S23: attainment and well-being side by side, with attendance and what happened in the same weeks."""
    feeling = next(key for key, one in instruments().items() if one.by_child)
    scored(around, "reading-age", 80, date(2026, 9, 2))
    scored(around, feeling, 3, date(2026, 9, 3))
    scored(around, feeling, 4, date(2026, 9, 10))
    ok(
        record_suspension(
            around.head, around.child.id, NewSuspension("SUSP", ("DB",), date(2026, 9, 14), 1), world.NOW
        )
    )
    found = timeline(around.mother, around.child.id)
    assert [row.is_learning for row in found.rows] == [True, False]
    assert [(one.starts_on, one.figures.attendance) for one in found.weeks[:2]] == [
        (date(2026, 8, 31), 100.0),
        (date(2026, 9, 7), 80.0),
    ]
    assert found.words[0] == "In the autumn term: in school for 88.9% of half days."
    assert {one.kind for one in found.happened} == {"suspension", "alert"}
    drawn = draw(found)
    assert drawn and [lane.title.split(":")[0] for lane in drawn.lanes] == [
        "In school each week, of all half days", "Learning", "How it feels", "What happened",
    ]  # fmt: skip
    assert all(0 <= box.x <= drawn.width and box.y >= 0 for box in drawn.boxes)


def test_each_part_is_read_under_its_own_permission(around: Around) -> None:
    scored(around, "reading-age", 80, date(2026, 9, 2))
    office = world.make_person("Jo", "Office")
    world.joins(office, around.school, Role.OFFICE)
    found = timeline(world.acting(office, Role.OFFICE, around.school), around.child.id)
    assert found.weeks and not found.rows, "the office keeps the register and does not read the plan"
    world.restrict(around.child, around.father_person)
    assert not timeline(around.father, around.child.id).weeks


def test_the_page_costs_the_same_for_any_year_and_the_parent_sees_it(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(around.mother)
    address = reverse("casefile:timeline", args=[around.child.id])
    client.get(address)
    with django_assert_max_num_queries(26):
        page = client.get(address)
    assert page.status_code == 200 and "88.9%" in text_of(page) and b"<svg" in page.content
    empty = client.get(address + "?year=2024")
    assert "Nothing to show for this year" in text_of(empty)
    other = world.make_child("Theo", "Marsh")
    world.stands(other, StandingKind.ATTENDS, organisation=around.school)
    assert client.get(reverse("casefile:timeline", args=[other.id])).status_code == 404
