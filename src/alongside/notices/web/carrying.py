"""Calls to make and letters to post."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_listed, note_opened
from alongside.notices.carried import letter_of, one_to_carry, to_carry
from alongside.notices.choices import Carried
from alongside.notices.operations import carry_message
from alongside.platform.clock import now
from alongside.platform.web.downloads import as_download
from alongside.rendering.formats import Format, render

MAY = Permission.CONTACT_READ
_SAID = {
    Carried.SPOKE: "Noted: you told them.",
    Carried.NO_ANSWER: "Noted: no answer. It stays on the list.",
    Carried.POSTED: "Noted: it is in the post.",
}


@needs(MAY)
@require_safe
def to_carry_page(request: HttpRequest) -> HttpResponse:
    """Whom to ring or write to, what about, and what they need. Whose numbers are shown is noted in the access log."""
    actor = who_asks(request)
    shown = to_carry(actor)
    note_listed(actor, sorted({one.child_id for one in shown.lines if one.reach}), MAY, now())
    return page(request, "notices/to_carry.html", shown, title="Calls and letters to make")


@needs(MAY)
@require_POST
def carried(request: HttpRequest, carried_id: UUID) -> HttpResponse:
    """Note what came of one."""
    how = request.POST.get("how", "")
    result = carry_message(who_asks(request), carried_id, how, now())
    if isinstance(result, Refusal) and result.code == "not_found":
        raise Http404
    if isinstance(result, Refusal):
        messages.error(request, f"{result.message} {result.what_to_do}")
    else:
        messages.success(request, _SAID[Carried(how)])
    return redirect("notices:to_carry")


@needs(MAY)
@require_safe
def carried_letter(request: HttpRequest, carried_id: UUID) -> HttpResponse:
    """The letter, to be printed and posted."""
    actor = who_asks(request)
    line = one_to_carry(actor, carried_id)
    if line is None or not line.by_letter:
        raise Http404
    note_opened(actor, line.child_id, MAY, now())
    content = render(letter_of(line, actor.organisation_name, actor.on), Format.PDF)
    return as_download(content, "letter.pdf", Format.PDF.media_type)
