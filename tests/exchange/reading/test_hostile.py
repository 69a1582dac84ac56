"""Hostile files: each is refused within two seconds and 300 MB, in words a school office understands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.kernel.text import reading_age
from tests.exchange.reading.hostile import HOSTILE, Cost

ROOT = Path(__file__).parents[3]
_JARGON = ("Traceback", "Error", "lxml", "codec", "byte", "0x", "/src/", "None")


@pytest.fixture(scope="module")
def costs() -> dict[str, Cost]:
    """What each file took, measured in processes of their own."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.exchange.reading.hostile"],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    return {cost["name"]: Cost(**cost) for cost in json.loads(answer.stdout)}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_for_the_right_reason(name: str, costs: dict[str, Cost]) -> None:
    code, expected = costs[name].code, HOSTILE[name][1]
    assert code == expected or code.startswith(f"{expected}.")


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_fast_and_in_little_memory(name: str, costs: dict[str, Cost]) -> None:
    assert costs[name].seconds < 2
    assert costs[name].megabytes < 300


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_its_message_is_plain(name: str, costs: dict[str, Cost]) -> None:
    message = costs[name].message
    assert not any(word in message for word in _JARGON)
    assert reading_age(message) <= 12
