"""The document as part of a web page, in the classes of the design system and with nothing left unescaped."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from alongside.rendering import model, rings
from alongside.rendering.model import Block, Document, Picture
from alongside.rendering.pictures import SVG, drawable
from alongside.rendering.reading import clean, levelled, one_line, paragraphs
from alongside.rendering.words import Words, label_of, words_for, written_date

# Gives the address a picture can be fetched from, for pages that may not hold pictures themselves.
PictureUrl = Callable[[Picture], str]
# Gives the markup of a symbol for a concept, or nothing where the set has none.
DrawSymbol = Callable[[str], Markup | None]

_SIZES = {1: "xl", 2: "l", 3: "m", 4: "s", 5: "s", 6: "s"}


def to_html(
    document: Document,
    *,
    title_level: int = 1,
    picture_url: PictureUrl | None = None,
    draw_symbol: DrawSymbol | None = None,
) -> Markup:
    """An `article` with the document, for any page.

    `title_level` is the level of its title; 0 leaves title and subject to the page, and headings start at 2.
    Without `picture_url` pictures are held in the page, which a page with a strict content policy does not
    show; without `draw_symbol` there are no symbols.
    """
    page = _Page(words_for(document.language), max(title_level, 1), picture_url or _held, draw_symbol)
    head = page.title(document) if title_level else Markup()
    body = page.blocks(levelled(document).blocks)
    foot = " · ".join(one_line(part) for part in (document.mark, document.footer) if part.strip())
    mark = _tag("p", foot, "al-document__mark govuk-body-s") if foot else Markup()
    return Markup('<article class="al-document" lang="{}" dir="{}">\n{}{}{}</article>').format(
        document.language, document.direction, head, body, mark
    )


@dataclass(frozen=True)
class _Page:
    """What the blocks of one page share."""

    words: Words
    top: int
    picture_url: PictureUrl
    draw_symbol: DrawSymbol | None

    def title(self, document: Document) -> Markup:
        line = " · ".join(filter(None, (one_line(document.subject), written_date(document))))
        return self.heading(document.title, 0) + _tag("p", line, "govuk-body-l")

    def heading(self, text: str, level: int) -> Markup:
        depth = min(self.top + level, 6)
        return _tag(f"h{depth}", one_line(text), f"govuk-heading-{_SIZES[depth]}")

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        return _together([self.block(block) for block in blocks])

    def block(self, block: Block) -> Markup:
        match block:
            case model.Heading():
                return self.heading(block.text, block.level)
            case model.Paragraph():
                return _paragraphs(block.text)
            case model.Passage():
                return self.passage(block)
            case model.Bullets():
                return _bullets(_inline(item) for item in block.items)
            case model.Facts():
                return _facts(block.pairs)
            case model.Table():
                return _table(block)
            case model.Picture():
                return self.picture(block)
            case model.Rings():
                return self.rings(block)
            case model.Callout():
                heading = _tag("p", one_line(block.heading), "al-callout__heading govuk-!-font-weight-bold")
                return _tag("div", heading + _paragraphs(block.text), "al-callout govuk-inset-text")
            case _:
                return self.layout(block)

    def layout(self, block: Block) -> Markup:
        match block:
            case model.KeepTogether():
                return _tag("div", self.blocks(block.blocks), "al-together")
            case model.Columns():
                left, right = (
                    _tag("div", self.blocks(side), "al-columns__side") for side in (block.left, block.right)
                )
                return _tag("div", left + right, "al-columns")
            case model.Divider():
                return Markup(
                    '<hr class="govuk-section-break govuk-section-break--l govuk-section-break--visible">\n'
                )
        return Markup()

    def passage(self, passage: model.Passage) -> Markup:
        drawn = [self.draw_symbol(concept) for concept in passage.symbols] if self.draw_symbol else []
        symbols = Markup("").join(symbol for symbol in drawn if symbol)
        parts = [_tag("p", one_line(label_of(passage, self.words)), "al-passage__heading")]
        if symbols:
            parts.append(_tag("div", symbols, "al-passage__symbols"))
        words = Markup('<div class="al-passage__words" dir="auto">{}</div>\n').format(
            _paragraphs(passage.text)
        )
        parts.append(_tag("div", words, "al-passage__body"))
        if passage.provenance.strip():
            parts.append(_tag("p", one_line(passage.provenance), "al-passage__line"))
        return _tag("section", Markup("").join(parts), f"al-passage al-passage--{passage.whose}")

    def picture(self, picture: Picture) -> Markup:
        drawn = drawable(picture)
        if drawn is None:
            return _tag("p", self.words.picture.format(words=one_line(picture.alt)), "govuk-body")
        size = (
            Markup(' width="{}" height="{}"').format(drawn.width, drawn.height) if drawn.width else Markup()
        )
        return Markup('<figure class="al-picture"><img src="{}" alt="{}"{}></figure>\n').format(
            self.picture_url(picture), one_line(picture.alt), size
        )

    def rings(self, circle: model.Rings) -> Markup:
        drawing = Markup(rings.svg(circle, self.words, font="inherit"))  # noqa: S704 - every text in it is escaped
        caption = one_line(circle.caption)
        people = _bullets(
            Markup("<strong>{}:</strong> {}").format(name, names) for name, names in rings.people_in(circle)
        )
        figure = Markup('<div class="al-rings__drawing" role="img" aria-label="{}">{}</div>\n').format(
            rings.description(circle), drawing
        )
        return _tag("figure", _tag("figcaption", caption, "al-rings__caption") + figure + people, "al-rings")


def _held(picture: Picture) -> str:
    """The picture inside its own address."""
    drawn = drawable(picture)
    assert drawn is not None
    kind = {"jpg": "image/jpeg", "png": "image/png", "svg": SVG}[drawn.suffix]
    return f"data:{kind};base64,{base64.b64encode(drawn.data).decode()}"


def _tag(name: str, inside: str, classes: str) -> Markup:
    return Markup(f'<{name} class="{escape(classes)}">{escape(inside)}</{name}>\n')  # noqa: S704 - all is escaped


def _together(parts: list[Markup], between: str = "") -> Markup:
    """Parts that are drawn already, one after the other: `Markup.join` would look at each once more."""
    return Markup(between.join(parts))  # noqa: S704 - parts are markup, and so is what is between them


def _lines(lines: list[str]) -> Markup:
    return escape(lines[0]) if len(lines) == 1 else _together([escape(line) for line in lines], "<br>")


def _paragraphs(text: str) -> Markup:
    return _together([_tag("p", _lines(lines), "govuk-body") for lines in paragraphs(text)])


def _inline(text: str) -> Markup:
    """A text inside a cell or an item: its paragraphs stay apart, its lines stay lines."""
    if text.isprintable():
        return escape(text.strip())  # one line, as nearly all are
    return _together([_lines(lines) for lines in paragraphs(text)], "<br><br>")


def _bullets(items: Iterable[Markup]) -> Markup:
    inside = "".join([f"<li>{escape(item)}</li>" for item in items])
    return _tag("ul", Markup(inside), "govuk-list govuk-list--bullet") if inside else Markup()  # noqa: S704


def _facts(pairs: tuple[tuple[str, str], ...]) -> Markup:
    row = Markup(
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd></div>'
    )
    rows = _together([row.format(one_line(label), _inline(value)) for label, value in pairs])
    return _tag("dl", rows, "al-facts govuk-summary-list") if pairs else Markup()


def _table(table: model.Table) -> Markup:
    header = Markup("").join(
        Markup('<th scope="col" role="columnheader" class="govuk-table__header">{}</th>').format(
            one_line(cell)
        )
        for cell in table.header
    )
    rows = Markup("").join(_row(row, table.header, table.row_headers) for row in table.rows)
    caption = _tag("caption", one_line(table.caption), "govuk-table__caption govuk-table__caption--m")
    inside = Markup(
        '{}<thead class="govuk-table__head" role="rowgroup">'
        '<tr class="govuk-table__row" role="row">{}</tr></thead>'
        '<tbody class="govuk-table__body" role="rowgroup">{}</tbody>'
    ).format(caption if clean(table.caption).strip() else "", header, rows)
    whole = Markup('<table class="govuk-table al-table al-table--rows" role="table">{}</table>').format(
        inside
    )
    # On a phone each row becomes a card; what is wider still scrolls inside itself, by keyboard too.
    return Markup('<div class="al-table-box" tabindex="0" role="region" aria-label="{}">{}</div>\n').format(
        one_line(table.caption) or "Table", whole
    )


def _row(row: tuple[str, ...], header: tuple[str, ...], headed: bool) -> Markup:
    cells = []
    for place, cell in enumerate(row):
        if headed and place == 0:
            form = Markup('<th scope="row" role="rowheader" class="govuk-table__header">{}</th>')
            cells.append(form.format(_inline(cell)))
        else:
            column = one_line(header[place]) if place < len(header) else ""
            form = Markup('<td role="cell" data-column="{}" class="govuk-table__cell"><span>{}</span></td>')
            cells.append(form.format(column, _inline(cell)))
    return Markup('<tr class="govuk-table__row" role="row">{}</tr>').format(Markup("").join(cells))
