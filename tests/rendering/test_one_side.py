"""Documents of one side are exactly one side, whatever was written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.rendering.model import (
    Block,
    Bullets,
    Callout,
    Columns,
    Document,
    Facts,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Passage,
    Picture,
    Table,
)
from alongside.rendering.one_side import SIZES, pages, shortened
from alongside.rendering.pdf import to_pdf
from tests.rendering import samples
from tests.rendering.heard import heard
from tests.rendering.strategies import leaf_blocks

MORE = "Moreintheplan"


def passport_of(words: int, passages: int) -> Document:
    """A passport with so many passages of so many words, in two columns."""
    each = tuple(
        Passage(f"Number{place} " + "word " * (words - 1), "child", "Said in November", f"Label {place}")
        for place in range(passages)
    )
    half = (passages + 1) // 2
    return samples.passport(blocks=(Columns(each[:half], each[half:]),))


@pytest.mark.parametrize("words", [5, 40, 120, 260, 600, 3000])
@pytest.mark.parametrize("passages", [1, 4, 9, 30])
def test_any_amount_of_text_takes_one_side(words: int, passages: int) -> None:
    pdf = to_pdf(passport_of(words, passages))
    assert pages(pdf) == 1


def test_what_fits_is_not_cut() -> None:
    document = samples.passport()
    text = heard(to_pdf(document))
    assert MORE not in text
    assert "wearingmyeardefenders" in text


def test_text_that_fits_when_it_is_small_is_whole() -> None:
    text = heard(to_pdf(passport_of(130, 6)))
    assert text.count("word") == 129 * 6
    assert MORE not in text


def test_text_that_cannot_fit_is_cut_and_says_so() -> None:
    text = heard(to_pdf(passport_of(600, 8)))
    assert MORE in text
    assert "…" in text
    for place in range(8):
        # Every passage keeps its label and its beginning.
        assert f"Label{place}" in text
        assert f"Number{place}" in text


def test_the_longest_text_gives_way_first() -> None:
    short = Passage("Let me sit by the door.", "child", "", "Short")
    long = Passage("word " * 4000, "child", "", "Long")
    text = heard(to_pdf(samples.passport(blocks=(Columns((short,), (long,)),))))
    assert "Letmesitbythedoor." in text
    assert MORE in text


def test_more_blocks_than_a_side_can_hold() -> None:
    text = heard(to_pdf(samples.passport(blocks=tuple(Heading(1, f"Heading {n}") for n in range(300)))))
    assert text.index("Heading0") < text.index("Heading1") < text.index(MORE)
    assert "Heading299" not in text


@pytest.mark.parametrize(
    "block",
    [
        Bullets(tuple(f"Item {n}" for n in range(400))),
        Facts(tuple((f"Label {n}", "value") for n in range(400))),
        Table("Steps", ("A", "B"), tuple((f"{n}", "cell") for n in range(400))),
        Paragraph("x" * 20000),
        Callout("word " * 900, "word " * 900),
        KeepTogether(tuple(Paragraph("word " * 100) for _ in range(60))),
        Picture(samples.photo(300, 4000), "image/jpeg", "A very tall picture", 180),
        samples.CIRCLE,
    ],
    ids=lambda block: type(block).__name__,
)
def test_every_kind_of_block_fits(block: Block) -> None:
    assert pages(to_pdf(samples.passport(blocks=(block, PageBreak(), block)))) == 1


def test_a_long_title_fits() -> None:
    assert (
        pages(to_pdf(samples.passport(title="Amira " * 900, subject="Year 3 " * 900, mark="Copy " * 900)))
        == 1
    )


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(leaf_blocks, max_size=4).map(tuple), st.lists(leaf_blocks, max_size=30).map(tuple))
def test_any_blocks_fit(left: tuple[Block, ...], right: tuple[Block, ...]) -> None:
    assert pages(to_pdf(samples.passport(blocks=(Columns(left, right),)))) == 1


def test_large_print_takes_the_sides_it_needs_and_is_not_cut() -> None:
    pdf = to_pdf(passport_of(120, 9), large_print=True)
    assert pages(pdf) > 1
    assert heard(pdf).count("word") == 119 * 9


def test_shortened_text_is_marked() -> None:
    cut = shortened(samples.plan(blocks=(Paragraph("one two three four five six seven eight"),)), 6)
    assert cut.blocks[0] == Paragraph("one two three four five six …")
    assert cut.blocks[-1] == Callout("More in the plan", "")


def test_sizes_go_from_large_to_the_smallest_that_can_be_read() -> None:
    assert list(SIZES) == sorted(SIZES, reverse=True)
    assert SIZES[-1] == 7.5
