"""Fixtures of one family on one morning, which tests of many apps stand on. A folder may have its own instead."""

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
def around(db: None, the_morning: None) -> Around:
    """Amira and the people around her; no plan yet."""
    return stood_on(amira_and_hers)


@pytest.fixture
def written(around: Around) -> Around:
    """A plan with everything in it that it needs."""
    stood_on(write_whole_plan, around)
    return around


@pytest.fixture
def supported(around: Around) -> Around:
    """Amira has SEN support, and no plan yet."""
    world.changed(around.child, sen_provision="K")
    return around
