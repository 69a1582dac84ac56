"""Amira and the people around her, on a September morning."""

from collections.abc import Iterator

import pytest

from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers


@pytest.fixture
def around(db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        world.changed(found.child, sen_provision="K")
        yield found
