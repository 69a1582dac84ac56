"""Moves between areas and new assessments on one page: what happened, what is next by when, and what can be done."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import has_the_right
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.disputes.changing.letters import move_letter
from alongside.disputes.changing.operations.assessments import answer_again, ask_again
from alongside.disputes.changing.operations.moves import record_move, tell_after_move
from alongside.disputes.changing.operations.passing import pass_plan
from alongside.disputes.changing.queries import (
    HealthMoveView,
    MoveView,
    ReassessmentView,
    health_moves_of,
    moves_of,
    reassessments_of,
)
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import AskedAgainBy, ReassessmentState, Way
from alongside.disputes.web.on_paper import OnPaper, handed_over
from alongside.ehcplans.money import Payments, payments_of
from alongside.ehcplans.queries import EhcPlanView, plan_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today

READ, ASK = Permission.CASE_READ, Permission.CASE_ASK
KEEP, DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_YES_NO = [("yes", "Yes"), ("no", "No")]


@dataclass(frozen=True)
class ChangesPage:
    """Everything about moves and new assessments of one child."""

    opened: OpenedChild
    plan: EhcPlanView | None
    moves: tuple[MoveView, ...]
    asked: tuple[ReassessmentView, ...]
    health: tuple[HealthMoveView, ...] = ()
    has_right: bool = True

    @property
    def reads_short(self) -> bool:
        """Whether the reader may not know of a plan: then the page does not say that there is none."""
        return self.opened.closes(Permission.EHCPLAN_READ)

    @property
    def health_waits(self) -> bool:
        """Whether a new health body has not been told of the plan yet."""
        return any(one.told_on is None for one in self.health)

    @property
    def keeps(self) -> bool:
        return KEEP in self.opened.may

    @property
    def decides(self) -> bool:
        return DECIDE in self.opened.may

    @property
    def may_ask(self) -> bool:
        """A new assessment can be asked for: a plan is in force, and none is being considered."""
        open_states = (ReassessmentState.ASKED, ReassessmentState.AGREED)
        free = not any(one.state in open_states for one in self.asked)
        return (
            self.plan is not None
            and self.plan.in_force
            and free
            and (self.keeps or (ASK in self.opened.may and self.has_right))
        )


def _opened(request: HttpRequest, child_id: UUID) -> ChangesPage:
    opened = open_for_page(request, child_id, READ, ASK, KEEP, DECIDE, Permission.EHCPLAN_READ)
    actor = opened.actor
    right = ASK not in opened.may or has_the_right(actor, opened.child, opened.around, Deciding.REQUEST)
    return ChangesPage(
        opened, _plan(opened), moves_of(actor, child_id), reassessments_of(actor, child_id),
        health_moves_of(actor, child_id), right,
    )  # fmt: skip


def _plan(opened: OpenedChild) -> EhcPlanView | None:
    return plan_of(opened.actor, opened.child.id)


@needs(READ)
@require_safe
def changes(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Moves and new assessments, newest first."""
    return page(
        request, "disputes/changes.html", _opened(request, child_id), title="Moving, and assessing again"
    )


