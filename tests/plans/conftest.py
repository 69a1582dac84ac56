"""What the tests of the plan's pages stand on: the day, a family, a written plan, one with the family."""

from collections.abc import Iterator

import pytest

from alongside.plans.operations import propose_plan, start_plan
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan
from tests.stood_on import stood_on


@pytest.fixture
def the_morning() -> Iterator[None]:
    """Nine o'clock on a school day in September."""
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around(db: None, the_morning: None) -> Around:
    """Amira and the people around her; no plan yet."""
    return stood_on(amira_and_hers)


@pytest.fixture
def started(around: Around) -> Around:
    """A plan with nothing in it."""
    stood_on(start_plan, around.senco, around.child.id, world.NOW)
    return around


@pytest.fixture
def written(around: Around) -> Around:
    """A plan with everything in it that it needs."""
    stood_on(write_whole_plan, around)
    return around


@pytest.fixture
def proposed(written: Around) -> Around:
    """A plan that is with the family."""
    stood_on(propose_plan, written.senco, written.child.id, world.NOW)
    return written
