"""What is seen differently, and the way forward as a ladder: where it stands, what is next, what the rights are."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside import statute
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, open_for_page
from alongside.conversations.queries.meetings import meetings_about
from alongside.design.page import page
from alongside.disputes.operations import facts_of
from alongside.disputes.queries import (
    Line,
    Step,
    View,
    disagreement_row,
    disagreements_of,
    line_by_row,
    views_of,
)
from alongside.disputes.rules import may_end, may_step
from alongside.kernel.refusal import Refusal
from alongside.statute.route import Complaint, Helper, RouteStep, route

READ, RAISE = Permission.DISAGREEMENT_READ, Permission.DISAGREEMENT_RAISE


@dataclass(frozen=True)
class ListPage:
    """Everything that is seen differently that the reader may read."""

    opened: OpenedChild
    open: tuple[Line, ...]
    ended: tuple[Line, ...]
    may_raise: bool


@needs(READ)
@require_safe
def disagreements(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What is seen differently about a child's help, open first."""
    opened = open_for_page(request, child_id, READ, RAISE)
    lines = disagreements_of(opened.actor, child_id)
    content = ListPage(
        opened, tuple(one for one in lines if one.is_open), tuple(one for one in lines if not one.is_open),
        RAISE in opened.may,
    )  # fmt: skip
    return page(request, "disputes/disagreements.html", content, title="When we see it differently")


@dataclass(frozen=True)
class Rung:
    """One step of the ladder: what it is by law or practice, and what was done on it."""

    step: RouteStep
    limits: tuple[tuple[str, str, str], ...]
    taken: tuple[Step, ...]
    is_here: bool


@dataclass(frozen=True)
class OnePage:
    """One disagreement with everything beside it."""

    opened: OpenedChild
    one: Line
    views: tuple[View, ...]
    ladder: tuple[Rung, ...]
    helpers: tuple[Helper, ...]
    complaints: tuple[Complaint, ...]
    meetings: frozenset[UUID]
    may_raise: bool
    no_step: Refusal | None
    no_end: Refusal | None


@needs(READ)
@require_safe
def disagreement(request: HttpRequest, child_id: UUID, disagreement_id: UUID) -> HttpResponse:
    """One disagreement: the words, the other views, the way forward."""
    opened = open_for_page(request, child_id, READ, RAISE)
    row = disagreement_row(opened.actor, child_id, disagreement_id)
    if row is None:
        raise Http404
    actor, one, facts = opened.actor, line_by_row(opened.actor, row), facts_of(opened.actor, row)
    way = route(actor.on)
    met = any(step.meeting_id for step in one.steps) and role_may(actor.role, Permission.MEETING_READ)
    content = OnePage(
        opened, one, tuple(views_of(actor, child_id, disagreement_id)),
        tuple(_rung(opened, step, one) for step in way.steps), way.helpers,
        way.complaints,
        frozenset(line.id for line in meetings_about(actor, child_id)) if met else frozenset(),
        RAISE in opened.may, may_step(facts), may_end(facts),
    )  # fmt: skip
    return page(request, "disputes/disagreement.html", content, title="Seen differently")


def _rung(opened: OpenedChild, step: RouteStep, one: Line) -> Rung:
    law = statute.on(opened.actor.on)
    limits = [law.timescale(key) for key in step.limits]
    return Rung(
        step, tuple((limit.label, limit.in_words, limit.citation) for limit in limits),
        tuple(taken for taken in one.steps if taken.kind.value == step.key),
        is_here=one.is_open and (one.reached.value if one.reached else "conversation") == step.key,
    )  # fmt: skip
