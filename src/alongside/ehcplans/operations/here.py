"""The moves of an amendment from this app's own pages: each in a unit of its own."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.ehcplans.choices import Because
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.ehcplans.operations.amending import (
    begin_amendment,
    issue_amended,
    keep_as_it_is,
    serve_amendment_notice,
)
from alongside.ehcplans.operations.issuing import Issue
from alongside.kernel.refusal import Refusal

_KEEP, _ISSUE = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE


def amend_here(actor: Actor, child_id: UUID, because: Because, now: datetime) -> EhcPlan | Refusal:
    """`begin_amendment`, by itself."""
    with operation(actor, _KEEP, now) as unit:
        return begin_amendment(unit, actor, child_id, because)


def serve_notice_here(
    actor: Actor, child_id: UUID, evidence: Sequence[str], now: datetime
) -> EhcVersion | Refusal:
    """`serve_amendment_notice`, by itself."""
    with operation(actor, _KEEP, now) as unit:
        return serve_amendment_notice(unit, actor, child_id, evidence)


def issue_amended_here(actor: Actor, child_id: UUID, new: Issue, now: datetime) -> EhcVersion | Refusal:
    """`issue_amended`, by itself."""
    with operation(actor, _ISSUE, now) as unit:
        return issue_amended(unit, actor, child_id, new)


def keep_as_it_is_here(actor: Actor, child_id: UUID, reasons: str, now: datetime) -> EhcPlan | Refusal:
    """`keep_as_it_is`, by itself."""
    with operation(actor, _ISSUE, now) as unit:
        return keep_as_it_is(unit, actor, child_id, reasons)
