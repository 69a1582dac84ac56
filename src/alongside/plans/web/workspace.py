"""The plan itself: the workspace of those who keep it, the plan to read, starting, putting forward, taking back."""

from dataclasses import dataclass, replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.readers import MayRead, may_read
from alongside.conversations.queries.invitations import AskView, awaited
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.choices import PlanState
from alongside.plans.holds import version_that_holds
from alongside.plans.layout import SectionView
from alongside.plans.operations import propose_plan, start_plan, take_back
from alongside.plans.people import without_shut_out
from alongside.plans.queries import (
    PlanSummary,
    comments_on,
    has_answered,
    live_plan,
    sections_of,
    still_missing,
    why_taken_back,
)
from alongside.plans.rules import Missing, may_propose, may_take_back
from alongside.plans.web.cards import (
    Comments,
    OutcomeCard,
    TopicCard,
    by_statement,
    circle_drawn,
    may_comment,
    outcome_cards,
    topic_cards,
)
from alongside.plans.web.next_step import STATES, NextStep, next_step
from alongside.plans.web.opened import Banner, Opened, banner, drawn, open_for, plan_of, small_banner
from alongside.plans.web.section_states import SectionState, section_states
from alongside.platform.clock import now
from alongside.voice.queries import Passage


@dataclass(frozen=True)
class WorkspacePage:
    """The plan at a glance for those who keep it."""

    opened: Opened
    banner: Banner
    plan: PlanSummary | None
    state: tuple[str, str]
    step: NextStep
    sections: tuple[SectionState, ...]
    missing: tuple[tuple[Missing, str], ...]
    waiting: int
    refusal: Refusal | None = None
    awaited: tuple[AskView, ...] = ()
    holds: tuple[int, int] | None = None


@dataclass(frozen=True)
class ReadSection:
    """One part of the plan to read."""

    key: str
    title: str
    symbol: str
    topics: tuple[TopicCard, ...]
    outcomes: tuple[OutcomeCard, ...]
    circle: str


@dataclass(frozen=True)
class ReadPage:
    """The whole plan, top to bottom."""

    opened: Opened
    banner: Banner
    plan: PlanSummary | None
    state: tuple[str, str]
    step: NextStep
    sections: tuple[ReadSection, ...]
    about_it_all: tuple[object, ...]
    may_comment: bool
    refusal: Refusal | None = None
    awaited: tuple[AskView, ...] = ()
    holds: tuple[int, int] | None = None


@needs(Permission.PLAN_READ)
def plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The workspace for those who keep the plan; for everybody else the plan to read."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    return _workspace(request, opened) if opened.edits else _read(request, opened)


