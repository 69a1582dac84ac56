"""Spreadsheets (.xlsx) written as a stream: text, numbers, days and yes or no, row by row, in flat memory.

A row goes to a file of its own sheet at once; the sheets are packed at the end. Text is written in place, so a
cell is never a formula whatever it begins with (ECMA-376, part 1, 18.3.1.4: inline strings).
"""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from alongside.kernel.text import clean

Cell = str | int | float | bool | date | None
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DAY_NOUGHT = date(1899, 12, 30)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)
MEDIA_TYPE = f"{_SHEETS}.sheet"


class Workbook:
    """A workbook that is being written to `to`. Each sheet is begun with its headings; use as a context manager."""

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to
        self._folder = tempfile.TemporaryDirectory(prefix="workbook-")
        self._files: dict[str, IO[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        try:
            for file in self._files.values():
                file.write("</sheetData></worksheet>")
                file.close()
            if kind is None:
                self._pack()
        finally:
            self._folder.cleanup()

    def begin(self, sheet: str, headings: Sequence[str]) -> None:
        """Begin a sheet: a bold row of headings that stays when the rest is scrolled."""
        file = (Path(self._folder.name) / f"{len(self._files)}.xml").open("w", encoding="utf-8")
        self._files[sheet[:31]] = file
        file.write(
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
            '<sheetFormatPr defaultColWidth="18" defaultRowHeight="15"/><sheetData>'
        )
        file.write(_row(headings, ' s="2"'))

    def add(self, sheet: str, cells: Iterable[Cell]) -> None:
        """Add a row to a sheet that was begun."""
        self._files[sheet[:31]].write(_row(cells))

    def _pack(self) -> None:
        names = list(self._files)
        with ZipFile(self._to, "w", ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", _content_types(len(names)))
            archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
            archive.writestr("xl/workbook.xml", _book(names))
            targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(names) + 1)]
            archive.writestr("xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]))
            archive.writestr("xl/styles.xml", _STYLES)
            for number, name in enumerate(names, start=1):
                archive.write(self._files[name].name, f"xl/worksheets/sheet{number}.xml")


def _row(cells: Iterable[Cell], style: str = "") -> str:
    return f"<row>{''.join(_cell(one, style) for one in cells)}</row>"


def _cell(value: Cell, style: str) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - _DAY_NOUGHT).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(clean(value))}</t></is></c>'


def _content_types(sheets: int) -> str:
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEETS}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{_XML}<Types xmlns="{_CONTENT}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_SHEETS}.styles+xml"/>{parts}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{parts}</Relationships>'


def _book(names: list[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
