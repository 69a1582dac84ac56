"""Under a shield the home apart learns from no page of a plan in force where the child is (trust 2.4.1, P18)."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.access.choices import RestrictionKind
from alongside.annualreviews.choices import Kept, Outcome
from alongside.annualreviews.models import Invitee, PlanLetter, PromiseAnswer, PromiseCheck
from alongside.annualreviews.operations.early import ask_early
from alongside.annualreviews.operations.ending import NewEnding, think_of_ending
from alongside.children.models import Residence
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.changing.operations.assessments import ask_again
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Ground, Way
from alongside.disputes.models import AreaMove, Reassessment
from alongside.ehcplans.choices import CeaseReason
from tests.access.shielded import leaks
from tests.annualreviews.conftest import Area, later
from tests.annualreviews.test_review import decided, reported
from tests.makers import world
from tests.support.test_actions import ok


@pytest.fixture
def told(area: Area) -> Area:
    """A review that was held and decided, help that is not given, a move, a new assessment the setting asked for.

    The child lives with her mother.
    """
    around, child = area.around, area.child_id
    reported(area)
    ok(decided(area, Outcome.MAINTAIN))
    at, (senco, caseworker) = later(31, around.senco, area.caseworker)
    words = "planted-place: at our school much has changed."
    ok(ask_early(senco, child, words, at))
    ok(ask_again(senco, child, words, at))
    leaves = at.date() + timedelta(days=60)
    ok(record_move(caseworker, child, NewMove(Way.OUT, "Brooktown", at.date(), leaves), at))
    check = PromiseCheck(
        child=around.child, plan=area.plan, kind="first", looks_from=at.date(), due_on=at.date(), opened_at=at,
        answered_on=at.date(), answered_by_name="Ada Whitcombe",
    )  # fmt: skip
    world.saved(check)
    world.saved(
        PromiseAnswer(
            child=around.child, check_asked=check, promise="F1", text="Help", by_setting=True, kept=Kept.NO,
            words=words, doing=words, by_on=leaves, person_id=around.senco.person_id, by_name="Ada Whitcombe", at=at,
        )
    )  # fmt: skip
    home = Residence(
        child=around.child, person=around.mother_person, address="3 Mill Lane", starts_on=world.LONG_AGO
    )
    world.saved(home)
    return area


def rows(area: Area, person_id: Any) -> dict[str, Any]:
    """The parts of addresses that lead to what was told, for one reader."""
    invited = Invitee.everything.filter(child_id=area.child_id)
    letters = PlanLetter.everything.filter(child_id=area.child_id, person_id=person_id)
    return {
        "child_id": area.child_id, "annual_id": invited[0].review_id,
        "invitee_id": invited.get(person_id=person_id).id,
        "plan_letter_id": letters[0].id,
        "reassessment_id": Reassessment.everything.get().id,
        "move_id": AreaMove.everything.get().id,
    }  # fmt: skip


def test_no_page_of_a_plan_in_force_says_where_the_child_is(told: Area) -> None:
    around, at = told.around, later(32)[0]
    ids = {one: rows(told, one.person_id) for one in (around.mother, around.father)}
    before = leaks(around.father, ids[around.father], at)
    assert {"annualreviews:annual_review", "annualreviews:past_annual", "disputes:plan_changes"} <= set(
        before
    )
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert leaks(around.father, ids[around.father], at) == {}
    home = leaks(around.mother, ids[around.mother], at)
    assert {"annualreviews:annual_review", "annualreviews:past_annual"} <= set(home), (
        "the home of the child reads on"
    )


def test_the_home_apart_keeps_its_rights(told: Area) -> None:
    """s.51: that there is a decision, of which day, and what can be done about it stays to be read in each home."""
    world.restrict(told.around.child, None, RestrictionKind.SHIELD)
    _, (father,) = later(32, told.around.father)
    assert [one.ground for one in decisions_with_rights(father, told.child_id)] == [Ground.NO_CHANGE]


def test_what_the_council_wrote_about_an_end_is_not_read_apart(told: Area) -> None:
    around = told.around
    at, (caseworker,) = later(32, told.caseworker)
    words = "planted-end: the school can give what she needs without a plan now."
    ok(think_of_ending(caseworker, told.child_id, NewEnding(CeaseReason.NEEDS_MET, words), at))
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert leaks(around.father, {"child_id": told.child_id}, at, ("planted-end",)) == {}
    assert leaks(around.mother, {"child_id": told.child_id}, at, ("planted-end",))
