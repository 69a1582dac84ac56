"""One worry: saying that one has read it, and answering with what is done. And all worries told to a setting."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.practice import interval
from alongside.support.access import SettingTimes, times_to_support
from alongside.support.choices import ConcernOutcome
from alongside.support.operations import NewAction
from alongside.support.operations.concerns import acknowledge_concern, answer_concern
from alongside.support.queries import who_could_own
from alongside.support.queries.concerns import ConcernLine, concern_by_id, concerns_of_setting
from alongside.support.rules.concerns import Reply
from alongside.support.web.action_forms import OwnerFields

READ, ANSWER = Permission.CONCERN_READ, Permission.CONCERN_ANSWER


class AnswerForm(OwnerFields):
    """What was found, what is done, since when, and who does the next thing."""

    conditional: ClassVar = (*OwnerFields.conditional, "help_from", "what", "due_on")

    answer = forms.CharField(
        label="Your answer", max_length=2000, widget=forms.Textarea,
        error_messages={"required": "Write an answer the family can read."},
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label="What do you do about it?", choices=ConcernOutcome.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what you do about it."},
    )  # fmt: skip
    help_from = DateField3(label="Since when is the change there?", subject="The first day", required=False)
    what = forms.CharField(label="What will be done next?", max_length=500, required=False)
    due_on = DateField3(label="By when?", subject="By when", required=False)

    field_order = ("answer", "outcome", "help_from", "what", "owner", "owner_name", "due_on")

    def reply(self) -> Reply:
        """The answer, as the operation takes it."""
        given = self.cleaned_data
        return Reply(given["answer"], given["outcome"], given["help_from"])

    def action(self, one: ConcernLine) -> NewAction | None:
        """What will be done, where something is. It says where it came from only where every home reads the worry."""
        given = self.cleaned_data
        if not given["what"].strip():
            return None
        new = NewAction(given["what"], given["due_on"], self.owner_id(), given["owner_name"])
        if not one.family_reads:
            return new
        return replace(new, came_from="A worry", came_from_path=f"/children/{one.child_id}/concerns/")


_NEXT: dict[ConcernOutcome | None, tuple[str, str]] = {
    ConcernOutcome.SUPPORT: ("Look at what the class offers, and begin SEN support", "support:class_offer"),
    ConcernOutcome.REFER: ("Ask a specialist", "support:add_referral"),
    ConcernOutcome.CLASS: ("Tick what the class does now", "support:class_offer"),
}
"""What follows an answer, until help has begun."""


@dataclass(frozen=True)
class ConcernPage:
    """One worry with everything that came of it; for who answers, the forms."""

    opened: OpenedChild
    one: ConcernLine
    may_answer: bool
    why_acknowledge: str
    why_answer: str

    @property
    def next_words(self) -> str:
        """What whoever answered goes on to do; empty where the answer asks for nothing more."""
        return _NEXT.get(self._to_come, ("", ""))[0]

    @property
    def next_page(self) -> str:
        """Where they do it."""
        return _NEXT.get(self._to_come, ("", ""))[1]

    @property
    def _to_come(self) -> ConcernOutcome | None:
        return None if not self.may_answer or self.one.supported_on else self.one.outcome


@needs(READ)
def concern(request: HttpRequest, child_id: UUID, concern_id: UUID) -> HttpResponse:
    """One worry; the SENCo or head says here that it is read, and answers."""
    opened = open_for_page(request, child_id, READ, ANSWER)
    actor, answers = opened.actor, ANSWER in opened.may
    one = concern_by_id(actor, child_id, concern_id)
    if one is None:
        raise Http404
    people = who_could_own(actor, child_id) if answers and not one.answered_at else []
    data = request.POST if request.POST.get("do") == "answer" else None
    form = AnswerForm(data, people=people) if answers and not one.answered_at else None
    if request.method == "POST":
        result = _done(request, actor, one, form) if answers else None
        if result is None and (form is None or not form.is_bound):
            raise Http404
        if result is not None and not isinstance(result, Refusal):
            messages.success(request, "Saved. Whoever told you is told.")
            return redirect("support:concern", child_id, concern_id)
        if isinstance(result, Refusal) and form and form.is_bound:
            show_refusal(form, result)
    content = ConcernPage(
        opened, one, answers, interval("concern.acknowledge").why, interval("concern.answer").why
    )
    status = 422 if form and form.is_bound and form.errors else 200
    return page(request, "support/concern.html", content, title="A worry", form=form, status=status)


def _done(request: HttpRequest, actor: Actor, one: ConcernLine, form: AnswerForm | None) -> object:
    """What came of what was sent; None where the form is not filled in as it should be."""
    if request.POST.get("do") == "acknowledge":
        return found_or_404(acknowledge_concern(actor, one.child_id, one.id, now()))
    if form is None or not form.is_valid():
        return None
    return found_or_404(answer_concern(actor, one.child_id, one.id, form.reply(), now(), form.action(one)))


@dataclass(frozen=True)
class SettingPage:
    """Every worry told to a setting, and how long it takes until help begins."""

    waiting: tuple[ConcernLine, ...]
    answered: tuple[ConcernLine, ...]
    times: SettingTimes | None


@needs(ANSWER)
def concerns_of(request: HttpRequest) -> HttpResponse:
    """The worries of the setting one works for: without an answer first."""
    actor = who_asks(request)
    if actor.organisation_id is None:
        raise Http404
    lines = concerns_of_setting(actor, actor.organisation_id)
    content = SettingPage(
        tuple(one for one in lines if one.answered_at is None),
        tuple(one for one in lines if one.answered_at is not None),
        times_to_support(actor),
    )
    return page(
        request, "support/concerns_of_setting.html", content, title="Worries, and what is done about them",
        today=actor.on,
    )  # fmt: skip
