"""The council's letters, on screen and in the format each person needs."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, open_for_page
from alongside.design.page import page
from alongside.documents.operations import Frozen
from alongside.documents.web.handing_out import drawn_once
from alongside.ehc import queries
from alongside.people.formats import wanted
from alongside.rendering.formats import Format
from alongside.rendering.web import to_html

READ = Permission.CASE_READ


@dataclass(frozen=True)
class LetterPage:
    """A letter on screen."""

    opened: OpenedChild
    html: str
    letter_id: UUID


@needs(READ)
@require_safe
def letter(request: HttpRequest, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """One letter, as it went out."""
    opened = open_for_page(request, child_id, READ)
    frozen = queries.letter(opened.actor, child_id, letter_id)
    if frozen is None:
        raise Http404
    content = LetterPage(opened, to_html(frozen[0], title_level=1), letter_id)
    return page(request, "ehc/letter.html", content, title="A letter from the council")


@needs(READ)
@require_safe
def letter_document(request: HttpRequest, child_id: UUID, letter_id: UUID, form: str) -> HttpResponse:
    """The letter in a format, the same bytes each time."""
    opened = open_for_page(request, child_id, READ)
    frozen = queries.letter(opened.actor, child_id, letter_id)
    if frozen is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("ehc:case_letter", child_id, letter_id)
    return drawn_once(opened.actor, child_id, Frozen(*frozen), "letter", chosen, READ)
