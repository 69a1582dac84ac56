"""A hole that was found where many processes share the connections of a database, and the dates of a shielded child."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest

from alongside.access import gathered
from alongside.access.choices import RestrictionKind, Role
from alongside.access.gathered import gathered_once
from alongside.annualreviews.operations.planning import NewMeeting, set_meeting
from alongside.children.models import Residence
from alongside.deadlines.queries import clocks_of
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Way
from alongside.platform import clock
from tests.annualreviews.conftest import plan_in_force
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def test_a_page_that_gathers_once_keeps_one_connection_of_a_shared_database(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A5: behind a pooler each statement may go to another connection, where the table of that name holds the children
    of whoever read a page there before. Within one transaction it is one connection."""
    kept: list[str] = []

    @contextmanager
    def one_transaction() -> Iterator[None]:
        kept.append("begun")
        yield

    senco = world.acting(world.make_person(), Role.SENCO, world.make_setting())
    monkeypatch.setattr(
        "alongside.access.wall.stands", lambda: False
    )  # a request behind it is one transaction already
    monkeypatch.setattr(gathered, "transaction", SimpleNamespace(atomic=one_transaction))
    for vendor, wanted in (("postgresql", ["begun"]), ("sqlite", [])):
        kept.clear()
        with monkeypatch.context() as patched:
            patched.setattr(gathered, "connections", {"default": SimpleNamespace(vendor=vendor)})
            with gathered_once(senco):
                assert kept == wanted


def test_no_legal_date_tells_the_home_apart_when_everybody_meets(db: None) -> None:
    """Trust 2.4.1: the review itself is kept from a father apart. The dates counted from its day gave that day away."""
    with clock.moved_to(world.NOW):
        area = plan_in_force()
        around, meets = area.around, world.TODAY + timedelta(days=30)
        ok(set_meeting(around.senco, area.child_id, NewMeeting(meets, "10:00", "Larkfield"), world.NOW))
        moved = NewMove(Way.OUT, "Brooktown", world.TODAY, world.TODAY + timedelta(days=40))
        ok(record_move(area.caseworker, area.child_id, moved, world.NOW))
        world.restrict(around.child, None, RestrictionKind.SHIELD)
        world.saved(Residence(child=around.child, person=around.mother_person, starts_on=world.LONG_AGO))

        def told(who: object) -> set[str]:
            return {one.limit for one in clocks_of(who, area.child_id)}  # type: ignore[arg-type]

        everything = {"review.invitation", "review.papers", "review.report", "move.plan-passed"}
        assert everything <= told(area.caseworker)
        assert everything - {"move.plan-passed"} <= told(around.mother)
        assert told(around.father) == {"review.due", "review.meeting"}
        day = f"{meets.day} {meets:%B %Y}"
        assert day not in text_of(signed_in(around.father).get(f"/children/{area.child_id}/"))
