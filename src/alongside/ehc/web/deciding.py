"""Preparing a decision and making it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehc.choices import Question
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.queries import CaseView, DecisionView, case_of, decisions_of, has_advice
from alongside.ehc.rules.deciding import TESTS, Considered, NewDecision
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import reading_age
from alongside.organisations.local_services import missing_services
from alongside.platform.clock import now

KEEP, DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
_YES_NO = [("yes", "Yes"), ("no", "No")]
_WORDS = {
    Question.ASSESS: "Will the council assess?", Question.PLAN: "Will there be a plan?",
    Question.AGAIN: "Will there be a plan?", Question.CHANGE: "Will the plan change?",
}  # fmt: skip


class DecisionForm(forms.Form):
    """The legal test, the evidence, the decision, the reasons."""

    conditional: ClassVar = (
        "considered", "reasons", "next", "without_advice", "has-sen", "plan-may-be-needed", "plan-is-needed",
    )  # fmt: skip

    considered = forms.MultipleChoiceField(
        label="What was considered?", widget=forms.CheckboxSelectMultiple, required=False
    )
    more = forms.CharField(
        label="Anything else that was considered", widget=forms.Textarea, max_length=4_000, required=False
    )
    yes = forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect)
    reasons = forms.CharField(label="Why?", widget=forms.Textarea, max_length=10_000, required=False)
    next = forms.CharField(
        label="If not: what happens next for the child?",
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    without_advice = forms.CharField(
        label="If you decide all the same: how did the advice come, or why is there none?",
        widget=forms.Textarea, max_length=4_000, required=False,
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(
        self,
        *args: object,
        question: Question,
        at_hand: tuple[Considered, ...],
        advised: bool,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.question = question
        if advised:
            del self.fields["without_advice"]
        for key, words in TESTS[question]:
            self.fields[key] = forms.ChoiceField(
                label=words, choices=_YES_NO, widget=forms.RadioSelect, required=False
            )
        self.fields["yes"].label = _WORDS[question]
        choose_from(self, "considered", [(one.what, _named(one)) for one in at_hand])
        self.at_hand = {one.what: one for one in at_hand}

    def decision(self) -> NewDecision:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        answers = {key: given[key] == "yes" for key, _ in TESTS[self.question] if given.get(key)}
        ticked = [self.at_hand[what] for what in given["considered"]]
        added = [Considered(line.strip()) for line in given["more"].splitlines() if line.strip()]
        return NewDecision(
            self.question, given["yes"] == "yes", answers, (*ticked, *added), given["reasons"], given["next"],
            given.get("without_advice", ""),
        )  # fmt: skip


def _named(one: Considered) -> str:
    return f"{one.what}, {one.of}" if one.of else one.what


@dataclass(frozen=True)
class DecidePage:
    """A decision being prepared, and whether it can go out."""

    opened: OpenedChild
    case: CaseView
    prepared: DecisionView | None
    tests: tuple[tuple[str, str], ...]
    decides: bool
    age: float | None
    gaps: tuple[str, ...]


@needs(KEEP)
def decide(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Prepare the decision that is next; who may, makes it."""
    opened = open_for_page(request, child_id, KEEP, DECIDE)
    case = case_of(opened.actor, child_id)
    if case is None or case.to_decide is None:
        raise Http404
    question = case.to_decide
    prepared = next((one for one in decisions_of(opened.actor, case) if one.question is question), None)
    at_hand = evidence_at_hand(opened.actor, child_id, case)
    form = DecisionForm(
        request.POST or None, question=question, at_hand=at_hand, initial=_as_typed(prepared, at_hand),
        advised=question is Question.ASSESS or has_advice(opened.actor, child_id, case.id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = _save(request, opened, form)
        if not isinstance(result, Refusal):
            return redirect("ehc:case" if "make" in request.POST else "ehc:decide_case", child_id)
        show_refusal(form, result)
    reasons = prepared.reasons if prepared else ""
    content = DecidePage(
        opened,
        case,
        prepared,
        TESTS[question],
        DECIDE in opened.may,
        reading_age(reasons) if reasons else None,
        tuple(kind.label for kind in missing_services(case.council_id)),
    )
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/decide.html", content, title="The decision", form=form, status=status)


def _save(request: HttpRequest, opened: OpenedChild, form: DecisionForm) -> object:
    """Keep what is written; with the second button, make the decision. What was kept stays kept if it is refused."""
    child_id, edition = opened.child.id, form.cleaned_data["edition"]
    kept = found_or_404(prepare_decision(opened.actor, child_id, form.decision(), edition, now()))
    if isinstance(kept, Refusal) or "make" not in request.POST:
        if not isinstance(kept, Refusal):
            messages.success(request, "Saved. Nobody outside the council sees it until it is decided.")
        return kept
    form.data = form.data.copy()  # type: ignore[misc, attr-defined]
    form.data["edition"] = str(kept.edition)  # type: ignore[index]
    made = found_or_404(make_decision(opened.actor, child_id, form.question, kept.edition, now()))
    if not isinstance(made, Refusal):
        messages.success(request, "Decided. Each person with a say has their letter.")
    return made


def _as_typed(prepared: DecisionView | None, at_hand: tuple[Considered, ...]) -> dict[str, object]:
    if prepared is None:
        return {}
    known = {one.what for one in at_hand}
    return {
        "yes": "yes" if prepared.yes else "no", "reasons": prepared.reasons, "next": prepared.next,
        "without_advice": prepared.without_advice,
        "considered": [one.what for one in prepared.considered if one.what in known],
        "more": "\n".join(one.what for one in prepared.considered if one.what not in known),
        "edition": prepared.edition, **{key: "yes" if met else "no" for key, met in prepared.answers.items()},
    }  # fmt: skip