class AskForm(forms.Form):
    """Why, and for staff of the council who asked and when."""

    by = forms.ChoiceField(label="Who asked?", choices=AskedAgainBy.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Their name", max_length=200, required=False)
    received_on = DateField3(label="When did the council receive it?")
    words = forms.CharField(label="What has changed, and why is a new assessment needed?", widget=forms.Textarea,
                            max_length=10_000)  # fmt: skip

    def __init__(self, *args: object, keeps: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not keeps:
            for name in ("by", "name", "received_on"):
                del self.fields[name]


@needs(READ)
def ask(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Ask for a new assessment, or take a request in."""
    content = _opened(request, child_id)
    if not content.may_ask:
        raise Http404
    form = AskForm(request.POST or None, keeps=content.keeps, initial={"received_on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        taken = (given["by"], given["name"], given["received_on"]) if content.keeps else None
        result = found_or_404(ask_again(content.opened.actor, child_id, given["words"], now(), taken))
        done = _done(request, child_id, form, result, "Sent. The council answers within 15 days.")
        if done:
            return done
    return _form(request, content, form, "Ask for a new assessment", _HINTS["ask"])


class AnswerForm(forms.Form):
    """Yes or no, with the two grounds the law has for a no."""

    conditional: ClassVar = ("assessed_on", "needed")

    yes = forms.ChoiceField(label="Will the council assess again?", choices=_YES_NO, widget=forms.RadioSelect)
    assessed_on = DateField3(label="If not: when were needs last assessed?", required=False)
    needed = forms.ChoiceField(
        label="If not: is another assessment necessary?", choices=[("", "Not looked at"), *_YES_NO],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, max_length=10_000)


@needs(DECIDE)
def answer(request: HttpRequest, child_id: UUID, reassessment_id: UUID) -> HttpResponse:
    """Answer a request for a new assessment."""
    content = _opened(request, child_id)
    one = next((each for each in content.asked if each.id == reassessment_id), None)
    if one is None or one.state is not ReassessmentState.ASKED:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        needed = {"yes": True, "no": False}.get(given["needed"])
        result = found_or_404(
            answer_again(
                content.opened.actor, child_id, reassessment_id, yes=given["yes"] == "yes", reasons=given["reasons"],
                assessed_on=given["assessed_on"], needed=needed, now=now(),
            )
        )  # fmt: skip
        done = _done(request, child_id, form, result, "Decided. The family is told, with what they can do.")
        if done:
            return done
    return _form(request, content, form, "Will the council assess again?", _HINTS["answer"])


class MoveForm(forms.Form):
    """A move to or from this council's area."""

    conditional: ClassVar = ("passed_on", "reviewed_on")

    way = forms.ChoiceField(label="Which way?", choices=Way.choices, widget=forms.RadioSelect)
    other = forms.CharField(label="Which other council?", max_length=120)
    known_on = DateField3(label="When did the old council learn of the move?")
    moved_on = DateField3(label="When is, or was, the move?")
    passed_on = DateField3(label="If it came to this council: when did the plan come?", required=False)
    reviewed_on = DateField3(label="If it came: when was it last reviewed?", required=False)


@needs(KEEP)
def move(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down a move."""
    content = _opened(request, child_id)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewMove(
            Way(given["way"]), given["other"], given["known_on"], given["moved_on"], given["passed_on"],
            reviewed_on=given["reviewed_on"],
        )  # fmt: skip
        result = found_or_404(record_move(content.opened.actor, child_id, new, now()))
        done = _done(request, child_id, form, result, "Saved. The dates follow from it.")
        if done:
            return done
    return _form(request, content, form, "A move", _HINTS["move"])


class PassForm(forms.Form):
    """The day the plan was passed on."""

    passed_on = DateField3(label="On which day was the plan passed on?")


class TellForm(forms.Form):
    """What the family is told after a move."""

    conditional: ClassVar = ("setting_words",)

    will_assess = forms.ChoiceField(label="Will you assess again?", choices=_YES_NO, widget=forms.RadioSelect)
    setting_words = forms.CharField(
        label="If the school or college named is too far now: which one until the plan is changed?",
        widget=forms.Textarea, max_length=2_000, required=False,
    )  # fmt: skip


@needs(KEEP)
def move_next(request: HttpRequest, child_id: UUID, move_id: UUID) -> HttpResponse:
    """Pass a plan on, or tell the family of one that came."""
    content = _opened(request, child_id)
    one = next((each for each in content.moves if each.id == move_id), None)
    out = one is not None and one.move.way is Way.OUT
    if one is None or (one.move.passed_on if out else one.move.told_on) or (out and not content.decides):
        raise Http404
    form: forms.Form = (
        PassForm(request.POST or None, initial={"passed_on": today()})
        if out
        else TellForm(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        given, actor = form.cleaned_data, content.opened.actor
        result = found_or_404(
            pass_plan(actor, child_id, move_id, given["passed_on"], now())
            if out
            else tell_after_move(
                actor, child_id, move_id, will_assess=given["will_assess"] == "yes",
                setting_words=given["setting_words"], now=now(),
            )
        )  # fmt: skip
        done = _done(request, child_id, form, result, "Saved. The family reads it here.")
        if done:
            return done
    title = "Pass the plan on" if out else "Tell the family"
    paid = payments_of(content.opened.actor, child_id) if out else None
    return _form(request, content, form, title, _HINTS["pass" if out else "tell"], payments=paid)


@needs(READ)
@require_safe
def move_document(request: HttpRequest, child_id: UUID, move_id: UUID, form: str) -> HttpResponse:
    """What the family was told after a move, in a format."""
    content = _opened(request, child_id)
    one = next((each for each in content.moves if each.id == move_id), None)
    if one is None or one.move.told_on is None:
        raise Http404
    opened = content.opened
    document = move_letter(
        opened.child, one.move, one.council, opened.actor.name, one.move.told_on, themselves=opened.is_child
    )
    back = reverse("disputes:plan_changes", args=[child_id])
    return handed_over(request, opened, OnPaper(document, "moved", "Moving, and assessing again", back), form)


_HINTS = {
    "ask": "There is no need to wait for a review. You can ask when needs have changed or the plan no longer fits.",
    "answer": "The law knows two reasons for a no: needs were assessed less than six months ago, or another assessment "
    "is not necessary. A no can be appealed.",
    "move": "A plan goes with the child. What section F says must be given from the day it passes.",
    "pass": "The plan ends here on that day and holds there. It stays to be read.",
    "tell": "Within six weeks of the day the plan came, the family is told that it came, whether you assess again, and "
    "when you review it.",
}


@dataclass(frozen=True)
class FormPage:
    """One thing to write down."""

    opened: OpenedChild
    heading: str
    hint: str
    payments: Payments | None = None


def _form(
    request: HttpRequest, content: ChangesPage, form: forms.Form, title: str, hint: str,
    *, payments: Payments | None = None,
) -> HttpResponse:  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    shown = FormPage(content.opened, title, hint, payments)
    return page(request, "disputes/change_form.html", shown, title=title, form=form, status=status)


def _done(
    request: HttpRequest, child_id: UUID, form: forms.Form, result: object, words: str
) -> HttpResponse | None:
    if isinstance(result, Refusal):
        show_refusal(form, result)
        return None
    messages.success(request, words)
    return redirect("disputes:plan_changes", child_id)
