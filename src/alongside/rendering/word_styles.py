"""The styles of Word documents: the product's colours, and whose words they are by style, not by hand."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell

from alongside.rendering.model import Document, Voice

# On every machine, legible, and with Polish, Greek, Cyrillic and Arabic letters.
_FONT = "Arial"
_INK, _TEAL, _MUTED = "1B2B2E", "14595C", "4D5B5E"
_SKY, _CREAM, _MIST, _SUN, _HAIR = "D9EEF2", "FDF6E3", "EEF3F2", "FFD166", "B9C6C6"
TABLE = "Table Grid"
CALLOUT, CALLOUT_HEADING = "Callout", "Callout Heading"
DIVIDER, GAP = "Divider", "Gap"
_HEADING_SIZES = {1: 17, 2: 14, 3: 12.5, 4: 11.5}


# What the file format wants to come after the borders of a paragraph, in its order.
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:bidi",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
)


@dataclass(frozen=True)
class _Letters:
    """Size in points, colour and weight of a style."""

    size: float = 11
    colour: str = _INK
    bold: bool = False


@dataclass(frozen=True)
class VoiceStyles:
    """The names of the three styles of one voice."""

    label: str
    words: str
    provenance: str


VOICES: dict[Voice, VoiceStyles] = {
    "child": VoiceStyles("Child Label", "Child Words", "Child Provenance"),
    "family": VoiceStyles("Family Label", "Family Words", "Family Provenance"),
    "professional": VoiceStyles("Professional Label", "Professional Words", "Professional Provenance"),
}


def prepare(word: WordDocument, document: Document) -> None:
    """Set the page, the language, the direction and every style."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(21)
    section.top_margin = section.bottom_margin = Mm(20)
    _language(word, document)
    # Word leaves the borders of a paragraph where they are when its text runs from right to left.
    start = "right" if document.direction == "rtl" else "left"
    _base(word)
    for voice in VOICES.values():
        _voice(word, voice, start)
    for name, keep, after in ((CALLOUT_HEADING, True, 4), (CALLOUT, False, 10)):
        style = _new(word, name, _Letters(bold=keep), keep=keep, after=after)
        _border(style, start, _SUN, width=24)
        _ground(style, _CREAM)
    _border(_new(word, DIVIDER, _Letters()), "bottom", _HAIR)
    _new(word, GAP, _Letters(size=4), after=4)
    if document.direction == "rtl":
        _turn_styles(word)


def headings_of(table: WordTable, *, first_row: bool, first_column: bool) -> None:
    """Say which cells of a table are headings, and repeat the first row on each page."""
    look = OxmlElement("w:tblLook")
    for name, given in (("firstRow", first_row), ("firstColumn", first_column)):
        look.set(qn(f"w:{name}"), "1" if given else "0")
    for name, value in (("lastRow", "0"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
        look.set(qn(f"w:{name}"), value)
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(look)
    for place, row in enumerate(table.rows):
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(OxmlElement("w:cantSplit"))
        if first_row and place == 0:
            row_properties.append(OxmlElement("w:tblHeader"))


def describe(table: WordTable, caption: str) -> None:
    """The words that a screen reader says for the table."""
    if caption:
        named = OxmlElement("w:tblCaption")
        named.set(qn("w:val"), caption)
        table._tbl.tblPr.append(named)


def turn(table: WordTable) -> None:
    """Columns from right to left."""
    table._tbl.tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW", "w:tblLook")


def shade(cell: _Cell) -> None:
    """The ground of a heading cell."""
    cell._tc.get_or_add_tcPr().append(_shading(_MIST))


def _language(word: WordDocument, document: Document) -> None:
    """The language of every run, in the document's defaults and its theme."""
    language = OxmlElement("w:lang")
    for name in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{name}"), document.language)
    defaults = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)
    for old in word.settings.element.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), document.language)


def _base(word: WordDocument) -> None:
    styles = word.styles
    _set(styles["Normal"], _Letters())
    styles["Normal"].paragraph_format.space_after = Pt(8)
    styles["Normal"].paragraph_format.line_spacing = 1.25
    for level, size in _HEADING_SIZES.items():
        heading = styles[f"Heading {level}"]
        _set(heading, _Letters(size, _TEAL if level < 3 else _INK, bold=True))
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(size), Pt(5)
        heading.paragraph_format.keep_with_next = True
    _set(styles["Title"], _Letters(26, bold=True))
    _set(styles["Subtitle"], _Letters(12, _MUTED))
    _set(styles["Caption"], _Letters(bold=True))
    _set(styles["List Bullet"], _Letters())
    _set(styles["Footer"], _Letters(8.5, _MUTED))
    styles["Caption"].paragraph_format.keep_with_next = True
    for old in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(old)
    _border(styles["Subtitle"], "bottom", _SUN, width=18)
    styles["Subtitle"].paragraph_format.space_after = Pt(16)
    for line in styles[TABLE].element.iter(qn("w:tblBorders")):
        for edge in line:
            edge.set(qn("w:color"), _HAIR)


def _voice(word: WordDocument, names: VoiceStyles, start: str) -> None:
    """The three styles of one voice: the child's on sky, the family's with a teal edge, others plain."""
    child, family = names is VOICES["child"], names is VOICES["family"]
    label = _Letters(bold=True, colour=_TEAL if child or family else _INK)
    made = (
        _new(word, names.label, label, keep=True),
        _new(word, names.words, _Letters()),
        _new(word, names.provenance, _Letters(9.5, _MUTED), after=12),
    )
    for style in made:
        if child or family:
            _border(style, start, _SKY if child else _TEAL, width=24)
        if child:
            _ground(style, _SKY)


def _new(
    word: WordDocument, name: str, letters: _Letters, *, keep: bool = False, after: float = 4
) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    _set(style, letters)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.keep_with_next = keep
    return style


def _set(style: Any, letters: _Letters) -> None:
    """Font, size and colour, also for scripts written from right to left."""
    font = style.font
    font.name, font.size, font.bold, font.italic = _FONT, Pt(letters.size), letters.bold, False
    font.cs_bold, font.color.rgb = letters.bold, RGBColor.from_string(letters.colour)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(int(letters.size * 2)))
    properties.find(qn("w:sz")).addnext(size)


def _ground(style: ParagraphStyle, fill: str) -> None:
    style.element.get_or_add_pPr().insert_element_before(_shading(fill), *_AFTER_BORDERS[1:])


def _border(style: Any, side: str, colour: str, *, width: int = 6) -> None:
    """A line along one side of a paragraph. `width` is in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(width)), ("space", "8"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def _shading(fill: str) -> Any:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _turn_styles(word: WordDocument) -> None:
    """Paragraphs from right to left, in the style that all others build on."""
    normal = word.styles["Normal"]
    normal.element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BORDERS[3:])
    normal.font.rtl = True
    for section in word.sections:
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")
