"""A document as the data that the PDF template draws (`document.typ`).

The compiler takes text only, so pictures travel as SVG: a photo is wrapped in one, by `pictures.as_svg`.
"""

import json
import math
from dataclasses import dataclass, field
from typing import Any

from alongside.rendering import model, rings
from alongside.rendering.fonts import FontFolder
from alongside.rendering.model import Block, Document
from alongside.rendering.pictures import as_svg, drawable
from alongside.rendering.printable import Printable
from alongside.rendering.reading import levelled, one_line, paragraphs
from alongside.rendering.symbols import Symbols
from alongside.rendering.words import Words, label_of, words_for, written_date

LARGE_PRINT_SIZE = 18.0
# Up to this many letters a passage stays on one page, in large print too.
_SHORT_PASSAGE = 600
# In large print a table of more columns than this has no room for words: each row becomes a short list.
_MOST_LARGE_COLUMNS = 3


@dataclass(frozen=True)
class Look:
    """How this copy is set: size of the text in points, and the special layouts; `wide` is A3 on its side."""

    size: float = 11.0
    large: bool = False
    one_side: bool = False
    wide: bool = False


@dataclass
class Payload:
    """What the template is given. `row_headed` says, for each table in order, whether its first cells are
    headings of their rows."""

    data: dict[str, Any]
    row_headed: list[bool]

    def inputs(self) -> dict[str, str]:
        return {"document": json.dumps(self.data, ensure_ascii=False)}


