"""What moves and new assessments have in common: the plan they are about, and who is told."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import written_to
from alongside.children.queries import child_card, stands_by
from alongside.ehcplans.choices import IN_FORCE
from alongside.ehcplans.models import EhcPlan
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.statute.almanac import london_day


def plan_in_force(actor: Actor, child_id: UUID, permission: Permission) -> EhcPlan | None:
    """The plan in force of a child whom the actor reaches under `permission`."""
    if child_card(actor, child_id, permission) is None:
        return None
    return EhcPlan.in_unit.filter(child_id=child_id, state__in=IN_FORCE).first()


def tell_those(unit: Unit, actor: Actor, child_id: UUID, key: str) -> None:
    """Those with a say about the plan; once rights have passed, no parent who has none."""
    card, path = child_card(actor, child_id), f"/children/{child_id}/plan-changes/"
    for one in (
        written_to(card, stands_by(actor, child_id), Deciding.PLAN, london_day(unit.at)) if card else ()
    ):
        if one.person_id:
            tell(unit, one.person_id, child_id, "case.moved", path, key)
