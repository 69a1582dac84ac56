"""What a screen reader finds in a PDF: its tags in reading order, each with the text under it.

Text is read from the marked content that a tag points at, through each font's table of letters (ToUnicode) and
with replacement texts (ActualText), never from where things stand on the page.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

_CHARACTERS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SECTIONS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)


@dataclass(frozen=True)
class Tag:
    """One structure element that has text or alternative text, and the kinds of those around it."""

    kind: str
    text: str
    alt: str
    around: tuple[str, ...]
    table: dict[str, str]


def squeezed(text: str) -> str:
    """Text without white space or places to break: lines end where the page does, not where the text does."""
    return re.sub(r"[\s\u200b]+", "", text)


def heard(pdf: bytes) -> str:
    """All the text in reading order, without white space, with the alternative texts of figures."""
    return squeezed(" ".join(tag.text + tag.alt for tag in tags(pdf)))


def tags(pdf: bytes) -> list[Tag]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = {page.objgen: _marked(page) for page in opened.pages}
        return list(_walk(opened.Root.StructTreeRoot.K, pages, ()))


def _walk(node: Any, pages: dict[Any, dict[int, str]], around: tuple[str, ...]) -> Iterator[Tag]:
    for element in node if isinstance(node, Array) else [node]:
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        kind = str(element.S)[1:]
        text = _own_text(element, pages)
        yield Tag(kind, text, str(element.get("/Alt", "")), around, _table_attributes(element))
        if "/K" in element:
            yield from _walk(element.K, pages, (*around, kind))


def _own_text(element: Any, pages: dict[Any, dict[int, str]]) -> str:
    page = element.get("/Pg")
    children = element.get("/K", Array())
    texts = []
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, int):
            texts.append(pages[page.objgen][child])
        elif isinstance(child, Dictionary) and "/MCID" in child:
            texts.append(pages[child.get("/Pg", page).objgen][int(child.MCID)])
    return "".join(texts)


def _table_attributes(element: Any) -> dict[str, str]:
    held = element.get("/A", Array())
    for each in held if isinstance(held, Array) else [held]:
        if isinstance(each, Dictionary) and each.get("/O") == "/Table":
            return {str(name)[1:]: str(value) for name, value in each.items()}
    return {}


@dataclass(frozen=True)
class _Open:
    """Marked content that has begun: its number, and whether another text stands for what is shown in it."""

    number: int | None = None
    replaced: bool = False
    reversed: bool = False


class _Reader:
    """Collects the text of one page by marked content."""

    def __init__(self, fonts: dict[str, dict[int, str]]) -> None:
        self.fonts = fonts
        self.font: dict[int, str] = {}
        self.open: list[_Open] = []
        self.texts: dict[int, str] = {}
        # Text from right to left is shown from its end; its glyphs wait here until they can be turned.
        self.turned: list[str] = []

    def begin(self, tag: str, properties: Any) -> None:
        given = properties if isinstance(properties, Dictionary) else {}
        number, actual = given.get("/MCID"), given.get("/ActualText")
        if number is not None:
            self.texts.setdefault(int(number), "")
        if actual is not None:
            self.add(str(actual))
        self.open.append(
            _Open(None if number is None else int(number), actual is not None, tag == "/ReversedChars")
        )

    def end(self) -> None:
        if self.open.pop().reversed:
            turned, self.turned = self.turned, []
            for glyph in reversed(turned):
                self.add(glyph)

    def add(self, text: str) -> None:
        if any(each.replaced for each in self.open):
            return
        for each in reversed(self.open):
            if each.reversed:
                self.turned.append(text)
                return
            if each.number is not None:
                self.texts[each.number] += text
                return

    def show(self, letters: Any) -> None:
        for part in letters if isinstance(letters, Array) else [letters]:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                for start in range(0, len(codes), 2):
                    self.add(self.font.get(int.from_bytes(codes[start : start + 2]), "?"))


def _marked(page: Any) -> dict[int, str]:
    fonts = page.get("/Resources", {}).get("/Font", {})
    reader = _Reader({str(name): _letters(font) for name, font in fonts.items()})
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in ("BDC", "BMC"):
            reader.begin(str(operands[0]), operands[-1])
        elif operator == "EMC":
            reader.end()
        elif operator == "Tf":
            reader.font = reader.fonts[str(operands[0])]
        elif operator in ("Tj", "TJ"):
            reader.show(operands[0])
    return reader.texts


def _letters(font: Any) -> dict[int, str]:
    table: bytes = font.ToUnicode.read_bytes()
    found = {}
    for section in _SECTIONS.findall(table):
        for code, text in _CHARACTERS.findall(section):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found
