"""A setting's own words for what every class offers."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.guidance import AgeBand, guidance_pack
from alongside.statute.loading import all_codes
from alongside.support.operations.own_offer import drop_own_offer, keep_own_offer
from alongside.support.queries.own_offer import Offered, offered_at
from alongside.support.rules.thread import AREAS_OF_NEED


@dataclass(frozen=True)
class OursPage:
    """The lists of the reader's setting, by area of need and age."""

    areas: tuple[tuple[str, tuple[Offered, ...]], ...]
    may_keep: bool
    setting: str


@needs(Work.CATALOGUE_READ)
@require_safe
def ours(request: HttpRequest) -> HttpResponse:
    """What every class of the setting offers, and where it has its own words for it."""
    actor = who_asks(request)
    lists, codes = (
        offered_at(actor.organisation_id),
        {one.code: one.label for one in all_codes("area-of-need")},
    )
    areas = tuple((codes[area], tuple(lists[area, band] for band in AgeBand)) for area in AREAS_OF_NEED)
    content = OursPage(areas, role_may(actor.role, Work.CATALOGUE_KEEP), str(actor.organisation_id or ""))
    return page(request, "support/own_offers.html", content, title="What every class here offers")


class OwnOfferForm(forms.Form):
    """One thing a line."""

    lines = forms.CharField(
        label="What does every class do?", widget=forms.Textarea, max_length=8_000,
        error_messages={"required": "Write one thing on each line."},
    )  # fmt: skip


@dataclass(frozen=True)
class OwnOfferPage:
    """One list to be put into the setting's own words."""

    title: str
    one: Offered
    shared: tuple[str, ...]


@needs(Work.CATALOGUE_KEEP)
def edit(request: HttpRequest, area: str) -> HttpResponse:
    """Change one list; `age` in the address says for whom. `back` goes back to the area's own."""
    actor = who_asks(request)
    asked = request.GET.get("age", AgeBand.SCHOOL.value)
    if area not in AREAS_OF_NEED or asked not in list(AgeBand):
        raise Http404
    band, one = AgeBand(asked), offered_at(actor.organisation_id)[area, AgeBand(asked)]
    if request.method == "POST" and "back" in request.POST:
        found_or_404(drop_own_offer(actor, area, band, now()))
        messages.success(request, "The area’s list is used again.")
        return redirect("support:own_offers")
    form = OwnOfferForm(request.POST or None, initial={"lines": "\n".join(one.lines)})
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["lines"].splitlines()
        result = found_or_404(keep_own_offer(actor, area, band, lines, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Everyone can read it.")
            return redirect("support:own_offers")
        show_refusal(form, result)
    label = next(each.label for each in all_codes("area-of-need") if each.code == area)
    content = OwnOfferPage(
        f"{label}, {band.label.lower()}", one, guidance_pack().guidance[area, band].strategies
    )
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request,
        "support/own_offer.html",
        content,
        title="What every class here offers",
        form=form,
        status=status,
    )
