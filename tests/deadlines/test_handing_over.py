"""Work is handed over for leave or for good, and comes back by itself; a long list is narrowed to what is due."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.deadlines.models import Assignment
from alongside.deadlines.operations import HandedOver, NewHandover, assign, hand_over, reconcile
from alongside.deadlines.operations.keeping import keep_work
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehc.queries import tray
from alongside.kernel.ids import new_id
from alongside.kernel.refusal import Refusal
from alongside.people.models import Person
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in

_BACK = world.TODAY + timedelta(days=10)
_DECISION, _ADVICE = ("assessment.decision", "request.received"), ("advice.reply", "advice.request-received")


def _child(area: Area, name: str, days_ago: int, running: tuple[str, str] = _DECISION) -> Child:
    child = world.make_child(name, "Aske")
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    day = world.TODAY - timedelta(days=days_ago)
    began, received = Happened(running[1], day, "A letter"), Happened("request.received", day, "A letter")
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        reconcile(unit, child.id, new_id(), Facts([received, began], [Running(running[0])]))
    return child


def _has(area: Area, *children: Child) -> frozenset[Any]:
    for one in children:
        assign(area.manager, one.id, area.caseworker.person_id, world.NOW)
    return frozenset(one.id for one in children)


def _holders() -> dict[str, str]:
    rows = Assignment.everything.filter(ended_at=None).select_related("child")
    return {row.child.given_name: row.person_name for row in rows}


def _to_manager(area: Area, ids: frozenset[Any], **more: Any) -> HandedOver | Refusal:
    new = NewHandover(area.caseworker.person_id, area.manager.person_id, ids, **more)
    return hand_over(area.caseworker, new, world.NOW)


def test_for_leave_it_comes_back_by_itself(area: Area) -> None:
    """O5: nothing waits with somebody who is not there, and nobody has to remember to give it back."""
    ids = _has(area, _child(area, "Ada", 3), _child(area, "Ben", 20))
    handed = _to_manager(area, ids, until=_BACK)
    assert handed == HandedOver(2, area.manager.name, 0)
    line = tray(area.manager).lines[0]
    assert (line.name, line.who) == ("Ben Aske", area.manager.name)
    assert line.holds_for.startswith(f"for {area.caseworker.name} until {_BACK.day} ")
    keep_work(world.NOW + timedelta(days=10))
    assert set(_holders().values()) == {area.manager.name}, "the last day is still theirs"
    for _ in range(2):
        keep_work(world.NOW + timedelta(days=11))
        assert _holders() == dict.fromkeys(("Ada", "Ben"), area.caseworker.name)
    assert [one.name for one in tray(area.caseworker).lines] == ["Ben Aske", "Ada Aske"]
    assert Assignment.everything.filter(ended_at=None, until=None).count() == 2


def test_what_is_held_for_one_who_is_away_goes_back_to_them_whoever_has_it(area: Area) -> None:
    third = world.make_person("Tess", "Third")
    world.joins(third, area.council, Role.CASEWORKER)
    ids = _has(area, _child(area, "Ada", 3))
    _to_manager(area, ids, until=_BACK)
    later = _BACK + timedelta(days=30)
    hand_over(area.manager, NewHandover(area.manager.person_id, third.id, ids, later), world.NOW)
    row = Assignment.everything.get(ended_at=None)
    assert (row.person_id, row.for_person_id, row.until) == (third.id, area.caseworker.person_id, _BACK)


def test_nothing_goes_back_to_who_has_left(area: Area) -> None:
    leaver = world.make_person("Lee", "Ver")
    world.joins(leaver, area.council, Role.CASEWORKER, ends_on=world.TODAY + timedelta(days=5))
    child = _child(area, "Ada", 3)
    assign(area.manager, child.id, leaver.id, world.NOW)
    new = NewHandover(leaver.id, area.manager.person_id, frozenset({child.id}), _BACK)
    assert isinstance(hand_over(area.manager, new, world.NOW), HandedOver)
    keep_work(world.NOW + timedelta(days=11))
    assert _holders() == {"Ada": area.manager.name}


def test_who_may_not_have_a_child_does_not_get_it_in_a_heap(area: Area) -> None:
    """A conflict of interest holds for each child of a hand-over, and is told to nobody."""
    ada, ben = _child(area, "Ada", 3), _child(area, "Ben", 20)
    ids = _has(area, ada, ben)
    world.restrict(ben, Person.everything.get(pk=area.manager.person_id), RestrictionKind.CONFLICT)
    assert _to_manager(area, ids) == HandedOver(1, area.manager.name, 1)
    assert _holders() == {"Ada": area.manager.name, "Ben": area.caseworker.name}
    refused = _to_manager(area, frozenset({ben.id}))
    assert isinstance(refused, Refusal) and refused.code == "hand-over.none-went"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_id": new_id()}, "hand-over.not-them"),
        ({"to_id": None}, "hand-over.same"),
        ({"child_ids": frozenset()}, "hand-over.none"),
        ({"child_ids": frozenset({new_id()})}, "hand-over.none"),
        ({"until": world.TODAY - timedelta(days=1)}, "hand-over.passed"),
    ],
)
def test_what_is_refused(area: Area, change: dict[str, Any], code: str) -> None:
    mine = area.caseworker.person_id
    given = {
        "from_id": mine,
        "to_id": area.manager.person_id,
        "child_ids": _has(area, _child(area, "Ada", 3)),
    }
    given |= {name: mine if value is None else value for name, value in change.items()}
    refused = hand_over(area.caseworker, NewHandover(**given), world.NOW)
    assert isinstance(refused, Refusal) and refused.code == code
    assert _holders() == {"Ada": area.caseworker.name}


def test_on_its_page(area: Area, django_assert_max_num_queries: Any) -> None:
    """T15: the work of a leave goes in one step, with the next legal date of each child beside it."""
    ids = _has(area, *(_child(area, name, ago) for name, ago in (("Ada", 3), ("Ben", 20), ("Cleo", 9))))
    client, address = signed_in(area.caseworker), "/cases/hand-over/"
    assert address in client.get("/cases/").content.decode()
    words = client.get(address).content.decode()
    assert words.index("Ben Aske, next legal date") < words.index("Cleo Aske") < words.index("Ada Aske")
    assert client.post(address, {"to": ""}).status_code == 422
    sent = {
        "to": str(area.manager.person_id), "children": [str(one) for one in ids], "until-day": str(_BACK.day),
        "until-month": str(_BACK.month), "until-year": str(_BACK.year),
    }  # fmt: skip
    answer = client.post(address, sent, follow=True).content.decode()
    assert f"{area.manager.name} has the work of 3 children now." in answer
    assert f"for {area.caseworker.name} until" in client.get("/cases/?whose=all").content.decode()
    assert signed_in(area.around.senco).get(address).status_code == 404
    with django_assert_max_num_queries(20):
        client.get(f"{address}?from={area.manager.person_id}")


def test_a_long_list_is_narrowed_to_what_is_to_be_done(area: Area) -> None:
    """T15: late, today, this week and later stand apart; what waits for others can be left out."""
    for name, ago in (("Late", 50), ("Today", 42), ("Week", 38), ("Later", 3)):
        _child(area, name, ago)
    _child(area, "Waits", 40, _ADVICE)
    shown = tray(area.caseworker)
    assert [(when, [one.name.split()[0] for one in lines]) for when, lines in shown.by_when] == [
        ("Late", ["Late"]), ("Today", ["Today"]), ("In the next seven days", ["Waits", "Week"]), ("Later", ["Later"]),
    ]  # fmt: skip
    for asked, names in (
        ({"turn": "council", "due": "week"}, ["Late", "Today", "Week"]),
        ({"turn": "others"}, ["Waits"]),
        ({"due": "late"}, ["Late"]),
        ({"due": "month"}, ["Late", "Today", "Waits", "Week"]),
        ({"due": "nonsense", "turn": "nobody"}, ["Late", "Today", "Waits", "Week", "Later"]),
    ):
        assert [one.name.split()[0] for one in tray(area.caseworker, **asked).lines] == names, asked
    words = signed_in(area.caseworker).get("/cases/?whose=all&due=late&kind=move").content.decode()
    assert "Nothing here is like that" in words
