"""Fonts for the tests, built when `make assets` has not been run yet."""

from pathlib import Path

import pytest

from alongside.rendering import fonts
from alongside.rendering.places import fonts_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session", autouse=True)
def _fonts_are_built() -> None:
    if not any(fonts_dir().glob("*noto-emoji*.ttf")):
        fonts.build(ROOT / "node_modules", fonts_dir())
