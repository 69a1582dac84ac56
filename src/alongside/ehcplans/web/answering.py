"""What the family says about a draft, and what the council makes of it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehcplans.choices import AnswerKind, Became
from alongside.ehcplans.operations.answering import Reply, answer_plan, reply_to
from alongside.ehcplans.queries import EhcPlanView, VersionView, content_of, versions_of
from alongside.ehcplans.queries.said import SaidView, said_about
from alongside.ehcplans.queries.settings import settings_here
from alongside.ehcplans.rules.answering import OPEN, NewAnswer
from alongside.ehcplans.rules.content import Content
from alongside.ehcplans.web.opening import ANSWER, KEEP, line_in_full, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.almanac import london_day

_TITLES = {
    AnswerKind.COMMENT: "Say what you think", AnswerKind.AGREE: "Say that you agree",
    AnswerKind.DISAGREE: "Say what is not right", AnswerKind.SETTING: "Ask for a school, nursery or college",
    AnswerKind.MEETING: "Ask for a meeting",
}  # fmt: skip
_HINTS = {
    AnswerKind.COMMENT: "A word is enough. It is read, and you get an answer.",
    AnswerKind.AGREE: "You can add something, or leave it empty.",
    AnswerKind.DISAGREE: "What should it say? What is missing? It is read, and you get an answer.",
    AnswerKind.SETTING: "Why this one? You can leave it empty.",
    AnswerKind.MEETING: "What do you want to talk about, and when can you come? You can bring somebody.",
}


class AnswerForm(forms.Form):
    """Words, and for a setting which one."""

    conditional: tuple[str, ...] = ("setting_name",)

    setting = forms.ChoiceField(label="Which one?", required=False)
    setting_name = forms.CharField(label="Its name, if it is not in the list", max_length=200, required=False)
    text = forms.CharField(label="Your words", widget=forms.Textarea, max_length=4_000, required=False)

    def __init__(self, *args: object, kind: AnswerKind, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.kind = kind
        if kind in (AnswerKind.COMMENT, AnswerKind.DISAGREE, AnswerKind.MEETING):
            self.conditional = ("text", *self.conditional)
        if kind is not AnswerKind.SETTING:
            del self.fields["setting"], self.fields["setting_name"]
        else:
            known = [(str(one.id), one.name) for one in settings_here()]
            choose_from(self, "setting", [("", "Another one"), *known])

    def answer(self, line_id: UUID | None) -> NewAnswer:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        chosen = given.get("setting") or ""
        name = dict(getattr(self.fields.get("setting"), "choices", [])).get(chosen, "") if chosen else ""
        return NewAnswer(
            self.kind, given["text"], line_id, UUID(chosen) if chosen else None,
            name or given.get("setting_name", ""),
        )  # fmt: skip


@dataclass(frozen=True)
class AnswerPage:
    """Room for one answer, with the line it is beside."""

    opened: OpenedChild
    version: VersionView
    kind: AnswerKind
    line: tuple[str, str] | None
    line_id: str

    @property
    def title(self) -> str:
        return _TITLES[self.kind]

    @property
    def hint(self) -> str:
        return _HINTS[self.kind]


@needs(ANSWER)
def answer(request: HttpRequest, child_id: UUID, answer_as: str) -> HttpResponse:
    """Say one thing about the draft or notice that is before the family."""
    if answer_as not in AnswerKind.values:
        raise Http404
    kind = AnswerKind(answer_as)
    opened, plan = open_plan(request, child_id, ANSWER)
    version, content = _before_the_family(opened, plan)
    line_id = request.GET.get("line", "")
    beside = line_in_full(content, line_id)
    form = AnswerForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        new = form.answer(UUID(line_id) if beside else None)
        result = found_or_404(answer_plan(opened.actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Thank you. The council has it and answers you.")
            return redirect("ehcplans:ehc_version", child_id, version.number)
        show_refusal(form, result)
    shown = AnswerPage(opened, version, kind, beside, line_id if beside else "")
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/answer.html", shown, title=shown.title, form=form, status=status)


def _before_the_family(opened: OpenedChild, plan: EhcPlanView) -> tuple[VersionView, Content]:
    newest = next(iter(versions_of(opened.actor, opened.child.id, plan.id)), None)
    content = content_of(opened.actor, opened.child.id, newest.id) if newest else None
    if newest is None or content is None:
        raise Http404
    return newest, content


@dataclass(frozen=True)
class SaidPage:
    """Everything the family said, what waits first."""

    opened: OpenedChild
    said: tuple[SaidView, ...]
    refs: dict[str, str]
    takes_in: bool


@needs(KEEP)
@require_safe
def said(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the family said about the plan, for the council to answer."""
    opened, plan = open_plan(request, child_id, KEEP)
    all_of = said_about(opened.actor, child_id, plan.id)
    waiting_first = tuple(sorted(all_of, key=lambda one: (not one.waits, one.said_at)))
    return page(
        request,
        "ehcplans/said.html",
        SaidPage(opened, waiting_first, _refs(opened, plan), plan.state in OPEN),
        title="What was said",
    )


def _refs(opened: OpenedChild, plan: EhcPlanView) -> dict[str, str]:
    found_refs: dict[str, str] = {}
    for one in versions_of(opened.actor, opened.child.id, plan.id)[:2]:
        content = content_of(opened.actor, opened.child.id, one.id)
        found_refs = {**(content.refs if content else {}), **found_refs}
    return found_refs


class ReplyForm(forms.Form):
    """What became of it, why, and for a meeting when it was."""

    conditional: ClassVar = ("answer", "met_on")

    became = forms.ChoiceField(label="What became of it?", choices=Became.choices, widget=forms.RadioSelect)
    met_on = DateField3(label="If you met: on which day?", required=False)
    answer = forms.CharField(label="Your answer", widget=forms.Textarea, max_length=4_000, required=False)


@dataclass(frozen=True)
class ReplyPage:
    """One thing that was said, and room to answer."""

    opened: OpenedChild
    said: SaidView
    ref: str


@needs(KEEP)
def reply(request: HttpRequest, child_id: UUID, said_id: UUID) -> HttpResponse:
    """Answer one thing that the family said."""
    opened, plan = open_plan(request, child_id, KEEP)
    one = next((each for each in said_about(opened.actor, child_id, plan.id) if each.id == said_id), None)
    if one is None:
        raise Http404
    met = {"became": Became.MET, "met_on": london_day(one.meet_at)} if one.meet_at else {}
    form = ReplyForm(request.POST or None, initial=met)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = Reply(Became(given["became"]), given["answer"], given["met_on"])
        result = found_or_404(reply_to(opened.actor, child_id, said_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Answered. Whoever said it is told.")
            return redirect("ehcplans:ehc_said", child_id)
        show_refusal(form, result)
    shown = ReplyPage(opened, one, _refs(opened, plan).get(one.line_id, ""))
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/reply.html", shown, title="Answer", form=form, status=status)
