"""Work by legal date: one's own first, a page at a time; the sweep can be missed or run twice; who is reminded."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.operations import assign, reconcile
from alongside.deadlines.operations.sweeping import sweep_all, sweep_some
from alongside.deadlines.queries import Due, Whose, WorkFilter, work, work_by_date
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehc.operations.reminding import remind
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.queries import tray
from alongside.kernel.ids import new_id
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.notices.models import Notice
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in

_LIMITS = [Running("assessment.decision"), Running("plan.draft"), Running("plan.final")]


def _child(area: Area, name: str, days_ago: int) -> Child:
    child = world.make_child(name, "Aske")
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    received = Happened("request.received", world.TODAY - timedelta(days=days_ago), "A letter")
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        reconcile(unit, child.id, new_id(), Facts([received], _LIMITS))
    return child


def _names(found: work.WorkPage) -> list[str]:
    return [one.name for one in found.lines]


def test_one_line_a_matter_by_legal_date_a_page_at_a_time(area: Area, monkeypatch: Any) -> None:
    """O5: the earliest date of each matter, and each page goes on where the last one ended."""
    monkeypatch.setattr(work, "AT_ONCE", 2)
    work._in_order._written.cache_clear()
    for name, ago in (("Cleo", 30), ("Ada", 10), ("Ben", 40), ("Dev", 10), ("Eve", 1)):
        _child(area, name, ago)
    found, seen = work_by_date(area.caseworker, WorkFilter()), []
    while True:
        seen += found.lines
        if not found.next:
            break
        found = work_by_date(area.caseworker, WorkFilter(), found.next)
    work._in_order._written.cache_clear()
    assert [one.name for one in seen][:2] == ["Ben Aske", "Cleo Aske"]
    assert len(seen) == len({one.matter_id for one in seen}) == 5
    assert {one.clock.limit for one in seen} == {"assessment.decision"}
    assert [one.clock.due_on for one in seen] == sorted(one.clock.due_on for one in seen)
    assert work_by_date(area.caseworker, WorkFilter(), "nonsense").lines, (
        "an address that was cut off begins anew"
    )


def test_ones_own_come_first_and_nobodys_can_be_found(area: Area, django_assert_num_queries: Any) -> None:
    mine, _other = _child(area, "Mine", 3), _child(area, "Other", 20)
    assert tray(area.caseworker).shown.whose is Whose.ALL
    assert isinstance(assign(area.manager, mine.id, area.caseworker.person_id, world.NOW), Assignment)
    shown = tray(area.caseworker)
    assert (shown.shown.whose, [one.name for one in shown.lines], shown.lines[0].who) == (
        Whose.MINE, ["Mine Aske"], area.caseworker.name,
    )  # fmt: skip
    assert _names(work_by_date(area.caseworker, WorkFilter(Whose.NOBODY))) == ["Other Aske"]
    assert _names(work_by_date(area.manager, WorkFilter())) == ["Other Aske", "Mine Aske"]
    for number in range(4):
        assign(area.manager, _child(area, f"More{number}", number).id, area.caseworker.person_id, world.NOW)
    tray(area.caseworker)
    with django_assert_num_queries(6):
        assert len(tray(area.caseworker).lines) == 5


def test_whoever_has_the_work_reads_how_much_of_it_is_near(area: Area) -> None:
    """O5: of one's own work alone, what is late, what comes within a week and within four, each a way to it."""
    for name, ago in (("Late", 60), ("Later", 43), ("Week", 40), ("Month", 20), ("Far", 1)):
        assign(area.manager, _child(area, name, ago).id, area.caseworker.person_id, world.NOW)
    _child(area, "Other", 60)
    shown = tray(area.caseworker)
    assert dict(shown.up_to) == {Due.LATE: 2, Due.WEEK: 3, Due.MONTH: 4}
    body = signed_in(area.caseworker).get("/cases/").content.decode()
    for due, number in shown.up_to.items():
        assert f"due={due.value}" in body
        assert len(tray(area.caseworker, whose="mine", due=due.value).lines) == number
    assert not tray(area.caseworker, whose="all").up_to


