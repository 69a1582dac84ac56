"""What is left out on the second database is named rightly: a test that was renamed runs there again unless said so."""

import pytest

from tests import second_database
from tests.guards.sources import ROOT

NAMED = [
    *second_database.IN_A_BROWSER,
    *(each for tests in second_database.ALIKE.values() for each in tests),
]


@pytest.mark.parametrize("named", NAMED)
def test_each_is_there(named: str) -> None:
    path, _, beginning = named.partition("::")
    assert f"def {beginning or 'test_'}" in (ROOT / path).read_text()
