"""Starting a plan: from a decision to write one, or by taking in one that exists on paper or came from elsewhere."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND, know_by_duty
from alongside.children.queries import child_card
from alongside.deadlines.operations import take_if_nobody_has
from alongside.ehc.choices import CaseState
from alongside.ehc.queries import case_of
from alongside.ehcplans.choices import Because, EhcPlanState, Origin, VersionKind
from alongside.ehcplans.coming import let_follow
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.keeping import content_now, freeze
from alongside.ehcplans.operations.naming import as_named, name_settings
from alongside.ehcplans.operations.writing import add_line
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.ehcplans.rules.taking_in import Days, Passed, refuse_days
from alongside.ehcplans.taking import begun_with, lines_from_live_plan
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

_KEEP = Permission.EHCPLAN_KEEP
DUTY = "an education, health and care plan that the council keeps"
_THERE_IS_ONE = Refusal("ehcplan.exists", "There is a plan already.", "Open it.")
_NOT_DECIDED = Refusal(
    "ehcplan.not-decided", "It has not been decided that there will be a plan.",
    "Decide that first, on the page of the case.",
)  # fmt: skip


def start_plan(
    actor: Actor, child_id: UUID, now: datetime, chosen: Collection[UUID] | None = None
) -> EhcPlan | Refusal:
    """Begin the draft: section A and what else is known from the child's own plan is in it at once (T15).

    `chosen` are the statements it begins with; where nobody chooses, what is current and agreed. The rest stays on
    offer (`take_over`). Refuses where no decision to write a plan stands, and where there is a live plan.
    """
    with operation(actor, _KEEP, now) as unit:
        case = case_of(actor, child_id)
        if child_card(actor, child_id, _KEEP) is None:
            return NOT_FOUND
        if _live(actor, child_id):
            return _THERE_IS_ONE
        if case is None or case.is_again or case.state is not CaseState.PLANNING:
            return _NOT_DECIDED
        plan = EhcPlan(
            child_id=child_id, council_id=case.council_id, case_id=case.id, started_at=now,
        )  # fmt: skip
        plan.save(force_insert=True)
        unit.record("ehcplan.started", plan, child_id=child_id)
        know_by_duty(unit, child_id, plan.council_id, DUTY, actor.on)
        take_if_nobody_has(unit, actor, child_id, plan.council_id)
        offered = lines_from_live_plan(actor, child_id)
        wanted = begun_with(actor, child_id, offered) if chosen is None else chosen
        for new in offered:
            if new.statement_id in wanted:
                add_line(unit, actor, plan, new.line, new.statement_id)
        return plan


def _live(actor: Actor, child_id: UUID) -> bool:
    rows = EhcPlan.objects.permitting(actor, _KEEP, child_id)
    return bool(rows.exclude(state=EhcPlanState.CEASED).exists())


@dataclass(frozen=True)
class TakenInPlan:
    """A plan that exists elsewhere: when it was first made and issued, by whom, what it says and names.

    `passed` is how it came from another council, `advice` what its section K lists, `scan_id` the paper itself.
    """

    origin: Origin
    first_issued_on: date
    issued_on: date
    lines: tuple[NewLine, ...]
    settings: tuple[NewSetting, ...] = ()
    transferred_from: str = ""
    meets: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By the place of a line in `lines`, the places of the needs it meets."""
    last_reviewed_on: date | None = None
    passed: Passed | None = None
    advice: tuple[str, ...] = ()
    scan_id: UUID | None = None


def take_in_plan(actor: Actor, child_id: UUID, new: TakenInPlan, now: datetime) -> EhcPlan | Refusal:
    """Take a plan in that is in force already: it is a final version from the day it was issued (reg 15(3)).

    Refuses where there is a live plan, and days that have not come or are not in their order.
    """
    with operation(actor, _KEEP, now) as unit:
        if child_card(actor, child_id, _KEEP) is None or actor.organisation_id is None:
            return NOT_FOUND
        if _live(actor, child_id):
            return _THERE_IS_ONE
        refusal = refuse_days(
            Days(new.origin, new.first_issued_on, new.issued_on, new.last_reviewed_on, new.passed), actor.on
        )
        if refusal:
            return refusal
        plan = EhcPlan(
            child_id=child_id, council_id=actor.organisation_id, origin=new.origin, state=EhcPlanState.FINAL,
            transferred_from=new.transferred_from, first_issued_on=new.first_issued_on, issued_on=new.issued_on,
            last_reviewed_on=new.last_reviewed_on, advice_before="\n".join(new.advice),
            started_at=now,
        )  # fmt: skip
        plan.save(force_insert=True)
        unit.record("ehcplan.taken_in", plan, child_id=child_id, after={"origin": plan.origin})
        know_by_duty(unit, child_id, plan.council_id, DUTY, actor.on)
        take_if_nobody_has(unit, actor, child_id, plan.council_id)
        _write(unit, actor, plan, new)
        let_follow(unit, actor, plan, new.passed)
        return plan


def _write(unit: Unit, actor: Actor, plan: EhcPlan, new: TakenInPlan) -> None:
    """Keep what it says as statements, and freeze that as the version in force."""
    kept: list[UUID] = []
    for place, line in enumerate(new.lines):
        needs = tuple(str(kept[need]) for need in new.meets.get(place, ()))
        kept.append(add_line(unit, actor, plan, line, needs=needs).id)
    content = content_now(actor, plan, tuple(map(as_named, new.settings)))
    kind = VersionKind.FINAL if new.first_issued_on == new.issued_on else VersionKind.AMENDED_FINAL
    because = Because.TRANSFER if new.origin is Origin.TRANSFERRED else Because.TAKEN_IN
    version = freeze(unit, actor, plan, content, kind, because)
    version.served_on, version.scan_id = new.issued_on, new.scan_id
    version.save(update_fields=["served_on", "scan"])
    name_settings(unit, plan.child_id, version, new.settings)
