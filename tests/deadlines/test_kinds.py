"""Which dates are a council's work, of which kind, on which page; who has them is kept and always true."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.kinds import CHASED, kind_of, page_of_work, work_limits
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.operations import assign, reconcile
from alongside.deadlines.operations.keeping import keep_work
from alongside.deadlines.queries import Whose, WorkFilter, work_by_date
from alongside.deadlines.rules import Facts, Happened, Running
from alongside.ehc.operations.reminding import remind
from alongside.kernel.ids import new_id
from alongside.ledger.models import AuditEntry
from alongside.notices.models import Notice
from tests.ehc.conftest import Area
from tests.makers import world


@pytest.mark.parametrize(
    ("limit", "kind"),
    [
        ("assessment.decision", WorkKind.REQUEST),
        ("plan.final", WorkKind.REQUEST),
        ("plan.representations", None),
        ("advice.reply", WorkKind.ADVICE),
        ("consultation.reply", WorkKind.CONSULTATION),
        ("review.due", WorkKind.REVIEW),
        ("review.report", None),
        ("phase-transfer.other", WorkKind.PHASE),
        ("move.plan-passed", WorkKind.MOVE),
        ("move.inform", WorkKind.MOVE),
        ("move.health", WorkKind.MOVE),
        ("reassessment.decision", WorkKind.REASSESSMENT),
        ("mediation.arrange", WorkKind.APPEAL),
        ("mediation.contact", None),
        ("order.plan-final", WorkKind.APPEAL),
        ("recommendation.reply", WorkKind.APPEAL),
        ("direct-payment.review", WorkKind.BUDGET),
        ("ceasing.kept-up", WorkKind.ENDING),
        ("age.rights-pass", None),
        ("appeal.at-latest", None),
    ],
)
def test_a_date_is_a_councils_work_or_it_is_not(limit: str, kind: WorkKind | None) -> None:
    """R25: what the law asks of a council, and what it chases; a family's own time is nobody's work."""
    assert kind_of(limit) is kind


def test_every_limit_has_a_page_where_it_is_worked_at() -> None:
    """Each of the links in the list of work and in a reminder leads somewhere."""
    for limit in work_limits():
        assert resolve(page_of_work(limit, new_id(), new_id())).view_name != "casefile:child", limit
    assert {kind_of(one) for one in work_limits()} == set(WorkKind)
    assert set(CHASED) <= set(work_limits())


def _child(area: Area, limit: str, event: str, days_ago: int, name: str = "Ada") -> Any:
    child = world.make_child(name, "Aske")
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    began = Happened(event, world.TODAY - timedelta(days=days_ago), "A letter")
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        reconcile(unit, child.id, new_id(), Facts([began], [Running(limit)]))
    return child


def test_one_list_has_every_kind_and_can_be_narrowed(area: Area) -> None:
    """Requests, reviews, moves and advice stand in one list by legal date; a kind shows its own dates alone."""
    made = [
        ("assessment.decision", "request.received", WorkKind.REQUEST),
        ("review.next", "plan.reviewed", WorkKind.REVIEW),
        ("advice.reply", "advice.request-received", WorkKind.ADVICE),
    ]
    for limit, event, _kind in made:
        _child(area, limit, event, 1)
    found = work_by_date(area.caseworker, WorkFilter()).lines
    assert {one.kind for one in found} == {kind for *_, kind in made}
    assert [one.clock.due_on for one in found] == sorted(one.clock.due_on for one in found)
    for *_, kind in made:
        assert [one.kind for one in work_by_date(area.caseworker, WorkFilter(Whose.NOBODY, kind)).lines] == [
            kind
        ]
    (advice,) = work_by_date(area.caseworker, WorkFilter(Whose.ALL, WorkKind.ADVICE)).lines
    assert advice.waits_for == "Whoever was asked for advice"


def _counted() -> dict[Any, Any]:
    """Who has each running date, by the assignments themselves."""
    has = dict(
        Assignment.everything.filter(ended_at=None).order_by("given_at").values_list("child_id", "person_id")
    )
    running = Clock.everything.filter(superseded_at=None, met_on=None)
    return {pk: has.get(child_id) for pk, child_id in running.values_list("pk", "child_id")}


def _kept() -> dict[Any, Any]:
    rows = Clock.everything.filter(superseded_at=None, met_on=None)
    return dict(rows.values_list("pk", "holder_id"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["start", "give", "met"]), st.integers(0, 1)), max_size=8))
def test_who_has_a_date_is_kept_as_the_assignments_say(area: Area, steps: list[tuple[str, int]]) -> None:
    """Whatever comes in which order: work begun before or after it is given, given on, met, begun again."""
    children = [_child(area, "plan.final", "request.received", 1, name) for name in ("Ada", "Ben")]
    people = [area.caseworker.person_id, area.manager.person_id]
    for number, (what, one) in enumerate(steps):
        at, child = world.NOW + timedelta(minutes=number), children[one]
        if what == "give":
            assign(area.manager, child.id, people[number % 2], at)
        elif what == "start":
            _more(area, child.id, "draft.served", met=None)
        else:
            _more(area, child.id, "draft.served", met=world.TODAY)
        assert _kept() == _counted()
    audited = AuditEntry.objects.count()
    assert keep_work(world.NOW + timedelta(days=1)) == 0
    assert AuditEntry.objects.count() == audited


def _more(area: Area, child_id: Any, event: str, met: date | None) -> None:
    happened = [
        Happened(event, world.TODAY, "A letter"),
        Happened("request.received", world.TODAY, "A letter"),
    ]
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        reconcile(unit, child_id, new_id(), Facts(happened, [Running("assessment.decision", met)]))


def test_what_is_kept_is_put_right_at_night(area: Area) -> None:
    """A kept value that is wrong, however it came about, is right the next morning, and the ledger says so."""
    child = _child(area, "plan.final", "request.received", 1)
    assign(area.manager, child.id, area.caseworker.person_id, world.NOW)
    with operation(area.caseworker, Permission.CASE_KEEP, world.NOW) as unit:
        Clock.in_unit.filter(child_id=child.id).update(holder_id=new_id(), kind=None)
        unit.record("test.broke", child)
    assert keep_work(world.NOW) == 2
    (line,) = work_by_date(area.caseworker, WorkFilter(Whose.MINE)).lines
    assert line.kind is WorkKind.REQUEST
    assert AuditEntry.objects.filter(verb="work.kept").count() == 1


def test_work_of_who_left_is_nobodys_and_the_managers_hear(area: Area) -> None:
    """O5: nothing waits with somebody who is not there; reminders go to the managers at once."""
    child = _child(area, "assessment.decision", "request.received", 0)
    leaver = world.make_person("Lee", "Ver")
    world.joins(leaver, area.council, Role.CASEWORKER, ends_on=world.TODAY + timedelta(days=1))
    assign(area.manager, child.id, leaver.id, world.NOW)
    remind(world.NOW + timedelta(weeks=4))
    told = Notice.everything.filter(event="clock.soon").values_list("person_id", flat=True)
    assert list(told) == [area.manager.person_id]
    keep_work(world.NOW + timedelta(days=2))
    assert len(work_by_date(area.manager, WorkFilter(Whose.NOBODY)).lines) == 1
    assert AuditEntry.objects.filter(verb="case.let_go").count() == 1


def test_a_date_of_somebody_else_is_told_of_later(area: Area) -> None:
    """Advice that is awaited: the caseworker a week before, the manager once the date has passed."""
    child = _child(area, "advice.reply", "advice.request-received", 0)
    assign(area.manager, child.id, area.caseworker.person_id, world.NOW)
    told = []
    for days in (34, 36, 42, 43):
        remind(world.NOW + timedelta(days=days))
        told.append(
            sorted(Notice.everything.filter(event__startswith="clock.").values_list("event", flat=True))
        )
    assert told == [[], ["clock.soon"], ["clock.soon"], ["clock.near", "clock.soon"]]
    assert {row.path for row in Notice.everything.all()} == {
        page_of_work("advice.reply", child.id, Clock.everything.get().matter_id)
    }
