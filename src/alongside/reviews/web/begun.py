"""What somebody began to write for a review and did not save, kept box by box for them alone."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse, JsonResponse

from alongside.access.actor import Actor
from alongside.design.dates import clock_time
from alongside.kernel.refusal import Refusal
from alongside.reviews.choices import Column, Question
from alongside.voice.operations import drop_draft, save_draft
from alongside.voice.queries import unfinished

Place = tuple[Column, UUID | None]
"""Whose column, and of which home."""


def kept_under(review_id: UUID, place: Place, question: Question) -> str:
    """The name a box is kept under. Two hyphens keep it apart from the topics of a plan."""
    column, home = place
    return f"review--{uuid5(review_id, f'{column.value}:{home or str()}:{question.value}').hex}"


def begun(actor: Actor, child_id: UUID, review_id: UUID, place: Place) -> dict[Question, str]:
    """By question, what the actor began to write there."""
    drafts = {one.topic: one.text for one in unfinished(actor, child_id) if one.statement_id is None}
    found = {one: drafts.get(kept_under(review_id, place, one), "") for one in Question}
    return {question: text for question, text in found.items() if text.strip()}


def keep(
    request: HttpRequest, actor: Actor, child_id: UUID, review_id: UUID, place: Place, now: datetime
) -> HttpResponse:  # fmt: skip
    """Keep every box that is different from what was kept of it; answers as the autosave script asks."""
    before = begun(actor, child_id, review_id, place)
    for question in Question:
        text = request.POST.get(question.value, "")
        if text.strip() and text != before.get(question):
            result = save_draft(actor, child_id, kept_under(review_id, place, question), text, now)
            if isinstance(result, Refusal):
                return JsonResponse({"errors": str(result)}, status=422)
    return JsonResponse({"saved_at": clock_time(now)})


def forget(
    actor: Actor, child_id: UUID, review_id: UUID, place: Place, saved: Iterable[Question], now: datetime
) -> None:  # fmt: skip
    """What was saved is not offered again."""
    for question in saved:
        drop_draft(actor, child_id, kept_under(review_id, place, question), None, now)
