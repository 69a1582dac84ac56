"""A session of a group: one record that says for each child what was given (S1, S6)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.models import GroupSession, InterventionGroup, ProvisionUse
from alongside.inclusion.queries.groups import GroupMember, members_on
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.support.models import Delivery
from alongside.support.operations import NewTick, tick

_RECORD = Permission.DELIVERY_RECORD


def record_session(
    actor: Actor,
    group_id: UUID,
    on: date,
    absent: Mapping[UUID, str],
    now: datetime,
    minutes: int | None = None,
) -> GroupSession | Refusal:
    """Say that a group met: it was given to every child the actor may answer for, but for those in `absent`.

    `absent` holds, by child, why it was not given. Each child's own record is written by the one operation that
    writes it everywhere, so their family sees it. One refusal undoes the whole session.
    """
    with operation(actor, _RECORD, now) as unit:
        rows = InterventionGroup.objects.permitting(actor, _RECORD).select_related("intervention")
        group = rows.filter(pk=group_id).first()
        members = members_on(actor, group_id, on) if group else ()
        if group is None or set(absent) - {one.child_id for one in members}:
            return NOT_FOUND
        if not members:
            return Refusal("session.nobody", "No child you can answer for is in this group that day.")
        length = minutes or group.intervention.minutes
        for one in members:
            refusal = _tell(actor, one, on, absent.get(one.child_id, ""), length, now)
            if refusal:
                return unit.refuse(refusal)
        return _keep(unit, actor, group, on, length)


def _tell(
    actor: Actor, one: GroupMember, on: date, reason: str, minutes: int, now: datetime
) -> Refusal | None:
    given = NewTick(on, "missed", reason) if reason else NewTick(on, "given", minutes=minutes)
    result = tick(actor, one.child_id, one.statement_id, given, now)
    if not isinstance(result, Refusal):
        return None
    return Refusal(result.code, f"{one.called}: {result.message}", result.what_to_do, result.field)


def _keep(unit: Unit, actor: Actor, group: InterventionGroup, on: date, minutes: int) -> GroupSession:
    """One row for the whole group, whoever of several colleagues recorded which child."""
    members = ProvisionUse.in_unit.filter(group=group, starts_on__lte=on).exclude(ends_on__lte=on)
    said = Delivery.in_unit.filter(
        statement_id__in=members.values("statement_id"), on=on, replaced_at=None
    ).values_list("state", flat=True)
    states = Counter(said)
    GroupSession.in_unit.filter(group=group, on=on, replaced_at=None).update(replaced_at=unit.at)
    row = GroupSession(
        group=group, on=on, minutes=minutes, there=states["given"] + states["partly"], away=states["missed"],
        by_name=actor.name, at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    after = {"on": on.isoformat(), "there": row.there, "away": row.away}
    unit.record("group_session.recorded", row, after=after)
    return row
