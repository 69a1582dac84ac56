"""Recording a step, writing another view beside it, saying that it is settled."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.conversations.queries.meetings import meetings_about
from alongside.design.dates import day
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.disputes.choices import State, StepKind
from alongside.disputes.operations import NewStep, end_disagreement, facts_of, record_step, write_view
from alongside.disputes.queries import Line, disagreement_row, line_by_row
from alongside.disputes.rules import Facts, may_end, may_step
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.statute.almanac import london_day
from alongside.statute.route import route
from alongside.support.queries.actions import actions_for

RAISE = Permission.DISAGREEMENT_RAISE
_NO = ("", "None")


class StepForm(forms.Form):
    """What was done, and what is next."""

    conditional: ClassVar = ("handed_to",)

    kind = forms.ChoiceField(label="What kind of step was it?", choices=StepKind.choices)
    on = DateField3(label="When was it?", subject="The day")
    handed_to = forms.ChoiceField(label="If it was a complaint: to whom was it handed?", required=False)
    text = forms.CharField(
        label="What was said or agreed?", widget=forms.Textarea, max_length=2_000,
        error_messages={"required": "Write what was said or agreed."},
    )  # fmt: skip
    meeting = forms.ChoiceField(label="Which meeting?", required=False)
    action = forms.ChoiceField(label="Which action came of it?", required=False)
    next_what = forms.CharField(label="What is next?", max_length=300, required=False)
    next_who = forms.CharField(label="Who has it?", max_length=120, required=False)
    next_by = DateField3(label="By when?", subject="By when", required=False)

    def __init__(self, *args: Any, meetings: list[Any], actions: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(
            self,
            "handed_to",
            [
                ("", "It was no complaint"),
                *((one.key, one.name) for one in route(today()).complaints),
            ],
        )
        for name, choices in (("meeting", meetings), ("action", actions)):
            if choices:
                choose_from(self, name, [_NO, *choices])
            else:
                del self.fields[name]

    def new(self) -> NewStep:
        """The step as it is handed in."""
        told = self.cleaned_data
        meeting, action = (told.get(name) or None for name in ("meeting", "action"))
        return NewStep(
            told["kind"], told["on"], told["text"], told["next_what"], told["next_who"], told["next_by"],
            UUID(meeting) if meeting else None, UUID(action) if action else None,
            told["handed_to"],
        )  # fmt: skip


class ViewForm(forms.Form):
    """How one sees it oneself."""

    text = forms.CharField(
        label="How do you see it?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write a few words."},
    )  # fmt: skip


class EndForm(forms.Form):
    """How it ended."""

    state = forms.ChoiceField(
        label="How did it end?", widget=forms.RadioSelect,
        choices=[
            (State.SETTLED.value, "It is settled"),
            (State.CLOSED.value, "It is not settled, but I do not want to go on with it"),
        ],
        error_messages={"required": "Choose one of the two."},
    )  # fmt: skip
    text = forms.CharField(
        label="In your words", widget=forms.Textarea, max_length=2_000,
        error_messages={"required": "Write in a few words how it ended."},
    )  # fmt: skip


@dataclass(frozen=True)
class DoPage:
    """One thing to do with one disagreement."""

    opened: OpenedChild
    one: Line
    heading: str
    refusal: Refusal | None
    what: str


def _opened(request: HttpRequest, child_id: UUID, key: UUID) -> tuple[OpenedChild, Facts, Line]:
    opened = open_for_page(request, child_id, RAISE)
    row = disagreement_row(opened.actor, child_id, key)
    if row is None:
        raise Http404
    return opened, facts_of(opened.actor, row), line_by_row(opened.actor, row)


def _shown(request: HttpRequest, content: DoPage, form: forms.Form) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "disputes/do.html", content, title=content.heading, form=form, status=status)


@needs(RAISE)
def step(request: HttpRequest, child_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Record a step that was taken, and what is next."""
    opened, facts, one = _opened(request, child_id, disagreement_id)
    form = StepForm(
        request.POST or None, meetings=_meetings(opened), actions=_actions(opened),
        initial={"on": today(), "kind": one.reached or StepKind.CONVERSATION},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(record_step(opened.actor, child_id, disagreement_id, form.new(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Those it is about are told.")
            return redirect("disputes:disagreement", child_id, disagreement_id)
        show_refusal(form, result)
    refusal = may_step(facts)
    return _shown(request, DoPage(opened, one, "Record a step", refusal, "step"), form)


def _meetings(opened: OpenedChild) -> list[tuple[str, str]]:
    if not role_may(opened.actor.role, Permission.MEETING_READ):
        return []
    lines = meetings_about(opened.actor, opened.child.id, 30)
    return [(str(one.id), f"{day(london_day(one.starts_at))}: {one.purpose}") for one in lines]


def _actions(opened: OpenedChild) -> list[tuple[str, str]]:
    return [(str(one.id), one.what) for one in actions_for(opened.actor, opened.child.id)[:30]]


@needs(RAISE)
def view(request: HttpRequest, child_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Write how one sees it oneself, beside it."""
    opened, _, one = _opened(request, child_id, disagreement_id)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            write_view(opened.actor, child_id, disagreement_id, form.cleaned_data["text"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Kept beside it.")
            return redirect("disputes:disagreement", child_id, disagreement_id)
        show_refusal(form, result)
    return _shown(request, DoPage(opened, one, "How I see it", None, "view"), form)


@needs(RAISE)
def end(request: HttpRequest, child_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """Say that it is settled, or close it."""
    opened, facts, one = _opened(request, child_id, disagreement_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = found_or_404(
            end_disagreement(opened.actor, child_id, disagreement_id, given["state"], given["text"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. What was said stays in the story.")
            return redirect("disputes:disagreement", child_id, disagreement_id)
        show_refusal(form, result)
    refusal = may_end(facts)
    return _shown(request, DoPage(opened, one, "Say how it ended", refusal, "end"), form)
