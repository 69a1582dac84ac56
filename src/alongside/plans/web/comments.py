"""Comments beside passages and on the whole plan, and the answers to them."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.readers import may_read
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.operations import answer_comment
from alongside.plans.operations import comment as say
from alongside.plans.queries import CommentView, comments_on
from alongside.plans.web.cards import PassageCard, by_statement, passage_card
from alongside.plans.web.changing import back_from, passage_or_404
from alongside.plans.web.opened import Banner, Opened, open_for, plan_of, small_banner
from alongside.plans.web.words_forms import EMPTY
from alongside.plans.web.workspace import people
from alongside.platform.clock import now
from alongside.voice.queries import Passage
from alongside.voice.rules import LONGEST
from alongside.voice.unsent import Unsent, sent, unsent


class CommentForm(forms.Form):
    """What somebody wants to say."""

    text = forms.CharField(
        label="Your comment", widget=forms.Textarea, max_length=LONGEST, error_messages={"required": EMPTY}
    )


@dataclass(frozen=True)
class CommentPage:
    """A passage, or the whole plan, with what was said beside it and room to say more."""

    opened: Opened
    banner: Banner
    card: PassageCard | None
    said: tuple[CommentView, ...]
    back: str
    readers: tuple[tuple[str, str], ...]
    began: Unsent


@needs(Permission.PLAN_COMMENT)
def comment_on(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """Say something beside a passage."""
    opened = open_for(request, child_id, Permission.PLAN_COMMENT)
    return _comment(request, opened, statement_id)


@needs(Permission.PLAN_COMMENT)
def comment(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Say something about the whole plan."""
    return _comment(request, open_for(request, child_id, Permission.PLAN_COMMENT), None)


def _comment(request: HttpRequest, opened: Opened, statement_id: UUID | None) -> HttpResponse:
    plan, child_id = plan_of(opened), opened.child.id
    passage = passage_or_404(opened, statement_id, Permission.PLAN_COMMENT) if statement_id else None
    back = _back(opened, passage)
    began = unsent(opened.actor, child_id, "comment", statement_id)
    form = CommentForm(request.POST or None, initial={"text": began.text})
    if request.method == "POST" and form.is_valid():
        result = found_or_404(say(opened.actor, child_id, statement_id, form.cleaned_data["text"], now()))
        if not isinstance(result, Refusal):
            sent(opened.actor, child_id, began, now())
            messages.success(
                request,
                "Your comment stands beside the words." if passage else "Your comment is in the plan.",
            )
            return HttpResponseRedirect(back)
        show_refusal(form, result)
    said = by_statement(comments_on(opened.actor, plan)).get(statement_id, [])
    content = CommentPage(
        opened, small_banner(opened), passage_card(passage, opened, {}) if passage else None, tuple(said), back,
        people(may_read(opened.actor, child_id, opened.child.called, Permission.PLAN_READ)), began,
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/comment.html", content, title="Comment", form=form, status=status)


def _back(opened: Opened, passage: Passage | None) -> str:
    """Whoever keeps the plan goes on in its section; everybody else where they were reading."""
    reading = reverse("plans:read", args=[opened.child.id])
    if passage is None:
        return f"{reading}#whole"
    section = back_from(opened, passage)[0] if opened.edits else ""
    address = reverse("plans:section", args=[opened.child.id, section]) if section else reading
    return f"{address}#words-{passage.id}"


@dataclass(frozen=True)
class AnswerCommentPage:
    """A comment to answer."""

    opened: Opened
    banner: Banner
    comment: CommentView
    back: str


@needs(Permission.PLAN_EDIT)
def answer(request: HttpRequest, child_id: UUID, comment_id: UUID) -> HttpResponse:
    """Answer a comment; the answer stands under it."""
    opened = open_for(request, child_id, Permission.PLAN_EDIT)
    found = next((one for one in comments_on(opened.actor, plan_of(opened)) if one.id == comment_id), None)
    if found is None:
        raise Http404
    back = f"{reverse('plans:read', args=[child_id])}#comment-{comment_id}"
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            answer_comment(opened.actor, child_id, comment_id, form.cleaned_data["text"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Your answer stands under the comment.")
            return HttpResponseRedirect(back)
        show_refusal(form, result)
    content = AnswerCommentPage(opened, small_banner(opened), found, back)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "plans/answer_comment.html", content, title="Answer a comment", form=form, status=status
    )
