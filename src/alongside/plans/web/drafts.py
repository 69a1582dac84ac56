"""What is being typed, saved on the server as it is typed (the protocol is in the design's autosave script)."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.dates import clock_time
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.voice.operations import save_draft
from alongside.voice.queries import passage_by_id
from alongside.voice.rules import LONGEST


class DraftForm(forms.Form):
    """Where the text belongs, the text, and from which edition it started."""

    topic = forms.SlugField(max_length=60)
    statement = forms.UUIDField(required=False)
    text = forms.CharField(required=False, strip=False)
    edition = forms.IntegerField(required=False, min_value=0)


@dataclass(frozen=True)
class Sent:
    """A draft as it arrived."""

    topic: str
    statement: UUID | None
    text: str
    edition: int


@needs(Permission.PASSAGE_WRITE)
def draft(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Keep what is being typed; nobody but its writer reads it."""
    form = DraftForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return JsonResponse({"errors": "This page is out of date. Open it again."}, status=422)
    sent = Sent(
        form.cleaned_data["topic"], form.cleaned_data["statement"], form.cleaned_data["text"],
        form.cleaned_data["edition"] or 0,
    )  # fmt: skip
    return _keep(who_asks(request), child_id, sent)


def _keep(actor: Actor, child_id: UUID, sent: Sent) -> JsonResponse:
    moment = now()
    result = save_draft(
        actor, child_id, sent.topic, sent.text, moment, statement_id=sent.statement, base_edition=sent.edition
    )
    if isinstance(result, Refusal):
        return JsonResponse({"errors": str(result)}, status=404)
    if len(sent.text) > LONGEST:
        return JsonResponse({"errors": f"It is longer than {LONGEST:,} characters."}, status=422)
    if sent.statement and _changed_meanwhile(actor, child_id, sent):
        address = reverse("plans:change", args=[child_id, sent.statement])
        return JsonResponse({"stale": True, "url": address}, status=409)
    return JsonResponse({"saved_at": clock_time(moment), "edition": sent.edition})


def _changed_meanwhile(actor: Actor, child_id: UUID, sent: Sent) -> bool:
    assert sent.statement is not None
    kept = passage_by_id(actor, child_id, sent.statement, Permission.PASSAGE_WRITE)
    return kept is not None and kept.edition != sent.edition
