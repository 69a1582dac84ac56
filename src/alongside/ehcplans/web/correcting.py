"""Putting right what was written down wrongly of a plan on paper, while nothing rests on it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.correcting import correct_taken_in, why_not_correct
from alongside.ehcplans.queries import EhcPlanView
from alongside.ehcplans.queries.working import working
from alongside.ehcplans.rules.content import Line
from alongside.ehcplans.rules.correcting import Correction
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


class CorrectForm(forms.Form):
    """The reason, the days on the paper, and each statement as it was typed."""

    conditional: ClassVar = ("other", "moved_on", "passed_on")

    why = forms.CharField(label="What was written down wrongly?", max_length=500)
    first_issued_on = DateField3(label="When was the plan first made?")
    issued_on = DateField3(label="When was the plan in force now issued?")
    last_reviewed_on = DateField3(label="When was the last decision after a review?", required=False)
    other = forms.CharField(
        label="Which council did it come from, if that was wrong?", max_length=120, required=False
    )
    moved_on = DateField3(label="When did the child move here, if that was wrong?", required=False)
    passed_on = DateField3(label="When did the plan come to us, if that was wrong?", required=False)

    def __init__(self, *args: object, plan: EhcPlanView, lines: tuple[Line, ...], **options: object) -> None:
        days = {"first_issued_on": plan.first_issued_on, "issued_on": plan.issued_on,
                "last_reviewed_on": plan.last_reviewed_on}  # fmt: skip
        said = {one.id: one.text for one in lines}
        super().__init__(*args, **{"initial": {**days, **said}, **options})  # type: ignore[arg-type]
        if plan.origin is not Origin.TRANSFERRED:
            for name in ("other", "moved_on", "passed_on"):
                del self.fields[name]
        for one in lines:
            self.fields[one.id] = forms.CharField(
                label=f"Section {one.section}", widget=forms.Textarea, required=False, max_length=4_000
            )
        self.lines = lines

    @property
    def statements(self) -> list[forms.BoundField]:
        """The boxes of the statements, in the order of the plan."""
        return [self[one.id] for one in self.lines]

    def correction(self) -> Correction:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        words = {one.id: given[one.id] for one in self.lines}
        return Correction(
            given["why"], given["first_issued_on"], given["issued_on"], given["last_reviewed_on"],
            other=given.get("other") or None, moved_on=given.get("moved_on"), passed_on=given.get("passed_on"),
            words=words,
        )  # fmt: skip


@dataclass(frozen=True)
class CorrectPage:
    """The plan as it was typed; `why_not` where it takes an amendment."""

    opened: OpenedChild
    plan: EhcPlanView
    why_not: Refusal | None


@needs(KEEP)
def correct(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Put right what was typed wrongly. What was there before stays as a version."""
    opened, plan = open_plan(request, child_id, KEEP)
    if plan.origin is Origin.HERE or plan.ceased_on:
        raise Http404
    why_not = why_not_correct(opened.actor, child_id, now())
    form = CorrectForm(
        request.POST or None, plan=plan, lines=working(opened.actor, opened.child, plan).content.lines
    )
    if request.method == "POST" and why_not is None and form.is_valid():
        result = found_or_404(correct_taken_in(opened.actor, child_id, form.correction(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Put right. The dates that follow are worked out anew.")
            return redirect("ehcplans:ehc_plan", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = CorrectPage(opened, plan, why_not)
    return page(
        request, "ehcplans/correct.html", shown, title="Put right what was typed", form=form, status=status
    )
