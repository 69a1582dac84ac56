"""Children who may be meant by a plan that came, for the one step in which a council says whose it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.ehc.access import children_like


@dataclass(frozen=True)
class MayBe:
    """A child of that name and birth date. Where they go is not told: the council does not know them yet."""

    id: UUID
    name: str


def may_be_whose(actor: Actor, family_name: str, born_on: date) -> tuple[MayBe, ...]:
    """Children of exactly that birth date with that family name; nothing for anybody but a council."""
    if not role_may(actor.role, Permission.EHCPLAN_KEEP) or actor.organisation_id is None:
        return ()
    return tuple(MayBe(one.id, one.full_name) for one in children_like(actor, family_name, born_on))
