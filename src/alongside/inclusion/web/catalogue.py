"""The catalogue of a setting: what it offers, what is known about it, what it costs."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.inclusion.operations.catalogue import (
    add_intervention,
    change_intervention,
    copy_starters,
    end_intervention,
)
from alongside.inclusion.queries.catalogue import (
    Offer,
    all_measured,
    areas_covered,
    catalogue,
    measured,
    not_copied,
    offer,
)
from alongside.inclusion.rules.small_numbers import EffectHere
from alongside.inclusion.web.asking import kept, status_of
from alongside.inclusion.web.catalogue_forms import InterventionForm, NarrowForm, StarterForm, known
from alongside.platform.clock import now

READ, KEEP = Work.CATALOGUE_READ, Work.CATALOGUE_KEEP


@dataclass(frozen=True)
class CataloguePage:
    """What is offered, and the areas of need with nothing yet."""

    offers: tuple[Offer, ...]
    uncovered: tuple[str, ...]
    narrowed: bool
    may_keep: bool
    starters_left: int
    measured: dict[UUID, tuple[EffectHere, ...]]


@needs(READ)
def catalogue_page(request: HttpRequest) -> HttpResponse:
    """Everything the setting offers, narrowed to an area of need, a wave or an age."""
    actor, form = who_asks(request), NarrowForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    offers = catalogue(actor, asked.get("area", ""), asked.get("wave", ""), asked.get("age"))
    narrowed = any(value not in ("", None) for value in asked.values())
    everything = catalogue(actor) if narrowed else offers
    may_keep = role_may(actor.role, KEEP)
    content = CataloguePage(
        offers, tuple(name for name, count in areas_covered(everything) if not count), narrowed, may_keep,
        len(not_copied(actor)) if may_keep else 0,
        all_measured(actor, offers),
    )  # fmt: skip
    return page(request, "inclusion/catalogue.html", content, title="Interventions", filters=form)


@dataclass(frozen=True)
class OfferPage:
    """One intervention."""

    offer: Offer
    may_keep: bool
    measured: tuple[EffectHere, ...]


@needs(READ)
def offer_page(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """One intervention: what it is, its evidence, its cost; sending `end` takes it out of the catalogue."""
    actor = who_asks(request)
    one = _one(request, intervention_id)
    may_keep = role_may(actor.role, KEEP)
    if request.method == "POST":
        found_or_404(end_intervention(actor, intervention_id, now()))
        messages.success(request, "It is offered no more. Help that is being given goes on.")
        return redirect("inclusion:catalogue")
    return page(
        request,
        "inclusion/offer.html",
        OfferPage(one, may_keep, measured(actor, intervention_id)),
        title="Intervention",
    )


def _one(request: HttpRequest, intervention_id: UUID) -> Offer:
    one = offer(who_asks(request), intervention_id)
    if one is None:
        raise Http404
    return one


@needs(KEEP)
def add_page(request: HttpRequest) -> HttpResponse:
    """Add an intervention."""
    form = InterventionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = add_intervention(who_asks(request), form.meant(), now())
        if kept(form, result):
            messages.success(request, "It is in your catalogue.")
            return redirect("inclusion:catalogue")
    return page(
        request,
        "inclusion/change_offer.html",
        None,
        title="Add an intervention",
        form=form,
        status=status_of(form),
    )


@needs(KEEP)
def change_page(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Change an intervention."""
    one = _one(request, intervention_id)
    form = InterventionForm(request.POST or None, initial=known(one))
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        result = change_intervention(who_asks(request), intervention_id, form.meant(), edition, now())
        if kept(form, result):
            messages.success(request, "Saved.")
            return redirect("inclusion:offer", intervention_id)
    return page(
        request, "inclusion/change_offer.html", one, title="Change an intervention", form=form,
        status=status_of(form),
    )  # fmt: skip


@needs(KEEP)
def starter_page(request: HttpRequest) -> HttpResponse:
    """Copy interventions from the starter set."""
    actor = who_asks(request)
    starters = not_copied(actor)
    form = StarterForm(request.POST or None, starters=starters)
    if request.method == "POST" and form.is_valid():
        copied = found_or_404(copy_starters(actor, form.cleaned_data["keys"], now()))
        messages.success(
            request, f"Copied: {copied}. Write your own hourly rates before you count on a cost."
        )
        return redirect("inclusion:catalogue")
    hints = {one.key: one.new.what for one in starters}
    return page(
        request, "inclusion/starter.html", starters, title="Start with a set", form=form, hints=hints,
        status=status_of(form),
    )  # fmt: skip
