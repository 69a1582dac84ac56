"""Promise beside delivery: the help in a child's plan, what was given, and putting right what was not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import school_year, school_year_name, term_of
from alongside.platform.clock import now
from alongside.support.operations import NewAction, NewGiver, NewTick, name_giver, put_right, tick
from alongside.support.queries import who_could_own
from alongside.support.queries.help import DeliveryLine, Promise, in_words, promises
from alongside.support.rules.delivery import monday, term_period
from alongside.support.web.help_bars import Bar, bar
from alongside.support.web.help_forms import GiverForm, PutRightForm, TickForm

READ, RECORD, EDIT = Permission.PLAN_READ, Permission.DELIVERY_RECORD, Permission.PLAN_EDIT
ASK = Permission.PASSAGE_WRITE

_YEARS = 30
"""A day further off than a child's whole life here is no day that anybody meant."""


@dataclass(frozen=True)
class TermOfHelp:
    """The term that is shown, and its neighbours."""

    name: str
    first_day: date
    before: date
    after: date | None


@dataclass(frozen=True)
class Shown:
    """One provision with its delivery in words and as a bar."""

    promise: Promise
    words: str
    bar: Bar


@dataclass(frozen=True)
class HelpPage:
    """All the help in a child's plan in a term."""

    opened: OpenedChild
    term: TermOfHelp
    help: tuple[Shown, ...]
    ticks: bool
    edits: bool


def _term(request: HttpRequest, today: date) -> tuple[TermOfHelp, Period]:
    try:
        day = date.fromisoformat(request.GET.get("term", ""))
    except ValueError:
        day = today
    day = min(max(day, date(today.year - 5, 1, 1)), today)
    period = term_period(day)
    assert period.ends_on is not None
    name = f"{term_of(day).value.capitalize()} term {school_year_name(school_year(day))}"
    after = period.ends_on if period.ends_on <= today else None
    before = date.fromordinal(period.starts_on.toordinal() - 1)
    return TermOfHelp(name, period.starts_on, before, after), period


def _shown(one: Promise) -> Shown:
    return Shown(one, in_words(one.tally), bar(one.tally))


@needs(READ)
def help_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The same page for family and school: what is promised, and what was given this term."""
    opened = open_for_page(request, child_id, READ, RECORD, EDIT)
    term, period = _term(request, opened.actor.on)
    content = HelpPage(
        opened, term, tuple(map(_shown, promises(opened.actor, child_id, period))), RECORD in opened.may,
        EDIT in opened.may,
    )  # fmt: skip
    return page(request, "support/help.html", content, title="The help: promised and given")


@dataclass(frozen=True)
class ProvisionPage:
    """One provision, week by week and time by time."""

    opened: OpenedChild
    term: TermOfHelp
    shown: Shown
    ticks: bool
    asks: bool


def _one(opened: OpenedChild, period: Period, statement_id: UUID) -> Promise:
    one = next(iter(promises(opened.actor, opened.child.id, period, statement_id)), None)
    if one is None:
        raise Http404
    return one


@needs(READ)
def provision(request: HttpRequest, child_id: UUID, provision_id: UUID) -> HttpResponse:
    """One provision: the promise, each week of the term, each time, and what was corrected."""
    opened = open_for_page(request, child_id, READ, RECORD, ASK)
    term, period = _term(request, opened.actor.on)
    one = _one(opened, period, provision_id)
    asks = opened.actor.is_family and ASK in opened.may
    content = ProvisionPage(opened, term, _shown(one), RECORD in opened.may, asks)
    return page(request, "support/provision.html", content, title="One kind of help, time by time")


@dataclass(frozen=True)
class TickPage:
    """What happened on one day, and what was said about it so far."""

    opened: OpenedChild
    promise: Promise
    on: date
    said: DeliveryLine | None
    back: str


@needs(RECORD)
def tick_page(request: HttpRequest, child_id: UUID, provision_id: UUID) -> HttpResponse:
    """Say in two taps that it was given in part or not, or correct what was said; the day is in the address."""
    opened = open_for_page(request, child_id, RECORD)
    on = _asked_day(request, opened.actor.on)
    one = _one(opened, term_period(on), provision_id)
    on = on if one.weekdays or not one.giver else monday(on)
    said = next((each for each in one.lines if each.on == on), None)
    form = TickForm(request.POST or None, initial=_known(request, said))
    back = _back(request, child_id, provision_id)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewTick(on, given["state"], given["reason"], given["words"], given["minutes"])
        result = found_or_404(tick(opened.actor, child_id, provision_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The family sees it beside what was promised.")
            return redirect(back)
        show_refusal(form, result)
    content = TickPage(opened, one, on, said, back)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "support/tick.html", content, title="What happened?", form=form, status=status)


def _asked_day(request: HttpRequest, today: date) -> date:
    try:
        day = date.fromisoformat(request.POST.get("on") or request.GET.get("on", ""))
    except ValueError:
        return today
    return day if abs(day.year - today.year) < _YEARS else today


def _known(request: HttpRequest, said: DeliveryLine | None) -> dict[str, object]:
    asked = request.GET.get("state", "")
    if said is None:
        return {"state": asked}
    return {"state": asked or said.state, "minutes": said.minutes, "words": said.words}


def _back(request: HttpRequest, child_id: UUID, statement_id: UUID) -> str:
    """Where the reader came from: their own list for that day, or the child's page of this help."""
    day = request.POST.get("list") or request.GET.get("list", "")
    if day:
        try:
            return f"{reverse('support:today')}?day={date.fromisoformat(day)}#help-{statement_id}"
        except ValueError:
            pass
    return reverse("support:provision", args=[child_id, statement_id])


