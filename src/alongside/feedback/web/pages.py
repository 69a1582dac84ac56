"""Four questions after a conversation, one tap each; and the numbers of a setting."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.own_work import Work
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.conversations.queries.meetings import MeetingLine, meeting_by_id
from alongside.design.page import page
from alongside.feedback.choices import Answer, Asked
from alongside.feedback.operations import say_how_it_was
from alongside.feedback.queries import TermResult, held_on, results, said_about
from alongside.feedback.rules import may_answer
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_FACES = {Answer.NO: "sad", Answer.A_LITTLE: "worried", Answer.MOSTLY: "ok", Answer.YES: "happy"}
_ORDER = list(Asked)


@dataclass(frozen=True)
class HowItWasPage:
    """One question about a conversation, or the thanks at the end."""

    opened: OpenedChild
    meeting: MeetingLine
    question: Asked | None
    answers: tuple[tuple[str, str, str], ...]
    step: int
    steps: int
    refusal: Refusal | None
    back: str


@needs(Permission.FEEDBACK_GIVE)
def meeting(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Ask the next question that has no answer yet; the reader was invited to the conversation."""
    opened = open_for_page(request, child_id, Permission.FEEDBACK_GIVE)
    one = meeting_by_id(opened.actor, child_id, meeting_id)
    if one is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, opened, one)
    done = said_about(opened.actor, child_id, meeting_id)
    skipped = request.GET.get("after", "")
    start = Asked.values.index(skipped) + 1 if skipped in Asked.values else 0
    question = next((each for each in _ORDER[start:] if each.value not in done), None)
    content = HowItWasPage(
        opened, one, question, tuple((str(each.value), each.label, _FACES[each]) for each in Answer),
        _ORDER.index(question) + 1 if question else 0, len(_ORDER), may_answer(held_on(one), opened.actor.on),
        reverse("conversations:meeting", args=[child_id, meeting_id]),
    )  # fmt: skip
    return page(request, "feedback/meeting.html", content, title="How was it?")


def _answer(request: HttpRequest, opened: OpenedChild, one: MeetingLine) -> HttpResponse:
    answer = request.POST.get("answer", "")
    if answer not in {str(each) for each in Answer.values}:
        raise Http404
    said = (request.POST.get("question", ""), int(answer))
    result = found_or_404(say_how_it_was(opened.actor, opened.child.id, one.id, said, now()))
    if isinstance(result, Refusal):
        messages.info(request, str(result))
    return redirect("feedback:feedback_meeting", opened.child.id, one.id)


@dataclass(frozen=True)
class ResultsPage:
    """What families and children say of conversations, by term."""

    terms: tuple[TermResult, ...]


@needs(Work.NUMBERS_READ)
@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """The numbers of the reader's setting; never who said what."""
    content = ResultsPage(results(who_asks(request)))
    return page(request, "feedback/results.html", content, title="How conversations were")
