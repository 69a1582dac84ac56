"""The plan, the passport and the one page profile as documents that can be sent to one person."""

from alongside.access.policy import Permission
from alongside.children.queries import child_card
from alongside.conversations.sendables import Order, Paper, Sendable, register_sendable
from alongside.design.dates import moment
from alongside.plans.choices import VersionState
from alongside.plans.queries import live_document, live_plan, passport, plan_version, profile
from alongside.rendering.formats import render
from alongside.rendering.model import Document


def _mark(order: Order) -> str:
    """Whose copy it is stands at the foot of every page."""
    return f"Copy for {order.recipient_name}, {moment(order.now)}"


def _paper(document: Document, order: Order, name: str, what: str) -> Paper:
    form = order.form
    return Paper(
        render(document, form), form.media_type, f"{name}.{form.extension}", f"{what} ({form.label})"
    )


def _plan(order: Order) -> Paper | None:
    """The agreed version where there is one, else the plan as it stands."""
    agreed = plan_version(
        order.actor, order.child_id, state=VersionState.AGREED, permission=Permission.PLAN_PRINT
    )
    if agreed:
        return _paper(
            agreed.document, order, f"plan-version-{agreed.number}", f"Plan, version {agreed.number}"
        )
    plan = live_plan(order.actor, order.child_id, Permission.PLAN_PRINT)
    child = child_card(order.actor, order.child_id, Permission.PLAN_PRINT)
    if plan is None or child is None:
        return None
    return _paper(live_document(order.actor, plan, child, _mark(order)), order, "plan", "Plan so far")


def _passport(order: Order) -> Paper | None:
    child = child_card(order.actor, order.child_id, Permission.PASSPORT_READ)
    return (
        _paper(passport(order.actor, child, _mark(order)), order, "passport", "Passport") if child else None
    )


def _profile(order: Order) -> Paper | None:
    child = child_card(order.actor, order.child_id, Permission.PLAN_READ)
    plan = live_plan(order.actor, order.child_id)
    if child is None or plan is None:
        return None
    document = profile(order.actor, plan, child, _mark(order))
    return _paper(document, order, "one-page-profile", "One page profile")


def register() -> None:
    """Let these be sent."""
    register_sendable(Sendable("plan", "The plan", Permission.PLAN_READ, _plan))
    register_sendable(Sendable("passport", "The passport", Permission.PASSPORT_READ, _passport))
    register_sendable(Sendable("profile", "The one page profile", Permission.PLAN_READ, _profile))
