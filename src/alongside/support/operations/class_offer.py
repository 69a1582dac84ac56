"""Saying what of the expectations of every class is in place for a child, since when, and what came of it."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, setting_of
from alongside.kernel.refusal import Refusal
from alongside.statute.guidance import guidance_pack
from alongside.support.choices import OfferState
from alongside.support.models import ClassOffer
from alongside.support.queries.own_offer import strategies_at
from alongside.support.rules.beginning import Offer, refuse_offer
from alongside.support.rules.thread import AREAS_OF_NEED

_RAISE = Permission.CONCERN_RAISE
_STATES = frozenset(OfferState.values)


def tick_class_offer(
    actor: Actor, child_id: UUID, area: str, offers: list[Offer], now: datetime
) -> int | Refusal:
    """Keep what is in place or was tried in one area; what is the same as before leaves no trace.

    A line that is not handed in any more counts as not in place. Staff alone say this. Gives back how many lines
    stand now.
    """
    with operation(actor, _RAISE, now) as unit:
        card = child_card(actor, child_id, _RAISE)
        if card is None or actor.is_family or area not in AREAS_OF_NEED:
            return NOT_FOUND
        before = {
            row.strategy: row
            for row in ClassOffer.objects.permitting(actor, _RAISE, child_id).filter(
                area=area, replaced_at=None
            )
        }
        setting = setting_of(actor, child_id)
        offered = strategies_at(setting.pk if setting else None, area, card.age)
        known = frozenset({*offered, *before})
        for offer in offers:
            refusal = refuse_offer(offer, known=known, states=_STATES, today=actor.on)
            if refusal:
                return refusal
        said = {one.strategy: one for one in offers}
        for strategy, row in before.items():
            if _same(row, said.get(strategy)):
                said.pop(strategy)
            else:
                ClassOffer.in_unit.filter(pk=row.pk).update(replaced_at=now)
                unit.record("class_offer.replaced", row, child_id=child_id)
        for one in said.values():
            made = _new(actor, child_id, area, one, now)
            made.save(force_insert=True)
            unit.record("class_offer.ticked", made, child_id=child_id, after={"state": made.state})
        return len(offers)


def _same(row: ClassOffer, offer: Offer | None) -> bool:
    return offer is not None and (row.state, row.since) == (offer.state, offer.since)


def _new(actor: Actor, child_id: UUID, area: str, offer: Offer, now: datetime) -> ClassOffer:
    assert offer.since is not None
    return ClassOffer(
        child_id=child_id, area=area, strategy=offer.strategy, pack_version=guidance_pack().version,
        state=offer.state, since=offer.since, by_name=actor.name, at=now,
    )  # fmt: skip
