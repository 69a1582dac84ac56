"""The forecast of missed dates: with whom, how many, why; for managers (R25)."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from alongside.deadlines.choices import WorkKind
from alongside.deadlines.operations import assign
from alongside.deadlines.rules import DateAhead
from alongside.ehc.queries.breach import NOBODY, breaches
from alongside.ehc.rules.breach import Why, in_danger
from tests.deadlines.test_work import _child
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of

TODAY, HER, CHILD, MATTER = date(2026, 9, 1), uuid4(), uuid4(), uuid4()


def _date(
    days: int, kind: WorkKind = WorkKind.REQUEST, holder: UUID | None = HER, matter: UUID = MATTER
) -> DateAhead:
    return DateAhead(
        uuid4(), CHILD, matter, kind, TODAY + timedelta(days=days), holder, kind is WorkKind.ADVICE
    )


@pytest.mark.parametrize(
    ("dates", "whys"),
    [
        ([_date(20)], []),
        ([_date(-1)], [Why.LATE]),
        ([_date(0)], [Why.NEAR]),
        ([_date(7)], [Why.NEAR]),
        ([_date(8)], []),
        ([_date(20, holder=None)], [Why.NOBODY]),
        ([_date(-3), _date(20)], [Why.LATE, Why.EARLIER]),
        ([_date(-3, matter=uuid4()), _date(20)], [Why.LATE]),
        ([_date(-3, WorkKind.ADVICE), _date(13)], [Why.ADVICE]),
        ([_date(-3, WorkKind.ADVICE), _date(14)], []),
        ([_date(10, WorkKind.ADVICE), _date(20)], [Why.ADVICE]),
        ([_date(10, WorkKind.ADVICE), _date(20, WorkKind.REVIEW)], []),
        ([_date(-3, WorkKind.ADVICE)], []),
    ],
)
def test_each_date_in_danger_has_its_surest_reason(dates: list[DateAhead], whys: list[Why]) -> None:
    """Late before likely; advice that comes within two weeks of a decision; somebody else's date is no breach."""
    assert [one.why for one in in_danger(dates, TODAY)] == whys


def test_a_manager_sees_with_whom_how_many_and_which(area: Area) -> None:
    late, _soon = _child(area, "Ada", 50), _child(area, "Ben", 20)
    assign(area.manager, late.id, area.caseworker.person_id, world.NOW)
    found = breaches(area.manager)
    assert {(one.name, one.counts[Why.LATE]) for one in found.shares if Why.LATE in one.counts} == {
        (area.caseworker.name, 1)
    }
    assert found.counts[Why.NOBODY] == 1 and found.lines == ()
    opened = breaches(area.manager, NOBODY)
    assert [line.name for line, _why in opened.lines] == ["Ben Aske"]
    late_ones = breaches(area.manager, str(area.caseworker.person_id), "late")
    assert [(line.name, why) for line, why in late_ones.lines] == [("Ada Aske", Why.LATE)]
    assert breaches(area.caseworker).shares == ()
    page = text_of(signed_in(area.manager).get(f"/cases/forecast/?who={NOBODY}"))
    assert "Dates in danger" in page and "Ben Aske" in page
    assert signed_in(area.caseworker).get("/cases/forecast/").status_code == 404
