"""Plan, passport and profile as papers: each format, the reader's own, who took them, kept bytes (T13, S10)."""

from typing import Any

import pytest

from alongside.access.actor import SystemActor
from alongside.documents.models import Rendition
from alongside.ledger.unit import unit_of_work
from alongside.people.models import Person
from alongside.plans.operations import Answer, answer_plan
from alongside.plans.queries import plan_version
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, text_of

PAPERS = ("passport_document", "profile_document", "document")
BEGINS = {"pdf": b"%PDF", "large-print": b"%PDF", "word": b"PK", "text": b""}


@pytest.mark.parametrize("form", BEGINS)
@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_comes_in_each_format(written: Around, name: str, form: str) -> None:
    answer = opened(written.mother, name, written.child.id, form)
    assert answer.status_code == 200 and answer.content.startswith(BEGINS[form])
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", PAPERS)
def test_a_files_name_says_what_it_is_and_not_whose(written: Around, name: str) -> None:
    for form in BEGINS:
        named = opened(written.mother, name, written.child.id, form)["Content-Disposition"]
        assert not any(word in named for word in ("Amira", "Kowalska", str(written.child.id)))


def test_a_copy_says_who_took_it_and_when(written: Around) -> None:
    for name in PAPERS:
        words = opened(written.mother, name, written.child.id, "text").content.decode()
        assert "Copy for Nadia Kowalska, 09:00 on 15 September 2026" in words


def _prefers(person_id: Any, form: str) -> None:
    with unit_of_work(SystemActor("test", world.TODAY), "test.prefer", world.NOW) as unit:
        person = Person.everything.get(pk=person_id)
        person.document_format = form
        person.save(update_fields=["document_format"])
        unit.record("test.preferred", person)


@pytest.mark.parametrize(
    ("recorded", "media"),
    [
        ("pdf", "application/pdf"),
        ("word", "wordprocessingml"),
        ("text", "text/plain"),
        ("large_print", "application/pdf"),
    ],
)
def test_my_format_is_the_one_on_record(written: Around, recorded: str, media: str) -> None:
    _prefers(written.mother.person_id, recorded)
    answer = opened(written.mother, "passport_document", written.child.id, "my-format")
    assert media in answer["Content-Type"]
    assert ("large-print" in answer["Content-Disposition"]) == (recorded == "large_print")


def test_who_reads_on_screen_is_taken_there(written: Around) -> None:
    _prefers(written.mother.person_id, "web")
    for name, page in (
        ("passport_document", "/passport/"),
        ("profile_document", "/profile/"),
        ("document", "/plan/read/"),
    ):
        assert opened(written.mother, name, written.child.id, "my-format").url.endswith(page)


def test_an_agreed_version_is_rendered_once_and_is_the_same_for_everyone(proposed: Around) -> None:
    version = plan_version(proposed.mother, proposed.child.id, number=1)
    assert version is not None
    answer_plan(proposed.mother, proposed.child.id, Answer("agree", "Nadia", version.digest), {}, world.NOW)
    first = opened(proposed.mother, "document", proposed.child.id, "pdf")
    second = opened(proposed.father, "version_document", proposed.child.id, 1, "pdf")
    assert first.content == second.content and "plan-version-1.pdf" in first["Content-Disposition"]
    assert Rendition.everything.count() == 1


def test_teachers_print_the_passport_and_are_told_who_prints_the_plan(written: Around) -> None:
    assert opened(written.teacher, "passport_document", written.child.id, "pdf").status_code == 200
    assert opened(written.teacher, "document", written.child.id, "pdf").status_code == 404
    assert "The whole plan is printed by" in text_of(opened(written.teacher, "plan", written.child.id))


def test_the_passport_needs_no_plan(around: Around) -> None:
    assert opened(around.teacher, "passport", around.child.id).status_code == 200
    assert opened(around.teacher, "profile", around.child.id).status_code == 404


def test_words_of_others_stand_under_the_childs_headings_with_who_says_so(written: Around) -> None:
    """O27, S10: the passport speaks as the child; no adult's words are put in their mouth."""
    words = opened(written.mother, "passport_document", written.child.id, "text").content.decode()
    assert "Joins words with help. (staff)" in words
    assert "About matters-to-me." in words and "About matters-to-me. (" not in words


def test_a_format_that_does_not_exist_is_not_there(written: Around) -> None:
    from tests.plans.reading import signed_in

    assert signed_in(written.mother).get(f"/children/{written.child.id}/passport/jpeg/").status_code == 404


def test_words_that_two_sections_show_are_printed_once(written: Around) -> None:
    """The parents' hopes stand in two sections of the product's own plan; on paper the second points to the first."""
    hope = "A friend who knocks on our door of an evening."
    write_words(
        written.mother,
        written.child.id,
        NewWords("parent-hopes", hope, Voice.PARENT, Gathered.TYPED),
        world.NOW,
    )
    words = opened(written.mother, "document", written.child.id, "text").content.decode()
    assert words.count(hope) == 1
    assert "These words stand further up, under this heading." in words
