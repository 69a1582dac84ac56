"""A year group that is a year old, or not recorded: no date of a change of phase is wrong in silence (reg 18, R29)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.annualreviews.choices import Phase, ReviewKind
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.opening import note_phases, open_reviews
from alongside.annualreviews.queries.phases import doubts
from alongside.annualreviews.rules.phases import (
    NO_CHANGE,
    KeptPhase,
    PhaseNow,
    doubt_of,
    phase_to_keep,
)
from alongside.deadlines.models import Clock
from alongside.platform import clock
from tests.annualreviews.conftest import Area, area, make_plan  # noqa: F401 - fixtures
from tests.annualreviews.test_review import clocks
from tests.makers import world
from tests.plans.reading import signed_in, text_of

SEPTEMBER = date(2026, 9, 5)
MOVE, LAST_MOVE, NEXT_MOVE = date(2027, 9, 1), date(2026, 9, 1), date(2028, 9, 1)
SECONDARY = PhaseNow(Phase.TO_SECONDARY, MOVE)
NOTHING = PhaseNow(None, None)


def kept(phase: str = "", moves_on: date | None = None, by_name: str = "") -> KeptPhase:
    return KeptPhase(phase, moves_on, by_name)


@pytest.mark.parametrize(
    ("year", "there", "ready", "now"),
    [
        ("6", kept(), None, SECONDARY),
        ("6", kept("to-secondary", MOVE), None, None),
        ("5", kept(), None, None),
        # Read in the first days of September, before the school wrote the new year down.
        ("7", kept("to-secondary", MOVE), None, NOTHING),
        ("11", kept("to-secondary", MOVE), None, PhaseNow(Phase.TO_POST_16, MOVE)),
        # The day of the move has come: what was missed is not hidden.
        ("7", kept("to-secondary", LAST_MOVE), None, None),
        # The changed plan for this move has been sent.
        ("6", kept(), MOVE, None),
        ("6", kept(), LAST_MOVE, SECONDARY),
        # Somebody of the council has spoken, whatever the year group says.
        ("6", kept(NO_CHANGE, None, "Jo Clarke"), None, None),
        ("6", kept(NO_CHANGE), None, None),
        ("3", kept("to-junior", MOVE, "Jo Clarke"), None, None),
        ("7", kept("to-secondary", MOVE, "Jo Clarke"), None, None),
    ],
)
def test_what_follows_from_the_year_group_is_read_again(
    year: str, there: KeptPhase, ready: date | None, now: PhaseNow | None
) -> None:
    """Fact 14, fact 32: by the year that is recorded, until the council says otherwise."""
    assert phase_to_keep(year, SEPTEMBER, there, ready) == now


@pytest.mark.parametrize(
    ("year", "born", "there", "words"),
    [
        ("6", date(2016, 3, 4), kept(), None),
        ("5", date(2016, 3, 4), kept(), (None, Phase.TO_SECONDARY)),
        ("", date(2016, 3, 4), kept(), (None, Phase.TO_SECONDARY)),
        ("M", date(2016, 3, 4), kept(), (None, Phase.TO_SECONDARY)),
        ("6", date(2015, 3, 4), kept("to-secondary", MOVE), (Phase.TO_SECONDARY, None)),
        ("6", date(2015, 3, 4), kept("to-secondary", MOVE, "Jo Clarke"), None),
        ("5", date(2016, 3, 4), kept(NO_CHANGE), None),
        ("4", date(2017, 3, 4), kept(), None),
        ("10", date(2011, 8, 31), kept(), (None, Phase.TO_POST_16)),
        ("10", date(2011, 9, 1), kept(), None),
        ("N1", date(2022, 9, 1), kept(), (None, Phase.TO_SCHOOL)),
    ],
)
def test_a_year_that_does_not_fit_the_birth_date_is_said(
    year: str, born: date, there: KeptPhase, words: tuple[Phase | None, Phase | None] | None
) -> None:
    """Fact 32: year group from the age on 31 August, kept apart from what is recorded; said where a date is."""
    found = doubt_of(year, born, SEPTEMBER, there)
    assert ((found.if_recorded, found.if_expected) if found else None) == words


def sweep(on: date) -> AnnualReview:
    at = datetime.combine(on, world.NOW.timetz())
    open_reviews(at)
    note_phases(at)
    return AnnualReview.everything.get(child__given_name="Leo", closed_on=None)


def test_a_stale_year_mends_itself_when_the_new_one_is_recorded(area: Area) -> None:  # noqa: F811
    """A review opened on 5 September with last July's Year 6; on the 10th the school records Year 7."""
    leo = world.make_child("Leo", nc_year="6", born_on=date(2015, 3, 4))
    make_plan(leo, area.council, date(2026, 5, 11))
    review = sweep(SEPTEMBER)
    assert (review.phase, review.moves_on) == (Phase.TO_SECONDARY, MOVE)
    world.changed(leo, nc_year="7")
    review = sweep(date(2026, 9, 10))
    assert (review.phase, review.moves_on, review.kind) == ("", None, ReviewKind.ANNUAL)
    assert not [one for one in clocks_of(review) if one.startswith("phase")]


def clocks_of(review: AnnualReview) -> set[str]:
    return set(
        Clock.everything.filter(matter_id=review.id, superseded_at=None).values_list("limit", flat=True)
    )


def test_a_plan_changed_for_the_move_is_not_asked_for_again(area: Area) -> None:  # noqa: F811
    """Reg 18: in February of Year 6 the changed plan is out; the next review has no move to be late for."""
    leo = world.make_child("Leo", nc_year="6", born_on=date(2016, 3, 4))
    make_plan(leo, area.council, date(2026, 5, 11))
    review = sweep(SEPTEMBER)
    sent_on = date(2027, 2, 1)
    world.changed(review, decided_on=date(2027, 1, 6), outcome="amend", final_on=sent_on, closed_on=sent_on)
    review = sweep(date(2027, 2, 2))
    assert (review.phase, review.kind) == ("", ReviewKind.ANNUAL)
    assert not [one for one in clocks_of(review) if one.startswith("phase")]


def test_the_council_sees_who_has_to_be_looked_at_and_settles_it_with_one_press(area: Area) -> None:  # noqa: F811
    """No import has come: Year 5 is recorded, Year 6 by the birth date; 15 February would be missed in silence."""
    world.changed(area.around.child, nc_year="5", born_on=date(2016, 3, 4))
    for one, sees in ((area.caseworker, True), (area.around.senco, True), (area.around.mother, False)):
        assert ("Look at the year group" in page_of(one, area)) is sees
    assert [one.child_id for one in doubts(area.caseworker)] == [area.child_id]
    assert "Look at the year group" in text_of(
        signed_in(area.caseworker).get(reverse("annualreviews:annual_reviews"))
    )
    sent = {"phase": "to-secondary", "moves_on-day": "1", "moves_on-month": "9", "moves_on-year": "2027"}
    signed_in(area.caseworker).post(reverse("annualreviews:phase_transfer", args=[area.child_id]), sent)
    assert clocks(area)["phase-transfer.other"] == (date(2027, 2, 15), None)
    assert area.review.phase_by_name == area.caseworker.name
    assert doubts(area.caseworker) == () and "Look at the year group" not in page_of(area.caseworker, area)
    assert note_phases(world.NOW) == 0


def page_of(who: Actor, area: Area) -> str:  # noqa: F811
    with clock.moved_to(world.NOW):
        return text_of(signed_in(who).get(reverse("annualreviews:annual_review", args=[area.child_id])))
