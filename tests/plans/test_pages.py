"""The plan as each of the cast opens it: workspace, sections, reading, and what nobody else may see (P4, O1, S3)."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import looks_at
from alongside.plans.operations import comment
from alongside.plans.queries import live_plan
from alongside.voice.choices import Gathered, Ring, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, put_in_circle, save_draft, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import opened, sent, signed_in, text_of, without_token

EVERYBODY = ("amira", "mother", "father", "senco", "teacher", "head")
FOR_ALL = ("plan", "read", "versions", "passport", "profile")


@pytest.mark.parametrize("name", FOR_ALL)
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_page_opens_for_everyone_around_the_child(proposed: Around, name: str, who: str) -> None:
    answer = opened(getattr(proposed, who), name, proposed.child.id)
    assert answer.status_code == 200
    assert "Amira" in text_of(answer)


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_section_opens_for_everyone(proposed: Around, who: str) -> None:
    plan = live_plan(proposed.senco, proposed.child.id)
    assert plan is not None
    client = signed_in(getattr(proposed, who))
    for section in plan.template.sections:
        answer = client.get(f"/children/{proposed.child.id}/plan/{section.key}/")
        assert answer.status_code == 200, section.key


def test_before_there_is_a_plan_the_page_offers_to_start_one(around: Around) -> None:
    for who in (around.senco, around.mother):
        assert "Start the plan" in text_of(opened(who, "plan", around.child.id))
    page = text_of(opened(around.teacher, "plan", around.child.id))
    assert "Start the plan" not in page and "The family or the SENCo can start it" in page


def test_starting_twice_says_that_there_is_one(around: Around) -> None:
    assert sent(around.senco, {}, "start", around.child.id).status_code == 302
    again = sent(around.mother, {}, "start", around.child.id)
    assert again.status_code in (302, 422)
    assert "has a plan already" in text_of(again) or again.status_code == 302


def test_a_setting_whose_template_is_missing_is_told_so(around: Around) -> None:
    around.school.plan_template = "gone"
    around.school.save()
    answer = sent(around.senco, {}, "start", around.child.id)
    assert answer.status_code == 422
    assert "not installed here" in text_of(answer)


def test_the_workspace_says_what_is_missing_and_why_there_is_no_button(started: Around) -> None:
    page = text_of(opened(started.senco, "plan", started.child.id))
    assert "Still missing" in page and "There is no outcome yet." in page
    assert "Needed before agreement" in page and "Nothing yet" in page
    assert "can go to the family when nothing is missing" in page
    assert "Put the plan to the family" not in page


def test_the_workspace_of_a_whole_plan_offers_to_put_it_forward(written: Around) -> None:
    page = text_of(opened(written.senco, "plan", written.child.id))
    assert "Put the plan to the family" in page and "Still missing" not in page
    assert "Ada Whitcombe" in page and "Keeps the plan going" in page


def test_the_childs_own_words_open_the_page(written: Around) -> None:
    for name in ("plan", "read"):
        page = opened(written.senco, name, written.child.id).content.decode()
        assert page.index("About matters-to-me.") < page.index("<h1")


def test_teachers_and_the_head_read_and_do_not_keep_the_plan(written: Around) -> None:
    for who in (written.teacher, written.head):
        page = text_of(opened(who, "plan", written.child.id))
        assert "Read the plan" in page and "Still missing" not in page


def test_needs_show_what_to_try_first_to_staff(written: Around) -> None:
    page = text_of(opened(written.senco, "section", written.child.id, "needs"))
    assert "What to try first, in any class" in page and "visual timetable" in page
    assert "What shows this: Seen in class." in page


def test_outcomes_show_hope_steps_and_help(written: Around) -> None:
    page = text_of(opened(written.mother, "section", written.child.id, "outcomes"))
    for words in (
        "Amira tells a friend",
        "About hopes.",
        "Uses three signs",
        "Language group",
        "3 times a week",
    ):
        assert words in page
    assert "Add an outcome" not in page


def test_a_parent_comments_beside_help_and_steps_too(written: Around) -> None:
    """O13: help is what a family asks most about, so it has the same link as any passage; the answer stands there."""
    help_ = Statement.everything.get(child=written.child, text="Language group")
    page = opened(written.mother, "section", written.child.id, "outcomes")
    assert reverse("plans:comment_on", args=[written.child.id, help_.id]) in page.content.decode()
    assert "Comment on the step" in text_of(page)
    made = comment(written.mother, written.child.id, help_.id, "What do you play there?", world.NOW)
    assert not isinstance(made, Refusal)
    assert "What do you play there?" in text_of(
        opened(written.senco, "section", written.child.id, "outcomes")
    )


def test_nobody_sees_their_own_words_differently(written: Around) -> None:
    """Who may change words changes them; beside the words of others stands how to see them differently."""
    page = opened(written.mother, "section", written.child.id, "profile").content.decode()
    own, *_ = Statement.everything.filter(
        child=written.child, speaker=written.mother.person_id, ended_at=None
    )
    assert f"?about={own.id}" not in page
    read = opened(written.mother, "read", written.child.id).content.decode()
    assert f"?about={own.id}" not in read
    assert "I see this differently" in read


# ── Nothing to see ───────────────────────────────────────────────────────────────────────────────────────

ADDRESSES: tuple[Callable[[Any], tuple[str, ...]], ...] = (
    lambda words: ("plan",),
    lambda words: ("read",),
    lambda words: ("section", "profile"),
    lambda words: ("add", "profile", "matters-to-me"),
    lambda words: ("change", words),
    lambda words: ("end", words),
    lambda words: ("history", words),
    lambda words: ("comment_on", words),
    lambda words: ("answer",),
    lambda words: ("versions",),
    lambda words: ("version", 1),
    lambda words: ("document", "pdf"),
    lambda words: ("passport",),
    lambda words: ("passport_document", "text"),
    lambda words: ("profile_document", "text"),
    lambda words: ("lead",),
    lambda words: ("propose",),
)


@pytest.mark.parametrize("parts", ADDRESSES)
@pytest.mark.parametrize("who", ["mother", "senco", "teacher"])
def test_unseen_and_absent_answer_alike(proposed: Around, parts: Any, who: str) -> None:
    other = amira_and_hers()
    words = write_words(
        other.senco, other.child.id, NewWords("strengths-seen", "Kind.", Voice.PROFESSIONAL), world.NOW
    )
    name, *rest = parts(words.id)  # type: ignore[union-attr]
    client = signed_in(getattr(proposed, who))
    unseen = client.get(reverse(f"plans:{name}", args=[other.child.id, *rest]))
    absent = client.get(reverse(f"plans:{name}", args=[uuid4(), *rest]))
    assert (unseen.status_code, absent.status_code) == (404, 404)
    assert without_token(unseen) == without_token(absent)


def test_the_words_of_another_child_are_not_reached_through_ones_own(proposed: Around) -> None:
    other = amira_and_hers()
    words = write_words(
        other.senco, other.child.id, NewWords("strengths-seen", "Kind.", Voice.PROFESSIONAL), world.NOW
    )
    for name in ("change", "end", "history", "comment_on"):
        answer = opened(proposed.senco, name, proposed.child.id, words.id)  # type: ignore[union-attr]
        assert answer.status_code == 404, name


def test_what_is_private_or_unfinished_is_on_nobody_elses_page(written: Around) -> None:
    """Planted strings: the child's private words and somebody's draft appear to nobody else, in no format."""
    child_id = written.child.id
    private = NewWords("matters-to-me", "PLANTED-PRIVATE", Voice.CHILD, private=True)
    write_words(written.amira, child_id, private, world.NOW)
    save_draft(written.teacher, child_id, "strengths-seen", "PLANTED-DRAFT", world.NOW)
    plan = live_plan(written.senco, child_id)
    assert plan is not None
    pages = [
        ("plan",),
        ("read",),
        ("passport",),
        ("profile",),
        ("passport_document", "text"),
        ("profile_document", "text"),
    ]
    pages += [("section", section.key) for section in plan.template.sections]
    pages += [("add", "strengths", "strengths-seen"), ("document", "text")]
    for who in ("mother", "father", "senco", "teacher", "head"):
        for name, *parts in pages:
            answer = opened(getattr(written, who), name, child_id, *parts)
            assert b"PLANTED-PRIVATE" not in answer.content, (who, name, parts)
            assert who == "teacher" or b"PLANTED-DRAFT" not in answer.content, (who, name, parts)
    assert "PLANTED-PRIVATE" in text_of(opened(written.amira, "section", child_id, "profile"))


def test_a_professional_from_outside_sees_nothing(written: Around) -> None:
    service = world.make_council("Speech and Language Service")
    person = world.make_person("Lena", "Brandt")
    world.joins(person, service, Role.PROFESSIONAL)
    outside = world.acting(person, Role.PROFESSIONAL, service)
    assert opened(outside, "plan", written.child.id).status_code == 404
    world.stands(written.child, StandingKind.INVITED, person=person, organisation=service)
    assert opened(outside, "plan", written.child.id).status_code == 200


# ── What it costs, and what it leaves ────────────────────────────────────────────────────────────────────


def _many_passages(around: Around, count: int) -> None:
    for number in range(count):
        told = NewWords("good-at", f"Thing {number}.", Voice.CHILD, Gathered.SAID)
        write_words(around.senco, around.child.id, told, world.NOW)


@pytest.mark.parametrize("who", ["senco", "mother", "teacher"])
@pytest.mark.parametrize("parts", [("plan",), ("section", "strengths")])
def test_pages_ask_the_database_little_and_the_same_for_3_and_300_passages(
    started: Around, django_assert_max_num_queries: Any, who: str, parts: tuple[str, ...]
) -> None:
    address = reverse(f"plans:{parts[0]}", args=[started.child.id, *parts[1:]])
    client = signed_in(getattr(started, who))
    put_in_circle(started.amira, started.child.id, "Babcia", "grandmother", Ring.CLOSEST, world.NOW)
    _many_passages(started, 3)
    client.get(address)  # the first page of a session also notes when it began
    with django_assert_max_num_queries(16) as few:
        client.get(address)
    _many_passages(started, 297)
    with django_assert_max_num_queries(16) as many:
        client.get(address)
    assert len(few) == len(many)


def test_each_look_is_in_the_access_log(proposed: Around) -> None:
    before = len(looks_at(proposed.child.id))
    opened(proposed.teacher, "plan", proposed.child.id)
    opened(proposed.mother, "document", proposed.child.id, "text")
    newest = looks_at(proposed.child.id)
    assert len(newest) == before + 2
    assert [one.permission for one in newest[:2]] == ["plan.print", "plan.read"]
