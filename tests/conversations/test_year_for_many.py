"""S11: the year's conversations of a class or setting are planned in one go; a child without one is named."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.children.models import Child, Residence
from alongside.conversations.models import Meeting, MeetingParty
from alongside.conversations.operations.year_for_many import YearOfTurns, plan_year_for_many
from alongside.conversations.queries.terms import children_by_term
from alongside.conversations.rules.turns import refuse_turns, turn
from alongside.organisations.models import TeachingGroup
from alongside.people.models import Person
from alongside.platform.clock import LONDON
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

AUTUMN, SPRING, SUMMER = date(2026, 10, 6), date(2027, 2, 2), date(2027, 6, 8)
YEAR = YearOfTurns("How it is going", (AUTUMN, SPRING, SUMMER), time(15, 30), 30, 2, "face", "Room 2")
BANK = frozenset({date(2026, 10, 7)})


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        (0, datetime(2026, 10, 6, 15, 30)),
        (1, datetime(2026, 10, 6, 16, 0)),
        (2, datetime(2026, 10, 8, 15, 30)),  # the 7th is a bank holiday here
        (5, datetime(2026, 10, 9, 16, 0)),
        (6, datetime(2026, 10, 12, 15, 30)),  # over the weekend
    ],
)
def test_turns_follow_one_another_on_school_days(number: int, begins: datetime) -> None:
    assert turn(AUTUMN, time(15, 30), 30, 2, number, BANK) == begins.replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("at", "minutes", "a_day", "code"),
    [
        (time(15, 30), 30, 4, None),
        (time(15, 30), 30, 0, "turns.many"),
        (time(9, 0), 15, 21, "turns.many"),
        (time(19, 0), 45, 3, "turns.late"),
        (time(19, 0), 60, 2, None),
    ],
)
def test_what_fits_in_a_day(at: time, minutes: int, a_day: int, code: str | None) -> None:
    refusal = refuse_turns(at, minutes, a_day)
    assert (refusal.code if refusal else None) == code


@pytest.fixture
def around(supported: Around) -> Around:
    return supported


def another(around: Around, name: str, *parents: Person) -> Child:
    child = world.make_child(name, sen_provision="K")
    world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    for one in parents:
        world.stands(child, StandingKind.PARENT, person=one)
    return child


def lives(child: Child, person: Person, address: str) -> None:
    world.saved(Residence(child=child, person=person, address=address, starts_on=world.LONG_AGO))


def test_everyone_has_a_turn_and_who_has_none_is_named(around: Around) -> None:
    """One home together is invited together; two homes, and nobody to ask, are left with the reason (S11, 2.4.1)."""
    mum, dad = world.make_person("Mum", "Field"), world.make_person("Dad", "Field")
    together, apart, alone = (
        another(around, "Bo", mum, dad),
        another(around, "Cy", mum, dad),
        another(around, "Di"),
    )
    for person in (mum, dad):
        lives(together, person, "1 High Street, AB1 2CD")
    lives(apart, mum, "1 High Street, AB1 2CD")
    lives(apart, dad, "9 Low Road, AB1 9ZZ")
    everyone = [one.child.id for one in children_by_term(around.senco).lines]
    assert {apart.id, alone.id, together.id} < set(everyone)
    done = plan_year_for_many(around.senco, everyone, YEAR, world.NOW)
    assert not hasattr(done, "code")
    assert {one.child_id: one.why[:17] for one in done.left if one.child_id in (apart.id, alone.id)} == {
        apart.id: "The parents live ", alone.id: "Nobody of the fam",
    }  # fmt: skip
    rows = Meeting.everything.filter(child=together)
    assert sorted(rows.values_list("term", flat=True)) == ["autumn", "spring", "summer"]
    invited = MeetingParty.everything.filter(meeting__in=rows, voice="parent").values_list(
        "person_id", flat=True
    )
    assert set(invited) == {mum.id, dad.id}
    assert not Meeting.everything.filter(child__in=[apart, alone]).exists()
    listed = [one.child.id for one in children_by_term(around.senco).lines]
    assert together.id not in listed and {apart.id, alone.id} <= set(listed)


def test_no_two_turns_at_one_time(around: Around) -> None:
    children = [another(around, name, world.make_person(name, "Field")).id for name in ("Bo", "Cy", "Di")]
    done = plan_year_for_many(around.senco, children, YEAR, world.NOW)
    assert done.children == 3
    starts = list(Meeting.everything.filter(child__in=children).values_list("starts_at", flat=True))
    assert len(starts) == len(set(starts)) == 9


def test_a_child_out_of_reach_is_as_if_absent(around: Around) -> None:
    elsewhere = world.make_setting("Elsewhere")
    child = world.make_child("There", sen_provision="K")
    world.stands(child, StandingKind.ATTENDS, organisation=elsewhere)
    done = plan_year_for_many(around.senco, [child.id, world.an_id()], YEAR, world.NOW)
    assert (done.children, done.left) == (0, ())


def test_on_one_page_for_one_class(around: Around) -> None:
    """The class is chosen in the address; no other class is shown, and the family has no such page."""
    group: TeachingGroup = world.make_class(around.school, "4B")
    bo = another(around, "Bo", world.make_person("Mum", "Field"))
    world.place(bo, group)
    client, address = signed_in(around.senco), reverse("conversations:meeting_years") + f"?class={group.id}"
    page = text_of(client.get(address))
    assert "Bo " in page and "Amira" not in page
    form: dict[str, Any] = {
        "children": [str(bo.id)], "purpose": "How it is going", "starts_at": "15:30", "minutes": "30", "a_day": "4",
        "way": "face", "place": "Room 2",
    }  # fmt: skip
    for name, day in (("starts_on", AUTUMN), ("second_on", SPRING)):
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert client.post(address, form).status_code == 302
    assert Meeting.everything.filter(child=bo).count() == 2
    assert "Every child has one" in text_of(client.get(address))
    assert signed_in(around.mother).get(address).status_code == 404
    assert signed_in(world.acting(world.make_person("Ofi", "Ce"), Role.OFFICE, around.school)).get(
        address
    ).status_code in (403, 404)
