"""Word documents (.docx) with real styles, so that they can be read aloud, searched by heading and changed.

A document of one side is not fitted here: Word sets text differently on every machine. Its two columns follow
each other, left before right.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from alongside.rendering import model, rings, word_styles
from alongside.rendering.compiler import NotDrawn, png
from alongside.rendering.fonts import folder
from alongside.rendering.model import Block, Document
from alongside.rendering.pictures import as_svg, drawable
from alongside.rendering.places import fonts_dir
from alongside.rendering.printable import Printable
from alongside.rendering.reading import clean, levelled, one_line, paragraphs
from alongside.rendering.words import Words, label_of, words_for, written_date

_TEXT_WIDTH_MM = 168


def to_word(document: Document, *, fonts: Path | None = None) -> bytes:
    """The document as a Word file that carries no name of a writer and no history of changes.

    Raises FileNotFoundError when the fonts have not been built (drawings need them).
    """
    page = _Page(docx.Document(), document, words_for(document.language), fonts or fonts_dir())
    word_styles.prepare(page.word, document)
    _properties(page.word, document)
    page.paragraph(document.title, "Title")
    page.paragraph(" · ".join(filter(None, (document.subject, written_date(document)))), "Subtitle")
    for block in levelled(document).blocks:
        page.block(block)
    _footer(page, document)
    out = io.BytesIO()
    page.word.save(out)
    return out.getvalue()


@dataclass
class _Page:
    """A Word document being written."""

    word: WordDocument
    document: Document
    words: Words
    fonts: Path

    def block(self, block: Block) -> None:
        match block:
            case model.Heading():
                self.paragraph(block.text, f"Heading {block.level}")
            case model.Paragraph():
                self.paragraphs(block.text, "Normal")
            case model.Passage():
                self.passage(block)
            case model.Bullets():
                for item in block.items:
                    self.paragraphs(item, "List Bullet")
            case model.Facts():
                self.facts(block.pairs)
            case model.Table():
                self.table(block)
            case model.Picture():
                self.picture(block)
            case model.Rings():
                self.rings(block)
            case model.Callout():
                self.paragraph(block.heading, word_styles.CALLOUT_HEADING)
                self.paragraphs(block.text, word_styles.CALLOUT)
            case _:
                self.layout(block)

    def layout(self, block: Block) -> None:
        match block:
            case model.KeepTogether():
                first = len(self.word.paragraphs)
                for each in block.blocks:
                    self.block(each)
                for paragraph in self.word.paragraphs[first:-1]:
                    paragraph.paragraph_format.keep_with_next = True
            case model.Columns():
                for each in block.left + block.right:
                    self.block(each)
            case model.Divider():
                self.word.add_paragraph(style=word_styles.DIVIDER)
            case model.PageBreak():
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def paragraph(self, text: str, style: str) -> None:
        """A paragraph of one line, unless there is nothing to say."""
        if line := one_line(text):
            _write(self.word.add_paragraph(style=style), [line])

    def paragraphs(self, text: str, style: str) -> None:
        for lines in paragraphs(text):
            _write(self.word.add_paragraph(style=style), lines)

    def passage(self, passage: model.Passage) -> None:
        styles = word_styles.VOICES[passage.whose]
        self.paragraph(label_of(passage, self.words), styles.label)
        self.paragraphs(passage.text, styles.words)
        self.paragraph(passage.provenance, styles.provenance)

    def facts(self, pairs: tuple[tuple[str, str], ...]) -> None:
        if not pairs:
            return
        table = self.new_table(len(pairs), 2)
        word_styles.headings_of(table, first_row=False, first_column=True)
        for row, (label, value) in zip(table.rows, pairs, strict=True):
            _fill(row.cells[0], label, bold=True)
            _fill(row.cells[1], value)
            row.cells[0].width, row.cells[1].width = Mm(_TEXT_WIDTH_MM * 0.3), Mm(_TEXT_WIDTH_MM * 0.7)
        self.after_table()

    def table(self, given: model.Table) -> None:
        self.paragraph(given.caption, "Caption")
        table = self.new_table(len(given.rows) + 1, len(given.header))
        word_styles.headings_of(table, first_row=True, first_column=given.row_headers)
        word_styles.describe(table, one_line(given.caption))
        cells = [table.rows[place].cells for place in range(len(given.rows) + 1)]
        for cell, text in zip(cells[0], given.header, strict=True):
            _fill(cell, text, bold=True)
            word_styles.shade(cell)
        for row, texts in zip(cells[1:], given.rows, strict=True):
            for place, (cell, text) in enumerate(zip(row, texts, strict=True)):
                _fill(cell, text, bold=given.row_headers and place == 0)
        self.after_table()

    def new_table(self, rows: int, columns: int) -> WordTable:
        table: WordTable = self.word.add_table(rows, columns)
        table.style = word_styles.TABLE
        if self.document.direction == "rtl":
            word_styles.turn(table)
        return table

    def after_table(self) -> None:
        """Word joins two tables that touch; a small empty paragraph keeps them apart."""
        self.word.add_paragraph(style=word_styles.GAP)

    def picture(self, picture: model.Picture) -> None:
        drawn = drawable(picture)
        data = drawn.data if drawn and drawn.suffix != "svg" else self.dots(as_svg(drawn)) if drawn else None
        if data is None:
            self.paragraph(self.words.picture.format(words=picture.alt), "Normal")
        else:
            self.figure(data, picture.alt, min(picture.width_mm, _TEXT_WIDTH_MM))

    def rings(self, circle: model.Rings) -> None:
        self.paragraph(circle.caption, "Caption")
        found = folder(self.fonts)
        families = ", ".join(f"'{name}'" for name in found.families)
        drawing = rings.svg(circle, self.words, families, 14.0, Printable(found))
        if data := self.dots(drawing):
            self.figure(data, rings.description(circle), 120)
        for name, people in rings.people_in(circle):
            paragraph = self.word.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(people)

    def dots(self, svg: str) -> bytes | None:
        """A drawing as dots, or None when it cannot be drawn (its words then stand alone)."""
        try:
            return png(svg, self.fonts)
        except NotDrawn:
            return None

    def figure(self, data: bytes, alt: str, width_mm: float) -> None:
        shape = self.word.add_picture(io.BytesIO(data), width=Mm(width_mm))
        properties = shape._inline.docPr
        properties.set("descr", one_line(alt))
        properties.set("name", f"Picture {properties.get('id')}")


def _write(paragraph: WordParagraph, lines: list[str], *, bold: bool | None = None) -> None:
    for place, line in enumerate(lines):
        run = paragraph.add_run(line)
        run.bold = run.font.cs_bold = bold
        if place < len(lines) - 1:
            run.add_break()


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Write a text into a cell, which always holds one paragraph to begin with."""
    for place, lines in enumerate(paragraphs(text)):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _write(paragraph, lines, bold=bold or None)


def _properties(word: WordDocument, document: Document) -> None:
    """What the file says about itself: its title and language, and nobody's name."""
    core = word.core_properties
    core.title, core.subject = one_line(document.title)[:255], one_line(document.subject)[:255]
    core.language = document.language
    core.author = core.last_modified_by = core.comments = core.keywords = core.category = ""
    made = datetime(document.made_on.year, document.made_on.month, document.made_on.day)
    core.created = core.modified = made
    core.revision = 1


def _footer(page: _Page, document: Document) -> None:
    paragraph = page.word.sections[0].footer.paragraphs[0]
    text = " · ".join(one_line(part) for part in (document.mark, document.footer) if clean(part).strip())
    if text:
        paragraph.add_run(f"{text}\t")
    before, _, rest = page.words.page.partition("{number}")
    between, _, after = rest.partition("{total}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _field(paragraph: WordParagraph, name: str) -> None:
    """A number that Word works out itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
