"""Tagged PDF: valid PDF/UA-1, in reading order, with every letter."""

import io
from concurrent.futures import ThreadPoolExecutor

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from alongside.rendering.model import (
    Bullets,
    Document,
    Heading,
    KeepTogether,
    Paragraph,
    Passage,
    Picture,
    Rings,
    Table,
)
from alongside.rendering.pdf import to_pdf
from alongside.rendering.reading import leaves
from alongside.rendering.symbols import Symbol
from tests.rendering import samples
from tests.rendering.heard import Tag, heard, squeezed, tags
from tests.rendering.strategies import HOSTILE, SCRIPTS, any_texts, documents

COPIES = {
    "plan": lambda: to_pdf(samples.plan()),
    "large print": lambda: to_pdf(samples.plan(), large_print=True),
    "passport": lambda: to_pdf(samples.passport()),
    "right to left": lambda: to_pdf(samples.plan(language="ar", direction="rtl", title="خطة أميرة")),
    "large passport": lambda: to_pdf(samples.passport(), large_print=True),
}


def failures(pdf: bytes) -> list[str]:
    """The rules of PDF/UA-1 that a PDF breaks."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total > 100, "the checker checked nothing"
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def kinds(pdf: bytes, *wanted: str) -> list[Tag]:
    return [tag for tag in tags(pdf) if tag.kind in wanted]


@pytest.mark.parametrize("copy", COPIES)
def test_it_is_valid_pdf_ua(copy: str) -> None:
    assert failures(COPIES[copy]()) == []


def _without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    pdf.Root.MarkInfo.Marked = False


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _without_alternative_text(pdf: pikepdf.Pdf) -> None:
    for part in pdf.objects:
        if isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/Figure":
            del part["/Alt"]


def _without_scope(pdf: pikepdf.Pdf) -> None:
    for part in pdf.objects:
        if isinstance(part, pikepdf.Dictionary) and part.get("/S") == "/TH":
            del part["/A"]


@pytest.mark.parametrize(
    "spoil", [_without_tags, _without_language, _without_alternative_text, _without_scope]
)
def test_the_checker_finds_a_spoiled_pdf(spoil: object) -> None:
    with pikepdf.open(io.BytesIO(to_pdf(samples.plan()))) as pdf:
        spoil(pdf)  # type: ignore[operator]
        out = io.BytesIO()
        pdf.save(out)
    assert failures(out.getvalue())


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(samples.plan()))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Amira’s plan"
        assert "/Author" not in pdf.docinfo


def test_an_arabic_document_is_arabic_and_runs_from_right_to_left() -> None:
    with pikepdf.open(io.BytesIO(COPIES["right to left"]())) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_the_reading_order_is_the_order_of_the_document() -> None:
    document = samples.plan()
    text = heard(to_pdf(document))
    found = -1
    for block in leaves(document.blocks):
        if isinstance(block, Heading | Passage):
            found = text.find(squeezed(block.text), found + 1)
            assert found >= 0, block.text


def test_columns_are_read_left_before_right() -> None:
    text = heard(to_pdf(samples.passport()))
    order = ["Iamgoodatmaths", "Iwouldlikeyoutoknow", "upsetshim", "Itwouldhelpme", "Exitcard"]
    places = [text.find(each) for each in order]
    assert -1 not in places
    assert places[2:] == sorted(places[2:])
    assert places[0] < places[3]


def test_heading_levels_are_not_skipped() -> None:
    pdf = to_pdf(samples.plan(blocks=(Heading(4, "a"), Heading(2, "b"), Heading(4, "c"))))
    levels = [int(tag.kind[1:]) for tag in kinds(pdf, *(f"H{n}" for n in range(1, 7)))]
    assert levels == [1, 2, 2, 3]


def test_table_headings_have_their_scope() -> None:
    table = Table("Steps", ("Step", "Who"), (("News", "Mr Osei"), ("Story", "Miss Bright")), row_headers=True)
    cells = kinds(to_pdf(samples.plan(blocks=(table,))), "TH", "TD")
    assert [cell.table.get("Scope") for cell in cells if cell.kind == "TH"] == [
        "/Column",
        "/Column",
        "/Row",
        "/Row",
    ]
    assert sum(cell.kind == "TD" for cell in cells) == 2


def test_a_table_without_row_headings_has_none() -> None:
    table = Table("Steps", ("Step", "Who"), (("News", "Mr Osei"),))
    cells = kinds(to_pdf(samples.plan(blocks=(table,))), "TH", "TD")
    assert [cell.kind for cell in cells] == ["TH", "TH", "TD", "TD"]


def test_figures_are_said_in_words() -> None:
    figures = [tag.alt for tag in kinds(to_pdf(samples.plan()), "Figure")]
    assert any("People who matter to Amira" in alt for alt in figures)
    assert "Amira at the pool" in figures
    assert all(figures)


def test_the_circle_is_also_a_list() -> None:
    items = [tag.text for tag in kinds(to_pdf(samples.plan(blocks=(samples.CIRCLE,))), "LBody")]
    assert items[0] == "Family: Mama, Tata, Babcia Łucja, Kuba"
    assert len(items) == 4


def test_whose_words_they_are_is_said_not_only_shown() -> None:
    silent = Passage("Words.", "child", "")
    text = heard(to_pdf(samples.plan(blocks=(*samples.plan().blocks, silent))))
    for label in ("InAmira’swords", "InNadia’swords", "Fromthespeechtherapist", "Inthechild’swords"):
        assert label in text


def test_symbols_are_drawn_with_their_words() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" cx="4" cy="4"/></svg>'
    document = samples.plan(blocks=(Passage("Text", "child", "", "Label", ("friend", "unknown")),))
    pdf = to_pdf(document, symbols=lambda concept: Symbol(svg, "friend") if concept == "friend" else None)
    assert [tag.alt for tag in kinds(pdf, "Figure")] == ["friend"]
    assert failures(pdf) == []


@pytest.mark.parametrize("text", [*HOSTILE, *SCRIPTS])
def test_every_text_is_printed_as_it_was_written(text: str) -> None:
    document = samples.plan(title=text, blocks=(Heading(1, text), Paragraph(text), Bullets((text,))))
    pdf = to_pdf(document)
    assert heard(pdf).count(squeezed(text)) == 4
    assert failures(pdf) == []


def test_another_reader_finds_the_same_text() -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(samples.plan()))).pages)
    assert "Babcia Łucja" in text
    assert "Copy for Nadia Kowalska" in text


def test_a_letter_without_a_font_is_shown_missing_and_said() -> None:
    text = heard(to_pdf(samples.plan(blocks=(Paragraph("Mei 梅 writes"),))))
    assert "Mei�writes" in text
    assert "couldnotbeprinted" in text
    assert "couldnotbeprinted" not in heard(to_pdf(samples.plan()))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_texts)
def test_no_text_stops_a_pdf(text: str) -> None:
    pdf = to_pdf(samples.plan(title=f"T {text}", mark=text, blocks=(Paragraph(text), samples.CIRCLE)))
    assert "Tata" in heard(pdf)


def _said(text: str, document: Document) -> list[str]:
    """What must be found of a text: all of it, or, where signs of several fonts stand in a line that runs from
    right to left (typst writes those as they stand on the page), each of its words."""
    if document.direction == "ltr":
        return [squeezed(text)]
    return [word for word in text.split() if word.isalnum()]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents)
def test_every_passage_is_in_the_pdf_and_in_large_print(document: Document) -> None:
    for pdf in (to_pdf(document), to_pdf(document, large_print=True)):
        text = heard(pdf)
        for block in leaves(document.blocks):
            if isinstance(block, Passage):
                for words in _said(block.text, document):
                    assert words in text


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(documents)
def test_any_document_is_valid(document: Document) -> None:
    assert failures(to_pdf(document)) == []


def test_large_print_is_large_everywhere() -> None:
    sizes: set[float] = set()

    def note(text: str, matrix: list[float], place: list[float], font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(place[3] or place[0] or 1), 1))

    document = samples.plan(blocks=tuple(b for b in samples.plan().blocks if not isinstance(b, Rings)))
    for each in PdfReader(io.BytesIO(to_pdf(document, large_print=True))).pages:
        each.extract_text(visitor_text=note)
    assert min(sizes) >= 18


def test_a_block_too_tall_for_a_page_is_broken_not_lost() -> None:
    long = KeepTogether(tuple(Paragraph(f"Paragraph {number}.") for number in range(90)))
    assert "Paragraph89." in heard(to_pdf(samples.plan(blocks=(long,))))


def test_a_picture_that_cannot_be_read_leaves_its_words() -> None:
    pdf = to_pdf(samples.plan(blocks=(Picture(b"not a picture", "image/png", "Amira at the pool"),)))
    assert "Amiraatthepool" in heard(pdf)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(samples.plan()) == to_pdf(samples.plan())


def test_threads_can_draw_at_the_same_time() -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: to_pdf(samples.plan()), range(12)))
    assert len(set(drawn)) == 1
