"""The typst compiler, kept warm: fonts are read once, and each thread has a compiler of its own."""

import threading
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

_STANDARD: Literal["ua-1"] = "ua-1"
_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), format: "svg", width: 120mm)
"""
_DOTS_PER_INCH = 200.0
_threads = threading.local()

NotDrawn = typst.TypstError


def tagged_pdf(inputs: dict[str, str], made_on: date, fonts: Path) -> bytes:
    """The template drawn with these inputs. Raises NotDrawn, with the compiler's reason."""
    pdf = _compiler(fonts).compile(
        input=_template(),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[_STANDARD],
        # The same document gives the same bytes, whenever it is drawn.
        timestamp=datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC),
    )
    assert isinstance(pdf, bytes)
    return pdf


def png(svg: str, fonts: Path) -> bytes:
    """A drawing as dots, for formats that cannot hold SVG. Raises NotDrawn."""
    drawn = _compiler(fonts).compile(
        input=_PICTURE, format="png", ppi=_DOTS_PER_INCH, sys_inputs={"picture": svg}
    )
    assert isinstance(drawn, bytes)
    return drawn


def _compiler(fonts: Path) -> typst.Compiler:
    """The warm compiler of this thread: one compiler may not be used by two threads at once."""
    compilers: dict[Path, typst.Compiler] | None = getattr(_threads, "compilers", None)
    if compilers is None:
        compilers = _threads.compilers = {}
    if fonts not in compilers:
        compilers[fonts] = typst.Compiler(font_paths=_loaded(fonts), ignore_system_fonts=True)
    return compilers[fonts]


@cache
def _loaded(fonts: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])


@cache
def _template() -> bytes:
    return files("alongside.rendering").joinpath("document.typ").read_bytes()
