"""Leaving: the file of a child goes to the next setting; a lead steps back from a child."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.actor import Actor
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import ChildCard, child_card
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.platform.web.downloads import as_download
from alongside.rendering.formats import Format, render
from alongside.safeguarding import operations
from alongside.safeguarding.documents import file_document
from alongside.safeguarding.queries import chronology, keeps_room_for
from alongside.safeguarding.web.acting import DoPage, done
from alongside.safeguarding.web.forms import HandOverForm, WordsForm
from alongside.safeguarding.web.room import READ, TITLE


def _kept(request: HttpRequest, child_id: UUID) -> tuple[Actor, ChildCard]:
    actor = who_asks(request)
    card = child_card(actor, child_id, READ)
    if card is None or not keeps_room_for(actor, child_id):
        raise Http404
    return actor, card


@needs(READ)
@require_safe
def file(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everything the room holds about a child as one PDF, for the lead of their next setting."""
    actor, card = _kept(request, child_id)
    operations.note_look(actor, child_id, None, now())
    content = render(file_document(actor, card, chronology(actor, child_id)), Format.PDF)
    return as_download(content, "file.pdf", Format.PDF.media_type)


@needs(READ)
def give(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Keep to whom the file went."""
    actor, card = _kept(request, child_id)
    form = HandOverForm(request.POST or None, initial={"on": today()})
    content = DoPage(
        card, None, "Hand the file to the next setting", "",
        "It goes to their safeguarding lead, apart from everything else, within five school days. Take the file first, "
        "then say to whom it went. You are reminded until they say that they have it.",
        reverse("safeguarding:room_file", args=[child_id]),
    )  # fmt: skip
    return done(
        request, content, form, lambda: operations.hand_over(actor, child_id, form.new(), now()),
        "Saved, with the number of the receipt.",
    )  # fmt: skip


@needs(READ)
def conflict(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Step back from a child; after it nothing about the child opens to the lead."""
    actor, card = _kept(request, child_id)
    form = WordsForm(request.POST or None, label="What is the conflict?")
    if request.method == "POST" and form.is_valid():
        result = found_or_404(operations.step_back(actor, child_id, form.cleaned_data["text"], now()))
        if not isinstance(result, Refusal):
            messages.success(
                request, "You have stepped back. Whoever else answers for safeguarding here has it now."
            )
            return redirect("safeguarding:room")
        show_refusal(form, result)
    content = DoPage(
        card, None, "I have a conflict of interest", "",
        "From then on you read nothing about this child anywhere. The other safeguarding leads go on; where there is "
        "none, the head is named for what is open. A few words are enough, such as: I am related to the family.",
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "safeguarding/do.html", content, title=TITLE, form=form, status=status)
