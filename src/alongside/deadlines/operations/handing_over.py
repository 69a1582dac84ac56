"""Handing over the work of one person to another: for good, or while they are away."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.invitations.access import is_shut_out, shut_out_from
from alongside.deadlines.models import Assignment
from alongside.deadlines.operations.assigning import Away, pass_on
from alongside.deadlines.queries.work import TEAM, caseworkers
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.organisations.models import Membership

_KEEP = Permission.CASE_KEEP
_GIVEN_BACK_BY = "As agreed when it was handed over"


@dataclass(frozen=True)
class NewHandover:
    """Whose work goes to whom, which children of it, and until which day where it comes back."""

    from_id: UUID
    to_id: UUID
    child_ids: frozenset[UUID]
    until: date | None = None


@dataclass(frozen=True)
class HandedOver:
    """How many children's work went, to whom, and of how many it could not."""

    went: int
    to_name: str
    stayed: int


def hand_over(actor: Actor, new: NewHandover, now: datetime) -> HandedOver | Refusal:
    """Give the work of these children to another of the team, in one step.

    What is held for somebody who is away goes back to them, and on their day, whoever has it meanwhile. Of a child from
    whom the other is shut out the work stays, without saying why. Refuses whoever is not of the team, the same person
    twice, no child, and a day that has passed.
    """
    with operation(actor, _KEEP, now) as unit:
        team = {one.person_id: one.name for one in caseworkers(actor)}
        if refused := _refused(actor, new, team):
            return unit.refuse(refused)
        rows = Assignment.objects.permitting(actor, _KEEP).filter(
            person_id=new.from_id, council_id=actor.organisation_id, ended_at=None, child_id__in=new.child_ids
        )
        held, closed = list(rows.select_related("person")), shut_out_from(new.to_id, actor.on)
        going = [row for row in held if row.child_id not in closed]
        if not going:
            return unit.refuse(_NONE_WENT if held else _NO_CHILD)
        for row in going:
            _hand_over(unit, actor, row, (new.to_id, team[new.to_id]), new.until)
    return HandedOver(len(going), team[new.to_id], len(held) - len(going))


def _hand_over(
    unit: Unit, actor: Actor, row: Assignment, to: tuple[UUID, str], until: date | None
) -> Assignment:
    away = Away(row.person_id, row.person_name, until) if until else None
    if row.until and row.for_person_id:
        away = None if row.for_person_id == to[0] else Away(row.for_person_id, row.for_name, row.until)
    return pass_on(unit, row, (row.child_id, row.council_id), to, actor.name, away)


def give_back(unit: Unit, today: date) -> int:
    """Work that was held for somebody until a day that has passed goes back to them; how much.

    Where they have left, or are shut out from the child by now, whoever has it keeps it.
    """
    rows = list(Assignment.in_unit.filter(ended_at=None, until__lt=today))
    for row in rows:
        person_id, name = row.for_person_id, row.for_name
        if (
            person_id
            and _in_post(person_id, row.council_id, today)
            and not is_shut_out(row.child_id, person_id, today)
        ):
            pass_on(unit, row, (row.child_id, row.council_id), (person_id, name), _GIVEN_BACK_BY, None)
        else:
            where = (row.child_id, row.council_id)
            pass_on(unit, row, where, (row.person_id, row.person_name), _GIVEN_BACK_BY, None)
    return len(rows)


def _in_post(person_id: UUID, council_id: UUID, today: date) -> bool:
    live = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    rows = Membership.in_unit.filter(live, person_id=person_id, organisation_id=council_id, role__in=TEAM)
    return rows.exists()


def _refused(actor: Actor, new: NewHandover, team: dict[UUID, str]) -> Refusal | None:
    if new.to_id not in team:
        return _NOT_THEM
    if new.to_id == new.from_id:
        return _THE_SAME
    if not new.child_ids:
        return _NO_CHILD
    return _PASSED if new.until and new.until < actor.on else None


_NOT_THEM = Refusal(
    "hand-over.not-them", "This person is not of the team.", "Choose somebody of the team.", "to"
)
_THE_SAME = Refusal("hand-over.same", "This person has the work already.", "Choose somebody else.", "to")
_NO_CHILD = Refusal(
    "hand-over.none", "No child is chosen whose work this person has.", "Tick at least one.", "children"
)
_NONE_WENT = Refusal(
    "hand-over.none-went",
    "This person cannot have the work of these children.",
    "Choose somebody else.",
    "to",
)
_PASSED = Refusal("hand-over.passed", "This day has passed.", "Give today or a later day.", "until")
