"""The personal budget on one page: what was asked, each sum, what was decided, how the payments go."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found, open_for_page, show_refusal
from alongside.design.page import page
from alongside.disputes.budgets import operations
from alongside.disputes.budgets.queries import BudgetView, budget_of
from alongside.disputes.budgets.rules import SECTIONS, NewItem
from alongside.disputes.choices import BudgetState, PaymentForm
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ, ANSWER = Permission.EHCPLAN_READ, Permission.EHCPLAN_ANSWER
KEEP, ISSUE = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_YES_NO = [("yes", "Yes"), ("no", "No")]
_S = BudgetState


@dataclass(frozen=True)
class BudgetPage:
    """The newest budget, and what the reader can do."""

    opened: OpenedChild
    one: BudgetView | None

    @property
    def does(self) -> tuple[tuple[str, str], ...]:
        """What the reader can do now: the name of the thing, and its words."""
        may, one = self.opened.may, self.one
        if one is None or one.state in (_S.STOPPED,):
            return (("ask", _WORDS["ask"]),) if ANSWER in may else ()
        again = one.state is _S.REFUSED and one.row.review_asked_on and not one.row.reviewed_on
        offered = {
            "item": KEEP in may and one.state in (_S.ASKED, _S.SET),
            "decide": ISSUE in may and (one.state is _S.ASKED or bool(again)),
            "look": KEEP in may and one.row.started_on is not None,
            "stop": ISSUE in may and one.state is _S.SET,
            "review": one.is_mine and one.state is _S.REFUSED and not one.row.review_asked_on,
        }
        return tuple((key, _WORDS[key]) for key, may_do in offered.items() if may_do)


_WORDS = {
    "ask": "Ask for a personal budget",
    "item": "Write down a sum",
    "decide": "Decide on it",
    "look": "Write down how the payments go",
    "stop": "Stop the payments",
    "review": "Ask that this is looked at again",
}
_HINTS = {
    "ask": "You can ask to see what the help costs, and to be paid some of it so that you arrange it yourself. It is "
    "for help in sections F, G and H, not for the place at a school or college.",
    "item": "The sum must be enough for the help. A payment that is used at a school or college needs its head’s "
    "agreement.",
    "decide": "A no says why, and the family can ask that it is looked at again. There is no appeal about a sum.",
    "look": "At least once within the first three months, and at each review of the plan after that.",
    "stop": "In writing, with reasons. The help in the plan must still be given: the council arranges it from now on.",
    "review": "Say what you see differently. You can ask this once.",
}  # fmt: skip


def _opened(request: HttpRequest, child_id: UUID) -> BudgetPage:
    opened = open_for_page(request, child_id, READ, ANSWER, KEEP, ISSUE)
    return BudgetPage(opened, budget_of(opened.actor, child_id))


@needs(READ)
@require_safe
def budget(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The newest personal budget."""
    return page(request, "disputes/budget.html", _opened(request, child_id), title="Personal budget")


class WordsForm(forms.Form):
    """A few sentences."""

    words = forms.CharField(label="In your words", widget=forms.Textarea, max_length=4_000)


class DecideForm(forms.Form):
    """Yes or no, with reasons."""

    yes = forms.ChoiceField(
        label="Is the budget set as it stands?", choices=_YES_NO, widget=forms.RadioSelect
    )
    words = forms.CharField(label="If not: why?", widget=forms.Textarea, max_length=4_000, required=False)


class ItemForm(forms.Form):
    """One sum."""

    section = forms.ChoiceField(
        label="Which section is the help in?", choices=[(one, one) for one in SECTIONS]
    )
    help = forms.CharField(label="For which help?", max_length=300)
    form = forms.ChoiceField(label="How is it used?", choices=PaymentForm.choices, widget=forms.RadioSelect)
    yearly = forms.DecimalField(label="Pounds for a year", max_digits=10, decimal_places=2)
    at_setting = forms.ChoiceField(
        label="Is it used at the school or college?", choices=_YES_NO, widget=forms.RadioSelect, initial="no"
    )
    head_agreed = forms.CharField(label="If so: who agreed, and when?", max_length=200, required=False)


_FORMS: dict[str, type[forms.Form]] = {"item": ItemForm, "decide": DecideForm}


@dataclass(frozen=True)
class DoPage:
    """One thing to do with a budget."""

    opened: OpenedChild
    heading: str
    hint: str


@needs(READ)
def budget_do(request: HttpRequest, child_id: UUID, what: str) -> HttpResponse:
    """Do one thing with the budget. What cannot be done now is not there."""
    content = _opened(request, child_id)
    if what not in dict(content.does):
        raise Http404
    form = _FORMS.get(what, WordsForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found(_do(content, child_id, what, form.cleaned_data))
        if not isinstance(result, Refusal):
            messages.success(request, "Kept.")
            return redirect("disputes:personal_budget", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = DoPage(content.opened, _WORDS[what], _HINTS[what])
    return page(request, "disputes/budget_do.html", shown, title=shown.heading, form=form, status=status)


def _do(content: BudgetPage, child_id: UUID, what: str, given: dict[str, object]) -> object:
    actor, words = content.opened.actor, str(given.get("words", ""))
    if what == "ask":
        return operations.ask_for_budget(actor, child_id, words, now())
    assert content.one is not None  # nothing else is offered without one
    key = content.one.row.id
    if what == "item":
        new = NewItem(**{**given, "at_setting": given["at_setting"] == "yes"})  # type: ignore[arg-type]
        return operations.set_item(actor, child_id, key, new, now())
    if what == "decide":
        yes = given["yes"] == "yes"
        return operations.decide_budget(actor, child_id, key, yes=yes, reasons=words, now=now())
    does = {
        "look": operations.look_at_payments,
        "stop": operations.stop_payments,
        "review": operations.ask_for_review,
    }
    return does[what](actor, child_id, key, words, now())
