"""The end of a plan on one page: what is asked, what was decided, until when it is kept up, and each next step."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.operations import ending as operations
from alongside.annualreviews.queries import ending as queries
from alongside.annualreviews.queries.reviews import LetterLine, letters_about
from alongside.annualreviews.rules.ceasing import NO_LONGER_RESPONSIBLE, last_day_by_age
from alongside.annualreviews.web.opening import ASK, CASE, DECIDE, KEEP
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.ehc.queries import ClockOnPage, pace
from alongside.ehcplans.choices import CeaseReason
from alongside.ehcplans.money import Payments, payments_of
from alongside.ehcplans.queries.plan import EhcPlanView, plan_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

PLAN = Permission.EHCPLAN_READ


class ThinkForm(forms.Form):
    """On which ground the council thinks of ending a plan."""

    reason = forms.ChoiceField(
        label="Why?", widget=forms.RadioSelect,
        choices=[one for one in CeaseReason.choices if CeaseReason(one[0]) not in NO_LONGER_RESPONSIBLE],
    )  # fmt: skip
    out_of_education = forms.BooleanField(label="They are not in education or training now", required=False)
    review_found_no_return = forms.BooleanField(
        label="A review found that they do not wish to come back, or that it is not right for them",
        required=False,
    )
    outcomes_looked_at = forms.BooleanField(label="Each outcome of the plan was looked at", required=False)
    apprenticeship = forms.BooleanField(label="The paid work is an apprenticeship", required=False)
    words = forms.CharField(
        label="Why do you think of it?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "The family reads why you think of it."},
    )  # fmt: skip


class SayForm(forms.Form):
    """What somebody thinks of it."""

    words = forms.CharField(
        label="What do you think?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Nothing is written yet. A sentence is enough."},
    )  # fmt: skip


class DecideForm(forms.Form):
    """What was heard, and the reasons."""

    conditional: ClassVar = ("reasons",)

    views = forms.CharField(
        label="What did family and setting say?", widget=forms.Textarea, max_length=10_000, required=False
    )
    reasons = forms.CharField(
        label="Why does the plan end?", widget=forms.Textarea, max_length=10_000, required=False
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class EndForm(forms.Form):
    """The day the plan ended."""

    ends_on = DateField3(label="On which day does the plan end?")


class GoneForm(forms.Form):
    """Why the council is no longer responsible."""

    reason = forms.ChoiceField(
        label="What happened?", widget=forms.RadioSelect,
        choices=[one for one in CeaseReason.choices if CeaseReason(one[0]) in NO_LONGER_RESPONSIBLE],
    )  # fmt: skip
    ends_on = DateField3(label="Since which day?")


@dataclass(frozen=True)
class EndPage:
    """The end of a plan, and the form of the next step for this reader."""

    opened: OpenedChild
    plan: EhcPlanView
    ending: queries.EndingView | None
    clocks: tuple[ClockOnPage, ...]
    letters: tuple[LetterLine, ...]
    what: str
    keeps: bool
    decides: bool
    asked: bool
    last_day: object
    payments: Payments | None


_STEPS = {
    "think": (ThinkForm, KEEP), "say": (SayForm, ASK), "decide": (DecideForm, DECIDE), "end": (EndForm, DECIDE),
    "gone": (GoneForm, DECIDE), "go-on": (forms.Form, DECIDE),
}  # fmt: skip
_DONE = {
    "think": "Each person with a say has a letter. Nothing is decided.", "say": "Saved. The council reads it.",
    "decide": "Decided. Each person with a say has their letter. The plan goes on for now.",
    "end": "The plan has ended.", "gone": "The plan has ended.", "go-on": "The plan goes on.",
}  # fmt: skip


@needs(CASE)
def plan_end(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the council thinks, asked, decided about the end of a plan; one step at a time."""
    opened = open_for_page(request, child_id, CASE, KEEP, DECIDE, ASK, PLAN)
    plan = plan_of(opened.actor, child_id) if PLAN in opened.may else None
    ending = queries.ending_of(opened.actor, child_id)
    if plan is None or (ending is None and KEEP not in opened.may):
        raise Http404
    what = request.POST.get("step") or request.GET.get("step") or _next_step(opened, ending)
    form: forms.Form | None = None
    if what in _STEPS and _STEPS[what][1] in opened.may:
        kind = _STEPS[what][0]
        initial = {"edition": ending.edition, "views": ending.views} if ending else {}
        form = kind(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            result = found_or_404(_take(what, opened, child_id, form))
            if not isinstance(result, Refusal):
                messages.success(request, _DONE[what])
                return redirect("annualreviews:plan_end", child_id)
            show_refusal(form, result)
    clocks = queries.clocks_of_ending(opened.actor, child_id, ending) if ending else ()
    today, plain = opened.actor.on, opened.actor.is_family
    content = EndPage(
        opened, plan, ending, tuple(ClockOnPage(one, None, pace(one, today, plain=plain)) for one in clocks),
        letters_about(opened.actor, child_id), what if form is not None else "", KEEP in opened.may,
        DECIDE in opened.may, ASK in opened.may, last_day_by_age(opened.child.born_on),
        payments_of(opened.actor, child_id) if what in ("end", "gone") else None,
    )  # fmt: skip
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return page(
        request, "annualreviews/ending.html", content, title="The end of the plan", form=form, status=status
    )


def _next_step(opened: OpenedChild, ending: queries.EndingView | None) -> str:
    if ending is None or not ending.live:
        return "think" if KEEP in opened.may else ""
    if ending.state is CeaseState.CONSULTING:
        return "decide" if DECIDE in opened.may else "say"
    over = ending.kept_until is not None and ending.kept_until < opened.actor.on
    return "end" if DECIDE in opened.may and over and not ending.appeal_open else ""


def _take(what: str, opened: OpenedChild, child_id: UUID, form: forms.Form) -> object:
    """Take one step."""
    given, actor, at = form.cleaned_data, opened.actor, now()
    if what == "think":
        facts = operations.Facts18(*(given[name] for name in operations.Facts18.__dataclass_fields__))
        new = operations.NewEnding(CeaseReason(given["reason"]), given["words"], facts)
        return operations.think_of_ending(actor, child_id, new, at)
    if what == "say":
        return operations.say_what_you_think(actor, child_id, given["words"], at)
    if what == "decide":
        return operations.decide_end(actor, child_id, given["views"], given["reasons"], given["edition"], at)
    if what == "end":
        return operations.end_plan(actor, child_id, given["ends_on"], at)
    if what == "gone":
        reason = CeaseReason(given["reason"])
        return operations.end_no_longer_responsible(actor, child_id, reason, given["ends_on"], at)
    return operations.go_on(actor, child_id, at)
