"""Suspensions, exclusions and part-time timetables (P8, S17)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from alongside.wellbeing.models import Alert, PartTimeTimetable, Suspension
from alongside.wellbeing.operations.alerts import look_everywhere
from alongside.wellbeing.operations.inclusion import (
    Followed,
    NewSuspension,
    end_part_time,
    follow_up,
    record_suspension,
    start_part_time,
)
from alongside.wellbeing.queries.inclusion import part_time_of, suspensions_of, used_of
from alongside.wellbeing.queries.story import board, waiting_for
from alongside.wellbeing.rules.inclusion import DaysUsed, PartTimePlan, days_used, refuse_over_limit
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

ON = world.TODAY
TWO_DAYS = NewSuspension("SUSP", ("DB",), ON, 4)
MORNINGS = PartTimePlan(
    "Every morning until lunch", "Lunch in the hall is too loud", "Lunch from week 2", "Nadia Kowalska",
    ON, ON, ON + timedelta(weeks=3), ON + timedelta(weeks=6),
)  # fmt: skip


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


def code_of(result: Any) -> str:
    assert isinstance(result, Refusal)
    return result.code


@pytest.mark.parametrize(
    ("used", "sessions", "kind", "refused"),
    [
        (0, 90, "SUSP", False),
        (0, 91, "SUSP", True),
        (88, 2, "SUSP", False),
        (88, 3, "LNCH", True),
        (90, 0, "PERM", False),
        (90, 1, "SUSP", True),
    ],
)
def test_forty_five_school_days_in_a_year(used: int, sessions: int, kind: str, refused: bool) -> None:
    """The limit is law, computed in half days and explained with its source."""
    answer = refuse_over_limit(DaysUsed(2026, used), sessions, kind)
    assert (answer is not None) is refused
    if answer:
        assert "45 school days" in answer.message and "Education Act 2002" in answer.message


def test_days_are_added_up_within_one_school_year() -> None:
    spells = [
        ("SUSP", date(2026, 8, 31), 8), ("SUSP", date(2026, 9, 1), 3), ("LNCH", date(2027, 3, 1), 2),
        ("PERM", date(2027, 4, 1), 0), ("SUSP", date(2027, 9, 1), 5),
    ]  # fmt: skip
    assert days_used(spells, 2026).words.startswith("2.5 school days of the 45")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kind": "FIXD"}, "suspension.kind"),
        ({"reasons": ()}, "suspension.reasons"),
        ({"reasons": ("OT",)}, "suspension.reasons"),
        ({"reasons": ("PP", "PA", "VP", "VA")}, "suspension.reasons"),
        ({"starts_on": None}, "suspension.day"),
        ({"starts_on": ON + timedelta(days=30)}, "suspension.day"),
        ({"sessions": 0}, "suspension.sessions"),
        ({"sessions": 91}, "suspension.limit"),
        ({"told_parent": "Nadia"}, "suspension.told"),
    ],
)
def test_what_is_incomplete_is_refused(around: Around, changed: dict[str, Any], code: str) -> None:
    assert (
        code_of(record_suspension(around.senco, around.child.id, replace(TWO_DAYS, **changed), world.NOW))
        == code
    )
    assert not Suspension.everything.exists()


def test_a_suspension_is_told_at_once_and_asks_for_what_follows(around: Around) -> None:
    """P8: whoever leads hears of it; until a parent is told it waits; a child with support prompts a review."""
    world.changed(around.child, sen_provision="E")
    row = ok(record_suspension(around.head, around.child.id, TWO_DAYS, world.NOW))
    alert = Alert.everything.get()
    assert "2 school days" in alert.reason and "look at the plan again early" in alert.reason
    assert "Tell the parent about a suspension" in [one.what for one in waiting_for(around.senco)]
    done = Followed(ON, "Nadia, by telephone", "asked", "", 1)
    ok(follow_up(around.senco, around.child.id, row.id, done, world.NOW))
    assert "Tell the parent about a suspension" not in [one.what for one in waiting_for(around.senco)]
    assert code_of(follow_up(around.senco, around.child.id, row.id, done, world.NOW)) == "moved"
    seen = suspensions_of(around.mother, around.child.id)[0]
    assert (seen.label, seen.length, seen.told_parent) == (
        "Suspension",
        "2 school days",
        "Nadia, by telephone",
    )
    assert used_of([seen], ON).sessions == 4
    look_everywhere(world.NOW)
    assert Alert.everything.count() == 1


def test_only_who_may_records_it(around: Around) -> None:
    from alongside.access.operation import NotPermitted

    for actor in (around.teacher, around.mother):
        with pytest.raises(NotPermitted):
            record_suspension(actor, around.child.id, TWO_DAYS, world.NOW)
    other = world.make_child("Theo", "Marsh")
    assert code_of(record_suspension(around.senco, other.id, TWO_DAYS, world.NOW)) == "not_found"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"agreed_by": " "}, "part_time.agreed_by"),
        ({"hours": ""}, "part_time.hours"),
        ({"reason": ""}, "part_time.reason"),
        ({"back_to_full": ""}, "part_time.back_to_full"),
        ({"agreed_on": ON + timedelta(days=1)}, "part_time.agreed_on"),
        ({"review_on": None}, "part_time.days"),
        ({"ends_on": ON + timedelta(days=1)}, "part_time.order"),
        ({"review_on": ON + timedelta(weeks=7), "ends_on": ON + timedelta(weeks=9)}, "part_time.late_review"),
    ],
)
def test_a_part_time_timetable_is_short_and_agreed(
    around: Around, changed: dict[str, Any], code: str
) -> None:
    assert (
        code_of(start_part_time(around.senco, around.child.id, replace(MORNINGS, **changed), world.NOW))
        == code
    )
    assert not PartTimeTimetable.everything.exists()


def test_one_that_is_past_its_day_is_flagged_until_it_ends(around: Around) -> None:
    """S17: overdue is worked out, raised once for each day that passes, and over when it has ended."""
    row = ok(start_part_time(around.senco, around.child.id, MORNINGS, world.NOW))
    assert code_of(start_part_time(around.senco, around.child.id, MORNINGS, world.NOW)) == "part_time.one"
    assert look_everywhere(world.NOW) == 0
    later = world.NOW + timedelta(weeks=4)
    assert (look_everywhere(later), look_everywhere(later)) == (1, 0)
    on_the_day = replace(around.senco, on=later.date())
    assert part_time_of(on_the_day, around.child.id)[0].is_overdue
    lists = {one.key: one for one in board(on_the_day, around.school.id, later.date())}
    assert lists["part-time"].total == 1 and lists["alerts"].total == 1
    ended = end_part_time(
        on_the_day, around.child.id, row.id, ON + timedelta(weeks=3), "Full days again", later
    )
    assert ok(ended).ended_on and Alert.everything.get().ended_on
    assert waiting_for(on_the_day) == [] and look_everywhere(later) == 0


def test_by_page_from_recording_to_what_followed(around: Around) -> None:
    client = signed_in(around.senco)
    address = reverse("wellbeing:add_suspension", args=[around.child.id])
    given = {"kind": "SUSP", "sessions": "3", "reasons": ["DB", "DM"], "told_parent": ""}
    given |= {"starts_on-day": "14", "starts_on-month": "9", "starts_on-year": "2026"}
    assert client.post(address, {**given, "sessions": "92"}).status_code == 422
    page = client.post(address, given, follow=True)
    assert "1.5 school days of the 45" in text_of(page)
    row = Suspension.everything.get()
    done = client.post(
        reverse("wellbeing:suspension", args=[around.child.id, row.id]),
        {"told_parent": "Nadia, by letter", "told_parent_on-day": "15", "told_parent_on-month": "9",
         "told_parent_on-year": "2026", "edition": "1"},
        follow=True,
    )  # fmt: skip
    assert "Nadia, by letter" in text_of(done)
    start = reverse("wellbeing:add_part_time", args=[around.child.id])
    assert client.post(start, {"hours": ""}).status_code == 422
    days = {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("agreed_on", ON), ("starts_on", ON), ("review_on", MORNINGS.review_on),
                          ("ends_on", MORNINGS.ends_on))
        for part in ("day", "month", "year")
    }  # fmt: skip
    words = {name: getattr(MORNINGS, name) for name in ("hours", "reason", "back_to_full", "agreed_by")}
    done = client.post(start, {**words, **days}, follow=True)
    assert "Every morning until lunch" in text_of(done)
    seen = signed_in(around.mother).get(reverse("wellbeing:in_school", args=[around.child.id]))
    assert "Every morning until lunch" in text_of(seen) and "Nadia, by letter" in text_of(seen)
    assert "Record a suspension" not in text_of(seen)
    assert not Notice.everything.filter(person_id=around.senco.person_id).exists()
