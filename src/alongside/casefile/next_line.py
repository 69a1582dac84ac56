"""The line at the foot of each page about a child: the same answer as on the child's own page, in short."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.casefile.child_page import next_step_for
from alongside.children.queries import ChildCard, StandsBy, child_card, stands_by
from alongside.deadlines.queries import clocks_of
from alongside.design.addresses import page_address
from alongside.design.next_line import NextLine
from alongside.plans.queries import live_plan


def next_line_for(request: HttpRequest, child_id: UUID) -> NextLine | None:
    """What happens next for this reader; None for who may not read the plan, or for a child they may not know."""
    actor = request.actor
    if not role_may(actor.role, Permission.PLAN_READ):
        return None
    child, around = getattr(request, "known_around", None) or _around(actor, child_id)
    plan = live_plan(actor, child_id) if child else None
    if child is None or (plan is None and child_card(actor, child_id, Permission.PLAN_READ) is None):
        return None
    found = next_step_for(actor, child, plan, around, clocks_of(actor, child_id))
    late = found.by is not None and found.by < actor.on
    return NextLine(
        found.what, found.stage, found.who, found.by, page_address("casefile:child", child_id), late
    )


def _around(actor: Actor, child_id: UUID) -> tuple[ChildCard | None, Sequence[StandsBy]]:
    """Who the child is and who is around them; a page that read both already leaves them with its request."""
    child = child_card(actor, child_id, Permission.PLAN_READ)
    return child, stands_by(actor, child_id) if child else ()
