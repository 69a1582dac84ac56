"""The personal budget on one page: what was asked, each sum, what was decided, how the payments go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import has_the_right
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.disputes.budgets.operations import asking, paying
from alongside.disputes.budgets.queries import (
    BudgetView,
    StepView,
    budget_of,
    lines_to_pay_for,
    why_not_asked,
)
from alongside.disputes.budgets.rules import Considered, NewDecision, NewItem
from alongside.disputes.choices import BudgetState, PaymentStep, Suitable
from alongside.disputes.web import budget_forms as of
from alongside.ehc.said import SaidElsewhere
from alongside.ehc.web.said_elsewhere import SaidElsewhereForm
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ, ANSWER = Permission.EHCPLAN_READ, Permission.EHCPLAN_ANSWER
KEEP, ISSUE = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_S = BudgetState


@dataclass(frozen=True)
class BudgetPage:
    """The newest budget, and what the reader can do."""

    opened: OpenedChild
    one: BudgetView | None
    has_right: bool
    not_now: Refusal | None

    @property
    def why_not(self) -> Refusal | None:
        """Why a budget cannot be asked for today: said to whoever could ask otherwise, where none is open."""
        may, one = self.opened.may, self.one
        asks = (ANSWER in may and self.has_right) or KEEP in may
        over = one is None or (one.state in (_S.STOPPED, _S.REFUSED) and not one.undecided)
        return self.not_now if asks and over else None

    @property
    def does(self) -> tuple[tuple[str, str], ...]:
        """What the reader can do now: the name of the thing, and its words."""
        may, one = self.opened.may, self.one
        if one is None:
            asks = "ask" if ANSWER in may and self.has_right else "take-in" if KEEP in may else ""
            return ((asks, WORDS[asks]),) if asks and not self.not_now else ()
        offered = {
            **(_of_council(one, may) if KEEP in may else {}),
            **(_of_family(one, self.opened.actor.person_id) if ANSWER in may else {}),
        }
        if self.not_now or not self.has_right:
            offered["ask"] = False
        if self.not_now:
            offered["take-in"] = False
        return tuple((key, WORDS[key]) for key in WORDS if offered.get(key))


def _of_family(one: BudgetView, reader_id: UUID | None) -> dict[str, bool]:
    row, refused = one.row, one.state is _S.REFUSED or (one.state is _S.SET and bool(one.row.grounds))
    paid = row.consented_on is not None and (one.state is _S.SET or one.ends_on is not None)
    waits = one.state is _S.SET and bool(row.conditions) and row.consented_on is None
    return {
        "agree": waits and row.recipient_id == reader_id,
        "review": one.is_mine and refused and not row.review_asked_on,
        "think-again": one.is_mine and one.about_reducing is PaymentStep.REDUCED,
        "withdraw": one.is_mine and paid,
        "ask": one.state in (_S.STOPPED, _S.REFUSED),
    }


def _of_council(one: BudgetView, may: frozenset[Permission]) -> dict[str, bool]:
    row, undecided = one.row, one.undecided
    is_set, begun = one.state is _S.SET, one.row.started_on is not None
    terms = one.has_direct and not begun and one.state in (_S.ASKED, _S.SET, _S.REFUSED)
    return {
        "review-in": not one.row.review_asked_on
        and (one.state is _S.REFUSED or (one.state is _S.SET and bool(row.grounds))),
        "take-in": one.state in (_S.STOPPED, _S.REFUSED) and not undecided,
        "consider": undecided,
        "item": undecided,
        "out": undecided and bool(one.items),
        "terms": terms and (undecided or row.consented_on is None),
        "decide": undecided and ISSUE in may,
        "paper": is_set and bool(row.conditions) and row.consented_on is None,
        "begin": is_set and row.consented_on is not None and not begun,
        "look": begun and (is_set or one.ends_on is not None),
        "less": is_set and begun and ISSUE in may,
        "answer": one.about_reducing is PaymentStep.ASKED_AGAIN and ISSUE in may,
        "stop": is_set and begun and ISSUE in may,
    }


WORDS = {
    "agree": "Agree to be paid",
    "think-again": "Ask the council to think again",
    "review": "Ask that this is looked at again",
    "decide": "Decide on it",
    "consider": "Write down what you looked at",
    "item": "Write down a sum",
    "out": "Take a sum out",
    "terms": "Say who is paid, and on what conditions",
    "paper": "Write down consent that came on paper",
    "begin": "Write down the first payment",
    "look": "Write down how the payments go",
    "answer": "Answer about the lower sum",
    "less": "Lower a sum",
    "stop": "Stop the payments",
    "withdraw": "I do not want to be paid any more",
    "ask": "Ask for a personal budget",
    "take-in": "Write down that somebody asks for one",
    "review-in": "Write down that they ask for another look",
}
HINTS = {
    "review-in": "By telephone, by letter or face to face. It can be asked once. Whoever decided answers with reasons.",
    "take-in": "By telephone, by letter or face to face. It counts as if they had asked here on that day. Tell them "
    "the decision in the way that they can read it.",
    "ask": "You can ask to see what the help costs, and to be paid some of it so that you arrange it yourself. It is "
    "for help in sections F, G and H, not for the place at a school or college.",
    "consider": "These are the questions of the law. A direct payment needs a yes to each; other sums do not.",
    "item": "The sum must be enough for the help. A payment that is used at a school or college needs its head’s "
    "agreement.",
    "out": "It stays in the record as a sum that was thought of.",
    "terms": "They read the conditions before they agree. Nobody is paid without having agreed in writing.",
    "decide": "A no says on which ground and why, and the family can ask that it is looked at again. There is no "
    "appeal about a sum.",
    "agree": "You can change your mind at any time, and need not say why. The council then arranges the help.",
    "paper": "The letter or form itself is kept with the plan.",
    "begin": "From this day on the payments are looked at: within three months, and with each review of the plan.",
    "look": "At least once within the first three months, and with each review of the plan after that.",
    "less": "With notice, and with reasons. The family can ask you to think again. The sum must still be enough.",
    "think-again": "Say what the lower sum means for the help. The council answers with reasons.",
    "answer": "They read your answer.",
    "stop": "In writing, with reasons. The help in the plan must still be given: the council arranges it from then on.",
    "review": "Say what you see differently. You can ask this once.",
    "withdraw": "Payments stop today. The help in the plan must still be given: the council arranges it.",
}  # fmt: skip


def _opened(request: HttpRequest, child_id: UUID) -> BudgetPage:
    opened = open_for_page(request, child_id, READ, ANSWER, KEEP, ISSUE)
    right = ANSWER not in opened.may or has_the_right(
        opened.actor, opened.child, opened.around, Deciding.REQUEST
    )
    return BudgetPage(opened, budget_of(opened.actor, child_id), right, why_not_asked(opened.actor, child_id))


@needs(READ)
@require_safe
def budget(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The newest personal budget."""
    return page(request, "disputes/budget.html", _opened(request, child_id), title="Personal budget")


