"""A letter about a plan: on screen, and in a format."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, open_for_page
from alongside.design.page import page
from alongside.ehcplans.queries.letters import plan_letter
from alongside.ehcplans.web.opening import READ
from alongside.ehcplans.web.reading import handed_out
from alongside.people.formats import wanted
from alongside.rendering.formats import Format
from alongside.rendering.web import to_html


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
    frozen = plan_letter(opened.actor, child_id, letter_id)
    if frozen is None:
        raise Http404
    content = LetterPage(opened, to_html(frozen[0], title_level=1), letter_id)
    return page(request, "ehcplans/letter.html", content, title="A letter about the plan")


@needs(READ)
@require_safe
def letter_document(request: HttpRequest, child_id: UUID, letter_id: UUID, form: str) -> HttpResponse:
    """The letter in a format, the same bytes each time."""
    opened = open_for_page(request, child_id, READ)
    frozen = plan_letter(opened.actor, child_id, letter_id)
    if frozen is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("ehcplans:ehc_plan_letter", child_id, letter_id)
    return handed_out(opened, frozen[0], chosen, "letter")
