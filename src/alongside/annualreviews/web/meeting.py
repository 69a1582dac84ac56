"""The meeting on one screen: the child first, the year's evidence, what is said, what is proposed; and its report."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.annualreviews.choices import ChangeKind
from alongside.annualreviews.evidence import YearEvidence, year_evidence
from alongside.annualreviews.operations import meeting as operations
from alongside.annualreviews.queries import reviews as queries
from alongside.annualreviews.rules.meeting import SECTIONS, MeetingFacts, missing_for_report
from alongside.annualreviews.web.forms import HeldForm
from alongside.annualreviews.web.opening import HOLD, READ, ChildPage, Opened, open_page, with_review
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.page import page
from alongside.documents.operations import Frozen
from alongside.documents.web.handing_out import drawn_once
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.people.formats import wanted
from alongside.platform.clock import now
from alongside.rendering.formats import Format
from alongside.rendering.web import to_html
from alongside.voice.operations import StaleText


@dataclass(frozen=True)
class MeetingPage(ChildPage):
    """The whole meeting on one screen."""

    review: queries.ReviewView
    evidence: YearEvidence
    said: tuple[queries.SaidView, ...]
    proposed: tuple[queries.ProposalView, ...]
    differ: tuple[tuple[str, str], ...]
    invited: tuple[queries.InviteeView, ...]
    wrong: Refusal | None = None
    wrong_at: str = ""
    sent: QueryDict | None = None
    sections: tuple[str, ...] = SECTIONS
    kinds: tuple[ChangeKind, ...] = tuple(ChangeKind)

    @property
    def writes(self) -> bool:
        """Whether the reader can write in the meeting now."""
        return self.at.says and self.review.reported_on is None and self.review.closed_on is None

    def box(self, one: queries.SaidView) -> str:
        """What stands in the box of a topic: what is kept, what was just sent, or what the evidence begins with."""
        if self.sent is not None and self.wrong_at == one.topic:
            stale = self.wrong if isinstance(self.wrong, StaleText) else None
            return f"{stale.theirs}\n\n{stale.mine}" if stale else self.sent.get("text", "")
        return one.text or self.evidence.first_words(one.topic)

    def edition(self, one: queries.SaidView) -> int:
        """The edition a text rests on; after a clash the newest."""
        if isinstance(self.wrong, StaleText) and self.wrong_at == one.topic:
            return self.wrong.edition
        return one.edition


@needs(READ)
def meeting(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The meeting on one screen. Sending keeps one thing of it."""
    at, review = with_review(request, child_id, READ)
    if review.meeting_on is None:
        raise Http404
    if request.method == "POST":
        result = found_or_404(_keep(request, at, child_id))
        if not isinstance(result, Refusal):
            return redirect(
                reverse("annualreviews:annual_meeting", args=[child_id]) + "#" + _place(request.POST)
            )
        if isinstance(result, StaleText):
            messages.info(request, f"{result.theirs_by} saved this while you were writing. Nothing is lost.")
        return _screen(request, at, review, result)
    return _screen(request, at, review)


def _place(data: QueryDict) -> str:
    if "topic" in data:
        return f"topic-{data['topic']}"
    return "differ" if "differ" in data else "changes"


def _keep(request: HttpRequest, at: Opened, child_id: UUID) -> object:
    data, actor = request.POST, at.opened.actor
    if "topic" in data:
        edition = whole_number(data.get("edition", "")) or 0
        return operations.say_about(actor, child_id, data["topic"], data.get("text", ""), edition, now())
    if "differ" in data:
        return operations.see_differently(actor, child_id, data["differ"], now(), data.get("whose", ""))
    if "back" in data:
        try:
            return operations.take_proposal_back(actor, child_id, UUID(data["back"]), now())
        except ValueError:
            raise Http404 from None
    new = operations.NewProposal(
        *(data.get(name, "") for name in ("section", "kind", "was", "becomes", "why"))
    )
    return operations.propose(actor, child_id, new, now())