@dataclass(frozen=True)
class DoPage:
    """One thing to do with a budget."""

    opened: OpenedChild
    heading: str
    hint: str
    conditions: str = ""
    lower_sum: StepView | None = None


@needs(READ)
def budget_do(request: HttpRequest, child_id: UUID, what: str) -> HttpResponse:
    """Do one thing with the budget. What cannot be done now is not there."""
    content = _opened(request, child_id)
    if what not in dict(content.does):
        raise Http404
    form = _form(content, what, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if isinstance(form, SaidElsewhereForm):
            result = found_or_404(_take_in(content, child_id, what, form.said()))
        else:
            result = found_or_404(_do(content, child_id, what, form.cleaned_data))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("disputes:personal_budget", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    conditions = content.one.row.conditions if what == "agree" and content.one else ""
    lower = content.one.lower_sum if what in ("think-again", "answer") and content.one else None
    shown = DoPage(content.opened, WORDS[what], HINTS[what], conditions, lower)
    return page(request, "disputes/budget_do.html", shown, title=shown.heading, form=form, status=status)


_FORMS: Mapping[str, type[forms.Form]] = {
    "consider": of.ConsiderForm, "terms": of.TermsForm, "decide": of.DecideForm, "agree": of.AgreeForm,
    "paper": of.PaperForm, "begin": of.DayForm, "look": of.LookForm, "stop": of.StopForm, "withdraw": of.FreeForm,
    "answer": of.AnswerForm,
}  # fmt: skip


def _form(content: BudgetPage, what: str, given: Any) -> forms.Form:
    if what in ("take-in", "review-in"):
        return SaidElsewhereForm(given, opened=content.opened)
    if what == "item":
        return of.ItemForm(given, lines=lines_to_pay_for(content.opened.actor, content.opened.child.id))
    if what in ("out", "less") and content.one is not None:
        return (
            of.LessForm(given, one=content.one, direct=True)
            if what == "less"
            else of.WhichForm(given, one=content.one)
        )
    initial: dict[str, object] = {}
    if content.one is not None and what == "terms":
        initial = {"words": content.one.row.conditions or of.USUAL_CONDITIONS}
    if content.one is not None and what == "consider":
        row = content.one.row
        initial = {key: "yes" if value else "no" for key, value in row.considered.items()}
        initial["words"] = row.considered_words
    return _FORMS.get(what, of.WordsForm)(given, initial=initial)


Done = Callable[[Any, UUID, UUID, Mapping[str, Any]], object]


def _item(actor: Any, child_id: UUID, key: UUID, given: Mapping[str, Any]) -> object:
    line = given["line"]
    other = line.startswith("other-")
    new = NewItem(
        section=line.removeprefix("other-") if other else "F", help=given["help"], form=given["form"],
        yearly=given["yearly"], at_setting=given["at_setting"] == "yes", head_agreed=given["head_agreed"],
        line_id=None if other else UUID(line), purpose=given["purpose"],
    )  # fmt: skip
    return asking.set_item(actor, child_id, key, new, now())


def _consider(actor: Any, child_id: UUID, key: UUID, given: Mapping[str, Any]) -> object:
    answers = {one.value: given[one.value] == "yes" for one in Suitable}
    return asking.consider(actor, child_id, key, Considered(answers, given["words"]), now())


def _terms(actor: Any, child_id: UUID, key: UUID, given: Mapping[str, Any]) -> object:
    new = asking.Terms(given["recipient_name"], given["words"], is_asker=given["who"] == "asker")
    return asking.set_terms(actor, child_id, key, new, now())


def _decide(actor: Any, child_id: UUID, key: UUID, given: Mapping[str, Any]) -> object:
    new = NewDecision(given["yes"] == "yes", tuple(given["grounds"]), given["words"])
    return asking.decide_budget(actor, child_id, key, new, now())


def _less(actor: Any, child_id: UUID, key: UUID, given: Mapping[str, Any]) -> object:
    new = paying.Less(UUID(given["item"]), given["yearly"], given["from_on"], given["words"])
    return paying.reduce_sum(actor, child_id, key, new, now())


_DOES: Mapping[str, Done] = {
    "item": _item,
    "consider": _consider,
    "terms": _terms,
    "decide": _decide,
    "less": _less,
    "out": lambda who, child, key, given: asking.take_out_item(who, child, key, UUID(given["item"]), now()),
    "review": lambda who, child, key, given: asking.ask_for_review(who, child, key, given["words"], now()),
    "agree": lambda who, child, key, given: paying.agree_to_be_paid(who, child, key, now()),
    "paper": lambda who, child, key, given: paying.take_in_consent(who, child, key, **given, now=now()),
    "begin": lambda who, child, key, given: paying.begin_payments(who, child, key, given["on"], now()),
    "look": lambda who, child, key, given: paying.look_at_payments(
        who, child, key, given["words"], with_review=given["with_review"] == "yes", now=now()
    ),
    "think-again": lambda who, child, key, given: paying.ask_to_think_again(who, child, key, **given, now=now()),
    "answer": lambda who, child, key, given: paying.answer_about_reducing(
        who, child, key, restore=given["yes"] == "yes", words=given["words"], now=now()
    ),
    "stop": lambda who, child, key, given: paying.stop_payments(who, child, key, **given, now=now()),
    "withdraw": lambda who, child, key, given: paying.no_longer_agree(who, child, key, **given, now=now()),
}  # fmt: skip


def _take_in(content: BudgetPage, child_id: UUID, what: str, said: SaidElsewhere) -> object:
    actor = content.opened.actor
    if what == "take-in" or content.one is None:
        return asking.take_in_budget(actor, child_id, said, now())
    return asking.take_in_review(actor, child_id, content.one.row.id, said, now())


def _do(content: BudgetPage, child_id: UUID, what: str, given: Mapping[str, Any]) -> object:
    actor = content.opened.actor
    if what == "ask":
        return asking.ask_for_budget(actor, child_id, given["words"], now())
    assert content.one is not None  # nothing else is offered without one
    return _DOES[what](actor, child_id, content.one.row.id, given)
