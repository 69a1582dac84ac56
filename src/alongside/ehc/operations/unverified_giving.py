"""Who of the team has a request of which nobody has confirmed yet who asks."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out
from alongside.children.operations import NOT_FOUND
from alongside.deadlines.operations import give
from alongside.deadlines.queries import caseworkers
from alongside.ehc.choices import UnverifiedState
from alongside.ehc.models import UnverifiedRequest
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_KEEP = Permission.CASE_KEEP
_NOT_THEM = Refusal(
    "assign.not-them", "This person cannot have this.", "Choose somebody of the team.", "person"
)


def give_unverified(
    actor: Actor, row_id: UUID, person_id: UUID, now: datetime
) -> UnverifiedRequest | Refusal:
    """Give it to somebody of the team, who is told; once it is taken in they have the child's work.

    Refuses whoever is not of the team, and a request that is settled.
    """
    with operation(actor, _KEEP, now) as unit:
        rows = UnverifiedRequest.objects.permitting(actor, _KEEP).select_for_update()
        row = rows.filter(pk=row_id, state=UnverifiedState.WAITING).first()
        if row is None:
            return NOT_FOUND
        named = {one.person_id: one.name for one in caseworkers(actor)}
        if person_id not in named:
            return _NOT_THEM
        if row.person_id == person_id:
            return row
        row.person_id, row.person_name = person_id, named[person_id]
        row.save(update_fields=["person", "person_name"])
        unit.record("case.unverified_given", row, after={"person": str(person_id)})
        if person_id != actor.person_id:
            path = f"/cases/unverified/{row.id}/"
            tell(unit, person_id, None, "case.unverified", path, f"unverified.given:{row.id}:{person_id}")
        return row


def hand_on(unit: Unit, actor: Actor, row: UnverifiedRequest, child_id: UUID) -> None:
    """Who has the request has the child's work from now on, where they still can."""
    team = {one.person_id: one.name for one in caseworkers(actor)}
    if row.person_id in team and not is_shut_out(child_id, row.person_id, actor.on):
        give(unit, actor, child_id, row.council_id, (row.person_id, team[row.person_id]))
