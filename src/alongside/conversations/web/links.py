"""Sending a document to one person as a link, seeing who opened it, and taking it back (trust 1.5: I7, I9, I11)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import open_child
from alongside.conversations.operations.sent_links import (
    OWN_FILE,
    ToSend,
    discard_link,
    open_document,
    prepare_link,
    send_link,
    withdraw_link,
)
from alongside.conversations.queries.sent_links import (
    Recipient,
    SentView,
    link_of,
    prepared_link,
    recipients,
    sent_to,
)
from alongside.conversations.rules.sent_links import LASTS
from alongside.conversations.sendables import sendables
from alongside.conversations.web.about import About, about
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people.choices import Channel
from alongside.platform.clock import now
from alongside.platform.files import LARGEST
from alongside.platform.web.downloads import as_download


class SendForm(forms.Form):
    """What goes to whom, and how long it can be opened."""

    to = forms.ChoiceField(
        label="Who is it for?", widget=forms.RadioSelect, error_messages={"required": "Choose one person."}
    )
    what = forms.ChoiceField(
        label="What do you send?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to send."},
    )
    file = forms.FileField(
        label="The letter or file", required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
        error_messages={"empty": "This file is empty. Choose another one."},
    )  # fmt: skip
    name = forms.CharField(label="What is it?", max_length=100, required=False)
    lasts = forms.TypedChoiceField(
        label="How long can it be opened?", widget=forms.RadioSelect, coerce=int, initial="30",
        choices=[(str(days), words) for days, words in LASTS.items()],
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Recipient], **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(one.key, one.label) for one in sendables()]
        choose_from(self, "to", [(str(one.person_id), f"{one.name}, {one.who}") for one in people])
        choose_from(self, "what", [*kinds, (OWN_FILE, "A letter or another file")])

    def clean_file(self) -> Any:
        """Refuse what is too large before any of it is read into memory."""
        sent = self.cleaned_data["file"]
        if sent and sent.size > LARGEST:
            raise forms.ValidationError(f"This file is larger than {LARGEST // 1024 // 1024} MB.")
        return sent

    def wanted(self) -> ToSend:
        """What the checked form says."""
        told = self.cleaned_data
        return ToSend(
            told["what"], UUID(told["to"]), told["lasts"], told["file"].read() if told["file"] else b"", told["name"]
        )  # fmt: skip


@dataclass(frozen=True)
class SendPage:
    """The child, and who can be written to."""

    about: About
    people: tuple[Recipient, ...]


@needs(Permission.DOCUMENT_SEND)
def send(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Choose what goes to whom. Nothing leaves before the next page."""
    opened = about(request, child_id, Permission.DOCUMENT_SEND)
    people = recipients(opened.actor, opened.child, Permission.PASSPORT_READ)
    form = SendForm(request.POST or None, request.FILES or None, people=people)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(prepare_link(opened.actor, child_id, form.wanted(), now()))
        if not isinstance(result, Refusal):
            return redirect("conversations:send_check", child_id, result.id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = SendPage(opened, tuple(people))
    return page(
        request, "conversations/send.html", content, title="Send a document", form=form, status=status
    )


@dataclass(frozen=True)
class CheckPage:
    """What is about to go to whom."""

    about: About
    link_id: UUID
    what: str
    name: str
    who: str
    how: str
    lasts: str


_HOW = {
    Channel.EMAIL.value: "An e-mail says that a document waits here.",
    Channel.TEXT.value: "A text message says that a document waits here.",
}


@needs(Permission.DOCUMENT_SEND)
def send_check(request: HttpRequest, child_id: UUID, link_id: UUID) -> HttpResponse:
    """ "This goes to Nadia Kowalska, Amira’s mother": look, then send or not."""
    opened = about(request, child_id, Permission.DOCUMENT_SEND)
    row = prepared_link(opened.actor, child_id, link_id)
    if row is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        if request.POST.get("do") == "discard":
            found_or_404(discard_link(opened.actor, child_id, link_id, now()))
            messages.success(request, "Nothing was sent.")
            return redirect("conversations:send", child_id)
        result = found_or_404(send_link(opened.actor, child_id, link_id, now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"Sent to {result.recipient_name}.")
            return redirect("conversations:sent_list", child_id)
        refusal = result
    people = recipients(opened.actor, opened.child, Permission(row.needs))
    channel = next((one.channel for one in people if one.person_id == row.recipient_id), "")
    how = _HOW.get(channel, "They see it when they sign in; they asked for no message.")
    content = CheckPage(
        opened, row.id, row.what, row.recipient_name, row.recipient_is, how, LASTS[row.lasts_days]
    )
    return page(
        request, "conversations/send_check.html", content, title="Check before you send", refusal=refusal,
        status=422 if refusal else 200,
    )  # fmt: skip


@dataclass(frozen=True)
class SentPage:
    """What was sent about a child."""

    about: About
    lines: tuple[SentView, ...]
    may_send: bool


@needs(Permission.SENT_READ)
def sent_list(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was sent to whom, and when it was opened."""
    opened = about(request, child_id, Permission.SENT_READ)
    lines = tuple(sent_to(opened.actor, child_id, now()))
    content = SentPage(opened, lines, role_may(opened.actor.role, Permission.DOCUMENT_SEND))
    return page(request, "conversations/sent_list.html", content, title="Documents sent")


@needs(Permission.DOCUMENT_SEND)
@require_POST
def take_back(request: HttpRequest, child_id: UUID, link_id: UUID) -> HttpResponse:
    """Take a document back, by one press."""
    opened = about(request, child_id, Permission.DOCUMENT_SEND)
    result = found_or_404(withdraw_link(opened.actor, child_id, link_id, now()))
    if not isinstance(result, Refusal):
        messages.success(request, f"Taken back. The link to {result.recipient_name} opens no more.")
    return redirect("conversations:sent_list", child_id)


@dataclass(frozen=True)
class DocumentPage:
    """A document waiting for the reader."""

    about: About
    what: str
    sent_by: str
    place: str
    sent_at: Any
    expires_at: Any


@needs(Permission.CHILD_READ)
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What waits behind a link, for the one person it was sent to; POST opens it, and that is noted."""
    actor, moment = who_asks(request), now()
    row = link_of(actor, token, moment)
    child = open_child(actor, row.child_id, Permission(row.needs), moment) if row else None
    if row is None or child is None:
        raise Http404
    if request.method == "POST":
        result = found_or_404(open_document(actor, token, moment))
        assert not isinstance(result, Refusal)
        return as_download(result.content, result.file_name, result.media_type)
    content = DocumentPage(
        About(actor, child), row.what, row.sent_by_name, row.organisation.name, row.sent_at, row.expires_at
    )
    return page(request, "conversations/sent.html", content, title="A document for you")
