"""Groups and who is in them: starting a group, linking a child's provision, moving a child."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.models import Intervention, InterventionGroup, ProvisionUse
from alongside.inclusion.queries.groups import staff_who_give
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.support.operations import add_provision
from alongside.support.queries.help import provision_of
from alongside.voice.models import Statement

_EDIT = Permission.PLAN_EDIT


@dataclass(frozen=True)
class NewGroup:
    """A group: which intervention, how it is called, who leads it, when."""

    intervention_id: UUID
    name: str
    leader_id: UUID | None
    weekdays: str
    starts_on: date


@at_most(80, "new.name")
def start_group(actor: Actor, new: NewGroup, now: datetime) -> InterventionGroup | Refusal:
    """Start a group in the actor's setting. Its name says what it is, never who is in it."""
    with operation(actor, _EDIT, now) as unit:
        offered = _offered(actor, new.intervention_id)
        if offered is None:
            return NOT_FOUND
        name = clean(new.name)
        if not name:
            return Refusal(
                "group.name", "Give the group a name.", "Say what it is, not who is in it.", "name"
            )
        if set(new.weekdays) - set("12345"):
            return Refusal(
                "group.days", "Those are not school days.", "Choose from Monday to Friday.", "weekdays"
            )
        leaders = dict(staff_who_give(actor))
        if new.leader_id is not None and new.leader_id not in leaders:
            return NOT_FOUND
        row = InterventionGroup(
            organisation_id=actor.organisation_id, intervention=offered, name=name, leader_id=new.leader_id,
            leader_name=leaders[new.leader_id] if new.leader_id else "", starts_on=new.starts_on,
            weekdays="".join(sorted(set(new.weekdays))),
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("intervention_group.started", row, after={"intervention": str(offered.pk)})
        return row


def end_group(actor: Actor, group_id: UUID, now: datetime) -> InterventionGroup | Refusal:
    """End a group today. The help of each child stays in their plan, without a group."""
    with operation(actor, _EDIT, now) as unit:
        row = _group(actor, group_id)
        if row is None:
            return NOT_FOUND
        if ProvisionUse.objects.permitting(actor, _EDIT).filter(group=row, ends_on=None).exists():
            return Refusal(
                "group.children", "There are still children in it.", "Move them or end their help first."
            )
        row.ends_on = max(actor.on, row.starts_on)
        row.save(update_fields=["ends_on"])
        unit.record("intervention_group.ended", row)
        return row


def _offered(actor: Actor, intervention_id: UUID) -> Intervention | None:
    rows = Intervention.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    return rows.filter(pk=intervention_id).first()


def _group(actor: Actor, group_id: UUID) -> InterventionGroup | None:
    rows = InterventionGroup.objects.permitting(actor, _EDIT).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on)
    )
    found: InterventionGroup | None = rows.filter(pk=group_id).first()
    return found


def use_intervention(
    actor: Actor,
    child_id: UUID,
    statement_id: UUID,
    intervention_id: UUID,
    group_id: UUID | None,
    now: datetime,
) -> ProvisionUse | Refusal:
    """Say that a provision of the child's plan is given through an intervention, alone or in one of its groups.

    What was said before ends today; the costs of before stay with what was said then.
    """
    with operation(actor, _EDIT, now) as unit:
        statement = provision_of(actor, child_id, statement_id, _EDIT)
        if statement is None or statement.ended_at:
            return NOT_FOUND
        return _use(unit, actor, statement, intervention_id, group_id)


def _use(
    unit: Unit, actor: Actor, statement: Statement, intervention_id: UUID, group_id: UUID | None
) -> ProvisionUse | Refusal:
    offered, group = _offered(actor, intervention_id), _group(actor, group_id) if group_id else None
    if offered is None or (group_id and (group is None or group.intervention_id != intervention_id)):
        return NOT_FOUND
    before = ProvisionUse.objects.permitting(actor, _EDIT, statement.child_id).filter(
        statement=statement, ends_on=None
    )
    moved = _end(list(before), actor.on)
    first = max(statement.starts_on or actor.on, group.starts_on if group else date.min)
    row = ProvisionUse(
        child_id=statement.child_id, statement=statement, organisation_id=actor.organisation_id,
        intervention=offered, group=group, added_by_name=actor.name,
        starts_on=max(first, actor.on) if moved else first,
    )  # fmt: skip
    row.save(force_insert=True)
    after = {"intervention": str(offered.pk), "group": str(group_id or "")}
    unit.record("provision.used", row, child_id=row.child_id, after=after)
    return row


def _end(rows: list[ProvisionUse], today: date) -> bool:
    """End these uses today; whether there were any."""
    for row in rows:
        row.ends_on = max(today, row.starts_on)
        row.save(update_fields=["ends_on"])
    return bool(rows)


def promise_from(
    actor: Actor,
    child_id: UUID,
    outcome_id: UUID,
    intervention_id: UUID,
    group_id: UUID | None,
    now: datetime,
) -> ProvisionUse | Refusal:
    """Write a provision for an outcome of the plan from the catalogue's words, and link the two."""
    with operation(actor, _EDIT, now) as unit:
        offered = _offered(actor, intervention_id)
        if offered is None:
            return NOT_FOUND
        ratio = f"1 to {offered.group_size}" if offered.group_size > 1 else "one to one"
        times = "once a week" if offered.per_week == 1 else f"{offered.per_week} times a week"
        statement = add_provision(
            actor, child_id, outcome_id, f"{offered.name}. {offered.what}", now,
            who=offered.get_given_by_display(), how_often=f"{times} for {offered.weeks} weeks",
            how_long=f"{offered.minutes} minutes", ratio=ratio, starts_on=actor.on,
        )  # fmt: skip
        if isinstance(statement, Refusal):
            return unit.refuse(statement)
        used = _use(unit, actor, statement, intervention_id, group_id)
        return unit.refuse(used) if isinstance(used, Refusal) else used


def move_child(actor: Actor, use_id: UUID, group_id: UUID | None, now: datetime) -> ProvisionUse | Refusal:
    """Move a child to another group of the same intervention, or out of its groups, from today."""
    with operation(actor, _EDIT, now) as unit:
        rows = ProvisionUse.objects.permitting(actor, _EDIT).select_related("statement")
        row = rows.filter(pk=use_id, ends_on=None).first()
        if row is None or row.statement.ended_at:
            return NOT_FOUND
        if row.group_id == group_id:
            return row
        result = _use(unit, actor, row.statement, row.intervention_id, group_id)
        return unit.refuse(result) if isinstance(result, Refusal) else result
