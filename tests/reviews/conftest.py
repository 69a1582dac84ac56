"""What the tests of reviews stand on: a plan that was agreed, and a review of it."""

import pytest

from alongside.plans.operations import Answer, answer_plan, propose_plan
from alongside.reviews.models import Review
from alongside.reviews.operations import plan_review
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan
from tests.stood_on import stood_on
from tests.support.test_actions import ok


@pytest.fixture
def agreed(db: None, the_morning: None) -> Around:
    """Amira's plan, written and agreed by her mother."""
    return stood_on(agreed_plan)


def agreed_plan() -> Around:
    """The same, made anew."""
    around = amira_and_hers()
    write_whole_plan(around)
    version = ok(propose_plan(around.senco, around.child.id, world.NOW))
    answer = Answer("agree", "Nadia Kowalska", version.digest)
    ok(answer_plan(around.mother, around.child.id, answer, {"format": "web"}, world.NOW))
    return around


@pytest.fixture
def review(agreed: Around) -> Review:
    """A review of it that is due today."""
    return ok(plan_review(agreed.senco, agreed.child.id, world.TODAY, "A term has passed", world.NOW))
