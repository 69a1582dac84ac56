"""What every class offers: a page anyone can read, and what of it is in place for one child."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs, public
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.guidance import AgeBand, guidance_pack
from alongside.statute.loading import all_codes
from alongside.support.choices import OfferState
from alongside.support.operations.class_offer import tick_class_offer
from alongside.support.queries.class_offer import AreaOffer, OfferLine, class_offer
from alongside.support.queries.own_offer import AtSetting, Offered, offered_at, setting_asked
from alongside.support.rules.beginning import Offer
from alongside.support.rules.thread import AREAS_OF_NEED

READ, RAISE, BEGIN = Permission.CONCERN_READ, Permission.CONCERN_RAISE, Permission.SUPPORT_BEGIN
_MONTHS_BACK = 24


@dataclass(frozen=True)
class GuidancePage:
    """What every setting is expected to offer at one age, by area of need."""

    band: AgeBand
    bands: tuple[AgeBand, ...]
    areas: tuple[tuple[str, str, Offered], ...]
    version: str
    adopted_on: date
    setting: AtSetting | None


@public("What every class is expected to offer, shows no records")
def guidance(request: HttpRequest) -> HttpResponse:
    """The expectations for the four areas of need, one age at a time; the age stands in the address (O28).

    With `setting` in the address it is what the classes of that setting offer, where it has its own words.
    """
    asked = request.GET.get("age", "")
    band = AgeBand(asked) if asked in list(AgeBand) else AgeBand.SCHOOL
    pack, codes = guidance_pack(), {code.code: code for code in all_codes("area-of-need")}
    setting = setting_asked(request.GET.get("setting", ""))
    lists = offered_at(setting.id if setting else None)
    areas = tuple((codes[area].label, codes[area].plain, lists[area, band]) for area in AREAS_OF_NEED)
    content = GuidancePage(band, tuple(AgeBand), areas, pack.version, pack.adopted_on, setting)
    return page(request, "support/guidance.html", content, title="What every class offers")


@dataclass(frozen=True)
class OfferPage:
    """What every class offers a child of this age, and what of it is in place."""

    opened: OpenedChild
    areas: tuple[AreaOffer, ...]
    band: AgeBand
    may_tick: bool
    may_begin: bool


@needs(READ)
def offer(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What the class has in place for the child, area by area."""
    opened = open_for_page(request, child_id, READ, RAISE, BEGIN)
    staff = not opened.actor.is_family
    content = OfferPage(
        opened, class_offer(opened.actor, child_id, opened.child.age), AgeBand.of_age(opened.child.age),
        staff and RAISE in opened.may, BEGIN in opened.may and opened.child.sen_provision == "N",
    )  # fmt: skip
    return page(request, "support/class_offer.html", content, title="What the class offers already")


class OfferForm(forms.Form):
    """For each line of one area: how it stands, and since when."""

    def __init__(self, *args: Any, lines: tuple[OfferLine, ...], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for number, line in enumerate(lines):
            self.fields[f"state-{number}"] = forms.ChoiceField(
                label=line.strategy, choices=[("", "Not in place"), *OfferState.choices], required=False,
                initial=line.state or "",
            )  # fmt: skip
            self.fields[f"since-{number}"] = forms.ChoiceField(
                label="Since when?", choices=[("", ""), *_months(today, line.since)], required=False,
                initial=line.since.isoformat() if line.since else "",
            )  # fmt: skip

    def offers(self) -> list[Offer]:
        """The lines that are in place or were tried."""
        given = self.cleaned_data
        return [
            Offer(line.strategy, given[f"state-{number}"], _day(given[f"since-{number}"]))
            for number, line in enumerate(self.lines)
            if given[f"state-{number}"]
        ]

    def pairs(self) -> list[tuple[Any, Any]]:
        """The two fields of each line, for the page."""
        return [(self[f"state-{number}"], self[f"since-{number}"]) for number in range(len(self.lines))]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _months(today: date, known: date | None) -> list[tuple[str, str]]:
    """The first days of the last two years’ months, newest first, and the day that was said before."""
    months, day = [], today.replace(day=1)
    for _ in range(_MONTHS_BACK):
        months.append(day)
        day = day.replace(month=day.month - 1) if day.month > 1 else day.replace(year=day.year - 1, month=12)
    if known and known not in months:
        months.append(known)
    return [(one.isoformat(), f"{one:%B %Y}") for one in months]


@dataclass(frozen=True)
class TickPage:
    """One area to tick."""

    opened: OpenedChild
    area: AreaOffer


@needs(RAISE)
def tick_offer(request: HttpRequest, child_id: UUID, area: str) -> HttpResponse:
    """Say what of one area is in place, since when, and what came of it: for staff."""
    opened = open_for_page(request, child_id, RAISE)
    if opened.actor.is_family or area not in AREAS_OF_NEED:
        raise Http404
    chosen = next(one for one in class_offer(opened.actor, child_id, opened.child.age) if one.area == area)
    form = OfferForm(request.POST or None, lines=chosen.lines, today=opened.actor.on)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(tick_class_offer(opened.actor, child_id, area, form.offers(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("support:class_offer", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = TickPage(opened, chosen)
    return page(
        request, "support/tick_offer.html", content, title="What the class offers already", form=form,
        status=status,
    )  # fmt: skip
