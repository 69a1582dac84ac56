"""S11: a child's conversations of the year are planned in one go, one a term; a child without one is listed."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from alongside.conversations.models import Meeting
from alongside.conversations.operations.meetings import NewMeeting
from alongside.conversations.operations.year import plan_year
from alongside.conversations.queries.terms import children_by_term
from alongside.conversations.rules.meetings import refuse_year
from alongside.platform.clock import LONDON
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

AUTUMN, SPRING, SUMMER = date(2026, 10, 6), date(2027, 2, 2), date(2027, 6, 8)


@pytest.fixture
def around(supported: Around) -> Around:
    return supported


def on(around: Around, *days: date) -> list[NewMeeting]:
    invited = (str(around.mother_person.id),)
    return [
        NewMeeting("How it is going", datetime(day.year, day.month, day.day, 15, tzinfo=LONDON), 45, "face", "Room 2",
                   invited=invited)
        for day in days
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([AUTUMN, SPRING, SUMMER], None),
        ([SPRING], None),
        ([], "year.empty"),
        ([AUTUMN, date(2026, 11, 3)], "year.same_term"),
        ([AUTUMN, date(2027, 10, 5)], None),
    ],
)
def test_one_a_term(days: list[date], code: str | None) -> None:
    refusal = refuse_year(days)
    assert (refusal.code if refusal else None) == code


def test_the_year_is_planned_on_one_page(around: Around) -> None:
    assert len(children_by_term(around.senco).lines) == 1
    client, child = signed_in(around.senco), around.child.id
    address = reverse("conversations:meeting_year", args=[child])
    assert "One conversation a term" in text_of(client.get(address))
    form: dict[str, Any] = {
        "purpose": "How it is going", "starts_at": "15:00", "minutes": "45", "way": "face", "place": "Room 2",
        "invited": [str(around.mother_person.id)],
    }  # fmt: skip
    for name, day in (("starts_on", AUTUMN), ("second_on", SPRING), ("third_on", SUMMER)):
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert client.post(address, form).status_code == 302
    assert sorted(Meeting.everything.values_list("term", flat=True)) == ["autumn", "spring", "summer"]
    assert not children_by_term(around.senco).lines
    (line,) = children_by_term(around.senco, everyone=True).lines
    assert line.states == ("planned", "planned", "planned")


def test_where_one_is_refused_none_is_kept(around: Around) -> None:
    days = on(around, AUTUMN, date(2026, 2, 3))
    assert refused(plan_year(around.senco, around.child.id, days, world.NOW)).startswith("meeting.")
    assert not Meeting.everything.exists()
    ok(plan_year(around.senco, around.child.id, on(around, AUTUMN), world.NOW))
    assert refused(plan_year(around.senco, world.an_id(), on(around, SPRING), world.NOW)) == "not_found"
    assert (
        signed_in(around.mother)
        .get(reverse("conversations:meeting_year", args=[around.child.id]))
        .status_code
        == 404
    )
