"""What the tests of disputes stand on: a family and a written plan."""

from collections.abc import Iterator

import pytest

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
def written(db: None, the_morning: None) -> Around:
    """Amira, the people around her, and a plan with everything in it that it needs."""
    around = stood_on(amira_and_hers)
    stood_on(write_whole_plan, around)
    return around
