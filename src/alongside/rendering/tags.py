"""Row headings in the tags of a PDF.

typst marks the cells of a table's header as headings of their columns, but cannot mark the first cell of a row
as the heading of that row. Here those cells get the tag and scope (ISO 32000-1, 14.8.5.7) that say so.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name


def mark_row_headings(pdf: bytes, row_headed: list[bool]) -> bytes:
    """The PDF with row headings tagged in those tables, counted in reading order, whose entry is true."""
    if not any(row_headed):
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tables = [part for part in _parts(opened.Root.StructTreeRoot.K) if part.S == "/Table"]
        if len(tables) != len(row_headed):
            raise ValueError(f"{len(tables)} tables were drawn where {len(row_headed)} were expected.")
        for table, wanted in zip(tables, row_headed, strict=True):
            if wanted:
                _mark(table)
        out = io.BytesIO()
        opened.save(out, deterministic_id=True)
    return out.getvalue()


def _parts(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Structure elements in reading order."""
    if isinstance(node, Array):
        for child in node:
            yield from _parts(child)
    elif isinstance(node, Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _parts(node.K)


def _mark(table: pikepdf.Object) -> None:
    for row in [part for part in _parts(table) if part.S == "/TR"]:
        cells = [part for part in _parts(row.K) if part.S in ("/TD", "/TH")]
        if cells and cells[0].S == "/TD":
            cells[0].S = Name.TH
            _table_attributes(cells[0]).Scope = Name.Row
        for cell in cells:
            # An explicit list of headings would hide the row heading: let scope speak for all of them.
            if cell.S == "/TD" and "/Headers" in _table_attributes(cell):
                del _table_attributes(cell)["/Headers"]


def _table_attributes(cell: pikepdf.Object) -> pikepdf.Object:
    """The attributes of the cell that belong to tables, made where there are none."""
    held = cell.get("/A")
    for attributes in held if isinstance(held, Array) else [held]:
        if isinstance(attributes, Dictionary) and attributes.get("/O") == "/Table":
            return attributes
    cell.A = Array([*(held if isinstance(held, Array) else [held] if held is not None else [])])
    cell.A.append(Dictionary(O=Name.Table))
    return cell.A[-1]