@needs(Permission.PLAN_READ)
def read(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The whole plan to read, as the family sees it."""
    return _read(request, open_for(request, child_id, Permission.PLAN_READ))


def _workspace(request: HttpRequest, opened: Opened, refusal: Refusal | None = None) -> HttpResponse:
    summary = live_plan(opened.actor, opened.child.id)
    if summary is None:
        return _none_yet(request, opened, refusal)
    sections = sections_of(opened.actor, summary, opened.child, opened.reader)
    missing = still_missing(opened.actor, summary, opened.child, sections, list(opened.around))
    comments = comments_on(opened.actor, summary)
    content = WorkspacePage(
        opened, banner(opened, _passages(sections)), summary, STATES[summary.state],
        next_step(opened, summary, missing), section_states(sections, opened, summary.state),
        tuple((one, _where(one, sections)) for one in missing),
        sum(one.answered_at is None and one.author_id != opened.actor.person_id for one in comments), refusal,
        tuple(awaited(opened.actor, opened.child.id)),
        version_that_holds(opened.actor, opened.child.id, summary),
    )  # fmt: skip
    status = 422 if refusal else 200
    return page(request, "plans/workspace.html", content, title="The plan", status=status, refusal=refusal)


def _none_yet(request: HttpRequest, opened: Opened, refusal: Refusal | None) -> HttpResponse:
    content = WorkspacePage(
        opened, banner(opened, []), None, STATES[None], next_step(opened, None), (), (), 0, refusal
    )
    status = 422 if refusal else 200
    return page(request, "plans/none_yet.html", content, title="The plan", status=status, refusal=refusal)


def _passages(sections: tuple[SectionView, ...]) -> list[Passage]:
    return [one for section in sections for one in section.passages]


def _where(missing: Missing, sections: tuple[SectionView, ...]) -> str:
    """The key of the section that puts it right, where this template has it."""
    return next((one.key for one in sections if one.key == missing.section), "")


def _read(request: HttpRequest, opened: Opened) -> HttpResponse:
    summary = live_plan(opened.actor, opened.child.id)
    if summary is None:
        return _none_yet(request, opened, None)
    sections = sections_of(opened.actor, summary, opened.child, opened.reader)
    comments = by_statement(comments_on(opened.actor, summary))
    asked = summary.state is PlanState.PROPOSED and Permission.PLAN_AGREE in opened.may
    answered = asked and has_answered(opened.actor, opened.child.id)
    because = why_taken_back(opened.actor, opened.child.id) if summary.state is PlanState.DRAFTING else ""
    content = ReadPage(
        opened, banner(opened, _passages(sections)), summary, STATES[summary.state],
        replace(next_step(opened, summary, answered=answered), because=because),
        _to_read(opened, sections, comments),
        tuple(comments.get(None, ())), may_comment(opened), None,
        tuple(awaited(opened.actor, opened.child.id)),
        version_that_holds(opened.actor, opened.child.id, summary),
    )  # fmt: skip
    return page(request, "plans/read.html", content, title="Read the plan")


def _to_read(
    opened: Opened, sections: tuple[SectionView, ...], comments: Comments
) -> tuple[ReadSection, ...]:
    """The sections that hold something to read; who takes part and who agreed has pages of its own.

    A topic that a later section shows again carries no anchor of its own there: comments lead to the first.
    """
    seen: set[str] = set()
    found = []
    for one in sections:
        if one.passages or one.outcomes or one.circle:
            cards = [card for card in topic_cards(one, opened, comments, adding=False) if card.cards]
            topics = tuple(replace(card, again=card.view.key in seen) for card in cards)
            seen |= {card.view.key for card in cards}
            found.append(
                ReadSection(
                    one.key, one.title, drawn(one.symbol), topics, outcome_cards(one.outcomes, opened, comments),
                    circle_drawn(one.circle, opened),
                )
            )  # fmt: skip
    return tuple(found)


@needs(Permission.PLAN_START)
def start(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Start the plan; the button is on the plan's page."""
    if request.method != "POST":
        return redirect("plans:plan", child_id)
    opened = open_for(request, child_id, Permission.PLAN_START)
    result = found_or_404(start_plan(opened.actor, child_id, now()))
    if isinstance(result, Refusal):
        return _workspace(request, opened, result)
    messages.success(request, "The plan is started.")
    return redirect("plans:plan", child_id)


@dataclass(frozen=True)
class ProposePage:
    """What happens when the plan goes to the family: who reads it, who answers."""

    opened: Opened
    banner: Banner
    readers: tuple[tuple[str, str], ...]
    answerers: tuple[tuple[str, str], ...]
    missing: tuple[Missing, ...]
    refusal: Refusal | None


@needs(Permission.PLAN_PROPOSE)
def propose(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Check who will read and answer, then put the plan to the family."""
    opened = open_for(request, child_id, Permission.PLAN_PROPOSE)
    plan_now = plan_of(opened)
    if request.method == "POST":
        result = found_or_404(propose_plan(opened.actor, child_id, now()))
        if not isinstance(result, Refusal):
            messages.success(
                request, "The plan is with the family, and they are told. They can answer from now on."
            )
            return redirect("plans:plan", child_id)
    around = without_shut_out(opened.actor, opened.child, opened.around)
    sections = sections_of(opened.actor, plan_now, opened.child, opened.reader)
    missing = still_missing(opened.actor, plan_now, opened.child, sections, around)
    refusal = may_propose(plan_now.state, missing)
    content = ProposePage(
        opened, small_banner(opened),
        people(may_read(opened.actor, child_id, opened.child.called, Permission.PLAN_READ)),
        people(may_read(opened.actor, child_id, opened.child.called, Permission.PLAN_AGREE)), missing, refusal,
    )  # fmt: skip
    status = 422 if refusal and request.method == "POST" else 200
    return page(request, "plans/propose.html", content, title="Put the plan to the family", status=status)


def people(found: list[MayRead]) -> tuple[tuple[str, str], ...]:
    """Names and reasons, as the honest lock draws them."""
    return tuple((f"{one.name} (you)" if one.is_reader else one.name, one.why) for one in found)


class TakeBackForm(forms.Form):
    """Why the plan is taken back."""

    why = forms.CharField(
        label="Why do you take it back?", max_length=300, widget=forms.Textarea,
        error_messages={"required": "Write the reason. The family sees it."},
    )  # fmt: skip


@dataclass(frozen=True)
class TakeBackPage:
    """Taking a plan back from the family, with a reason they see."""

    opened: Opened
    banner: Banner
    refusal: Refusal | None


@needs(Permission.PLAN_PROPOSE)
def take_it_back(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Take the plan back to change it."""
    opened = open_for(request, child_id, Permission.PLAN_PROPOSE)
    refusal = may_take_back(plan_of(opened).state)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(take_back(opened.actor, child_id, form.cleaned_data["why"], now()))
        if not isinstance(result, Refusal):
            messages.success(request, "The plan is yours to change again.")
            return redirect("plans:plan", child_id)
        form = show_refusal(form, result)  # type: ignore[assignment]
    content = TakeBackPage(opened, small_banner(opened), refusal)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "plans/take_back.html", content, title="Take the plan back", form=form, status=status
    )
