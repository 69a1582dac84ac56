"""The end of a plan as pages, trays and stories read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import as_many, kept
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.access import is_council
from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.models import PlanEnding
from alongside.children.access import place_kept_from
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.deadlines.queries.stages import stages_of
from alongside.deadlines.queries.work import AT_ONCE
from alongside.design.addresses import page_address
from alongside.ehcplans.choices import CeaseReason
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.platform.clock import LONDON

_READ, _DECIDE = Permission.CASE_READ, Permission.CASE_DECIDE


@dataclass(frozen=True)
class EndingView:
    """Where the end of a plan has come to; what people answered is the council's to read."""

    id: UUID
    state: CeaseState
    reason: CeaseReason
    words: str
    consulted_on: date
    consulted_by_name: str
    views: str
    reasons: str
    decided_on: date | None
    decided_by_name: str
    kept_until: date | None
    appeal_open: bool
    ended_on: date | None
    edition: int

    @property
    def live(self) -> bool:
        return self.state in (CeaseState.CONSULTING, CeaseState.DECIDED)


def ending_of(actor: Actor, child_id: UUID) -> EndingView | None:
    """The newest end that was thought of; None where there is none for this actor. Its dates and rights are read in
    each home; the council's words on it, under a shield, not in the home apart: its letter says them (trust 2.4.1)."""
    row = next(iter(_newest(actor, child_id)), None) if role_may(actor.role, _READ) else None
    if row is None:
        return None
    apart = place_kept_from(actor, child_id)
    return EndingView(
        row.id, CeaseState(row.state), CeaseReason(row.reason), "" if apart else row.words, row.consulted_on,
        row.consulted_by_name, row.views if is_council(actor) else "", "" if apart else row.reasons,
        row.decided_on, row.decided_by_name, row.kept_until,
        row.appeal_open, row.ended_on, row.edition,
    )  # fmt: skip


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[PlanEnding]:
    return PlanEnding.objects.permitting(actor, _READ, child_id).order_by("-consulted_on", "-id")[:1]


def clocks_of_ending(actor: Actor, child_id: UUID, ending: EndingView) -> tuple[ClockShown, ...]:
    """The limits that run after the decision."""
    return tuple(clocks_of(actor, child_id, ending.id)) if role_may(actor.role, Permission.PLAN_READ) else ()


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """An end that was thought of, decided and came, newest first, through the gate."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    url, entries = page_address("annualreviews:plan_end", child_id), []
    for row in _newest(actor, child_id):
        for on, title, who in (
            (row.consulted_on, "The council thinks of ending the plan, and asks", row.consulted_by_name),
            (row.decided_on, "The council decided to end the plan", row.decided_by_name),
            (row.ended_on, "The plan ended", ""),
        ):
            if on:
                at = datetime.combine(on, time(12), LONDON)
                entries.append(Entry(at, row.id, EntryKind.STATUTORY, title, "", who, url))
    return told(entries, reach)


@stages_of(WorkKind.ENDING)
def _stages(actor: Actor, matter_ids: tuple[UUID, ...]) -> Mapping[UUID, str]:
    """By end of a plan, what stands in its way, for the council's work by legal date."""
    return {
        row.pk: _stage(row, actor.on) for row in _these(actor, as_many(matter_ids, AT_ONCE)) if row.kept_until
    }


def _stage(row: PlanEnding, today: date) -> str:
    if row.appeal_open:
        return "Kept up until the appeal is decided"
    assert row.kept_until is not None
    return "End the plan, or keep it" if row.kept_until < today else "Kept up while an appeal can be made"


@kept
def _these(actor: Actor, ending_ids: tuple[UUID, ...]) -> QuerySet[PlanEnding]:
    return PlanEnding.objects.permitting(actor, _READ, each_row=True).filter(pk__in=ending_ids)


def waiting_for(actor: Actor) -> list[Waiting]:
    """Plans whose time to appeal is over: a manager ends them, or keeps them."""
    if not role_may(actor.role, _DECIDE):
        return []
    return [
        Waiting(
            "End the plan, or keep it: the time to appeal is over",
            page_address("annualreviews:plan_end", row.child_id),
            row.child.full_name, row.child_id, row.kept_until, "Children and Families Act 2014 s.45(4)",
        )
        for row in _over(actor, actor.on)
    ]  # fmt: skip


@kept
def _over(actor: Actor, today: date) -> QuerySet[PlanEnding]:
    rows = PlanEnding.objects.permitting(actor, _DECIDE, each_row=True)
    rows = rows.filter(state=CeaseState.DECIDED, kept_until__lt=today, appeal_open=False)
    return rows.select_related("child").order_by("kept_until")[:20]
