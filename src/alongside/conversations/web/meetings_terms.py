"""The children who have no conversation this term (S11)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.conversations.queries.interpreters import InterpretersOfTerm, interpreters_of_term
from alongside.conversations.queries.terms import TermList, children_by_term
from alongside.design.page import page


@dataclass(frozen=True)
class TermsPage:
    """One page of the list, and where its neighbours are."""

    found: TermList
    interpreters: InterpretersOfTerm
    everyone: bool
    first: str
    following: str


@needs(Permission.MEETING_HOLD)
def terms(request: HttpRequest) -> HttpResponse:
    """Children with support: those without a conversation this term, or everyone."""
    everyone, after = request.GET.get("show") == "everyone", request.GET.get("after", "")
    actor = who_asks(request)
    found = children_by_term(actor, everyone=everyone, after=after)
    kept = {"show": "everyone"} if everyone else {}
    following = f"?{urlencode({**kept, 'after': found.next_after})}" if found.next_after else ""
    first = f"?{urlencode(kept)}" if after else ""
    shown = TermsPage(found, interpreters_of_term(actor), everyone, first, following)
    return page(request, "conversations/meeting_terms.html", shown, title="Conversations this year")
