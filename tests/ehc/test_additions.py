"""What joins a request after it was made: the school's evidence, and what a parent thought of later (O3, P6)."""

from alongside.access.choices import RestrictionKind
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.models import CaseAddition
from alongside.ehc.operations.adding import add_to_request
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.queries import case_of
from alongside.ehc.queries.additions import additions_of
from tests.ehc.conftest import Area
from tests.ehc.test_case_page import page
from tests.ehc.test_request import asked, no
from tests.makers import world
from tests.plans.reading import signed_in
from tests.support.test_actions import ok, refused

SCHOOL = "On three days of five she leaves the hall before lunch is over. planted-by-the-school"
HERS = "I forgot to say that she sleeps badly. planted-by-the-mother"


def read_by(area: Area, who: object) -> set[str]:
    case = case_of(who, area.around.child.id)  # type: ignore[arg-type]
    return {one.words for one in additions_of(who, case)} if case else set()  # type: ignore[arg-type]


def test_the_schools_evidence_joins_a_parents_request(area: Area) -> None:
    """What is written already is listed as being with the request; what is not is sent in a sentence."""
    asked(area)
    around = area.around
    words = page(area, around.senco)
    assert "What is with the request" in words
    assert "What the child says" in words
    answer = signed_in(around.senco).post(
        f"/children/{around.child.id}/request/add/", {"words": SCHOOL}, follow=True
    )
    assert "part of the evidence" in answer.content.decode()
    for reader in (around.mother, around.father, area.caseworker, around.senco):
        assert read_by(area, reader) == {SCHOOL}
    case = case_of(area.caseworker, around.child.id)
    assert case is not None
    known = [one.what for one in evidence_at_hand(area.caseworker, around.child.id, case)]
    assert any(one.startswith(f"What {around.school.name} added") for one in known)


def test_what_one_home_adds_is_theirs_and_the_councils(area: Area) -> None:
    """P6: neither the other home nor the school reads it."""
    asked(area)
    around = area.around
    ok(add_to_request(around.mother, around.child.id, HERS, world.NOW))
    assert read_by(area, around.mother) == read_by(area, area.caseworker) == {HERS}
    for other in (around.father, around.senco):
        assert read_by(area, other) == set()
        assert "planted-by-the-mother" not in page(area, other)


def test_under_a_shield_the_home_apart_does_not_read_what_the_school_adds(area: Area) -> None:
    """Trust 2.4.1: it says where the child is."""
    asked(area)
    around = area.around
    ok(add_to_request(around.senco, around.child.id, SCHOOL, world.NOW))
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert read_by(area, around.father) == set()
    assert read_by(area, area.caseworker) == {SCHOOL}


def test_nothing_is_added_to_what_is_over_or_in_no_words(area: Area) -> None:
    """No words are no evidence; and a request that was taken back or decided takes no more."""
    around, child = area.around, area.around.child.id
    assert refused(add_to_request(around.mother, child, HERS, world.NOW)) == "not_found"
    asked(area)
    assert refused(add_to_request(around.mother, child, "  ", world.NOW)) == "case.empty"
    ok(prepare_decision(area.caseworker, child, no(), 0, world.NOW))
    ok(make_decision(area.manager, child, no().question, 1, world.NOW))
    assert refused(add_to_request(around.senco, child, SCHOOL, world.NOW)) == "not_found"
    assert not CaseAddition.everything.exists()
    assert "Add something" not in page(area, around.mother)
