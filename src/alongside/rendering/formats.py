"""The formats a document comes in, and one call that makes any of them."""

from collections.abc import Callable
from enum import StrEnum

from alongside.rendering.kept_back import without_kept_back
from alongside.rendering.model import Document
from alongside.rendering.pdf import to_pdf
from alongside.rendering.text import to_text
from alongside.rendering.web import to_html
from alongside.rendering.word import to_word

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Format(StrEnum):
    """What a person can ask for. A new format is a new member here and a line in each table below."""

    WEB = "web"
    PDF = "pdf"
    LARGE_PRINT = "large_print"
    WORD = "word"
    TEXT = "text"

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return _ABOUT[self][0]

    @property
    def media_type(self) -> str:
        return _ABOUT[self][1]

    @property
    def extension(self) -> str:
        """The end of its file name, without the dot."""
        return _ABOUT[self][2]


_ABOUT = {
    Format.WEB: ("Web page", "text/html; charset=utf-8", "html"),
    Format.PDF: ("PDF", "application/pdf", "pdf"),
    Format.LARGE_PRINT: ("Large print PDF", "application/pdf", "pdf"),
    Format.WORD: ("Word", _WORD, "docx"),
    Format.TEXT: ("Plain text to read aloud", "text/plain; charset=utf-8", "txt"),
}
_DRAWN: dict[Format, Callable[[Document], bytes]] = {
    Format.WEB: lambda document: to_html(document).encode(),
    Format.PDF: to_pdf,
    Format.LARGE_PRINT: lambda document: to_pdf(document, large_print=True),
    Format.WORD: to_word,
    Format.TEXT: lambda document: to_text(document).encode(),
}


def render(document: Document, form: Format) -> bytes:
    """The document in a format. Raises RenderingError or FileNotFoundError, as `pdf.to_pdf` says."""
    return _DRAWN[form](without_kept_back(document))
