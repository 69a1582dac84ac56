"""What the tests of the plan's pages stand on: the day, a family, a written plan, one with the family."""

import pytest

from alongside.plans.operations import propose_plan, start_plan
from tests.makers import world
from tests.makers.family import Around
from tests.stood_on import stood_on


@pytest.fixture
def started(around: Around) -> Around:
    """A plan with nothing in it."""
    stood_on(start_plan, around.senco, around.child.id, world.NOW)
    return around


@pytest.fixture
def proposed(written: Around) -> Around:
    """A plan that is with the family."""
    stood_on(propose_plan, written.senco, written.child.id, world.NOW)
    return written
