"""The homes of a family in a review: who writes one text together, and who apart."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.children.queries import stands_by
from alongside.conversations.households.access import households_of

_HOMES = UUID("0d1c8a5e-3a63-4b8e-9a57-6a0f2b7c51de")


@dataclass(frozen=True)
class Home:
    """People who share one home today; `id` follows from the review and who they are."""

    id: UUID
    members: tuple[UUID, ...]
    label: str


def homes_in(actor: Actor, child_id: UUID, review_id: UUID) -> list[Home]:
    """The homes whose words this person may write: a family member's own; for staff every one.

    The caller has asked the gate about the child. A young person speaks in their own column, not as a home.
    """
    young = {one.person_id for one in stands_by(actor, child_id) if one.kind is StandingKind.CHILD}
    found = [one for one in households_of(child_id, actor.on) if not young & set(one.ids)]
    if actor.is_family:
        found = [one for one in found if actor.person_id in one.ids]
    return [
        Home(_id(review_id, one.ids), one.ids, " and ".join(each.name for each in one.members)[:200])
        for one in found
    ]


def _id(review_id: UUID, members: tuple[UUID, ...]) -> UUID:
    return uuid5(_HOMES, f"{review_id}/{'/'.join(sorted(str(one) for one in members))}")