@dataclass
class _Drawing:
    """One document on its way to the template."""

    text: Printable
    look: Look
    words: Words
    symbols: Symbols
    fonts: FontFolder
    row_headed: list[bool] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        return [part for block in blocks for part in self.block(block)]

    def held(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """Blocks inside another: a page cannot break in the middle of what is kept together."""
        return self.blocks(tuple(block for block in blocks if not isinstance(block, model.PageBreak)))

    def block(self, block: Block) -> list[dict[str, Any]]:
        match block:
            case model.Heading():
                return [{"kind": "heading", "level": block.level, "text": self.line(block.text)}]
            case model.Paragraph():
                return [{"kind": "paragraph", "text": self.paras(block.text)}]
            case model.Passage():
                return [self.passage(block)]
            case model.Bullets():
                return [{"kind": "bullets", "items": [self.paras(item) for item in block.items]}] * bool(
                    block.items
                )
            case model.Facts():
                return self.facts(block.pairs)
            case model.Table():
                return self.table(block)
            case model.Picture():
                return [self.picture(block)]
            case model.Rings():
                return [self.rings(block)]
            case model.Callout():
                heading = self.line(block.heading)
                return [{"kind": "callout", "heading": heading, "text": self.paras(block.text)}]
            case _:
                return self.layout(block)

    def layout(self, block: Block) -> list[dict[str, Any]]:
        match block:
            case model.KeepTogether():
                together = self.held(block.blocks)
                return [{"kind": "together", "blocks": together}] if together else []
            case model.Columns() if self.look.large:
                return self.blocks(block.left + block.right)
            case model.Columns():
                left, right = self.held(block.left), self.held(block.right)
                return [{"kind": "columns", "left": left, "right": right}]
            case model.Divider():
                return [{"kind": "divider"}]
            case model.PageBreak():
                return [] if self.look.one_side else [{"kind": "page-break"}]
        raise TypeError(f"{type(block).__name__} cannot be drawn.")

    def line(self, text: str) -> str:
        return self.text(one_line(text))

    def paras(self, text: str) -> list[list[str]]:
        return [[self.text(line) for line in lines] for lines in paragraphs(text)]

    def passage(self, passage: model.Passage) -> dict[str, Any]:
        return {
            "kind": "passage",
            "whose": passage.whose,
            "label": self.line(label_of(passage, self.words)),
            "provenance": self.line(passage.provenance),
            "text": self.paras(passage.text),
            "long": len(passage.text) > _SHORT_PASSAGE or self.look.one_side,
            "symbols": [drawn for concept in passage.symbols if (drawn := self.symbol(concept))],
        }

    def symbol(self, concept: str) -> dict[str, str] | None:
        symbol = self.symbols(concept)
        if symbol is None:
            return None
        return {"svg": symbol.svg.decode(), "alt": self.line(symbol.alt)}

    def facts(self, pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
        if not pairs:
            return []
        self.row_headed.append(True)
        return [{"kind": "facts", "pairs": [[self.line(label), self.paras(value)] for label, value in pairs]}]

    def table(self, table: model.Table) -> list[dict[str, Any]]:
        if self.look.large and len(table.header) > _MOST_LARGE_COLUMNS:
            return self.table_as_lists(table)
        self.row_headed.append(table.row_headers)
        drawn = {
            "kind": "table",
            "caption": self.line(table.caption),
            "header": [self.line(cell) for cell in table.header],
            "rows": [[self.paras(cell) for cell in row] for row in table.rows],
            "row-headers": table.row_headers,
            "widths": _widths(table),
        }
        return [drawn]

    def table_as_lists(self, table: model.Table) -> list[dict[str, Any]]:
        parts = self.label(table.caption)
        for row in table.rows:
            cells = tuple(zip(table.header[1:], row[1:], strict=True))
            parts.append(
                {"kind": "together", "blocks": self.label(row[0] or table.header[0]) + self.facts(cells)}
            )
        return parts

    def label(self, text: str) -> list[dict[str, Any]]:
        return [{"kind": "label", "text": self.paras(text)}] if text.strip() else []

    def picture(self, picture: model.Picture) -> dict[str, Any]:
        drawn = drawable(picture)
        alt = self.line(picture.alt)
        if drawn is None:
            alt = self.words.picture.format(words=alt)
        return {"kind": "picture", "svg": drawn and as_svg(drawn), "alt": alt, "width": picture.width_mm}

    def rings(self, circle: model.Rings) -> dict[str, Any]:
        size = 19.0 if self.look.large else 14.0
        drawing = rings.svg(
            circle, self.words, ", ".join(f"'{name}'" for name in self.fonts.families), size, self.text
        )
        return {
            "kind": "rings",
            "caption": self.line(circle.caption),
            "svg": drawing,
            "alt": self.text(rings.description(circle)),
            "rings": [
                [f"{self.text(name)}: ", self.text(people)] for name, people in rings.people_in(circle)
            ],
        }


def payload(document: Document, look: Look, text: Printable, symbols: Symbols, fonts: FontFolder) -> Payload:
    """Everything the template needs to draw the document with this look."""
    words = words_for(document.language)
    drawing = _Drawing(text, look, words, symbols, fonts)
    language, _, rest = document.language.partition("-")
    data = {
        "title": drawing.line(document.title),
        "subject": " · ".join(filter(None, (drawing.line(document.subject), written_date(document)))),
        "foot": drawing.line(" · ".join(filter(None, (document.mark, document.footer))))
        or written_date(document),
        "page": words.page,
        "lang": language,
        "region": rest if len(rest) == 2 else None,
        "direction": document.direction,
        "fonts": fonts.first("Arabic") if document.direction == "rtl" else fonts.families,
        "arabic-fonts": fonts.first("Arabic"),
        "emoji-fonts": fonts.first("Emoji"),
        "look": {"size": look.size, "large": look.large, "one-side": look.one_side, "wide": look.wide},
        "blocks": drawing.blocks(levelled(document).blocks),
    }
    data["note"] = words.unprintable if text.replaced else ""
    return Payload(data, drawing.row_headed)


def _widths(table: model.Table) -> list[float]:
    """A share of the page for each column: more for longer texts, but less than in proportion."""
    columns = zip(table.header, *table.rows, strict=True)
    return [round(max(3.0, *(math.sqrt(min(len(cell), 400)) for cell in column)), 1) for column in columns]
