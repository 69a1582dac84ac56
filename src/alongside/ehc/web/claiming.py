"""Claiming an exception to a limit, with what shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.operations.claiming import NewClaim, claim_exception
from alongside.ehc.queries import CaseView, case_of, clocks_on_page
from alongside.ehc.queries.advice import LimitOfAdvice, limit_of_advice
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.worked import Worked

KEEP = Permission.CASE_KEEP


class ClaimForm(forms.Form):
    """To which limit, which exception, and what shows it."""

    conditional: ClassVar = ("asked_on",)

    limit = forms.ChoiceField(label="To which limit?", widget=forms.RadioSelect)
    key = forms.ChoiceField(label="Which exception?", widget=forms.RadioSelect)
    asked_on = DateField3(label="If a setting was closed: when was advice asked for?", required=False)
    from_on = DateField3(label="From which day?", required=False)
    until_on = DateField3(label="Until when? Write the first day after it.", required=False)
    evidence = forms.CharField(
        label="What shows it?", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write what shows it."},
    )  # fmt: skip

    def __init__(
        self, *args: object, limits: list[tuple[str, str]], keys: list[tuple[str, str]], **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "limit", limits)
        choose_from(self, "key", keys)


@dataclass(frozen=True)
class ClaimPage:
    """The exceptions the law has, and room to claim one; and the page of the limits, to which it leads back."""

    opened: OpenedChild
    back: tuple[str, str]


def claim_page(
    request: HttpRequest, page_of: ClaimPage, form: ClaimForm, keep: Callable[[], object]
) -> HttpResponse:
    """Claim what the form offers: `keep` does it, and an answer that is no refusal leads back."""
    if request.method == "POST" and form.is_valid():
        result = found_or_404(keep())
        if not isinstance(result, Refusal):
            messages.success(request, "Kept beside the date. The date stays as it is.")
            return redirect(page_of.back[1])
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/claim.html", page_of, title="Claim an exception", form=form, status=status)


@needs(KEEP)
def claim(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Claim an exception. It is shown beside the date and does not move it."""
    opened = open_for_page(request, child_id, KEEP)
    case = case_of(opened.actor, child_id)
    if case is None:
        raise Http404
    asked = _asked(request, opened)
    worked = [asked.worked] if asked and asked.worked else _of_case(opened, case)
    keys = {one.key: one.label for each in worked for one in each.may_be_claimed}
    form = ClaimForm(
        request.POST or None, limits=[(one.key, one.label) for one in worked], keys=list(keys.items())
    )
    back = (
        ("The advice", reverse("ehc:advice_one", args=[child_id, asked.id]))
        if asked
        else ("The case", reverse("ehc:case", args=[child_id]))
    )

    def keep() -> object:
        new = NewClaim(**form.cleaned_data, request_id=asked.id if asked else None)
        return claim_exception(opened.actor, child_id, new, now())

    return claim_page(request, ClaimPage(opened, back), form, keep)


def _of_case(opened: OpenedChild, case: CaseView) -> list[Worked]:
    found = clocks_on_page(opened.actor, case)
    return [one.worked for one in found if one.worked and one.worked.may_be_claimed]


def _asked(request: HttpRequest, opened: OpenedChild) -> LimitOfAdvice | None:
    """The request for advice that is named in the address, where its limit runs."""
    text = request.GET.get("request", "")
    try:
        return limit_of_advice(opened.actor, opened.child.id, UUID(text)) if text else None
    except ValueError:
        raise Http404 from None
