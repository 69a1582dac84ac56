"""Support and challenge between area and setting, and sharing what works between settings (R30, T1, T5, T9)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.inclusion import access
from alongside.inclusion.models import AreaAction, AreaEntry, Intervention, SharedPractice
from alongside.inclusion.operations.challenge import (
    NewAreaAction,
    NewEntry,
    agree_action,
    close_action,
    put_action,
    write_entry,
)
from alongside.inclusion.operations.practice import (
    copy_practice,
    share_intervention,
    share_practice,
    withdraw_practice,
)
from alongside.inclusion.queries import practice as practice_queries
from alongside.inclusion.queries.challenge import area_entries, area_settings, inclusion_measures
from alongside.inclusion.queries.practice import practice, practices
from alongside.inclusion.queries.waiting import waiting_for
from alongside.inclusion.rules.practice import NewPractice
from alongside.inclusion.rules.small_numbers import Moved
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

ENTRY = NewEntry("challenge", date(2026, 9, 10), "Agreed plans", "Fewer than half have one.")


@dataclass(frozen=True)
class Sides:
    """A school and its council."""

    around: Around
    manager: Actor
    stranger: Actor
    elsewhere: Actor


@pytest.fixture
def sides(around: Around) -> Sides:
    council, far = world.make_council(), world.make_council("Farland Council")
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    school = world.make_setting("Far School")
    person = world.make_person("Farida", "Rahman")
    world.joins(person, council, Role.SEND_MANAGER)
    return Sides(
        around, world.acting(person, Role.SEND_MANAGER, council),
        world.acting(world.make_person("Eve", "Far"), Role.STRATEGY_LEAD, far),
        world.acting(world.make_person("Bea", "Away"), Role.SENCO, school),
    )  # fmt: skip


def ok(result: Any) -> Any:
    assert not getattr(result, "code", ""), result
    return result


def test_both_sides_read_what_the_area_wrote_and_agreed(sides: Sides) -> None:
    """R30: an entry with an action, put forward by one side, agreed by the other, closed with what came of it."""
    senco, manager, school = sides.around.senco, sides.manager, sides.around.school.pk
    entry = ok(write_entry(manager, school, ENTRY, world.NOW))
    action = ok(
        put_action(
            manager,
            entry.pk,
            NewAreaAction("Write the missing plans", "setting", date(2026, 12, 1)),
            world.NOW,
        )
    )
    assert getattr(agree_action(manager, action.pk, world.NOW), "code", "") == "action.own"
    assert getattr(close_action(senco, action.pk, "All written", world.NOW), "code", "") == "action.open"
    ok(agree_action(senco, action.pk, world.NOW))
    assert "Do: Write the missing plans" in [one.what for one in waiting_for(senco)]
    assert getattr(close_action(manager, action.pk, "All written", world.NOW), "code", "") == "action.theirs"
    assert getattr(close_action(senco, action.pk, " ", world.NOW), "code", "") == "action.came"
    ok(close_action(senco, action.pk, "All written", world.NOW))
    for actor in (senco, sides.around.head, manager):
        (seen,) = area_entries(actor, school)
        assert seen.about == "Agreed plans" and seen.actions[0].came_of_it == "All written"
        assert seen.actions[0].state == "done" and seen.actions[0].agreed_by == "Ada Whitcombe"


def test_nobody_else_reads_or_writes_it(sides: Sides) -> None:
    """R30: not another council, another school, a teacher or a governor (numbers only)."""
    school = sides.around.school.pk
    entry = ok(write_entry(sides.manager, school, ENTRY, world.NOW))
    governor = world.acting(world.make_person("Helen", "Marsh"), Role.GOVERNOR, sides.around.school)
    for actor in (sides.stranger, sides.elsewhere, sides.around.teacher, governor, sides.around.mother):
        assert not area_entries(actor, school) and inclusion_measures(actor, school) is None
    assert getattr(write_entry(sides.stranger, school, ENTRY, world.NOW), "code", "") == "not_found"
    with pytest.raises(NotPermitted):
        write_entry(sides.around.head, school, ENTRY, world.NOW)
    new = NewAreaAction("Anything", "setting", date(2026, 12, 1))
    assert getattr(put_action(sides.elsewhere, entry.pk, new, world.NOW), "code", "") == "not_found"
    assert area_settings(sides.manager) == ((school, "Larkfield Primary School"),)
    assert not area_settings(sides.stranger)
    future = replace(ENTRY, on=date(2026, 9, 16))
    assert getattr(write_entry(sides.manager, school, future, world.NOW), "code", "") == "entry.future"
    assert AreaEntry.objects.count() == 1 and not AreaAction.objects.exists()


def test_measures_beside_the_words_hide_small_numbers(sides: Sides) -> None:
    """T5: numbers of both sides alike, never few enough to know who, nor what gives them away."""
    school = sides.around.school
    for number in range(9):
        child = world.make_child("Kim", f"Row{number}", sen_provision="K")
        world.stands(child, StandingKind.ATTENDS, organisation=school)
    for number in range(3):
        child = world.make_child("Bo", f"Row{number}", sen_provision="E")
        world.stands(child, StandingKind.ATTENDS, organisation=school)
    for actor in (sides.manager, sides.around.head):
        found = inclusion_measures(actor, school.pk)
        assert found
        numbers = [count for _, count in found.numbers]
        assert numbers[0] is None and None in numbers[1:3], numbers
        assert numbers[3:] == [None, None], "agreed plans would give the hidden level away"
        assert dict(found.facts)["SENCo"] == "None on record"


def test_the_pages_of_both_sides(sides: Sides) -> None:
    """R30: written on one page, agreed and closed on the other."""
    manager, senco, school = signed_in(sides.manager), signed_in(sides.around.senco), sides.around.school.pk
    day = {"on-day": "10", "on-month": "9", "on-year": "2026"}
    sent = manager.post(
        reverse("inclusion:area_entry", args=[school]),
        {"kind": "support", "about": "Training", "text": "We ran a day.", **day},
    )
    assert sent.status_code == 302
    entry = AreaEntry.objects.get()
    due = {"due_on-day": "1", "due_on-month": "12", "due_on-year": "2026"}
    put = reverse("inclusion:area_action", args=[school, entry.pk])
    assert manager.post(put, {"what": "Send two teachers", "whose": "setting", **due}).status_code == 302
    action = AreaAction.objects.get()
    assert "Agree it" in text_of(senco.get(reverse("inclusion:challenge")))
    senco.post(reverse("inclusion:challenge"), {"action": str(action.pk), "agree": "yes"})
    senco.post(reverse("inclusion:challenge"), {"action": str(action.pk), "came_of_it": "Three went"})
    text = text_of(manager.get(reverse("inclusion:area_setting", args=[school])))
    assert "Three went" in text and "Amira" not in text
    assert signed_in(sides.around.teacher).get(reverse("inclusion:challenge")).status_code == 404


STRATEGY = NewPractice(
    "strategy", "Wait ten seconds", "After a question, count to ten.", ("communication-and-interaction",), 4, 11,
    "More children answered.", "A speech therapist told us",
)  # fmt: skip


def test_a_strategy_is_read_by_other_settings_and_taken_back(sides: Sides) -> None:
    """T1: with where it came from; by settings and the area's leads, not by families."""
    row = ok(share_practice(sides.around.senco, STRATEGY, world.NOW))
    assert isinstance(row, SharedPractice)
    for actor in (sides.elsewhere, sides.manager, sides.around.teacher):
        (seen,) = practices(actor)
        assert seen.setting == "Larkfield Primary School" and seen.citation == "A speech therapist told us"
    assert not practices(sides.around.mother)
    assert not practices(sides.elsewhere, area="sensory-and-physical") and practices(
        sides.elsewhere, "strategy"
    )
    assert getattr(withdraw_practice(sides.elsewhere, row.pk, world.NOW), "code", "") == "not_found"
    ok(withdraw_practice(sides.around.head, row.pk, world.NOW))
    assert practice(sides.elsewhere, row.pk) is None
    with pytest.raises(NotPermitted):
        share_practice(sides.around.teacher, STRATEGY, world.NOW)


