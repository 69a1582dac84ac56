"""Words that say where a shielded child is: whoever wrote them is told, and nothing is stopped (trust 2.4.1)."""

import pytest
from django.urls import reverse

from alongside.access.choices import RestrictionKind
from alongside.children.models import Residence
from alongside.children.shielding import names_of_a_place, parts_of_an_address, words_that_tell
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Larkfield Primary", ("larkfield primary", "larkfield")),
        ("St Mary’s C of E Primary School", ("st mary's c of e primary school", "mary's")),
        ("The Infant School", ("the infant school",)),
        ("Oak", ()),
    ],
)
def test_how_people_write_the_name_of_a_place(name: str, found: tuple[str, ...]) -> None:
    assert names_of_a_place(name) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("3 Mill Lane\nMerefield\nMF1 2AB", ("3 mill lane", "mf1 2ab")),
        ("3 Mill Lane, Merefield", ("3 mill lane",)),
        ("", ()),
    ],
)
def test_what_gives_an_address_away(address: str, found: tuple[str, ...]) -> None:
    assert parts_of_an_address(address) == found


@pytest.fixture
def around(db: None) -> Around:
    found = amira_and_hers()
    home = Residence(
        child=found.child,
        person=found.mother_person,
        address="3 Mill Lane\nMF1 2AB",
        starts_on=world.LONG_AGO,
    )
    world.saved(home)
    return found


def test_only_what_the_writer_may_know_is_looked_for(around: Around) -> None:
    """Nobody learns an address by trying; a family is never told."""
    texts = ("At Larkfield she reads. She walks from 3 Mill Lane.",)
    assert words_that_tell(around.senco, around.child.id, texts) == ()
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert words_that_tell(around.senco, around.child.id, texts) == ("larkfield",)
    assert words_that_tell(around.senco, around.child.id, ("At school she reads.",)) == ()
    assert words_that_tell(around.mother, around.child.id, texts) == ()


def test_whoever_wrote_it_is_told_on_the_next_page_and_it_is_kept(around: Around) -> None:
    world.restrict(around.child, None, RestrictionKind.SHIELD)
    with clock.moved_to(world.NOW):
        browser = signed_in(around.senco)
        url = reverse("conversations:good_news", args=[around.child.id])
        given = {"text": "She read a whole page at Larkfield today."}
        answer = browser.post(url, given, follow=True)
        assert answer.status_code == 200
        assert "the place where this child is" in text_of(answer)