def _screen(
    request: HttpRequest, at: Opened, review: queries.ReviewView, wrong: Refusal | None = None
) -> HttpResponse:
    actor, child_id = at.opened.actor, at.opened.child.id
    content = MeetingPage(
        at, review, year_evidence(actor, child_id, review.reviewed_on or review.made_on),
        queries.said_in(actor, review, adult=at.adult), queries.proposed_in(actor, review),
        queries.seen_differently(actor, review), queries.invited_to(actor, review), wrong,
        request.POST.get("topic", "changes") if wrong else "", request.POST if wrong else None,
    )  # fmt: skip
    status = 422 if wrong else 200
    return page(
        request, "annualreviews/meeting.html", content, title="The meeting about the plan", refusal=wrong,
        status=status,
    )  # fmt: skip


@dataclass(frozen=True)
class ReportPage(ChildPage):
    """What the report still needs, who came, and the button that sends it."""

    review: queries.ReviewView
    invited: tuple[queries.InviteeView, ...]
    missing: tuple[Refusal, ...]


@needs(HOLD)
def report(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Say that the meeting was held, and send its report to everybody who was asked."""
    at, review = with_review(request, child_id, HOLD)
    if review.meeting_on is None or review.reported_on:
        raise Http404
    actor = at.opened.actor
    invited = queries.invited_to(actor, review)
    form = HeldForm(
        request.POST or None, invited=invited,
        initial={
            "held_on": review.held_on or (review.meeting_on if review.meeting_on <= actor.on else None),
            "came": [str(one.id) for one in invited if one.came],
            "no_child_because": review.no_child_because, "no_change": review.no_change,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = _send(request, at, child_id, form)
        if not isinstance(result, Refusal):
            return redirect("annualreviews:annual_review", child_id)
        show_refusal(form, result)
        _, review = with_review(request, child_id, HOLD)
        invited = queries.invited_to(actor, review)
    missing = missing_for_report(_facts(at, review, invited))
    content = ReportPage(at, review, invited, tuple(missing))
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "annualreviews/report.html", content, title="The report", form=form, status=status)


def _facts(at: Opened, review: queries.ReviewView, invited: tuple[queries.InviteeView, ...]) -> MeetingFacts:
    actor = at.opened.actor
    said = queries.said_in(actor, review, adult=at.adult)
    return queries.meeting_facts_of(review, said, invited, queries.proposed_in(actor, review), adult=at.adult)


def _send(request: HttpRequest, at: Opened, child_id: UUID, form: HeldForm) -> object:
    """Keep that it was held; with the second button, send the report. What was kept stays kept if it is refused."""
    given, actor = form.cleaned_data, at.opened.actor
    held = operations.Held(
        given["held_on"],
        frozenset(UUID(one) for one in given["came"]),
        given["no_child_because"],
        given["no_change"],
    )
    kept = found_or_404(operations.note_held(actor, child_id, held, now()))
    if isinstance(kept, Refusal) or "send" not in request.POST:
        if not isinstance(kept, Refusal):
            messages.success(request, "Saved. The dates are counted from that day.")
        return kept
    sent = found_or_404(operations.send_report(actor, child_id, now()))
    if not isinstance(sent, Refusal):
        messages.success(request, "The report has gone to everybody who was asked.")
    return sent


@dataclass(frozen=True)
class DocumentPage(ChildPage):
    """A report or a letter on screen."""

    html: str
    base: str
    back: str


@needs(READ)
@require_safe
def sent_report(request: HttpRequest, child_id: UUID, annual_id: UUID) -> HttpResponse:
    """The report of a review, as it went out."""
    at = open_page(request, child_id, READ)
    frozen = queries.report_of(at.opened.actor, child_id, annual_id)
    if frozen is None:
        raise Http404
    base = reverse("annualreviews:sent_report", args=[child_id, annual_id])
    content = DocumentPage(at, to_html(frozen[0], title_level=1), base, "The review")
    return page(request, "annualreviews/document.html", content, title="Report of a review")


@needs(READ)
@require_safe
def report_document(request: HttpRequest, child_id: UUID, annual_id: UUID, form: str) -> HttpResponse:
    """The report in a format, the same bytes each time."""
    at = open_page(request, child_id, READ)
    frozen = queries.report_of(at.opened.actor, child_id, annual_id)
    if frozen is None:
        raise Http404
    chosen = wanted(at.opened.actor, form)
    if chosen is Format.WEB:
        return redirect("annualreviews:sent_report", child_id, annual_id)
    return drawn_once(at.opened.actor, child_id, Frozen(*frozen), "report", chosen, READ)
