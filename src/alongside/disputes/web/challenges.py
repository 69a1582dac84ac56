"""What can be done about a decision: the rights and their days, each step of mediation and appeal, the papers."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.deadlines.queries import ClockShown
from alongside.design.page import page
from alongside.disputes.challenges.claims import claims_of
from alongside.disputes.challenges.open import day_set, is_with_the_tribunal
from alongside.disputes.challenges.operations import (
    NOT_YET,
    NOT_YOURS,
    begin_challenge,
    strike_step,
    take_step,
)
from alongside.disputes.challenges.papers import Paper, papers_document, papers_of
from alongside.disputes.challenges.queries import (
    ChallengeView,
    RightView,
    TakenView,
    challenge_of,
    clocks_in_the_request,
    clocks_of_challenge,
    have_the_right,
    in_turn,
    rights_of,
)
from alongside.disputes.choices import Ground, Remedy, Step
from alongside.disputes.web.challenge_forms import BeginForm, StepForm, StrikeForm
from alongside.disputes.web.on_paper import OnPaper, handed_over
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.statute.claims import Claimed
from alongside.statute.route import Helper, route

READ, TAKE, KEEP = Permission.APPEAL_READ, Permission.APPEAL_TAKE, Permission.APPEAL_KEEP


@dataclass(frozen=True)
class RightsPage:
    """Every decision that can be challenged, and what the reader can do about it."""

    opened: OpenedChild
    rights: tuple[RightView, ...]
    helpers: tuple[Helper, ...]
    why_not: Refusal | None
    keeps: bool


@needs(READ)
@require_safe
def rights(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What can be done about each decision of the council, in plain words, with the last day of each step."""
    opened = open_for_page(request, child_id, READ, TAKE, KEEP)
    keeps = KEEP in opened.may
    content = RightsPage(
        opened, rights_of(opened.actor, child_id), route(opened.actor.on).helpers,
        None if keeps else _why_not(opened), keeps,
    )  # fmt: skip
    return page(request, "disputes/rights.html", content, title="What you can do about a decision")


def _why_not(opened: OpenedChild) -> Refusal | None:
    """Why the reader cannot act; None for whoever has the right today. Who stands beside somebody only reads."""
    kinds = [
        one.kind for one in opened.around
        if one.person_id == opened.actor.person_id and one.kind in (StandingKind.PARENT, StandingKind.CHILD)
    ]  # fmt: skip
    if opened.actor.person_id in have_the_right(opened.child, opened.around, opened.actor.on):
        return None
    if not kinds:
        return Refusal(
            "challenge.beside", "The person you stand beside does this.", "Help them with each step."
        )
    return NOT_YET if StandingKind.CHILD in kinds else NOT_YOURS


@dataclass(frozen=True)
class BeginPage:
    """Beginning to challenge one decision."""

    opened: OpenedChild
    right: RightView
    keeps: bool


