"""Taking in a plan that exists on paper or comes from another council (R31, T15): pasted, read back, then in force."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.annualreviews.models import AnnualReview
from alongside.deadlines.models import Clock
from alongside.disputes.models import AreaMove
from alongside.ehcplans.choices import Because, Origin, VersionKind
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread, EhcVersion, NamedSetting, TakingIn
from alongside.ehcplans.queries import content_of, live_version
from alongside.ehcplans.rules.content import NewLine
from alongside.ehcplans.rules.pasting import Read, area_headings, read_statements
from alongside.ehcplans.rules.taking_in import Days, Passed, Written, refuse_days, written_from
from alongside.ehcplans.web.taking_forms import areas_of_need
from alongside.kernel.refusal import Refusal
from alongside.plans.choices import PlanState
from alongside.plans.models import Plan
from alongside.platform import clock
from tests.ehc.conftest import Area
from tests.ehcplans.test_pages import get, post
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.platform.test_metadata import pdf

TALK, LEARN = "communication-and-interaction", "cognition-and-learning"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ()),
        ("One thing.\n\nAnother thing.", (Read("One thing."), Read("Another thing."))),
        ("• One\n- Two\n3. Three\nB4: Four", tuple(map(Read, ("One", "Two", "Three", "Four")))),
        ("Reading is hard because\nsounds run together.", (Read("Reading is hard because sounds run together."),)),
        ("He finds\n\nthis hard", (Read("He finds"), Read("this hard"))),
        ("Section B: special educational needs\nReading.", (Read("Reading."),)),
        ("Communication & Interaction:\nTalk.\nCognition and Learning\nRead.",
         (Read("Talk.", TALK), Read("Read.", LEARN))),
        ("SEMH\nCalm.", (Read("Calm.", "social-emotional-and-mental-health"),)),
        ("Sensory and physical needs\nStrengths\nSwims.\nNeeds\nTires.",
         (Read("Swims.", "sensory-and-physical", True), Read("Tires.", "sensory-and-physical"))),
        ("B is for Ben.\nA friend.", (Read("B is for Ben."), Read("A friend."))),
        ("2 hours a week of help.", (Read("2 hours a week of help."),)),
    ],
)  # fmt: skip
def test_a_line_is_a_statement(text: str, read: tuple[Read, ...]) -> None:
    """T15: pasted as it stands on paper; marks and headings go, no word of a statement does."""
    assert read_statements(text, area_headings(areas_of_need())) == read


def test_help_under_a_heading_is_tied_to_the_needs_under_it() -> None:
    typed = {
        "A-views": "I like trains.", "B": "Cognition and learning\nReading.\nCommunication and interaction\nTalk.",
        "E": "Cognition and learning\nReads a page.", "F": "Cognition and learning\nA programme.\nA quiet room.",
        "C": "Asthma.", "G": "An inhaler.", "H1": "A ramp.",
    }  # fmt: skip
    written = written_from(typed, areas_of_need())
    assert isinstance(written, Written)
    texts = [one.text for one in written.lines]
    tied = {texts[at]: [texts[need] for need in needs] for at, needs in written.meets.items()}
    assert tied == {
        "Reads a page.": ["Reading."], "A programme.": ["Reading."], "A quiet room.": ["Reading."],
        "An inhaler.": ["Asthma."],
    }  # fmt: skip
    assert written.lines[0] == NewLine(
        "A", "I like trains.", topic="views", whose="child", told=written.lines[0].told
    )


@pytest.mark.parametrize(
    ("typed", "field"), [({"B": "Reading."}, "B"), ({"F": "x" * 4_001}, "F"), ({"J": "x" * 4_001}, "J")]
)
def test_what_cannot_be_a_statement_says_in_which_section(typed: dict[str, str], field: str) -> None:
    refused = written_from(typed, areas_of_need())
    assert isinstance(refused, Refusal) and refused.field == field and refused.what_to_do
    assert isinstance(written_from({"B": "Reading."}, areas_of_need(), LEARN), Written)


TODAY, MADE = date(2026, 11, 20), date(2024, 3, 4)
PASSED = Passed("Derby", date(2026, 11, 2), date(2026, 11, 2))


@pytest.mark.parametrize(
    ("days", "field"),
    [
        (Days(Origin.PAPER, MADE, MADE), ""),
        (Days(Origin.PAPER, MADE, date(2025, 5, 1), date(2025, 3, 1)), ""),
        (Days(Origin.PAPER, MADE, date(2024, 3, 3)), "issued_on"),
        (Days(Origin.PAPER, MADE, date(2026, 11, 21)), "issued_on"),
        (Days(Origin.PAPER, MADE, MADE, date(2024, 3, 3)), "last_reviewed_on"),
        (Days(Origin.PAPER, MADE, MADE, date(2026, 11, 21)), "last_reviewed_on"),
        (Days(Origin.TRANSFERRED, MADE, MADE, None, PASSED), ""),
        (Days(Origin.TRANSFERRED, MADE, MADE, None, Passed(" ", TODAY, TODAY)), "other"),
        (Days(Origin.TRANSFERRED, MADE, MADE, None, Passed("Derby", None, TODAY)), "moved_on"),
        (Days(Origin.TRANSFERRED, MADE, MADE, None, Passed("Derby", TODAY, None)), "passed_on"),
        (Days(Origin.TRANSFERRED, MADE, MADE, None, Passed("Derby", TODAY, date(2026, 11, 21))), "passed_on"),
    ],
)
def test_the_days_on_a_plan_stand_in_their_order(days: Days, field: str) -> None:
    refused = refuse_days(days, TODAY)
    assert (refused.field if refused else "") == field


def typed(**changed: str) -> dict[str, str]:
    days = {"first_issued_on": MADE, "issued_on": date(2025, 5, 1), "last_reviewed_on": date(2026, 3, 2)}
    found = {
        f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")
    }  # fmt: skip
    return found | {
        "origin": "paper", "setting_name": "Elm School", "setting_kind": "Special school",
        "A-views": "I like trains.", "A-family": "We hope for a friend.",
        "B": "Cognition and learning\nReading is slow.\nWriting tires her.", "E": "Reads a page alone.",
        "F": "Cognition and learning\n1. Reading with an adult, 20 minutes, four times a week.", "area": "",
        "advice": "Educational psychologist, January 2024",
    } | changed  # fmt: skip


@pytest.fixture
def today(area: Area) -> Any:
    with clock.moved_to(world.NOW + timedelta(days=5)):
        yield area


def test_a_plan_on_paper_is_taken_in_and_its_dates_run_at_once(today: Area) -> None:
    """R31: pasted and read back, then in force from its own day; the review of the year is open."""
    child, mother = today.around.child.id, today.around.mother
    assert "Take it in" in text_of(get(today.caseworker, "plan", child))
    assert post(today.caseworker, typed(), "take_in", child).status_code == 302
    assert get(today.manager, "take_in_check", child).status_code == 302, "a colleague's scratch paper"
    read = text_of(get(today.caseworker, "take_in_check", child))
    assert "Reading with an adult, 20 minutes, four times a week." in read and "1. Reading" not in read
    assert "6 statements" in read and not EhcPlan.everything.exists()
    done = signed_in(today.caseworker).post(reverse("ehcplans:ehc_take_in_check", args=[child]), follow=True)
    shown = text_of(done)
    assert "Finish the review of the plan, with its decision" in shown and "1 March 2027" in shown
    plan = EhcPlan.everything.get()
    assert (plan.first_issued_on, plan.issued_on) == (MADE, date(2025, 5, 1))
    assert not TakingIn.everything.exists() and AnnualReview.everything.get().reviewed_on == date(2026, 3, 2)
    version = EhcVersion.everything.get()
    assert (version.kind, version.because) == (VersionKind.AMENDED_FINAL, Because.TAKEN_IN)
    assert NamedSetting.everything.get().name == "Elm School" and EhcThread.everything.count() == 2
    in_force = live_version(mother, child)
    assert in_force and (content := content_of(mother, child, in_force.id))
    assert [one.what for one in content.advice] == ["Educational psychologist, January 2024"]
    assert get(today.caseworker, "take_in", child).status_code == 404, "there is one now"


def test_nothing_that_was_typed_is_lost(today: Area) -> None:
    """With a fault in it, or put aside for later, each word is there again; nobody else reads it."""
    child = today.around.child.id
    wrong = typed(**{"first_issued_on-year": "", "B": "Reading is slow."})
    answer = post(today.caseworker, wrong, "take_in", child)
    assert answer.status_code == 422 and "Reading is slow." in text_of(answer)
    again = text_of(get(today.caseworker, "take_in", child))
    assert "Reading is slow." in again and "Reading is slow." not in text_of(
        get(today.manager, "take_in", child)
    )
    no_area = post(today.caseworker, typed(B="Reading is slow."), "take_in", child)
    assert no_area.status_code == 422 and "under an area of need" in text_of(no_area)
    later = post(today.caseworker, {"A-views": "Trains.", "later": "1"}, "take_in", child)
    assert later.status_code == 302 and "Go on writing it down" in text_of(
        get(today.caseworker, "plan", child)
    )
    assert post(today.caseworker, {}, "take_in_drop", child).status_code == 302
    assert not TakingIn.everything.exists()
    for actor in (today.around.mother, today.around.senco, today.around.teacher):
        for name in ("take_in", "take_in_check"):
            assert get(actor, name, child).status_code == 404


def test_a_plan_from_another_council_brings_the_limits_of_a_move(today: Area) -> None:
    """Reg 15: told in six weeks, reviewed by the later of a year and three months; the paper is kept with it."""
    child = today.around.child.id
    came = {"origin": "transferred", "other": "Derby", "transferred_from": "831"}
    moved = world.NOW.date() + timedelta(days=1)
    for name in ("moved_on", "passed_on"):
        came |= {f"{name}-{part}": str(getattr(moved, part)) for part in ("day", "month", "year")}
    paper = SimpleUploadedFile("plan.pdf", pdf(), content_type="application/pdf")
    sent = signed_in(today.caseworker).post(
        reverse("ehcplans:ehc_take_in", args=[child]), {**typed(**came), "scan": paper}
    )
    assert sent.status_code == 302, text_of(sent)
    assert post(today.caseworker, {}, "take_in_check", child).status_code == 302
    move = AreaMove.everything.get()
    limits = dict(Clock.everything.filter(matter_id=move.id).values_list("limit", "due_on"))
    assert limits["move.inform"] == moved + timedelta(weeks=6)
    shown = text_of(get(today.caseworker, "plan", child))
    assert "Came from another council" in shown and "6 weeks" in shown
    paper_again = get(today.around.mother, "scan", child, 1)
    assert paper_again.status_code == 200 and paper_again["Content-Type"] == "application/pdf"
    assert get(today.around.mother, "scan", child, 2).status_code == 404


def test_a_child_with_a_plan_of_the_council_is_not_before_a_plan(today: Area) -> None:
    """O5: the child's page says that the EHC plan is in force, to everybody who may know it."""
    child = today.around.child.id
    post(today.caseworker, typed(), "take_in", child)
    post(today.caseworker, {}, "take_in_check", child)
    with operation(SystemActor("a plan that was closed", world.NOW.date()), "plan.close", world.NOW) as unit:
        unit.only_scratch()
        Plan.in_unit.update(state=PlanState.CLOSED)
    for actor in (today.caseworker, today.around.mother, today.around.senco, today.around.teacher):
        shown = text_of(signed_in(actor).get(reverse("casefile:child", args=[child])))
        assert "has not been started" not in shown, actor.role
        assert "has an education, health and care plan" in shown, actor.role
    assert EhcLine.everything.filter(section="A", whose="child").count() == 1
