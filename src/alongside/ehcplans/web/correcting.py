"""Putting right what was written down wrongly of a plan on paper, while nothing rests on it."""

from dataclasses import dataclass
from typing import Any, ClassVar
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
from alongside.ehcplans.queries import EhcPlanView, NamedSettingView, live_version, named_in
from alongside.ehcplans.queries.working import working
from alongside.ehcplans.rules.content import Line
from alongside.ehcplans.rules.correcting import Correction
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.ehcplans.web.section_i import SectionIForm, as_chosen
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_DAYS, _MOVED = ("first_issued_on", "issued_on", "last_reviewed_on"), ("other", "moved_on", "passed_on")


@dataclass(frozen=True)
class Written:
    """The plan as it was typed: its statements, and what its section I names."""

    plan: EhcPlanView
    lines: tuple[Line, ...]
    named: tuple[NamedSettingView, ...]


class CorrectForm(SectionIForm):
    """The reason, the days on the paper, each statement as it was typed, and section I; or, `alone`, section I."""

    conditional: ClassVar = ("other", "moved_on", "passed_on", *SectionIForm.conditional)

    why = forms.CharField(label="What was written down wrongly?", max_length=500)
    first_issued_on = DateField3(label="When was the plan first made?")
    issued_on = DateField3(label="When was the plan in force now issued?")
    last_reviewed_on = DateField3(label="When was the last decision after a review?", required=False)
    other = forms.CharField(
        label="Which council did it come from, if that was wrong?", max_length=120, required=False
    )
    moved_on = DateField3(label="When did the child move here, if that was wrong?", required=False)
    passed_on = DateField3(label="When did the plan come to us, if that was wrong?", required=False)

    def __init__(self, data: Any, written: Written, *, alone: bool) -> None:
        plan, lines = written.plan, () if alone else written.lines
        days = {name: getattr(plan, name) for name in _DAYS}
        said = {one.id: one.text for one in lines}
        super().__init__(data, initial={**days, **said, **as_chosen(written.named)})
        self.alone = alone
        moved = plan.origin is Origin.TRANSFERRED
        for name in (*(() if moved and not alone else _MOVED), *(_DAYS if alone else ())):
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
        days = {name: given.get(name) for name in (*_DAYS, *_MOVED)}
        words = {one.id: given[one.id] for one in self.lines}
        return Correction(
            given["why"], **{**days, "other": days["other"] or None}, words=words, settings=self.settings()
        )


@dataclass(frozen=True)
class CorrectPage:
    """The plan as it was typed; `why_not` where it takes an amendment, of all but an empty section I."""

    opened: OpenedChild
    plan: EhcPlanView
    why_not: Refusal | None
    names: bool


@needs(KEEP)
def correct(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Put right what was typed wrongly. What was there before stays as a version."""
    opened, plan = open_plan(request, child_id, KEEP)
    if plan.ceased_on:
        raise Http404
    actor, version = opened.actor, live_version(opened.actor, child_id)
    named = named_in(actor, child_id, version.id) if version else ()
    why_not = why_not_correct(actor, child_id, now())
    names = why_not is None or why_not_correct(actor, child_id, now(), naming=True) is None
    written = Written(plan, working(actor, opened.child, plan).content.lines, named)
    form = CorrectForm(request.POST or None, written, alone=why_not is not None)
    if request.method == "POST" and names and form.is_valid():
        result = found_or_404(correct_taken_in(actor, child_id, form.correction(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Put right. The dates that follow are worked out anew.")
            return redirect("ehcplans:ehc_plan", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = CorrectPage(opened, plan, why_not, names)
    return page(
        request, "ehcplans/correct.html", shown, title="Put right what was typed", form=form, status=status
    )