@needs(READ)
def begin(request: HttpRequest, child_id: UUID, decision_id: UUID) -> HttpResponse:
    """Begin: for oneself, or as the council for whoever told it."""
    opened = open_for_page(request, child_id, READ, TAKE, KEEP)
    right = next((one for one in rights_of(opened.actor, child_id) if one.decided.id == decision_id), None)
    keeps = KEEP in opened.may
    if right is None or not (keeps or TAKE in opened.may):
        raise Http404
    form: forms.Form = (
        BeginForm(request.POST or None, people=_people(opened)) if keeps else forms.Form(request.POST or None)
    )
    if request.method == "POST" and form.is_valid():
        party = UUID(form.cleaned_data["party"]) if keeps else None
        result = found_or_404(begin_challenge(opened.actor, child_id, decision_id, now(), party))
        if not isinstance(result, Refusal):
            return redirect("disputes:appeal", child_id, result.id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = BeginPage(opened, right, keeps)
    return page(request, "disputes/begin.html", content, title="Begin", form=form, status=status)


def _people(opened: OpenedChild) -> list[tuple[str, str]]:
    """Whose right it is today."""
    return [
        (str(one.person_id), one.name)
        for one in opened.around
        if one.person_id in have_the_right(opened.child, opened.around, opened.actor.on)
    ]


@dataclass(frozen=True)
class ChallengePage:
    """One challenge: where it stands, what is next and by when, what was done."""

    opened: OpenedChild
    one: ChallengeView
    clocks: list[ClockShown]
    in_request: list[ClockShown]
    steps: tuple[Step, ...]
    papers: tuple[Paper, ...]
    keeps: bool
    why_not: Refusal | None
    claimed: dict[str, tuple[Claimed, ...]]

    @property
    def dates(self) -> list[ClockShown]:
        """Every date of it, with those of the request that it moved on."""
        return sorted((*self.clocks, *self.in_request), key=lambda one: one.due_on)

    @property
    def certificate_to_come(self) -> bool:
        """Whether the adviser was contacted in time and has given no certificate yet: the time to appeal is not over
        before a month after it (SI 2008/2699 rule 20(1)(c))."""
        contacted = any(
            one.limit == "mediation.contact" and one.met_on and not one.is_overdue for one in self.clocks
        )
        over = any(self.one.step(kind) for kind in (Step.CERTIFICATE, Step.APPEALED, Step.WITHDRAWN))
        return contacted and not over and self.one.outcome is None

    @property
    def may_claim(self) -> bool:
        """Whether the council has a limit here to which the law knows an exception."""
        return self.keeps and any(
            one.who == "council" and one.met_on is None and one.exceptions for one in self.clocks
        )

    @property
    def next(self) -> ClockShown | None:
        """The next limit that is not met: the nearest, whoever has it; of one day the reader's own. None is next once
        the day of a mediation or a hearing is set."""
        if day_set(self.one, self.opened.actor.on):
            return None
        waiting = in_turn(self.one, self.dates, council=self.keeps)
        return min(waiting, key=lambda one: (one.due_on, (one.who == "council") != self.keeps), default=None)

    @property
    def what(self) -> str:
        """What is next, in words."""
        if meets := day_set(self.one, self.opened.actor.on):
            return f"{meets.what} is on {day_words(meets.on)}."
        if is_with_the_tribunal(self.one) and self.next is None:
            return "The Tribunal sets the next date."
        agreed = self.one.agreed and not self.one.step(Step.DONE)
        does = "The council does what was agreed." if agreed else ""
        if self.next is None:
            return does or self._about_an_appeal or "Nothing runs against a date now."
        return f"{does} {self.next.label}" if does and self.next in self.in_request else self.next.label

    @property
    def _about_an_appeal(self) -> str:
        """What is said where no date is next and nobody has appealed: SI 2008/2699 rules 5(3)(a), 20(1)(c), 20(4)."""
        if self.certificate_to_come:
            return "The mediation adviser gives a certificate. From its day there is a month to appeal."
        over = next((one for one in self.dates if one.limit.startswith("appeal.") and one.is_over), None)
        if over is None or self.one.outcome:
            return ""
        return (
            f"The last day to appeal was {day_words(over.due_on)}. The Tribunal can let in an appeal that is late: "
            "whoever sends one asks it to, and says why it is late."
        )

    @property
    def actions(self) -> list[tuple[str, str]]:
        """Where what was ordered or agreed is done, for who may open it."""
        found = done_at(self.one.ground, self.one.outcome) if self.next or self.one.agreed else None
        if found is None or found[2] not in self.opened.may:
            return []
        return [(found[0], reverse(found[1], args=[self.opened.child.id]))]


_OF_THE_PLAN = (Remedy.AMEND, Remedy.SETTING, Remedy.CONTINUE, Remedy.CONTINUE_AMEND)


def done_at(ground: Ground, remedy: Remedy | None) -> tuple[str, str, Permission] | None:
    """The page on which what was ordered or agreed is carried out, and who opens it; None where that is none."""
    if remedy in _OF_THE_PLAN:
        return "The plan", "ehcplans:ehc_plan", Permission.EHCPLAN_READ
    if remedy is Remedy.ASSESS and ground is Ground.REASSESS:
        return "The new assessment", "disputes:plan_changes", Permission.CASE_READ
    if remedy in (Remedy.ASSESS, Remedy.PLAN, Remedy.THINK_AGAIN):
        return "The request, with every date", "ehc:case", Permission.CASE_READ
    if remedy is Remedy.DISMISS and ground is Ground.CEASING:
        return "The end of the plan", "annualreviews:plan_end", Permission.EHCPLAN_READ
    return None


def _challenge(
    request: HttpRequest, child_id: UUID, challenge_id: UUID, *also: Permission
) -> tuple[OpenedChild, ChallengeView]:
    opened = open_for_page(request, child_id, READ, TAKE, KEEP, *also)
    one = challenge_of(opened.actor, child_id, challenge_id)
    if one is None:
        raise Http404
    return opened, one


def _may_take(opened: OpenedChild, one: ChallengeView) -> bool:
    return KEEP in opened.may or (TAKE in opened.may and one.is_mine and _why_not(opened) is None)


@needs(READ)
@require_safe
def challenge(request: HttpRequest, child_id: UUID, challenge_id: UUID) -> HttpResponse:
    """One challenge with every step and every date."""
    opened, one = _challenge(request, child_id, challenge_id, Permission.CASE_READ, Permission.EHCPLAN_READ)
    keeps = KEEP in opened.may
    clocks = clocks_of_challenge(opened.actor, one)
    content = ChallengePage(
        opened, one, clocks, clocks_in_the_request(opened.actor, one),
        one.can(council=keeps) if _may_take(opened, one) else (),
        papers_of(opened.actor, one), keeps, None if keeps else _why_not(opened),
        claims_of(opened.actor, child_id, one.id, clocks),
    )  # fmt: skip
    return page(request, "disputes/challenge.html", content, title="Mediation and appeal")


@dataclass(frozen=True)
class StepPage:
    """One step to write down, or one to strike out."""

    opened: OpenedChild
    one: ChallengeView
    kind: Step
    heading: str
    struck: TakenView | None = None


@needs(READ)
def challenge_step(request: HttpRequest, child_id: UUID, challenge_id: UUID, step: str) -> HttpResponse:
    """Write down one step. What cannot come next is not there."""
    opened, one = _challenge(request, child_id, challenge_id)
    if step not in Step.values or not _may_take(opened, one):
        raise Http404
    kind = Step(step)
    if kind not in one.can(council=KEEP in opened.may):
        raise Http404
    form = StepForm(request.POST or None, ground=one.ground, kind=kind)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(take_step(opened.actor, child_id, challenge_id, form.new(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The dates follow from it.")
            return redirect("disputes:appeal", child_id, challenge_id)
        show_refusal(form, result)
    return _shown(request, StepPage(opened, one, kind, kind.label), form)


@needs(READ)
def strike(request: HttpRequest, child_id: UUID, challenge_id: UUID, taken_id: UUID) -> HttpResponse:
    """Strike out a step that was written down by mistake."""
    opened, one = _challenge(request, child_id, challenge_id)
    taken = next((each for each in one.steps if each.id == taken_id and not each.struck_why), None)
    if taken is None or not _may_take(opened, one):
        raise Http404
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            strike_step(opened.actor, child_id, challenge_id, taken_id, form.cleaned_data["why"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Struck out. It can still be read, and counts no more.")
            return redirect("disputes:appeal", child_id, challenge_id)
        show_refusal(form, result)
    return _shown(request, StepPage(opened, one, taken.kind, "Strike this out", taken), form)


def _shown(request: HttpRequest, content: StepPage, form: forms.Form) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "disputes/challenge_step.html", content, title=content.heading, form=form, status=status
    )


@needs(READ)
@require_safe
def papers(request: HttpRequest, child_id: UUID, challenge_id: UUID, form: str) -> HttpResponse:
    """The list of papers in a format."""
    opened, one = _challenge(request, child_id, challenge_id)
    document = papers_document(one, papers_of(opened.actor, one), opened.child.full_name, today())
    back = reverse("disputes:appeal", args=[child_id, challenge_id])
    return handed_over(request, opened, OnPaper(document, "papers", "The steps", back), form)
