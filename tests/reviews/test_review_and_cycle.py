"""A review of the plan hands its decisions to the running cycle: nothing is said a second time (S4, P7)."""

from alongside.reviews.models import Review
from alongside.reviews.operations import NewLine, finish_review, say_of
from alongside.support.choices import Decision
from alongside.support.models import CycleOutcome
from alongside.support.operations import NewContribution, contribute, move_cycle, start_cycle
from alongside.voice.choices import StatementKind
from tests.makers import world
from tests.makers.family import Around
from tests.reviews.test_reviews import NEXT, looked_at, one
from tests.support.test_actions import ok
from tests.support.test_cycles import in_do


def test_what_a_review_of_the_plan_decides_stands_in_the_cycle(agreed: Around, review: Review) -> None:
    """S4: the next cycle starts from the last review, whichever of the two it was held in."""
    child, help_ = agreed.child.id, one(agreed, StatementKind.PROVISION)
    cycle = in_do(agreed)
    looked_at(agreed, review)
    less = NewLine(next="less", new_text="once a week", words="She starts by herself.", independent=True)
    ok(say_of(agreed.senco, child, review.id, help_.id, less, world.NOW))
    ok(finish_review(agreed.senco, child, review.id, NEXT, world.NOW))
    row = CycleOutcome.everything.get(cycle=cycle)
    assert (row.decision, row.independent, row.words) == (Decision.LESS, True, "She told Zosia.")
    ok(move_cycle(agreed.senco, child, cycle.id, "review", "", world.NOW))
    for who in (agreed.amira, agreed.mother):
        ok(contribute(who, child, cycle.id, NewContribution("Better"), world.NOW))


def test_a_review_of_the_plan_without_a_cycle_is_as_before(agreed: Around, review: Review) -> None:
    looked_at(agreed, review)
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))
    ok(start_cycle(agreed.senco, agreed.child.id, world.NOW))
    assert not CycleOutcome.everything.exists()
