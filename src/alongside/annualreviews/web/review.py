"""The review of a plan on one page: what happens next, who is asked, the dates and why, the decision, the letters."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.annualreviews.choices import EarlyAnswer
from alongside.annualreviews.queries import reviews as queries
from alongside.annualreviews.queries.ending import ending_of
from alongside.annualreviews.queries.phases import doubt_about
from alongside.annualreviews.rules.phases import Doubt
from alongside.annualreviews.rules.stage import COUNCIL, STEPS, Stage
from alongside.annualreviews.web.opening import ASK, READ, ChildPage, Opened, open_page
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import has_the_right
from alongside.design.page import page
from alongside.ehc.queries import ClockOnPage, pace

Action = tuple[str, str]


@dataclass(frozen=True)
class ReviewPage(ChildPage):
    """Everything the page shows."""

    invited: tuple[queries.InviteeView, ...]
    clocks: tuple[ClockOnPage, ...]
    decision: queries.DecisionView | None
    letters: tuple[queries.LetterLine, ...]
    early: queries.EarlyView | None
    past: tuple[queries.ReviewView, ...]
    ending: bool
    doubt: Doubt | None = None
    has_right: bool = True

    @property
    def review(self) -> queries.ReviewView | None:
        return self.at.review

    @property
    def stage(self) -> str:
        thing = self.review.next if self.review else None
        return f"Step {thing.step} of {STEPS}" if thing else ""

    @property
    def who(self) -> str:
        """Who has the next step, by name."""
        if self.review is None or self.review.next is None:
            return ""
        if self.review.next.who == COUNCIL or not self.at.attends:
            return self.review.council
        return self.at.setting

    @property
    def first(self) -> ClockOnPage | None:
        """The clock of the next step."""
        wanted = self.review.next.limit if self.review and self.review.next else ""
        return next((one for one in self.clocks if one.shown.limit == wanted), None)

    @property
    def by(self) -> date | None:
        """By when the next step has to be done; a change of phase can make it earlier."""
        if self.review is None:
            return None
        if self.review.stage is Stage.TO_PLAN:
            return self.review.latest_meeting
        if self.review.stage is Stage.TO_HOLD:
            return self.review.meeting_on
        return self.first.shown.due_on if self.first else None

    @property
    def mine(self) -> queries.InviteeView | None:
        """The reader's own place at the meeting."""
        return next((one for one in self.invited if one.person_id == self.opened.actor.person_id), None)

    @property
    def may_ask(self) -> bool:
        """Whether the reader can ask for an early review now."""
        waits = self.early is not None and self.early.answer is EarlyAnswer.WAITING
        return (
            ASK in self.opened.may
            and self.has_right
            and not waits
            and self.review is not None
            and self.review.meeting_on is None
        )

    @property
    def may_take_in(self) -> bool:
        """Whether the council can write down that somebody asks for one, who did not ask here."""
        waits = self.early is not None and self.early.answer is EarlyAnswer.WAITING
        return self.at.keeps and not waits and self.review is not None and self.review.meeting_on is None

    @property
    def actions(self) -> list[Action]:
        """What the reader can do about the next step, the main thing first."""
        return _actions(self)


def _actions(shown: ReviewPage) -> list[Action]:
    review, child_id = shown.review, shown.opened.child.id
    if review is None:
        return []
    found = []
    mine = shown.mine
    if mine and shown.at.says and review.invited_on and not review.held_on:
        words = "Change what you said" if mine.advice else "Say how it is going"
        found.append((words, reverse("annualreviews:annual_advice", args=[child_id, mine.id])))
    if shown.at.holds and (shown.at.keeps is False or not shown.at.attends):
        found = [*_holder(review, child_id), *found]
    if shown.at.keeps and review.stage in (Stage.TO_DECIDE, Stage.TO_REPORT):
        found.append(("Prepare the decision", reverse("annualreviews:decide_annual", args=[child_id])))
    if review.meeting_on:
        found.append(("Open the meeting page", reverse("annualreviews:annual_meeting", args=[child_id])))
    if review.stage is Stage.TO_FINISH:
        answers = shown.opened.actor.is_family and shown.has_right
        words = "Read the changes, and say what you think" if answers else "The changes, and the plan"
        found = [(words, reverse("ehcplans:ehc_plan", args=[child_id])), *found]
    return list(dict.fromkeys(found))


def _holder(review: queries.ReviewView, child_id: UUID) -> list[Action]:
    to = {
        Stage.TO_PLAN: ("Find a day", "plan_annual_meeting"),
        Stage.TO_INVITE: ("Ask everybody", "annual_people"),
        Stage.TO_PREPARE: ("Send what everybody said", "annual_people"),
        Stage.TO_REPORT: ("Send the report", "annual_report"),
    }.get(review.stage)
    return [(to[0], reverse(f"annualreviews:{to[1]}", args=[child_id]))] if to else []


@needs(READ)
@require_safe
def review(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The review that is open, and those before."""
    at = open_page(request, child_id, READ)
    return _show(request, at, at.review)


@needs(READ)
@require_safe
def past(request: HttpRequest, child_id: UUID, annual_id: UUID) -> HttpResponse:
    """One review, also one that is done."""
    at = open_page(request, child_id, READ)
    found = queries.review_of_child(at.opened.actor, child_id, annual_id)
    if found is None:
        raise Http404
    return _show(request, Opened(at.opened, found), found)


def _show(request: HttpRequest, at: Opened, found: queries.ReviewView | None) -> HttpResponse:
    actor, child_id = at.opened.actor, at.opened.child.id
    clocks = queries.clocks_of_review(actor, found) if found else ()
    content = ReviewPage(
        at, queries.invited_to(actor, found) if found else (),
        tuple(ClockOnPage(one, None, pace(one, actor.on, plain=actor.is_family)) for one in clocks),
        queries.decision_of(actor, found) if found else None, queries.letters_about(actor, child_id),
        queries.early_ask_of(actor, child_id),
        tuple(one for one in queries.reviews_of_plan(actor, child_id) if found is None or one.id != found.id),
        ending_of(actor, child_id) is not None, doubt_about(actor, found) if found else None,
        has_the_right(actor, at.opened.child, at.opened.around, Deciding.REQUEST),
    )  # fmt: skip
    return page(request, "annualreviews/review.html", content, title="The yearly review of the plan")
