"""Reading the version that was put to the family, and answering it, with what proves the answer later (trust 5.5)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.of_age.rules import is_grown
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people.queries import my_communication
from alongside.plans.choices import Decision, VersionState
from alongside.plans.operations import Answer, answer_plan
from alongside.plans.queries import VersionView, plan_version, version_to_answer
from alongside.plans.rules import may_be_asked
from alongside.plans.web.frozen_pages import digest_shown, shown
from alongside.plans.web.opened import Banner, Opened, open_for, small_banner
from alongside.plans.web.signing import PICTURE, SIGNS, Given, SigningForm, circumstances, signed_with
from alongside.platform.clock import now, today
from alongside.statute.phrases import Phrases, phrases_in
from alongside.voice.choices import Voice
from alongside.voice.rules import LONGEST

INTENT = "By signing and pressing the button I give this answer to the plan shown above."
"""The words beside the button, kept with the answer."""
HINTS = {
    Decision.AGREE.value: "The plan starts. You can change your mind later and ask for changes.",
    Decision.DISAGREE.value: "Your answer is kept beside the plan, and your lead worker talks with you.",
    Decision.UNSURE.value: "Nothing changes. Somebody can go through it with you.",
    Decision.RATHER_NOT.value: "That is fine. Nothing changes.",
}
HINTS_FOR_CHILD = {
    Decision.AGREE.value: "It is right. Your answer stands in the plan.",
    Decision.DISAGREE.value: "Somebody will ask you what to change.",
    Decision.UNSURE.value: "Somebody can read it with you again.",
    Decision.RATHER_NOT.value: "That is fine.",
}
PLAN_CHANGED = Refusal(
    "plan.changed", "The plan changed after you opened this page.", "Read it as it stands now, then answer."
)


class AnswerForm(SigningForm):
    """The answer, and what it is an answer to."""

    decision = forms.ChoiceField(
        label="What do you say to this plan?", widget=forms.RadioSelect, choices=Decision.choices,
        error_messages={"required": "Choose one of the answers."},
    )  # fmt: skip
    remark = forms.CharField(
        label="Is there something you want to add?", widget=forms.Textarea, required=False, max_length=LONGEST
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    field_order = ("decision", "remark")


@dataclass(frozen=True)
class AnswerPage:
    """The version to read, and the questions under it."""

    opened: Opened
    banner: Banner
    version: VersionView | None
    html: str
    intent: str
    refusal: Refusal | None
    phrases: Phrases | None = None

    @property
    def by_child(self) -> bool:
        """Whether the child answers, who gets pictures beside the choices."""
        return self.opened.writer.voice == Voice.CHILD

    @property
    def signs(self) -> dict[str, str]:
        """The pictures one can sign with."""
        return {**{one: one for one in SIGNS}, PICTURE: "picture"}

    @property
    def hints(self) -> dict[str, str]:
        """What each choice leads to; a child does not settle the plan alone."""
        return (
            HINTS_FOR_CHILD if self.by_child and not is_grown(self.opened.child.born_on, today()) else HINTS
        )


@needs(Permission.PLAN_AGREE)
def answer(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Read the version that was put to the family, and answer it."""
    opened = open_for(request, child_id, Permission.PLAN_AGREE)
    version = version_to_answer(opened.actor, child_id)
    refusal = may_be_asked(version.state if version else "", version.my_answer if version else "")
    html = shown(version) if version else ""
    seen = {"digest": version.digest if version else "", "shown": digest_shown(html)}
    by_child = opened.writer.voice == Voice.CHILD
    form = AnswerForm(request.POST or None, initial=seen, child=opened.child, by_child=by_child)
    if request.method == "POST" and version and form.is_valid():
        result = _answered(request, opened, form, seen)
        if not isinstance(result, Refusal):
            return redirect("plans:answered", child_id)
        # The next try is about the version that is shown now, not the one that was shown before.
        form.data = {**request.POST.dict(), **seen}
        show_refusal(form, result)
    phrases = phrases_in(my_communication(opened.actor).language)
    content = AnswerPage(opened, small_banner(opened), version, html, INTENT, refusal, phrases)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/answer.html", content, title="Read and answer", form=form, status=status)


def _answered(request: HttpRequest, opened: Opened, form: AnswerForm, seen: dict[str, str]) -> object:
    """Keep the answer, if what was on the screen is what would be shown now."""
    told = form.cleaned_data
    if told["digest"] == seen["digest"] and told["shown"] != seen["shown"]:
        return PLAN_CHANGED
    given, moment = Given.of(form, INTENT), now()
    name = (
        told["typed_name"] or opened.actor.name
    )  # whoever signs with a sign is known by the name they signed in with
    answer_given = Answer(told["decision"], name, told["digest"], told["remark"])
    proof = {**evidence(opened, told, given), **circumstances(request, opened.actor, moment)}
    return found_or_404(answer_plan(opened.actor, opened.child.id, answer_given, proof, moment))


def evidence(opened: Opened, told: dict[str, Any], given: Given) -> dict[str, Any]:
    """What is kept beside an answer so that it can be proved: version, display, signature, helper, intent."""
    return {
        "version_digest": told["digest"],
        "displayed_sha256": told["shown"],
        "signature": signed_with(opened.actor, opened.child, given.signature),
        "format": given.read_as,
        "explained_by": given.explained_by,
        "intent": given.intent,
    }


@dataclass(frozen=True)
class AnsweredPage:
    """Thank you, and what happens now."""

    opened: Opened
    banner: Banner
    version: VersionView
    agreed: bool
    decision: str


@needs(Permission.PLAN_AGREE)
def answered(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was answered, and what happens next."""
    opened = open_for(request, child_id, Permission.PLAN_AGREE)
    version = plan_version(opened.actor, child_id, permission=Permission.PLAN_AGREE)
    if version is None or not version.my_answer:
        return redirect("plans:plan", child_id)
    agreed = version.state is VersionState.AGREED
    content = AnsweredPage(opened, small_banner(opened), version, agreed, version.my_answer)
    return page(request, "plans/answered.html", content, title="What happens next")