@pytest.mark.parametrize("field", ["title", "text", "worked"])
def test_what_is_missing_is_said_beside_its_own_box(sides: Sides, field: str) -> None:
    said = share_practice(sides.around.senco, replace(STRATEGY, **{field: ""}), world.NOW)
    assert getattr(said, "field", "") == field and "Something" not in str(said)


@pytest.mark.parametrize("field", ["title", "text", "worked", "citation"])
def test_a_childs_name_is_never_shared(sides: Sides, field: str) -> None:
    """T1: never children's data."""
    said = share_practice(sides.around.senco, replace(STRATEGY, **{field: "For Amira Kowalska"}), world.NOW)
    assert getattr(said, "code", "") == "practice.names" and not SharedPractice.objects.exists()


@pytest.mark.parametrize(("children", "lines"), [(5, 0), (6, 1)])
def test_effect_goes_with_it_at_the_threshold_only(
    sides: Sides, talk: Intervention, monkeypatch: pytest.MonkeyPatch, children: int, lines: int
) -> None:
    """T9: measured effect at or above the smallest number shown, and the copy says where it came from."""
    from decimal import Decimal

    moves = [Moved("Reading", "months", Decimal(4), True)] * children
    monkeypatch.setattr(practice_queries, "moved_here", lambda _actor, ids: dict.fromkeys(ids, moves))
    assert access.moved_here is not practice_queries.moved_here
    row = ok(share_intervention(sides.around.senco, talk.pk, "Every child spoke more.", world.NOW))
    assert len(row.effect) == lines and str(row.effect).count("5 children") == 0
    copy = ok(copy_practice(sides.elsewhere, row.pk, world.NOW))
    assert copy.came_from == "Larkfield Primary School" and copy.rate_is_example
    assert copy.citation == talk.citation and copy.organisation_id == sides.elsewhere.organisation_id
    assert getattr(copy_practice(sides.elsewhere, row.pk, world.NOW), "code", "") == "intervention.twice"
    assert getattr(copy_practice(sides.around.head, row.pk, world.NOW), "code", "") == "not_found"
    again = ok(share_intervention(sides.elsewhere, copy.pk, "Here too.", world.NOW))
    assert "Copied from Larkfield Primary School" in again.citation


def test_the_pages_of_sharing(sides: Sides, talk: Intervention) -> None:
    """T1: shared in one form, read and taken back on one page."""
    senco = signed_in(sides.around.senco)
    assert senco.post(reverse("inclusion:share"), {"worked": "It did."}).status_code == 422
    assert (
        senco.post(
            reverse("inclusion:share"), {"intervention": str(talk.pk), "worked": "It did."}
        ).status_code
        == 302
    )
    row = SharedPractice.objects.get()
    text = text_of(signed_in(sides.manager).get(reverse("inclusion:practice", args=[row.pk])))
    assert "Talk group" in text and "A review (2020)" in text and "Copy it" not in text
    assert "Talk group" in text_of(senco.get(reverse("inclusion:practices")))
    assert senco.post(reverse("inclusion:practice", args=[row.pk]), {"withdraw": "yes"}).status_code == 302
