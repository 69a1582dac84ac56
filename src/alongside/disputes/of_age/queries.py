"""Young people with a plan whose rights have passed to them and for whom nobody can act here: staff are told."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.children.of_age.access import nobody_can_act
from alongside.children.sharing.rules import grown_if_born_by
from alongside.deadlines.access import held_by
from alongside.design.addresses import page_address
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.board import BoardList, BoardRow
from alongside.kernel.chronicle import Waiting

_READ, _KEEP = Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP
_WHAT = "Nobody can decide about the plan here: see who could"
_WHY = "CFA 2014 s.80: invite the young person, write down what they say, or look at one decision at a time."
_MOST = 20


def waiting_for(actor: Actor) -> list[Waiting]:
    """For whoever at the council has the child's work."""
    if not role_may(actor.role, _KEEP) or actor.person_id is None:
        return []
    return [
        Waiting(_WHAT, page_address("disputes:of_age", row.child_id), row.child.full_name, row.child_id, None, _WHY)
        for row in _of_my_work(actor, actor.person_id, grown_if_born_by(actor.on))
    ]  # fmt: skip


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """For the setting, which can invite the young person."""
    if not role_may(actor.role, Permission.CAPACITY_KEEP):
        return []
    found = _of_setting(actor, grown_if_born_by(actor.on), most)
    rows = tuple(
        BoardRow(row.child_id, "Invite the young person", page_address("disputes:of_age", row.child_id))
        for row in found
    )
    return [BoardList("nobody-acts", "From 16, nobody can act", rows, found[0].in_all if found else 0)]


@kept
def _of_my_work(actor: Actor, person_id: UUID, born_by: date) -> QuerySet[EhcPlan]:
    rows = EhcPlan.objects.permitting(actor, _KEEP, each_row=True).exclude(state=EhcPlanState.CEASED)
    rows = rows.filter(nobody_can_act(actor.on, born_by), held_by(person_id))
    return rows.select_related("child").order_by("child__born_on", "id")[:_MOST]


@kept
def _of_setting(actor: Actor, born_by: date, most: Most) -> QuerySet:
    rows = EhcPlan.objects.permitting(actor, _READ).exclude(state=EhcPlanState.CEASED)
    return with_total(rows.filter(nobody_can_act(actor.on, born_by))).order_by("child__born_on", "id")[:most]
