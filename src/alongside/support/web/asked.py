"""You asked, we answered, what happened: asking, answering, telling back."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.children.readers import may_read
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.support.choices import AskedKind
from alongside.support.operations import NewAction, NewAsked, answer_asked, ask, tell_result
from alongside.support.queries import who_could_own
from alongside.support.queries.asked import AskedLine, asked_by_id, asked_for
from alongside.support.queries.help import provision_of
from alongside.support.web.action_forms import OwnerFields
from alongside.voice.choices import Gathered, Voice
from alongside.voice.queries import writing_as

READ, ASK, EDIT = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
_LONGEST = 4_000


@dataclass(frozen=True)
class AskedPage:
    """Everything that was asked, newest first, with what came of each."""

    opened: OpenedChild
    asked: tuple[AskedLine, ...]
    may_ask: bool
    may_answer: bool


@needs(READ)
def asked(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was asked for, what was answered, what happened."""
    opened = open_for_page(request, child_id, READ, ASK, EDIT)
    content = AskedPage(
        opened, tuple(asked_for(opened.actor, child_id)), ASK in opened.may, EDIT in opened.may
    )
    return page(request, "support/asked.html", content, title="You asked, we answered")


class AskForm(forms.Form):
    """What is asked for, whose words they are and how they were told."""

    conditional: ClassVar = ("gathered",)

    text = forms.CharField(
        label="What do you ask for?", max_length=_LONGEST, widget=forms.Textarea,
        error_messages={"required": "Write a few words."},
    )  # fmt: skip
    voice = forms.ChoiceField(label="Whose words are these?", widget=forms.RadioSelect, required=False)
    gathered = forms.ChoiceField(
        label="How were you told?", choices=[("", ""), *Gathered.choices], required=False
    )

    def __init__(self, *args: Any, voices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "voice", voices)


@dataclass(frozen=True)
class AskPage:
    """Room to ask, and who will be able to read it."""

    opened: OpenedChild
    about: str
    seen: bool
    for_others: bool
    readers: tuple[tuple[str, str], ...]


@needs(ASK)
def ask_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask for something, or say what one sees about help that was promised; also written down for somebody."""
    opened = open_for_page(request, child_id, ASK)
    writer = writing_as(opened.actor, opened.standing)
    voices = _voices(opened, writer.voice)
    about = _about(request, opened)
    form = AskForm(request.POST or None, voices=voices, initial={"voice": voices[0][0]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewAsked(
            given["text"], given["voice"], given["gathered"] or Gathered.TYPED,
            AskedKind.SEEN if about else AskedKind.WISH, about[0] if about else None,
        )  # fmt: skip
        result = found_or_404(ask(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It waits for an answer, and you will be told.")
            return redirect("support:asked_for", child_id)
        show_refusal(form, result)
    content = AskPage(
        opened, about[1] if about else "", bool(about), len(voices) > 1, _readers(opened, writer.voice)
    )
    status = 422 if form.is_bound and form.errors else 200
    title = "Say what you see" if about else "Ask for something"
    return page(
        request, "support/ask.html", content, title=title, form=form, status=status,
        about_id=about[0] if about else "",
    )  # fmt: skip


def _voices(opened: OpenedChild, own: str) -> list[tuple[str, str]]:
    """Whose words can be written down here: the writer's own first."""
    called = opened.child.called
    if own == Voice.CHILD:
        return [("child", "Mine")]
    if own == Voice.PARENT:
        return [("parent", "Mine"), ("child", f"{called} asks")]
    return [("child", f"{called} asks"), ("parent", "A parent or carer asks")]


def _about(request: HttpRequest, opened: OpenedChild) -> tuple[UUID, str] | None:
    asked_about = request.POST.get("about") or request.GET.get("about", "")
    if not asked_about:
        return None
    try:
        statement = provision_of(opened.actor, opened.child.id, UUID(asked_about), ASK)
    except ValueError:
        statement = None
    if statement is None:
        raise Http404
    return statement.id, statement.text


def _readers(opened: OpenedChild, voice: str) -> tuple[tuple[str, str], ...]:
    """Who will read it: what a parent asks is not for the other household, nor for the child."""
    people = may_read(opened.actor, opened.child.id, opened.child.called, READ)
    hidden = {*FAMILY_KINDS, StandingKind.ADVOCATE} if voice == Voice.PARENT else set()
    return tuple(
        (f"{one.name} (you)" if one.is_reader else one.name, one.why)
        for one in people
        if one.is_reader or one.kind not in hidden
    )


class AnswerForm(OwnerFields):
    """An answer, and what will be done."""

    conditional: ClassVar = (*OwnerFields.conditional, "due_on")

    answer = forms.CharField(
        label="Your answer", max_length=2000, widget=forms.Textarea,
        error_messages={"required": "Write an answer they can read."},
    )  # fmt: skip
    what = forms.CharField(label="What will be done?", max_length=500, required=False)
    due_on = DateField3(label="By when?", subject="By when", required=False)

    field_order = ("answer", "what", "owner", "owner_name", "due_on")


class ResultForm(forms.Form):
    """What happened."""

    result = forms.CharField(
        label="What happened?", max_length=2000, widget=forms.Textarea,
        error_messages={"required": "Write what happened, in words they can read."},
    )  # fmt: skip


@dataclass(frozen=True)
class AnswerPage:
    """One thing that was asked, to be answered or told back about."""

    opened: OpenedChild
    one: AskedLine


def _asked_one(opened: OpenedChild, asked_id: UUID) -> AskedLine:
    one = asked_by_id(opened.actor, opened.child.id, asked_id, EDIT)
    if one is None:
        raise Http404
    return one


@needs(EDIT)
def answer_page(request: HttpRequest, child_id: UUID, asked_id: UUID) -> HttpResponse:
    """Answer in words they can read, with an action where something is to be done."""
    opened = open_for_page(request, child_id, EDIT)
    one = _asked_one(opened, asked_id)
    form = AnswerForm(request.POST or None, people=who_could_own(opened.actor, child_id))
    if request.method == "POST" and form.is_valid():
        action = _action(form, one)
        result = found_or_404(
            answer_asked(opened.actor, child_id, asked_id, form.cleaned_data["answer"], now(), action)
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Your answer is kept. Whoever asked is told.")
            return redirect("support:asked_for", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = AnswerPage(opened, one)
    return page(request, "support/answer_asked.html", content, title="Answer", form=form, status=status)


def _action(form: AnswerForm, one: AskedLine) -> NewAction | None:
    """What will be done. It says where it comes from only where the child asked, which all who read the plan may know:
    that one parent asked for something is not told to the other home."""
    given = form.cleaned_data
    if not given["what"].strip():
        return None
    new = NewAction(given["what"], given["due_on"], form.owner_id(), given["owner_name"])
    if one.voice is not Voice.CHILD:
        return new
    address = f"/children/{one.child_id}/asked/"
    return replace(new, came_from="Something that was asked", came_from_path=address)


@needs(EDIT)
def result_page(request: HttpRequest, child_id: UUID, asked_id: UUID) -> HttpResponse:
    """Tell whoever asked what happened."""
    opened = open_for_page(request, child_id, EDIT)
    one = _asked_one(opened, asked_id)
    form = ResultForm(request.POST or None, initial={"result": one.action_result})
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            tell_result(opened.actor, child_id, asked_id, form.cleaned_data["result"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Whoever asked is told.")
            return redirect("support:asked_for", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = AnswerPage(opened, one)
    return page(
        request, "support/result_asked.html", content, title="Tell what happened", form=form, status=status
    )
