"""Money: the budget of a year, what one child's help costs, and the report in numbers for governors."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.own_work import Work
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.money_field import MoneyField
from alongside.design.page import page
from alongside.inclusion.choices import IncomeKind
from alongside.inclusion.documents import numbers_document
from alongside.inclusion.operations.money import add_income, add_top_up, take_out_income, take_out_top_up
from alongside.inclusion.queries.budget import Budget, CostsOfChild, budget, costs_of_child
from alongside.inclusion.queries.numbers import NumbersReport, numbers_report
from alongside.inclusion.rules.money import financial_year, financial_year_name
from alongside.inclusion.web.asking import kept, status_of
from alongside.kernel.text import whole_number
from alongside.platform.clock import now
from alongside.rendering.pdf import to_pdf

KEEP, NUMBERS, COST = Work.BUDGET_KEEP, Work.NUMBERS_READ, Permission.COST_KEEP
_BACK = 5


class IncomeForm(forms.Form):
    """Money that comes in for the setting."""

    kind = forms.ChoiceField(label="What is it?", choices=IncomeKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="What do you call it?", max_length=120)
    amount = MoneyField(label="How much for the year?")


class TopUpForm(forms.Form):
    """Money that came for one child."""

    name = forms.CharField(label="Where does it come from?", max_length=120)
    amount = MoneyField(label="How much for the year?")


@dataclass(frozen=True)
class BudgetPage:
    """The budget and its year in words."""

    budget: Budget
    year_name: str


def _year(request: HttpRequest) -> int:
    """The financial year asked for, among those near enough to be known; else this one."""
    this_year, asked = financial_year(who_asks(request).on), whole_number(request.GET.get("from", ""))
    return asked if asked is not None and this_year - _BACK <= asked <= this_year + 1 else this_year


@needs(KEEP)
def budget_page(request: HttpRequest) -> HttpResponse:
    """What comes in against what help costs; sending `out` takes a sum out."""
    actor, year = who_asks(request), _year(request)
    if request.method == "POST":
        found_or_404(take_out_income(actor, _id(request), now()))
        messages.success(request, "It is out of the budget.")
        return redirect(f"{reverse('inclusion:budget')}?from={year}")
    there = budget(actor, year)
    if there is None:
        raise Http404
    return page(
        request, "inclusion/budget.html", BudgetPage(there, financial_year_name(year)), title="Budget"
    )


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("out", ""))
    except ValueError:
        raise Http404 from None


@needs(KEEP)
def add_income_page(request: HttpRequest) -> HttpResponse:
    """Write down money that comes in for the year."""
    year, form = _year(request), IncomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        result = add_income(who_asks(request), year, given["kind"], given["name"], given["amount"], now())
        if kept(form, result):
            messages.success(request, "It is in the budget.")
            return redirect(f"{reverse('inclusion:budget')}?from={year}")
    return page(
        request, "inclusion/add_income.html", financial_year_name(year), title="Add income", form=form,
        status=status_of(form),
    )  # fmt: skip


@dataclass(frozen=True)
class CostsPage:
    """One child's costs."""

    opened: OpenedChild
    costs: CostsOfChild
    year_name: str


@needs(COST)
def costs_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the help of one child costs, and the money for it; sending `out` takes money out."""
    opened = open_for_page(request, child_id, COST)
    year, here = _year(request), f"{reverse('inclusion:costs', args=[child_id])}?from={_year(request)}"
    if "out" in request.POST:
        found_or_404(take_out_top_up(opened.actor, child_id, _id(request), now()))
        messages.success(request, "It is taken out.")
        return redirect(here)
    form = TopUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        result = add_top_up(opened.actor, child_id, year, given["name"], given["amount"], now())
        if kept(form, result):
            messages.success(request, "Saved.")
            return redirect(here)
    content = CostsPage(opened, costs_of_child(opened.actor, child_id, year), financial_year_name(year))
    return page(
        request,
        "inclusion/costs.html",
        content,
        title="What the help costs",
        form=form,
        status=status_of(form),
    )


@dataclass(frozen=True)
class NumbersPage:
    """The report in numbers."""

    report: NumbersReport
    year_name: str
    keeps: bool


def _report(request: HttpRequest) -> NumbersReport:
    report = numbers_report(who_asks(request), _year(request))
    if report is None:
        raise Http404
    return report


@needs(NUMBERS)
def numbers_page(request: HttpRequest) -> HttpResponse:
    """For governors: money, and what it came to, in numbers that tell no child."""
    report, keeps = _report(request), who_asks(request).role.value != "governor"
    content = NumbersPage(report, financial_year_name(report.year), keeps)
    return page(request, "inclusion/numbers.html", content, title="Money and progress in numbers")


@needs(NUMBERS)
def numbers_file(request: HttpRequest) -> HttpResponse:
    """The same as a tagged PDF, for the papers of a meeting."""
    actor, report = who_asks(request), _report(request)
    document = numbers_document(report, actor.organisation_name, actor.on)
    response = HttpResponse(to_pdf(document), content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="money-and-progress.pdf"'
    response["Cache-Control"] = "no-store"
    return response