def test_work_is_given_to_the_team_and_to_nobody_else(area: Area) -> None:
    """A conflict of interest is not told apart from somebody who is not of the team."""
    child = _child(area, "Ada", 3)
    outsider, shut_out = world.make_person("O", "Out"), world.make_person("C", "Conflict")
    world.joins(shut_out, area.council, Role.CASEWORKER)
    world.restrict(child, shut_out, RestrictionKind.CONFLICT)
    for person in (outsider, shut_out):
        refused = assign(area.manager, child.id, person.id, world.NOW)
        assert isinstance(refused, Refusal) and refused.code == "assign.not-them"
    assign(area.manager, child.id, area.caseworker.person_id, world.NOW)
    assign(area.manager, child.id, area.manager.person_id, world.NOW + timedelta(hours=1))
    live = Assignment.everything.filter(ended_at=None).values_list("person_id", flat=True)
    assert list(live) == [area.manager.person_id]
    assert AuditEntry.objects.filter(verb="case.assigned").count() == 2
    stranger = world.acting(outsider, Role.CASEWORKER, world.make_council("Elsewhere"))
    assert isinstance(assign(stranger, child.id, outsider.id, world.NOW), Refusal)
    assert work_by_date(stranger, WorkFilter()).lines == ()


def test_the_sweep_mends_what_differs_and_nothing_else(area: Area, django_assert_num_queries: Any) -> None:
    """R25: missed or run twice, the clocks come out the same."""
    child = area.around.child.id
    request_assessment(area.around.mother, child, NewRequest("Please."), world.NOW)
    rows = list(Clock.everything.order_by("limit").values())
    audited = AuditEntry.objects.count()
    assert sweep_all(world.NOW + timedelta(days=1)) == 0
    assert (list(Clock.everything.order_by("limit").values()), AuditEntry.objects.count()) == (rows, audited)
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        wrong = Clock.in_unit.get(limit="plan.final")
        wrong.due_on += timedelta(days=3)
        wrong.save()
        unit.record("test.broke", wrong, child_id=child)
    assert sweep_all(world.NOW + timedelta(days=2)) == 1
    live = {one.limit: one.due_on for one in Clock.everything.filter(superseded_at=None)}
    assert live == {one["limit"]: one["due_on"] for one in rows}
    with django_assert_num_queries(6):
        sweep_some("cases", None, world.NOW + timedelta(days=3))


def _told() -> list[tuple[UUID, str]]:
    return sorted(Notice.everything.filter(event__startswith="clock.").values_list("person_id", "event"))


def test_the_caseworker_is_reminded_and_then_the_manager(area: Area) -> None:
    """Each is told once of each date, however often the sweep comes by."""
    child = _child(area, "Ada", 0)
    assign(area.manager, child.id, area.caseworker.person_id, world.NOW)
    caseworker, manager = area.caseworker.person_id, area.manager.person_id
    for week, expected in (
        (3, []),
        (4, [(caseworker, "clock.soon")]),
        (5, [(caseworker, "clock.soon"), (manager, "clock.near")]),
        (8, [(caseworker, "clock.soon"), (manager, "clock.near")]),
    ):
        for _ in range(2):
            remind(world.NOW + timedelta(weeks=week))
        assert _told() == sorted(expected), week


def test_where_nobody_has_it_the_managers_are_told(area: Area) -> None:
    _child(area, "Ada", 0)
    remind(world.NOW + timedelta(weeks=5))
    assert _told() == [(area.manager.person_id, "clock.soon")]


@pytest.mark.parametrize("page", ["/cases/", "/cases/?whose=nobody", "/cases/?whose=all&after=x"])
def test_the_tray_opens_for_the_council_alone(area: Area, page: str) -> None:
    _child(area, "Ada", 3)
    assert "Ada Aske" in signed_in(area.caseworker).get(page).content.decode()
    assert signed_in(area.around.senco).get(page).status_code == 404


def test_giving_work_on_its_page(area: Area) -> None:
    child, client = _child(area, "Ada", 3), signed_in(area.manager)
    address = f"/children/{child.id}/request/caseworker/"
    assert "Nobody has it yet" in client.get(address).content.decode()
    assert client.post(address, {"person": ""}).status_code == 422
    assert client.post(address, {"person": str(area.caseworker.person_id)}).status_code == 302
    assert area.caseworker.name in client.get(address).content.decode()
