"""What changed between two versions, in words a parent can follow (S4, O21)."""

from datetime import date
from typing import Any

import pytest

from alongside.access.policy import Permission
from alongside.plans.comparing import compare, in_words
from alongside.plans.operations import Answer, answer_plan, propose_plan, take_back
from alongside.rendering import model
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, change_words, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, text_of
from tests.plans.test_operations import _ok

HOPES = model.Heading(1, "My hopes")


def document(*blocks: model.Block) -> model.Document:
    return model.Document("A plan", blocks, date(2026, 9, 15))


def said(text: str) -> model.Passage:
    return model.Passage(text, "child", "Said, 3 March 2026")


def table(*rows: tuple[str, str, str]) -> model.Table:
    return model.Table("Help", ("What", "Who", "How often"), rows)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ((said("I want a friend."),), (said("I want a friend."),), []),
        ((), (said("I want a friend."),), ["New: I want a friend."]),
        ((said("I want a friend."),), (), ["Taken out: I want a friend."]),
        (
            (said("I want a friend at lunch."),),
            (said("I want two friends at lunch."),),
            ["Changed.\nBefore: I want a friend at lunch.\nNow: I want two friends at lunch."],
        ),
        (
            (said("I like trains."),),
            (said("Go to the sea with Babcia."),),
            ["New: Go to the sea with Babcia.", "Taken out: I like trains."],
        ),
        (  # its provenance is not what it says
            (model.Passage("Hello there.", "child", "Said, 1 May 2026"),),
            (model.Passage("Hello there.", "child", "Said, 2 May 2026"),),
            [],
        ),
        (  # an outcome that moves up because another went is the same outcome
            (model.Heading(2, "Outcome 1"), model.Paragraph("Swims."), model.Heading(2, "Outcome 2"),
             model.Paragraph("Tells a friend.")),
            (model.Heading(2, "Outcome 1"), model.Paragraph("Tells a friend.")),
            ["Taken out: Swims."],
        ),
        (
            (table(("Language group", "Miss Bright", "3 times a week")),),
            (table(("Language group", "Miss Bright", "once a week")),),
            ["Changed.\nBefore: Language group (who: Miss Bright, how often: 3 times a week)\n"
             "Now: Language group (who: Miss Bright, how often: once a week)"],
        ),
        (
            (model.Facts((("By", "1 May 2026"),)),),
            (model.Facts((("By", "1 July 2026"),)),),
            ["Changed.\nBefore: 1 May 2026\nNow: 1 July 2026"],
        ),
    ],
)  # fmt: skip
def test_in_words(before: Any, now: Any, expected: list[str]) -> None:
    found = compare(document(HOPES, *before), document(HOPES, *now))
    assert [in_words(change) for section in found for change in section.changes] == expected
    assert {section.title for section in found} <= {"My hopes"}


def test_a_section_that_is_new_stands_in_the_order_of_the_newer() -> None:
    now = document(model.Heading(1, "First"), said("A"), HOPES, said("B"))
    assert [section.title for section in compare(document(HOPES, said("B")), now)] == ["First"]


def two_versions(written: Around) -> None:
    """The first agreed, the second with one hope more and the help changed."""
    first = _ok(propose_plan(written.senco, written.child.id, world.NOW))
    _ok(answer_plan(written.mother, written.child.id, Answer("agree", "N", first.digest), {}, world.NOW))
    new = NewWords("hopes", "To sleep at Babcia’s.", Voice.CHILD)
    _ok(write_words(written.amira, written.child.id, new, world.NOW))
    help_ = Statement.everything.get(child=written.child, kind=StatementKind.PROVISION)

    _ok(
        change_words(
            written.senco,
            help_.id,
            "Language group with Zosia",
            1,
            world.NOW,
            permission=Permission.PLAN_EDIT,
        )
    )
    _ok(propose_plan(written.senco, written.child.id, world.NOW))


def test_the_page_and_the_paper_say_the_same(written: Around) -> None:
    two_versions(written)
    page = text_of(opened(written.mother, "changes", written.child.id, 2))
    assert "New To sleep at Babcia’s." in page and "Language group with Zosia" in page
    paper = opened(written.father, "changes_file", written.child.id, 2, "text", query="?since=1")
    assert "New: To sleep at Babcia’s." in paper.content.decode()
    assert opened(written.mother, "changes", written.child.id, 9).status_code == 404
    assert opened(written.mother, "changes", written.child.id, 2, query="?since=9").status_code == 200
    assert "nothing before it" in text_of(opened(written.mother, "changes", written.child.id, 1))


def test_the_plan_leads_to_what_changed(written: Around) -> None:
    two_versions(written)
    for name in ("versions", "answer"):
        assert "changes/" in opened(written.mother, name, written.child.id).content.decode()
    _ok(take_back(written.senco, written.child.id, "A mistake.", world.NOW))
    assert "changes/" in opened(written.mother, "version", written.child.id, 2).content.decode()
