"""Clocks are brought to what they should be, as often as one likes, and read through the gate."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.deadlines.models import Clock
from alongside.deadlines.operations import reconcile
from alongside.deadlines.queries import clocks_of
from alongside.deadlines.rules import Changes, Facts, Happened, Running
from alongside.ledger.models import AuditEntry
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

MATTER = UUID("01900000-0000-7000-8000-000000000001")
RECEIVED = Happened("request.received", date(2026, 7, 1), "Letter from the family, 1 July")
LIMITS = [Running("assessment.decision"), Running("plan.final")]


@pytest.fixture
def around(db: None) -> Around:
    """Amira and the people around her."""
    return amira_and_hers()


def bring(around: Around, facts: Facts, actor: Actor | None = None) -> Changes:
    with operation(actor or around.senco, Permission.PLAN_READ, world.NOW) as unit:
        return reconcile(unit, around.child.id, MATTER, facts)


def verbs() -> list[str]:
    rows = AuditEntry.objects.filter(verb__startswith="clock.").order_by("at", "pk")
    return sorted(rows.values_list("verb", flat=True))


def test_a_second_time_changes_and_records_nothing(around: Around) -> None:
    bring(around, Facts([RECEIVED], LIMITS))
    rows = list(Clock.everything.order_by("limit").values())
    found = bring(around, Facts([RECEIVED], LIMITS))
    assert (found.start, found.meet, found.supersede) == ((), (), ())
    assert list(Clock.everything.order_by("limit").values()) == rows
    assert verbs() == ["clock.started", "clock.started"]


def test_clocks_are_met_and_superseded_and_the_old_ones_kept(around: Around) -> None:
    bring(around, Facts([RECEIVED], LIMITS))
    met = [Running("assessment.decision", date(2026, 8, 3)), LIMITS[1]]
    bring(around, Facts([RECEIVED], met))
    earlier = Happened("request.received", date(2026, 6, 29), "Stamp on the envelope")
    bring(around, Facts([earlier], met))
    assert Clock.everything.count() == 4
    shown = clocks_of(around.mother, around.child.id, MATTER)
    assert [(clock.limit, clock.due_on, clock.met_on) for clock in shown] == [
        ("assessment.decision", date(2026, 8, 10), date(2026, 8, 3)),
        ("plan.final", date(2026, 11, 16), None),
    ]
    assert verbs() == ["clock.met"] + ["clock.started"] * 4 + ["clock.superseded"] * 2


def test_a_clock_explains_itself_to_the_family(around: Around) -> None:
    """R24: the clock is exact, visible to all, and explains itself."""
    bring(around, Facts([RECEIVED], LIMITS))
    decision, final = clocks_of(around.mother, around.child.id)
    assert decision.is_overdue  # it is 15 September
    assert not final.is_overdue
    assert decision.evidence == RECEIVED.evidence
    assert decision.citation == "SI 2014/1530 reg 5(1)"
    assert "So by Wednesday 12 August 2026." in decision.steps
    assert decision.who == "council"


def test_others_see_no_clock(around: Around) -> None:
    bring(around, Facts([RECEIVED], LIMITS))
    assert clocks_of(world.stranger(), around.child.id) == []


def test_clocks_of_another_matter_are_left_alone(around: Around) -> None:
    bring(around, Facts([RECEIVED], LIMITS))
    with operation(around.senco, Permission.PLAN_READ, world.NOW) as unit:
        reconcile(unit, around.child.id, uuid4(), Facts([], []))
    assert len(clocks_of(around.senco, around.child.id)) == 2


def test_a_limit_has_one_live_clock(around: Around) -> None:
    bring(around, Facts([RECEIVED], LIMITS))
    (row,) = Clock.everything.filter(limit="plan.final")
    row.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        world.saved(row)


def test_reading_takes_the_same_queries_however_many(around: Around) -> None:
    counts = []
    for limits in (LIMITS[:1], [*LIMITS, Running("plan.refusal"), Running("plan.draft")]):
        bring(around, Facts([RECEIVED], limits))
        with CaptureQueriesContext(connection) as seen:
            clocks_of(around.mother, around.child.id)
        counts.append(len(seen))
    assert counts[0] == counts[1]
