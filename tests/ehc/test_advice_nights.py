"""What the nights do about advice that has not come: the same on the embedded database and on PostgreSQL (R26)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from alongside.ehc.models import AdviceStep
from alongside.notices.models import Notice
from alongside.platform import clock, jobs, worker
from tests.ehc.advice_makers import asked_of_team, assessing, psychologists, taken
from tests.ehc.conftest import Area, area  # noqa: F401 - a fixture
from tests.makers import world

ASKED, LAST = date(2026, 9, 15), date(2026, 10, 27)
"""By hand (1.1.2, 1.3): asked on Tuesday 15 September, six weeks end on Tuesday 27 October."""


def night(day: date) -> None:
    """Everything that comes round by itself, on the morning of a day, through the queue as a worker takes it."""
    with clock.moved_to(world.NOW + (day - world.TODAY)):
        for each in jobs.rounds():
            jobs.queue_on_its_own(each.name)
        worker.run_due(at=clock.instant() + timedelta(minutes=1))


def told_on(day: date, event: str) -> set[UUID]:
    rows = Notice.everything.filter(event=event, created_at__date=day)
    return set(rows.values_list("person_id", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("confirmed", [True, False])
def test_a_week_before_its_last_day_both_sides_are_reminded_once(area: Area, confirmed: bool) -> None:  # noqa: F811
    """R26: on the same day whatever the nights did before; whoever writes it, and whoever waits for it."""
    assert world.TODAY == ASKED
    team = psychologists()
    assessing(area)
    row = asked_of_team(area, team)
    if confirmed:
        taken(team)
    soon = AdviceStep.everything.filter(request=row, words="One week is left.")
    for before in (LAST - timedelta(days=20), LAST - timedelta(days=8)):
        night(before)
    assert not soon.exists()
    day = LAST - timedelta(days=7)
    night(day)
    night(day + timedelta(days=1))
    assert soon.count() == 1
    writers = {team.first.person_id} | (set() if confirmed else {team.second.person_id})
    assert told_on(day, "advice.reminder") == writers
    assert told_on(day, "clock.soon") == {area.caseworker.person_id}
    assert not told_on(day + timedelta(days=1), "advice.reminder") | told_on(
        day + timedelta(days=1), "clock.soon"
    )
