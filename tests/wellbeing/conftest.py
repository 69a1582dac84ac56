"""Amira and the people around her, on a September morning."""

import pytest

from tests.makers.family import Around


@pytest.fixture
def around(supported: Around) -> Around:
    return supported
