"""An address filled into a kept form is the one Django would make."""

import pytest
from django.urls import NoReverseMatch, reverse

from alongside.design.addresses import file_address, page_address
from tests.makers import world

CHILD, OTHER = world.an_id(), world.an_id()
PAGES = [
    ("site:home",),
    ("plans:plan", CHILD),
    ("plans:plan", OTHER),
    ("plans:change", CHILD, OTHER),
    ("plans:change", CHILD, str(OTHER)),
    ("plans:change", CHILD, str(OTHER).upper()),
    ("plans:section", CHILD, str(OTHER)),
    ("plans:add", CHILD, "hopes", "hopes"),
    ("plans:section", CHILD, "a place/with ü"),
]


@pytest.mark.parametrize("page", PAGES)
def test_the_form_filled_in_is_the_address(page: tuple) -> None:
    name, *parts = page
    try:
        expected = reverse(name, args=parts or None)
    except NoReverseMatch:
        with pytest.raises(NoReverseMatch):
            page_address(name, *parts)
    else:
        assert page_address(name, *parts) == expected


def test_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(NoReverseMatch):
        page_address("plans:nothing", CHILD)
    assert file_address("alongside.css").endswith("alongside.css")
