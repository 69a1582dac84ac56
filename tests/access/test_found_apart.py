"""Names that were found everywhere in the home apart from which a shield keeps where a child is (trust 2.4.1, P18).

Each app kept its rows of the place; who asked, gave, wrote or has something stood beside other rows all the same.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import markupsafe
import pytest
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.urls import reverse

from alongside.access.choices import RestrictionKind, StandingKind
from alongside.children.apart.access import KeptBack, kept_back_from
from alongside.children.models import Residence, Restriction
from alongside.children.shielding import SOMEBODY, SOMEWHERE, hides
from alongside.children.web.shielding import KeepPlaces
from alongside.people.sign_in import Backend
from alongside.platform import clock
from alongside.support.operations import NewAction, add_action
from tests.access.shielded import PLACES
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok


@pytest.fixture
def around(db: None) -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        write_whole_plan(found)
        council = world.make_council()
        world.stands(found.child, StandingKind.MAINTAINS, organisation=council)
        world.saved(Restriction(child=found.child, kind=RestrictionKind.SHIELD, starts_on=world.LONG_AGO))
        world.saved(Residence(child=found.child, person=found.mother_person, starts_on=world.LONG_AGO))
        yield found


def bytes_of(answer: Any) -> str:
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def test_no_page_and_no_paper_of_the_home_apart_names_the_place_or_who_is_there(around: Around) -> None:
    """An action says who has it; a document says who wrote; the mother and the school read all of it."""
    child, teacher = around.child.id, around.teacher
    assert teacher.person_id
    new = NewAction("Ring Larkfield on Fridays", world.TODAY, teacher.person_id)
    action = ok(add_action(around.senco, child, new, world.NOW))
    pages = [
        reverse("support:action", args=[child, action.id]), reverse("plans:document", args=[child, "text"]),
    ]  # fmt: skip
    for page in pages:
        his, hers = (bytes_of(signed_in(who).get(page)) for who in (around.father, around.mother))
        assert not [one for one in PLACES if one in his], page
        assert [one for one in PLACES if one in hers], page


def test_nothing_more_is_asked_for_anybody_else(around: Around) -> None:
    """The account says in the query it takes anyway whether a shield could matter."""

    def said(who: Any) -> bool:
        account = signed_in(who).session["_auth_user_id"]
        return bool(Backend().get_user(int(account)).reads_under_shield)  # type: ignore[union-attr]

    assert said(around.father) and said(around.mother) and not said(around.senco)
    assert kept_back_from(around.mother) == kept_back_from(around.senco) == KeptBack()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Asked by Mrs Whitcombe, SENCo, Larkfield Primary School",
            "Asked by Somebody at work, SENCo, the setting",
        ),
        ("<p>Ring Larkfield.</p>", "<p>Ring the setting.</p>"),
        ("Mr O&#x27;Hara and Larkfields", "Somebody at work and Larkfields"),
        ("Merefield Council wrote to Merefield", "Merefield Council wrote to Merefield"),
        ('<link rel="stylesheet" href="/larkfield.css">', '<link rel="stylesheet" href="/larkfield.css">'),
    ],
)
def test_what_is_taken_out_of_a_page(text: str, shown: str) -> None:
    hide = hides(
        KeptBack(
            frozenset({"Larkfield Primary School", "Merefield Speech Therapy"}),
            frozenset({"Larkfield Primary School", "Merefield Nursery"}), frozenset({"Mrs Whitcombe", "Mr O'Hara"}),
            frozenset({"Merefield Council"}),
        )
    )  # fmt: skip
    assert hide is not None and hide(text) == shown
    assert hides(KeptBack()) is None


@pytest.mark.parametrize("written", [
    "{}", "St Mary’s Infants and Siobhán O’Neill", "St  Mary's\nInfants and Siobhán\n O'Neill",
    "St Mary&#x27;s Infants and Siobhán O&#x27;Neill", "St Mary's Infants and Siobh\\u00e1n O'Neill",
])  # fmt: skip
def test_a_name_is_taken_out_however_a_page_writes_it(written: str) -> None:
    """A page escapes an apostrophe its own way, and people type another one, or begin a line within a name."""
    names = "St Mary's Infants and Siobhán O'Neill"
    hide = hides(KeptBack(frozenset({"St Mary's Infants"}), frozenset(), frozenset({"Siobhán O'Neill"})))
    assert hide
    page = written.format(markupsafe.escape(names))
    assert hide(page).split() == f"{SOMEWHERE} and {SOMEBODY}".split()


def test_what_is_sent_little_by_little_is_looked_through_as_well(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    """A name that runs from one part of an answer into the next is taken out too; a picture stays as it is."""
    kept = KeptBack(frozenset({"Larkfield Primary School"}), frozenset(), frozenset())
    monkeypatch.setattr("alongside.children.web.shielding.kept_back_from", lambda _: kept)
    monkeypatch.setattr("alongside.children.web.shielding.who_asks", lambda _: None)
    request = rf.get("/")
    request.user = SimpleNamespace(reads_under_shield=True)

    def sent(kind: str) -> bytes:
        parts = ["Name,Setting\nAmira,Larkfield Pri", "mary School\n"]
        answer = KeepPlaces(lambda _: StreamingHttpResponse(parts, content_type=kind))(request)
        assert isinstance(answer, StreamingHttpResponse)
        return b"".join(answer.streaming_content)

    assert sent("text/csv") == f"Name,Setting\nAmira,{SOMEWHERE}\n".encode()
    assert b"Larkfield Primary School" in sent("image/png")