@dataclass(frozen=True)
class GiverPage:
    """Who gives one provision, and who could."""

    opened: OpenedChild
    promise: Promise


@needs(EDIT)
def giver(request: HttpRequest, child_id: UUID, provision_id: UUID) -> HttpResponse:
    """Name who gives it and on which days, so that it stands on their list."""
    opened = open_for_page(request, child_id, EDIT)
    one = _one(opened, term_period(opened.actor.on), provision_id)
    form = GiverForm(request.POST or None, people=_staff(opened), initial={"weekdays": list(one.weekdays)})
    if request.method == "POST" and form.is_valid():
        new = NewGiver(form.person_id(), form.role(), "".join(form.cleaned_data["weekdays"]))
        result = found_or_404(name_giver(opened.actor, child_id, provision_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It stands on their list from today.")
            return redirect("support:help_given", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = GiverPage(opened, one)
    return page(request, "support/giver.html", content, title="Who gives this help", form=form, status=status)


def _staff(opened: OpenedChild) -> list:  # type: ignore[type-arg]
    """People around the child who work with them; a family's help at home is not ticked here."""
    family = {one.person_id for one in opened.around if one.is_family}
    people = who_could_own(opened.actor, opened.child.id)
    return [one for one in people if one.person_id not in family]


@dataclass(frozen=True)
class PutRightPage:
    """A time that was missed."""

    opened: OpenedChild
    promise: Promise
    line: DeliveryLine
    readers: tuple[tuple[str, str], ...]


@needs(RECORD)
def put_right_page(
    request: HttpRequest, child_id: UUID, provision_id: UUID, delivery_id: UUID
) -> HttpResponse:
    """Write what is being done about help that was not given, with an action where something is still to be done."""
    opened = open_for_page(request, child_id, RECORD)
    _, period = _term(request, opened.actor.on)
    one = _one(opened, period, provision_id)
    line = next((each for each in one.lines if each.id == delivery_id), None)
    if line is None:
        raise Http404
    form = PutRightForm(request.POST or None, people=who_could_own(opened.actor, child_id))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        result = found_or_404(put_right(opened.actor, child_id, delivery_id, text, now(), _action(form, one)))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The family is told.")
            return redirect("support:provision", child_id, provision_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = PutRightPage(opened, one, line, readers(opened))
    return page(request, "support/put_right.html", content, title="Put it right", form=form, status=status)


def _action(form: PutRightForm, one: Promise) -> NewAction | None:
    given = form.cleaned_data
    if not given["what"].strip():
        return None
    return NewAction(
        given["what"], given["due_on"], form.owner_id(), given["owner_name"], serves_id=one.id,
        came_from="Help that was missed",
    )  # fmt: skip
