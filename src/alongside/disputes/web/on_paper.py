"""A document about a disagreement, a right or a move: on screen for who reads on screen, else as a file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from alongside.children.opening import OpenedChild
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.people.formats import wanted
from alongside.rendering.formats import Format
from alongside.rendering.model import Document
from alongside.rendering.web import to_html


@dataclass(frozen=True)
class OnPaper:
    """What is handed over, the name of its file, and where the reader came from."""

    document: Document
    name: str
    back_words: str
    back_to: str


@dataclass(frozen=True)
class PaperPage:
    """The same on screen."""

    opened: OpenedChild
    paper: OnPaper
    html: str


def handed_over(request: HttpRequest, opened: OpenedChild, paper: OnPaper, form: str) -> HttpResponse:
    """The paper in the format of the address, or in the reader's own."""
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        content = PaperPage(opened, paper, to_html(paper.document))
        return page(request, "disputes/on_paper.html", content, title=paper.document.title)
    return made_anew(paper.document, paper.name, chosen)
