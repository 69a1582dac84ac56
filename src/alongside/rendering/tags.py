"""What typst cannot say in the tags and content of a PDF, said here.

Row headings: typst marks the cells of a table's header as headings of their columns, but cannot mark the first
cell of a row as the heading of that row (ISO 32000-1, 14.8.5.7).

Text from right to left: typst writes the words of a line from left to right as they stand on the page, each
turned round. A screen reader takes them in the order they are written, so the last word would come first.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

# Elements of a typst document that other blocks stand in.
_HOLDERS = ("/Document", "/Div", "/Sect", "/Part", "/Figure")
_TURNED = "/ReversedChars"
_Instructions = list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]


def finish(pdf: bytes, row_headed: list[bool], *, right_to_left: bool) -> bytes:
    """The PDF with row headings tagged in those tables, counted in reading order, whose entry is true, and
    where it has text from right to left, with the words of that text in their order."""
    if not any(row_headed) and not right_to_left:
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = list(_parts(opened.Root.StructTreeRoot.K, "/Table", _HOLDERS))
        if len(tables) != len(row_headed):
            raise ValueError(f"{len(tables)} tables were drawn where {len(row_headed)} were expected.")
        for table, wanted in zip(tables, row_headed, strict=True):
            if wanted:
                _mark(table)
        if right_to_left:
            for page in opened.pages:
                _put_words_in_order(opened, page)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def _put_words_in_order(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(_ordered(instructions)))


def _ordered(instructions: _Instructions) -> _Instructions:
    """The instructions with each row of turned words the other way round.

    Every turned word sets its own font and place, so the order of the words does not change what is seen.
    """
    out: _Instructions = []
    words: list[_Instructions] = []
    depth = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        if depth == 0 and operator == "BMC" and str(instruction.operands[0]) == _TURNED:
            words.append([])
            depth = 1
        elif depth:
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        else:
            out += [each for word in reversed(words) for each in word]
            words = []
            out.append(instruction)
            continue
        words[-1].append(instruction)
    return out + [each for word in reversed(words) for each in word]


def _parts(node: pikepdf.Object, wanted: str, within: tuple[str, ...]) -> Iterator[pikepdf.Object]:
    """Structure elements of one kind in reading order, looked for in elements of the kinds that may hold them."""
    if isinstance(node, Array):
        for child in node:
            yield from _parts(child, wanted, within)
    elif isinstance(node, Dictionary) and "/S" in node:
        kind = str(node.S)
        if kind == wanted:
            yield node
        elif kind in within:
            yield from _parts(node.K, wanted, within)


def _mark(table: pikepdf.Object) -> None:
    for row in _parts(table.K, "/TR", ("/THead", "/TBody")):
        cells = [cell for cell in row.K if cell.S in ("/TD", "/TH")]
        if cells and cells[0].S == "/TD":
            cells[0].S = Name.TH
            _table_attributes(cells[0]).Scope = Name.Row
        for cell in cells[1:]:
            # An explicit list of headings would hide the row heading: let scope speak for all of them.
            attributes = _table_attributes(cell) if cell.S == "/TD" else {}
            if "/Headers" in attributes:
                del attributes["/Headers"]


def _table_attributes(cell: pikepdf.Object) -> Any:
    """The attributes of the cell that belong to tables, made where there are none."""
    held = cell.get("/A")
    for attributes in held if isinstance(held, Array) else [held]:
        if isinstance(attributes, Dictionary) and attributes.get("/O") == "/Table":
            return attributes
    cell.A = Array([*(held if isinstance(held, Array) else [held] if held is not None else [])])
    cell.A.append(Dictionary(O=Name.Table))
    return cell.A[-1]
