"""The end of a plan in its steps: asked about, decided, kept up while an appeal can be made, ended (CFA 2014 s.45)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.access import born_and_year, leads_of_setting, setting_on
from alongside.annualreviews.choices import CeaseState
from alongside.annualreviews.letters import To, consulting_letter, ending_letter
from alongside.annualreviews.models import PlanEnding
from alongside.annualreviews.operations.ending_clocks import set_ending_clocks
from alongside.annualreviews.operations.sending import Matter, tell_around, write_to_each
from alongside.annualreviews.rules.ceasing import (
    NO_LONGER_RESPONSIBLE,
    facts_for,
    kept_up_until,
    refuse_end,
    refuse_end_decision,
    refuse_ground,
)
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.ehcplans.choices import IN_FORCE, CeaseReason
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.ceasing import cease, decide_to_cease, keep_after_all, keep_by_order
from alongside.kernel.day_words import day_words
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day

_KEEP, _DECIDE, _ASK = Permission.CASE_KEEP, Permission.CASE_DECIDE, Permission.CASE_ASK
_LIVE = (CeaseState.CONSULTING, CeaseState.DECIDED)
_STALE = Refusal("cease.changed", "Somebody changed this meanwhile.", "Open the page again.")


@dataclass(frozen=True)
class Facts18:
    """What the law asks about besides the reason and the age."""

    out_of_education: bool = False
    review_found_no_return: bool = False
    outcomes_looked_at: bool = False
    apprenticeship: bool = False


@dataclass(frozen=True)
class NewEnding:
    """That the council thinks of ending a plan: on which ground, and why, in words for the family."""

    reason: CeaseReason
    words: str
    facts: Facts18 = Facts18()


def _plan(actor: Actor, child_id: UUID, permission: Permission) -> EhcPlan | None:
    """The plan in force of a child the actor reaches, for its end."""
    if child_card(actor, child_id, permission) is None:
        return None
    rows = EhcPlan.in_unit.filter(child_id=child_id, state__in=IN_FORCE).select_related("council")
    found: EhcPlan | None = rows.first()
    return found


def _ending(actor: Actor, child_id: UUID, permission: Permission) -> PlanEnding | None:
    rows = PlanEnding.objects.permitting(actor, permission, child_id).filter(state__in=_LIVE)
    found: PlanEnding | None = rows.select_related("plan__council").first()
    return found


def think_of_ending(actor: Actor, child_id: UUID, new: NewEnding, now: datetime) -> PlanEnding | Refusal:
    """Write to each person with a say and tell the setting, and ask what they think (reg 31). Nothing is decided.

    Refuses a ground that the law does not know at this age.
    """
    with operation(actor, _KEEP, now) as unit:
        plan, card = _plan(actor, child_id, _KEEP), child_card(actor, child_id, _KEEP)
        if plan is None or card is None:
            return NOT_FOUND
        if PlanEnding.in_unit.filter(plan=plan, state__in=_LIVE).exists():
            return Refusal(
                "cease.there", "The end of this plan is being thought about already.", "Open the page again."
            )
        born_on, _ = born_and_year(child_id)
        refusal = refuse_ground(facts_for(new.reason, born_on, actor.on, **asdict(new.facts)))
        if refusal is None and new.reason in NO_LONGER_RESPONSIBLE:
            refusal = Refusal(
                "cease.no-question", "Here the council has no plan to keep up any more: there is nothing to decide.",
                "Use “The council is no longer responsible”.", "reason",
            )  # fmt: skip
        if refusal is None and not new.words.strip():
            refusal = Refusal(
                "cease.words", "The family reads why you think of it.", "Write it plainly.", "words"
            )
        if refusal:
            return refusal
        row = PlanEnding(
            child_id=child_id, plan=plan, reason=new.reason, facts=asdict(new.facts), words=clean_lines(new.words),
            consulted_on=actor.on, consulted_by_name=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("plan-end.asked", row, child_id=child_id, after={"reason": row.reason})
        written = partial(consulting_letter, reason=new.reason.label, words=row.words)
        write_to_each(unit, actor, Matter(card, plan.id, row.id, plan.council.name, plan.council_id), written)
        _tell(unit, actor, row, "asked")
        return row


def _tell(unit: Unit, actor: Actor, row: PlanEnding, key: str) -> None:
    path = f"/children/{row.child_id}/plan-end/"
    tell_around(unit, actor, row.child_id, "ending.moved", f"{row.id}:{key}", path)
    setting_id = setting_on(row.child_id, london_day(unit.at))
    for person_id in leads_of_setting(setting_id, london_day(unit.at)) if setting_id else ():
        tell(unit, person_id, row.child_id, "ending.moved", path, f"ending.moved:{row.id}:{key}")


@at_most(4_000, "words")
def say_what_you_think(actor: Actor, child_id: UUID, words: str, now: datetime) -> PlanEnding | Refusal:
    """Say what one thinks of it: a parent, the young person or the setting. Read by the council alone."""
    with operation(actor, _ASK, now) as unit:
        row = _ending(actor, child_id, _ASK)
        if row is None or row.state != CeaseState.CONSULTING:
            return NOT_FOUND
        if not clean_lines(words):
            return Refusal("cease.empty", "Nothing is written yet.", "A sentence is enough.", "words")
        said = f"{actor.name}, {day_words(actor.on)}: {clean_lines(words)}"
        row.views = f"{row.views}\n\n{said}".strip()
        row.edition += 1
        row.save(update_fields=["views", "edition"])
        unit.record("plan-end.answered", row, child_id=child_id)
        return row


def decide_end(
    actor: Actor, child_id: UUID, views: str, reasons: str, edition: int, now: datetime
) -> PlanEnding | Refusal:
    """Decide that the plan ends: letters with rights to each, and it is kept up while an appeal can be made."""
    with operation(actor, _DECIDE, now) as unit:
        row, card = _ending(actor, child_id, _DECIDE), child_card(actor, child_id, _DECIDE)
        if row is None or card is None:
            return NOT_FOUND
        if row.edition != edition:
            return _STALE
        refusal = refuse_end_decision(CeaseState(row.state), row.consulted_on, reasons, views)
        if refusal:
            return refusal
        problem = settle_end(unit, actor, row, clean_lines(views), clean_lines(reasons))
        if problem:
            return unit.refuse(problem)
        matter = Matter(card, row.plan_id, row.id, row.plan.council.name, row.plan.council_id)
        write_to_each(unit, actor, matter, partial(_written, row=row))
        return row


def _written(to: To, row: PlanEnding) -> Document:
    assert row.kept_until is not None
    return ending_letter(to, CeaseReason(row.reason).label, row.reasons, row.kept_until)


def settle_end(unit: Unit, actor: Actor, row: PlanEnding, views: str, reasons: str) -> Refusal | None:
    """Keep the decision to end a plan, in the caller's unit: until when it is kept up, its clocks, the plan's state."""
    moved = decide_to_cease(unit, actor, row.child_id)
    if isinstance(moved, Refusal):
        return moved
    row.state, row.views, row.reasons = CeaseState.DECIDED, views or row.views, reasons
    row.decided_on, row.decided_by_name, row.kept_until = actor.on, actor.name, kept_up_until(actor.on)
    row.edition += 1
    row.save()
    unit.record(
        "plan-end.decided", row, child_id=row.child_id, after={"kept_until": row.kept_until.isoformat()}
    )
    set_ending_clocks(unit, row)
    _tell(unit, actor, row, "decided")
    return None


@dataclass(frozen=True)
class Appeals:
    """What the record of appeals says about a decision to end a plan: whether one runs, the newest certificate, and
    whether it was agreed or ordered that the plan goes on."""

    running: bool
    certificate_on: date | None = None
    goes_on: bool = False


def follow_appeals(unit: Unit, actor: Actor, ending_id: UUID, found: Appeals) -> Refusal | None:
    """Bring the end of a plan to what the record of its appeals says, in the unit that changed that record.

    While an appeal runs the plan is kept up (s.45(4)); a certificate only makes the last day later; where it is agreed
    or ordered that the plan goes on, it goes on at once (reg 44).
    """
    row = (
        PlanEnding.in_unit.select_related("plan__council")
        .filter(pk=ending_id, state=CeaseState.DECIDED)
        .first()
    )
    if row is None or row.decided_on is None:
        return None
    if found.goes_on:
        moved = keep_by_order(unit, actor, row.plan)
        if isinstance(moved, Refusal):
            return moved
        _go_on(unit, actor, row)
        return None
    kept_until = kept_up_until(row.decided_on, found.certificate_on)
    known = (row.appeal_open, row.kept_until, row.certificate_on)
    if known == (found.running, kept_until, found.certificate_on):
        return None
    row.appeal_open, row.kept_until, row.certificate_on = found.running, kept_until, found.certificate_on
    row.edition += 1
    row.save(update_fields=["appeal_open", "kept_until", "certificate_on", "edition"])
    unit.record("plan-end.appeal-noted", row, child_id=row.child_id, after={"open": found.running})
    set_ending_clocks(unit, row)
    return None


def end_plan(actor: Actor, child_id: UUID, ends_on: date | None, now: datetime) -> PlanEnding | Refusal:
    """End the plan on a day after the last one to appeal; its review and its clocks end with it."""
    with operation(actor, _DECIDE, now) as unit:
        row = _ending(actor, child_id, _DECIDE)
        if row is None:
            return NOT_FOUND
        refusal = refuse_end(
            CeaseState(row.state), ends_on, row.kept_until, appeal_open=row.appeal_open, today=actor.on
        )
        if refusal or ends_on is None:
            return refusal or NOT_FOUND
        return _end(unit, actor, row, ends_on)


def _end(unit: Unit, actor: Actor, row: PlanEnding, ends_on: date) -> PlanEnding | Refusal:
    row.state, row.ended_on, row.closed_at, row.edition = CeaseState.ENDED, ends_on, unit.at, row.edition + 1
    row.save()
    ended = cease(unit, actor, row.child_id, ends_on, CeaseReason(row.reason))
    if isinstance(ended, Refusal):
        return unit.refuse(ended)
    unit.record("plan-end.ended", row, child_id=row.child_id, after={"on": ends_on.isoformat()})
    set_ending_clocks(unit, row)
    _tell(unit, actor, row, "ended")
    return row


def end_no_longer_responsible(
    actor: Actor, child_id: UUID, reason: CeaseReason, ends_on: date | None, now: datetime
) -> PlanEnding | Refusal:
    """End a plan the council has no duty for any more: a move out of England or to another council, or a death."""
    with operation(actor, _DECIDE, now) as unit:
        plan = _plan(actor, child_id, _DECIDE)
        if plan is None:
            return NOT_FOUND
        if reason not in NO_LONGER_RESPONSIBLE:
            return Refusal("cease.reason", "That end has to be decided.", "Ask the family first.", "reason")
        if ends_on is None or ends_on > actor.on:
            return Refusal("cease.day", "That day has not come yet.", "Write the day it ended.", "ends_on")
        PlanEnding.in_unit.filter(plan=plan, state__in=_LIVE).update(state=CeaseState.STOPPED, closed_at=now)
        row = PlanEnding(
            child_id=child_id, plan=plan, reason=reason, words=reason.label, consulted_on=actor.on,
            consulted_by_name=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        return _end(unit, actor, row, ends_on)


def go_on(actor: Actor, child_id: UUID, now: datetime) -> PlanEnding | Refusal:
    """Go on with the plan: the council thought again, or an appeal was won. The family is told."""
    with operation(actor, _DECIDE, now) as unit:
        row = _ending(actor, child_id, _DECIDE)
        if row is None:
            return NOT_FOUND
        if row.state == CeaseState.DECIDED:
            moved = keep_after_all(unit, actor, child_id)
            if isinstance(moved, Refusal):
                return unit.refuse(moved)
        _go_on(unit, actor, row)
        return row


def _go_on(unit: Unit, actor: Actor, row: PlanEnding) -> None:
    row.state, row.closed_at, row.edition = CeaseState.STOPPED, unit.at, row.edition + 1
    row.appeal_open = False
    row.save(update_fields=["state", "closed_at", "edition", "appeal_open"])
    unit.record("plan-end.stopped", row, child_id=row.child_id)
    set_ending_clocks(unit, row)
    _tell(unit, actor, row, "stopped")
