"""A refusal as it waits for whoever can challenge it, from the day it is made: nobody has to find their rights (P6)."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.queries import child_card, stands_by
from alongside.design.addresses import page_address
from alongside.disputes.models import Challenge
from alongside.ehc.queries.cases import Refused, refusals_since
from alongside.ehc.rules.refused import CITATION, open_refusal
from alongside.kernel.chronicle import Waiting

_READ, _TAKE = Permission.APPEAL_READ, Permission.APPEAL_TAKE
_LONGEST = timedelta(days=110)
"""Two months, and the longest that August or the turn of the year can add."""


def waiting_for(actor: Actor) -> list[Waiting]:
    """Each refusal the actor has the right to challenge and has not begun to, with its next last day."""
    if not role_may(actor.role, _TAKE) or actor.person_id is None:
        return []
    found = [one for one in refusals_since(actor, actor.on - _LONGEST) if not one.changed]
    begun = set(_begun(actor, actor.person_id)) if found else set()
    lines = (_line(actor, one) for one in found if one.id not in begun)
    return [line for line in lines if line is not None]


def _line(actor: Actor, one: Refused) -> Waiting | None:
    refusal = open_refusal(one.question, one.on, actor.on)
    card = child_card(actor, one.child_id, _READ) if refusal else None
    if refusal is None or card is None:
        return None
    around = list(stands_by(actor, one.child_id))
    if actor.person_id not in right_holders(card, around, Deciding.APPEAL, actor.on):
        return None
    url = page_address("disputes:rights", one.child_id)
    why = f"{refusal.rights} {CITATION}"
    return Waiting(f"{refusal.decided} Read why, and what you can do", url, card.called, card.id,
                   refusal.next_on(actor.on), why)  # fmt: skip


@kept
def _begun(actor: Actor, person_id: UUID) -> QuerySet[Challenge, UUID]:
    rows = Challenge.objects.permitting(actor, _READ, each_row=True).filter(party_id=person_id)
    return rows.values_list("about_id", flat=True)
