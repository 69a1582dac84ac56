"""What professionals outside were asked about a child, and the list of everything that is awaited."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.practice import interval
from alongside.support.choices import ReferralMove
from alongside.support.operations import ask_professional, take_step
from alongside.support.queries.cycles import of_plan
from alongside.support.queries.referrals import ReferralLine, StepLine, open_referrals, referrals_of, steps_of
from alongside.support.rules.referrals import KEPT_OPEN, MOVES
from alongside.support.web.referral_forms import ReferralForm, StepForm
from alongside.voice.choices import StatementKind

READ, EDIT = Permission.PLAN_READ, Permission.PLAN_EDIT


@dataclass(frozen=True)
class ReferralsPage:
    """Every request about one child."""

    opened: OpenedChild
    lines: tuple[ReferralLine, ...]
    edits: bool


@needs(READ)
def referrals(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was asked of whom, by when, and what is late."""
    opened = open_for_page(request, child_id, READ, EDIT)
    content = ReferralsPage(opened, referrals_of(opened.actor, child_id), EDIT in opened.may)
    return page(request, "support/referrals.html", content, title="Asked of professionals")


@dataclass(frozen=True)
class AskProfessionalPage:
    """Room for a new request."""

    opened: OpenedChild
    readers: tuple[tuple[str, str], ...]


@needs(EDIT)
def add_referral(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down that a service outside was asked."""
    opened = open_for_page(request, child_id, EDIT)
    today = opened.actor.on
    due = interval("referral.answer").after(today)
    form = ReferralForm(
        request.POST or None, needs_=of_plan(opened.actor, child_id, StatementKind.NEED),
        initial={"asked_on": today, "due_on": due, "until": due + KEPT_OPEN},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(ask_professional(opened.actor, child_id, form.referral(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. You are reminded when it is late.")
            return redirect("support:referral", child_id, result.id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = AskProfessionalPage(opened, readers(opened))
    return page(
        request, "support/add_referral.html", content, title="Ask a professional", form=form, status=status
    )


@dataclass(frozen=True)
class ReferralPage:
    """One request, what happened to it, and what may be written down next."""

    opened: OpenedChild
    one: ReferralLine
    steps: tuple[StepLine, ...]
    moves: tuple[ReferralMove, ...]
    doing: str
    lapsed: bool


@needs(READ)
def referral(request: HttpRequest, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """One request; `do` in the address chooses what happened, sending it keeps that."""
    opened = open_for_page(request, child_id, READ, EDIT)
    one = next((each for each in referrals_of(opened.actor, child_id) if each.id == referral_id), None)
    if one is None:
        raise Http404
    moves = _moves(one) if EDIT in opened.may else ()
    doing = request.POST.get("do") or request.GET.get("do", "")
    chosen = doing if doing in moves else ""
    if request.method == "POST" and not chosen:
        raise Http404
    form = StepForm(request.POST or None, move=chosen, initial=_start(opened, one)) if chosen else None
    if request.method == "POST" and form is not None and form.is_valid():
        result = found_or_404(take_step(opened.actor, child_id, referral_id, form.step(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("support:referral", child_id, referral_id)
        show_refusal(form, result)
    lapsed = one.until < opened.actor.on
    content = ReferralPage(opened, one, steps_of(opened.actor, child_id, referral_id), moves, chosen, lapsed)
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return page(
        request, "support/referral.html", content, title="Asked of a professional", form=form, status=status
    )


def _moves(one: ReferralLine) -> tuple[ReferralMove, ...]:
    return tuple(ReferralMove(move) for state, move in MOVES if state == one.state)


def _start(opened: OpenedChild, one: ReferralLine) -> dict[str, object]:
    return {"on": opened.actor.on, "name": one.holder, "cover": one.cover}


@dataclass(frozen=True)
class OpenReferralsPage:
    """Everything that is awaited from professionals."""

    lines: tuple[ReferralLine, ...]
    late: int
    soon: int


@needs(EDIT)
def awaited(request: HttpRequest) -> HttpResponse:
    """Who has been asked for what, by when, what is late: for all children whose plan the reader keeps (S16)."""
    actor = who_asks(request)
    lines = open_referrals(actor)
    soon = actor.on + timedelta(weeks=2)
    content = OpenReferralsPage(
        lines,
        sum(1 for one in lines if one.late),
        sum(1 for one in lines if not one.late and one.due_on <= soon),
    )
    return page(request, "support/open_referrals.html", content, title="Asked of professionals")
