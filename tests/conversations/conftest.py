"""What the tests of conversations stand on: the morning and Amira's family."""

from collections.abc import Iterator

import pytest

from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.stood_on import stood_on


@pytest.fixture
def the_morning() -> Iterator[None]:
    """Nine o'clock on a school day in September."""
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around(db: None, the_morning: None) -> Around:
    """Amira and the people around her."""
    return stood_on(amira_and_hers)
