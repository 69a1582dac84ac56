"""A slip in writing a plan down is put right by itself while nothing rests on it, and never in silence (T15, R31)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.planning import NewMeeting, set_meeting
from alongside.deadlines.models import Clock
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.changing.operations.assessments import ask_again
from alongside.disputes.models import AreaMove
from alongside.ehcplans.choices import Because, EhcPlanState, Origin
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcVersion
from alongside.ehcplans.operations.correcting import correct_taken_in
from alongside.ehcplans.operations.here import amend_here
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.queries import content_of, live_version
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.ehcplans.rules.correcting import Correction, Standing, refuse_standing
from alongside.ehcplans.rules.taking_in import Passed
from alongside.ehcplans.web.sending import AmendForm
from alongside.ledger.models import AuditEntry
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

MADE, REVIEWED = date(2024, 5, 1), date(2025, 9, 20)
RIGHT = date(2026, 3, 2)
WHY = "The year of the last review was typed wrongly."


def taken(area: Area, **more: Any) -> EhcPlan:
    lines = (
        NewLine("B", "Reading is hrad.", area="cognition-and-learning"),
        NewLine("B", "Not on the paper."),
    )
    new = TakenInPlan(
        Origin.PAPER, MADE, MADE, lines, (NewSetting(name="Elm School"),), last_reviewed_on=REVIEWED
    )
    return ok(take_in_plan(area.caseworker, area.around.child.id, replace(new, **more), world.NOW))


def due(plan: EhcPlan) -> date:
    return AnnualReview.everything.get(plan=plan).due_on


def test_a_day_that_was_mistyped_is_put_right_and_the_dates_follow(area: Area) -> None:
    """Facts 10 and 13: the year is counted anew; the clock that was wrong is superseded and stays to be read."""
    plan = taken(area)
    assert due(plan) == date(2026, 9, 19)
    version = ok(
        correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, last_reviewed_on=RIGHT), world.NOW)
    )
    plan = EhcPlan.everything.get()
    assert (plan.last_reviewed_on, due(plan)) == (RIGHT, date(2027, 3, 1))
    assert (version.number, version.because, version.served_on) == (2, Because.CORRECTED, MADE)
    dates = Clock.everything.filter(limit="review.due").values_list("due_on", "superseded_at")
    assert {(day, gone is not None) for day, gone in dates} == {
        (date(2026, 9, 19), True),
        (date(2027, 3, 1), False),
    }
    entry = AuditEntry.objects.get(verb="ehcplan.corrected")
    assert entry.before == {"last_reviewed_on": REVIEWED.isoformat()}
    assert entry.after == {"last_reviewed_on": RIGHT.isoformat(), "why": WHY}


def test_words_are_put_right_and_what_was_typed_stays_a_version(area: Area) -> None:
    """Nothing is overwritten: version 1 says what was typed, version 2 what the paper says, with its setting."""
    plan, mother = taken(area), area.around.mother
    typo, extra = EhcLine.everything.filter(plan=plan).order_by("position")
    words = {str(typo.id): "Reading is hard.", str(extra.id): ""}
    ok(correct_taken_in(area.caseworker, plan.child_id, Correction(WHY, words=words), world.NOW))
    old, new = EhcVersion.everything.filter(plan=plan).order_by("number")
    said = [content_of(mother, plan.child_id, one.id) for one in (old, new)]
    assert [[line.text for line in one.lines] for one in said if one] == [
        ["Reading is hrad.", "Not on the paper."], ["Reading is hard."],
    ]  # fmt: skip
    live = live_version(mother, plan.child_id)
    assert live and live.id == new.id and said[1] and said[1].settings[0].name == "Elm School"
    again = Correction(WHY, words={str(typo.id): "Reading is very hard."})
    assert ok(correct_taken_in(area.caseworker, plan.child_id, again, world.NOW)).number == 3
    contents = [one for one in decisions_with_rights(mother, plan.child_id) if one.plan_id == plan.id]
    assert len(contents) == 1, "a slip of the pen is no second decision"


def test_how_a_plan_came_is_put_right_with_the_limits_of_the_move(area: Area) -> None:
    """Reg 15(4): six weeks run from the day the plan really came."""
    came = Passed("Derby", world.TODAY, world.TODAY)
    plan = taken(area, origin=Origin.TRANSFERRED, passed=came, transferred_from="831")
    before = world.TODAY - timedelta(days=7)
    new = Correction(WHY, other="Nottingham", moved_on=before, passed_on=before)
    ok(correct_taken_in(area.caseworker, plan.child_id, new, world.NOW))
    move = AreaMove.everything.get()
    assert (move.other, move.passed_on, move.known_on) == ("Nottingham", before, before)
    live = Clock.everything.get(matter_id=move.id, limit="move.inform", superseded_at=None)
    assert live.due_on == before + timedelta(weeks=6)


@pytest.mark.parametrize("does", ["planned", "asked", "amending"])
def test_once_something_rests_on_it_a_plan_is_changed_by_an_amendment(area: Area, does: str) -> None:
    """A meeting that was set, a new assessment, an amendment: people have acted on what was typed."""
    plan, new = taken(area), Correction(WHY, last_reviewed_on=RIGHT)
    if does == "planned":
        ok(
            set_meeting(
                area.caseworker, plan.child_id, NewMeeting(world.TODAY + timedelta(days=21)), world.NOW
            )
        )
    elif does == "asked":
        ok(ask_again(area.around.mother, plan.child_id, "Her needs have changed.", world.NOW))
    else:
        ok(amend_here(area.caseworker, plan.child_id, Because.OTHER, world.NOW))
    expected = "correct.changed" if does == "amending" else "correct.built"
    assert refused(correct_taken_in(area.caseworker, plan.child_id, new, world.NOW)) == expected


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (Correction("Typo.", last_reviewed_on=RIGHT), "correct.why"),
        (Correction(WHY), "correct.nothing"),
        (Correction(WHY, last_reviewed_on=REVIEWED), "correct.nothing"),
        (Correction(WHY, first_issued_on=date(2026, 9, 1)), "ehcplan.days"),
        (Correction(WHY, last_reviewed_on=date(2030, 1, 1)), "ehcplan.reviewed"),
    ],
)
def test_what_is_no_correction_says_why(area: Area, new: Correction, code: str) -> None:
    plan = taken(area)
    assert refused(correct_taken_in(area.caseworker, plan.child_id, new, world.NOW)) == code
    assert (
        EhcVersion.everything.count() == 1
        and not AuditEntry.objects.filter(verb="ehcplan.corrected").exists()
    )


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Standing(Origin.PAPER, EhcPlanState.FINAL, frozenset({Because.TAKEN_IN, Because.CORRECTED}), ()), ""),
        (Standing(Origin.HERE, EhcPlanState.FINAL, frozenset({Because.INITIAL}), ()), "correct.here"),
        (Standing(Origin.PAPER, EhcPlanState.CEASED, frozenset({Because.TAKEN_IN}), ()), "correct.changed"),
        (Standing(Origin.PAPER, EhcPlanState.FINAL, frozenset({Because.TAKEN_IN, Because.ANNUAL_REVIEW}), ()),
         "correct.changed"),
        (Standing(Origin.PAPER, EhcPlanState.FINAL, frozenset({Because.TAKEN_IN}), ("a budget",)), "correct.built"),
    ],
)  # fmt: skip
def test_when_a_slip_can_still_be_put_right(found: Standing, code: str) -> None:
    refusal = refuse_standing(found)
    assert (refusal.code if refusal else "") == code


def test_the_page_puts_it_right_and_is_the_councils_alone(area: Area) -> None:
    plan = taken(area)
    line = EhcLine.everything.filter(plan=plan).order_by("position")[0]
    url = reverse("ehcplans:ehc_correct", args=[plan.child_id])
    with clock.moved_to(world.NOW):
        worker = signed_in(area.caseworker)
        assert "Put right what was typed wrongly" in text_of(
            worker.get(reverse("ehcplans:ehc_plan", args=[plan.child_id]))
        )
        page = text_of(worker.get(url))
        assert "Reading is hrad." in page and "Which council" not in page
        sent = {"why": WHY, str(line.id): "Reading is hard."}
        for name, day in (("first_issued_on", MADE), ("issued_on", MADE), ("last_reviewed_on", RIGHT)):
            sent |= {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        assert worker.post(url, sent).status_code == 302
        plan = EhcPlan.everything.get()
        assert plan.last_reviewed_on == RIGHT
        for other in (area.around.mother, area.around.senco):
            assert signed_in(other).get(url).status_code == 404


def test_that_it_came_on_paper_is_a_reason_only_for_a_plan_that_did(area: Area) -> None:
    """A reason nobody can have is not offered: a plan made here was never written down from paper."""
    paper = "Written down from the plan on paper"
    offered = dict(AmendForm(written_down=True).fields["because"].choices)
    assert paper in offered.values() and paper not in str(
        AmendForm(written_down=False).fields["because"].choices
    )
    plan = taken(area)
    page = signed_in(area.caseworker).get(reverse("ehcplans:ehc_amend", args=[plan.child_id]))
    assert paper in text_of(page)
