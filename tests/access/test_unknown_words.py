"""A word in an address that names nothing, where a page expects one of a few: as a page that is not there."""

import pytest
from django.urls import NoReverseMatch

from alongside.platform import clock
from tests.access.personas import make_area
from tests.access.places import FIXED, address, positions, routes
from tests.access.walk import client_of
from tests.makers import world
from tests.stood_on import stood_on


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["senco", "caseworker"])
def test_a_word_that_no_page_knows_is_answered_with_not_found(persona: str) -> None:
    """ASVS 16.5.1, P4: nothing goes wrong, and nothing is given away, whoever asks."""
    with clock.moved_to(world.NOW):
        area = stood_on(make_area)
        client, own = client_of(area, persona), positions(area)["own"]
        answers = {}
        for route in routes():
            for part in route.parts:
                if isinstance(FIXED.get(part), str) and part not in own:
                    try:
                        at = address(route, own, **{part: "no-such-word"})
                    except NoReverseMatch:
                        continue  # the address itself refuses the word
                    answers[f"{route.name} {part}"] = client.get(at).status_code
    assert len(answers) > 20
    assert not {name: status for name, status in answers.items() if status >= 500}
