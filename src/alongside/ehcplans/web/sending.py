"""Sending the draft or the notice of an amendment, issuing the plan, and beginning or dropping an amendment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehcplans.choices import Because, EhcPlanState, Ground, SettingCode
from alongside.ehcplans.operations.here import (
    amend_here,
    issue_amended_here,
    keep_as_it_is_here,
    serve_notice_here,
)
from alongside.ehcplans.operations.issuing import COMMISSIONER, Issue, issue_final
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.queries import EhcPlanView, content_of, live_version, named_in, versions_of
from alongside.ehcplans.queries.consultations import ConsultationView, consultations_of
from alongside.ehcplans.queries.issuing import Matter, issue_facts
from alongside.ehcplans.queries.working import check_facts, working
from alongside.ehcplans.rules.checks import check
from alongside.ehcplans.rules.compare import Change, compare
from alongside.ehcplans.rules.content import NewSetting
from alongside.ehcplans.rules.correcting import WRITTEN_DOWN
from alongside.ehcplans.rules.issuing import refuse_draft, refuse_final
from alongside.ehcplans.rules.moves import Move
from alongside.ehcplans.web.opening import ISSUE, KEEP, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now


class SendForm(forms.Form):
    """What shows the changes; for a draft nothing is asked."""

    evidence = forms.CharField(
        label="What shows that these changes are right?",
        widget=forms.Textarea,
        max_length=2_000,
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class SendPage:
    """What goes out, and what stands in the way."""

    opened: OpenedChild
    plan: EhcPlanView
    refusal: Refusal | None
    found: int
    changes: tuple[Change, ...]

    @property
    def amending(self) -> bool:
        return self.plan.state is EhcPlanState.AMENDING


@needs(KEEP)
def send(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Send what is written to the family: the draft, or the changes proposed."""
    opened, plan = open_plan(request, child_id, KEEP)
    amending = plan.state is EhcPlanState.AMENDING
    content = working(opened.actor, opened.child, plan).content
    form = SendForm(request.POST or None, initial={"edition": plan.edition})
    if request.method == "POST" and form.is_valid():
        if amending:
            evidence: Sequence[str] = [
                one.strip() for one in form.cleaned_data["evidence"].splitlines() if one.strip()
            ]
            result = found_or_404(serve_notice_here(opened.actor, child_id, evidence, now()))
        else:
            result = found_or_404(serve_draft(opened.actor, child_id, form.cleaned_data["edition"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Sent. Each person with a say has their letter, and their 15 days run.")
            return redirect("ehcplans:ehc_plan", child_id)
        show_refusal(form, result)
    live = live_version(opened.actor, child_id) if amending else None
    before = content_of(opened.actor, child_id, live.id) if live else None
    move = Move.SERVE_NOTICE if amending else Move.SERVE_DRAFT
    shown = SendPage(
        opened, plan, refuse_draft(plan.state, content, move),
        len(check(content, check_facts(opened.actor, opened.child))), compare(before, content)[:200] if before else (),
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/send.html", shown, title="Send it to the family", form=form, status=status)


class IssueForm(forms.Form):
    """Section I, and why not the setting that the family asked for."""

    conditional: ClassVar = ("kind", "grounds")

    setting = forms.ChoiceField(label="Which setting does section I name?", widget=forms.RadioSelect)
    kind = forms.CharField(label="Its type, as section I says it", max_length=120, required=False)
    grounds = forms.MultipleChoiceField(
        label="If it is not the setting that the family asked for: which reason of the law?",
        choices=Ground.choices, widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    reasons = forms.CharField(
        label="Why this setting?", widget=forms.Textarea, max_length=4_000, required=False
    )
    commissioner = forms.CharField(label="Which health commissioner is sent it?", max_length=200)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: object, asked: Sequence[ConsultationView], keeps: str, **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.asked = {str(one.id): one for one in asked if one.taken_back_at is None}
        named = [(key, one.setting_name) for key, one in self.asked.items()]
        same = [("same", f"As it is: {keeps}")] if keeps else []
        types = [(f"code-{one.value}", one.label) for one in SettingCode if one is not SettingCode.TYPE_ONLY]
        only = [("type", "A type of setting alone")]
        choose_from(self, "setting", [*same, *named, *only, *types])

    def issue(self) -> Issue:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        grounds = tuple(Ground(one) for one in given["grounds"])
        more = {"grounds": grounds, "reasons": given["reasons"], "commissioner": given["commissioner"]}
        if given["setting"] == "same":
            return Issue((), keep_settings=True, **more)
        return Issue((self._setting(given["setting"], given["kind"]),), **more)

    def _setting(self, chosen: str, kind: str) -> NewSetting:
        one = self.asked.get(chosen)
        if one is not None:
            return NewSetting(one.organisation_id, one.setting_name, kind or one.kind)
        if chosen.startswith("code-"):
            return NewSetting(code=chosen.removeprefix("code-"), kind=kind)
        return NewSetting(code=SettingCode.TYPE_ONLY, kind=kind)


@dataclass(frozen=True)
class IssuePage:
    """The last step: what still stands in the way, and what section I will say."""

    opened: OpenedChild
    plan: EhcPlanView
    refusal: Refusal | None
    wishes: tuple[str, ...]
    asked: tuple[ConsultationView, ...]
    found: int


@needs(ISSUE)
def issue(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Issue the final plan, or the changed one."""
    opened, plan = open_plan(request, child_id, ISSUE)
    actor = opened.actor
    amending = plan.state is EhcPlanState.AMENDING
    asked = consultations_of(actor, child_id, plan.id)
    live = live_version(actor, child_id)
    keeps = "; ".join(one.name or one.kind for one in named_in(actor, child_id, live.id)) if live else ""
    initial = {"edition": plan.edition, "commissioner": COMMISSIONER}
    form = IssueForm(request.POST or None, asked=asked, keeps=keeps if amending else "", initial=initial)
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        if amending:
            result = found_or_404(issue_amended_here(actor, child_id, form.issue(), now()))
        else:
            result = found_or_404(issue_final(actor, child_id, form.issue(), edition, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Issued. Everybody who must have it has been sent it.")
            return redirect("ehcplans:ehc_plan", child_id)
        show_refusal(form, result)
    content = working(actor, opened.child, plan).content
    move = Move.ISSUE_AMENDED if amending else Move.ISSUE
    facts = issue_facts(actor, Matter(child_id, plan.id, plan.state, move), content)
    refusal = refuse_final(facts, actor.on, move)
    shown = IssuePage(
        opened, plan, None if refusal and refusal.field else refusal, tuple(one.name for one in facts.wishes), asked,
        len(check(content, check_facts(actor, opened.child))),
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/issue.html", shown, title="Issue the plan", form=form, status=status)


_NOT_CHOSEN = (Because.INITIAL, Because.TRANSFER, Because.CORRECTED)


class AmendForm(forms.Form):
    """Why the plan is changed."""

    because = forms.ChoiceField(label="Why is it changed?", widget=forms.RadioSelect)

    def __init__(self, *args: object, written_down: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        left_out = _NOT_CHOSEN if written_down else (*_NOT_CHOSEN, Because.TAKEN_IN)
        choose_from(self, "because", [(one.value, one.label) for one in Because if one not in left_out])


@dataclass(frozen=True)
class AmendPage:
    """Beginning an amendment, or making none after all."""

    opened: OpenedChild
    plan: EhcPlanView
    what: str


@needs(KEEP)
def amend(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Open a plan in force for changes."""
    opened, plan = open_plan(request, child_id, KEEP)
    made_for = {one.because for one in versions_of(opened.actor, child_id, plan.id)}
    form = AmendForm(request.POST or None, written_down=bool(made_for & WRITTEN_DOWN))
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            amend_here(opened.actor, child_id, Because(form.cleaned_data["because"]), now())
        )
        if not isinstance(result, Refusal):
            messages.success(
                request, "The statements can be changed. The plan stays in force as it is meanwhile."
            )
            return redirect("ehcplans:ehc_write", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = AmendPage(opened, plan, "amend")
    return page(request, "ehcplans/amend.html", shown, title="Change the plan", form=form, status=status)


class KeepForm(forms.Form):
    """Why nothing is changed."""

    reasons = forms.CharField(label="Why does it stay as it is?", widget=forms.Textarea, max_length=4_000)


@needs(ISSUE)
def keep(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Make no change after all."""
    opened, plan = open_plan(request, child_id, ISSUE)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(keep_as_it_is_here(opened.actor, child_id, form.cleaned_data["reasons"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The plan stays as it is.")
            return redirect("ehcplans:ehc_plan", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = AmendPage(opened, plan, "keep")
    return page(request, "ehcplans/amend.html", shown, title="Make no change", form=form, status=status)
