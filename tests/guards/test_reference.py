"""The generated pages in docs/reference say what the code says."""

import pytest

from tests import reference


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_the_page_is_up_to_date(name: str) -> None:
    written = reference.FOLDER / name
    assert written.exists(), "run make reference"
    assert written.read_text() == reference.PAGES[name](), "run make reference"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in reference.FOLDER.glob("*.md")} == set(reference.PAGES)
