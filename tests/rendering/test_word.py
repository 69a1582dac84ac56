"""Word files: real structure, the right language, nobody's name."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from alongside.rendering.model import Bullets, Document, Heading, Paragraph, Passage, Picture
from alongside.rendering.reading import leaves
from alongside.rendering.word import to_word
from tests.rendering import samples
from tests.rendering.heard import squeezed
from tests.rendering.strategies import HOSTILE, SCRIPTS, any_texts, documents


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(to_word(document)))


def everything(word: WordDocument) -> str:
    """All text of the body in order, tables included, without white space."""
    return squeezed("".join(part.text or "" for part in word.element.body.iter(qn("w:t"))))


def test_headings_are_headings() -> None:
    found = [
        (p.style.name, p.text) for p in opened(samples.plan()).paragraphs if p.style and "ead" in p.style.name
    ]
    assert found[:3] == [
        ("Heading 1", "What matters to me"),
        ("Heading 2", "My circle"),
        ("Heading 1", "What we will do"),
    ]


def test_heading_levels_are_not_skipped() -> None:
    word = opened(samples.plan(blocks=(Heading(2, "a"), Heading(4, "b"))))
    assert [p.style.name for p in word.paragraphs if p.style][-2:] == ["Heading 1", "Heading 2"]


def test_the_first_row_of_a_table_is_its_heading() -> None:
    table = opened(samples.plan()).tables[1]
    first, second = table.rows[0]._tr, table.rows[1]._tr
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert second.trPr.find(qn("w:tblHeader")) is None
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_the_language_is_set_for_the_whole_document() -> None:
    for language in ("en-GB", "pl"):
        word = opened(samples.plan(language=language))
        found = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        assert found.get(qn("w:val")) == language
        assert word.core_properties.language == language


def test_text_from_right_to_left_runs_that_way() -> None:
    word = opened(samples.plan(language="ar", direction="rtl"))
    normal = word.styles["Normal"].element
    assert normal.pPr.find(qn("w:bidi")) is not None
    assert word.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert opened(samples.plan()).styles["Normal"].element.pPr.find(qn("w:bidi")) is None


def test_nobody_is_named_in_the_properties() -> None:
    core = opened(samples.plan()).core_properties
    assert core.title == "Amira’s plan"
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.created is not None
    assert core.created.date() == samples.MADE_ON
    with zipfile.ZipFile(io.BytesIO(to_word(samples.plan()))) as parts:
        properties = b"".join(parts.read(name) for name in parts.namelist() if name.startswith("docProps/"))
    assert b"python-docx" not in properties


def test_pictures_are_said_in_words() -> None:
    shapes = opened(samples.plan()).inline_shapes
    alts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert alts[1] == "Amira at the pool"
    assert alts[0].startswith("People who matter to Amira")


def test_whose_words_they_are_is_a_style_and_said() -> None:
    word = opened(samples.plan())
    styles = {p.text: p.style.name for p in word.paragraphs if p.style}
    assert styles["In Amira’s words"] == "Child Label"
    assert styles["In Nadia’s words"] == "Family Label"
    assert styles["Said to Mr Osei with symbols, 3 November 2026"] == "Child Provenance"


def test_the_mark_stands_at_the_foot() -> None:
    footer = opened(samples.plan()).sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Copy for Nadia Kowalska")
    assert 'w:instr="PAGE"' in footer._p.xml


@pytest.mark.parametrize("text", [*HOSTILE, *SCRIPTS])
def test_every_text_is_written_as_it_was_given(text: str) -> None:
    word = opened(samples.plan(title=text, blocks=(Heading(1, text), Paragraph(text), Bullets((text,)))))
    assert [p.text for p in word.paragraphs if p.text == text] == [text] * 4


def test_a_picture_that_cannot_be_read_leaves_its_words() -> None:
    word = opened(samples.plan(blocks=(Picture(b"nothing", "image/png", "A pool"),)))
    assert word.paragraphs[-1].text == "Picture: A pool"


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents)
def test_every_passage_is_in_the_file(document: Document) -> None:
    text = everything(opened(document))
    for block in leaves(document.blocks):
        if isinstance(block, Passage):
            assert squeezed(block.text) in text


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_texts)
def test_no_text_stops_a_file(text: str) -> None:
    assert to_word(samples.plan(title=f"T{text}", mark=text, blocks=(Paragraph(text),)))
