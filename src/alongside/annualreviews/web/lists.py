"""All reviews at once: the list a council sends each term; a setting's reviews. A council's next steps are in its work
by legal date."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.annualreviews.operations.lists import send_lists
from alongside.annualreviews.queries import lists as queries
from alongside.annualreviews.queries.phases import DoubtLine, doubts
from alongside.annualreviews.web.opening import HOLD, KEEP
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.kernel.day_words import day_words
from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import term_of
from alongside.platform.clock import now

_SHOWN = 100


@dataclass(frozen=True)
class ListPage:
    """The reviews with a step that is near, and the list of the term ahead."""

    lines: tuple[queries.ReviewLine, ...]
    council: bool
    term: Period
    ahead: tuple[queries.ReviewLine, ...] = ()
    sent: tuple[queries.ListSent, ...] = ()
    doubts: tuple[DoubtLine, ...] = ()

    @property
    def shown(self) -> tuple[queries.ReviewLine, ...]:
        """As many of the list of the term as one page holds."""
        return self.ahead[:_SHOWN]

    @property
    def term_name(self) -> str:
        """The term by its days: a year alone leaves open which it means."""
        assert self.term.ends_on is not None
        last = self.term.ends_on - timedelta(days=1)
        return f"{term_of(self.term.starts_on).value} term, {day_words(self.term.starts_on)} to {day_words(last)}"


@needs(HOLD)
def reviews(request: HttpRequest) -> HttpResponse:
    """Reviews by the next legal date; a council sends the list of the term ahead from here."""
    actor = who_asks(request)
    term = queries.term_ahead(actor.on)
    if not role_may(actor.role, KEEP):
        content = ListPage(queries.reviews_of_setting(actor), council=False, term=term)
        return page(request, "annualreviews/reviews.html", content, title="Yearly reviews")
    refusal = None
    if request.method == "POST":
        result = found_or_404(send_lists(actor, term.starts_on, now()))
        if not isinstance(result, Refusal):
            messages.success(request, f"Sent to {result} setting{'' if result == 1 else 's'}.")
            return redirect("annualreviews:annual_reviews")
        refusal = result
    content = ListPage(
        (),
        council=True,
        term=term,
        ahead=queries.due_in_term(actor, term),
        sent=queries.lists_sent(actor, term),
        doubts=doubts(actor),
    )
    return page(
        request, "annualreviews/reviews.html", content, title="Yearly reviews", refusal=refusal,
        status=422 if refusal else 200,
    )  # fmt: skip
