"""All the advice of an assessment on one page, read by the family too, and on paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, open_for_page
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.ehc.choices import CaseState, Limb
from alongside.ehc.gathering import Gathered, gather, gathered_document
from alongside.ehc.queries import AdviceView, CaseView, advice_of, case_of
from alongside.ehc.queries.advice import WishView, wishes_of
from alongside.ehc.queries.cases import last_day_for_a_plan
from alongside.ehc.rules.advice import ASKED_WHILE
from alongside.ehc.rules.forecast import Awaited, Forecast, forecast
from alongside.people.formats import wanted
from alongside.rendering.formats import Format

READ, KEEP, GIVE = Permission.ADVICE_READ, Permission.CASE_KEEP, Permission.ADVICE_GIVE


@dataclass(frozen=True)
class AdvicePage:
    """Who was asked, what they said, and what the reader can do."""

    opened: OpenedChild
    case: CaseView | None
    advice: tuple[AdviceView, ...]
    gathered: Gathered
    wishes: tuple[WishView, ...]
    keeps: bool
    gives: bool

    @property
    def waiting(self) -> tuple[AdviceView, ...]:
        return tuple(one for one in self.advice if one.is_open or one.state == "proposed")

    @property
    def next_due(self) -> date | None:
        return min((one.due_on for one in self.waiting if one.due_on), default=None)

    @property
    def forecast(self) -> Forecast | None:
        """Whether the advice that is awaited leaves time for the decision about a plan."""
        if self.case is None or self.case.state not in (CaseState.ASSESSING, CaseState.SENT_BACK):
            return None
        last_day = last_day_for_a_plan(self.opened.actor, self.case)
        if last_day is None:
            return None
        awaited = [
            Awaited(one.asked_on, one.due_on)
            for one in self.advice
            if one.is_open and one.limb != Limb.FAMILY
        ]
        return forecast(awaited, last_day, self.opened.actor.on)

    @property
    def asks_now(self) -> bool:
        return self.case is not None and self.case.state in ASKED_WHILE

    @property
    def is_family(self) -> bool:
        return self.opened.actor.is_family


@needs(READ)
@require_safe
def advice(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everything that was asked and said in the newest case of a child."""
    opened = open_for_page(request, child_id, READ, KEEP, GIVE)
    case, found = _newest(opened)
    wishes = wishes_of(opened.actor, child_id, case.id) if case else ()
    content = AdvicePage(
        opened, case, found, gather(opened.actor, opened.child, found), wishes, KEEP in opened.may,
        GIVE in opened.may,
    )  # fmt: skip
    return page(request, "ehc/advice.html", content, title="Advice for the assessment")


def _newest(opened: OpenedChild) -> tuple[CaseView | None, tuple[AdviceView, ...]]:
    """The newest case and its advice; an adviser, who reads no case, has the advice alone."""
    case = case_of(opened.actor, opened.child.id)
    found = advice_of(opened.actor, opened.child.id)
    return case, tuple(one for one in found if case is None or one.case_id == case.id)


@needs(READ)
@require_safe
def advice_document(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The same to take along, in the reader's format."""
    opened = open_for_page(request, child_id, READ)
    case, found = _newest(opened)
    if case is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("ehc:advice", child_id)
    return made_anew(gathered_document(opened.actor, opened.child, case, found), "advice", chosen)
