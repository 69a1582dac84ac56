"""Documents as data: what they refuse, and how they are kept."""

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given, settings

from alongside.rendering.frozen import canonical_json, digest, from_json
from alongside.rendering.model import (
    Bullets,
    Document,
    Facts,
    Heading,
    KeepTogether,
    Paragraph,
    Passage,
    Picture,
    Table,
)
from alongside.rendering.reading import clean, leaves, levelled, paragraphs
from tests.rendering import samples
from tests.rendering.strategies import documents


def test_nothing_in_a_document_can_be_changed() -> None:
    document = samples.plan()
    with pytest.raises(FrozenInstanceError):
        document.title = "Another"  # type: ignore[misc]


def test_lists_given_for_tuples_become_tuples() -> None:
    assert Facts([["a", "b"]]) == Facts((("a", "b"),))  # type: ignore[arg-type]
    assert Bullets(["a"]) == Bullets(("a",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Heading(0, "Text"),
        lambda: Heading(5, "Text"),
        lambda: Passage("Text", "teacher", ""),  # type: ignore[arg-type]
        lambda: Table("Caption", (), ()),
        lambda: Table("Caption", ("a", "b"), (("one",),)),
        lambda: Facts((("a", "b", "c"),)),  # type: ignore[arg-type]
        lambda: Picture(b"", "image/png", "  "),
        lambda: Picture(b"", "text/html", "words"),
        lambda: samples.plan(title=" "),
        lambda: samples.plan(language="English"),
        lambda: samples.plan(direction="up"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()  # type: ignore[operator]


def test_one_text_is_not_taken_for_a_list() -> None:
    with pytest.raises(TypeError, match="list of things"):
        Bullets("text")  # type: ignore[arg-type]


@settings(max_examples=50)
@given(documents)
def test_a_kept_document_comes_back_exactly(document: Document) -> None:
    kept = canonical_json(document)
    assert from_json(kept) == document
    assert canonical_json(from_json(kept)) == kept


def test_every_block_and_picture_comes_back() -> None:
    for document in (samples.plan(), samples.passport()):
        assert from_json(canonical_json(document)) == document


def test_the_kept_form_does_not_depend_on_the_order_of_its_keys() -> None:
    kept = canonical_json(samples.plan())
    again = json.dumps(json.loads(kept), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert again == kept


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Amira’s plan "},
        {"subject": "Made together at Merefield Primary Schooi"},
        {"made_on": date(2026, 11, 22)},
        {"language": "en"},
        {"direction": "rtl"},
        {"footer": ""},
        {"mark": "Copy for her father"},
        {"one_side": True},
        {"blocks": samples.plan().blocks[:-1]},
        {"blocks": samples.plan().blocks[::-1]},
    ],
)
def test_any_change_changes_the_digest(change: dict[str, object]) -> None:
    assert digest(samples.plan()) == digest(samples.plan())
    assert digest(samples.plan(**change)) != digest(samples.plan())


def test_one_byte_of_a_picture_changes_the_digest() -> None:
    data = samples.photo()
    pictures = [Picture(each, "image/jpeg", "A pool") for each in (data, data[:-1] + bytes([data[-1] ^ 1]))]
    first, second = (digest(samples.plan(blocks=(picture,))) for picture in pictures)
    assert first != second


@pytest.mark.parametrize(
    "stored",
    [
        b"[]",
        b"{}",
        b'{"form":2,"document":{}}',
        b'{"form":1,"document":{"is":"Divider"}}',
        b'{"form":1,"document":{"is":"os.system"}}',
    ],
)
def test_what_is_not_a_kept_document_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match=r"stored document|part of a document"):
        from_json(stored)


def test_gaps_between_heading_levels_are_closed() -> None:
    document = samples.plan(
        blocks=(
            Heading(3, "a"),
            KeepTogether((Heading(4, "b"), Heading(4, "c"))),
            Heading(1, "d"),
            Heading(3, "e"),
        )
    )
    levels = [block.level for block in leaves(levelled(document).blocks) if isinstance(block, Heading)]
    assert levels == [1, 2, 2, 1, 2]


def test_clean_text_has_nothing_that_a_format_cannot_hold() -> None:
    assert clean("a\x00b\x1b\r\nc\u2028d\tE\ufeff") == "ab\nc\nd\tE"
    # An override would show "gpj.exe" as "exe.jpg".
    assert clean("\u202egpj.exe") == "gpj.exe"


def test_paragraphs_and_lines() -> None:
    assert paragraphs("One\ntwo\n\n \nthree\n") == [["One", "two"], ["three"]]
    assert paragraphs(" \n ") == []


def test_a_document_says_what_it_says_in_any_copy() -> None:
    document = samples.plan()
    assert replace(document) == document
    assert hash(Paragraph("a")) == hash(Paragraph("a"))
