"""Putting the area's expectations into a setting's own words, and going back to them."""

from collections.abc import Iterable
from datetime import datetime

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.statute.guidance import AgeBand, guidance_pack
from alongside.support.models import OwnOffer
from alongside.support.rules.own_offer import refuse_own_offer
from alongside.support.rules.thread import AREAS_OF_NEED

_KEEP = Work.CATALOGUE_KEEP


def keep_own_offer(
    actor: Actor, area: str, band: str, lines: Iterable[str], now: datetime
) -> OwnOffer | Refusal:
    """Keep what every class of the actor's setting offers in one area at one age (O28)."""
    with operation(actor, _KEEP, now) as unit:
        if actor.organisation_id is None or area not in AREAS_OF_NEED or band not in list(AgeBand):
            return NOT_FOUND
        said = [line for line in (clean(each) for each in lines) if line]
        refusal = refuse_own_offer(said)
        if refusal:
            return refusal
        _replace(unit, actor, area, band)
        row = OwnOffer(
            organisation_id=actor.organisation_id, area=area, band=band, lines=said,
            based_on=guidance_pack().version, kept_by_name=actor.name, kept_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("own_offer.kept", row, after={"area": area, "band": band})
        return row


def drop_own_offer(actor: Actor, area: str, band: str, now: datetime) -> int | Refusal:
    """Go back to the area's own list; what was ticked for children stays as it was said."""
    with operation(actor, _KEEP, now) as unit:
        return _replace(unit, actor, area, band) or NOT_FOUND


def _replace(unit: Unit, actor: Actor, area: str, band: str) -> int:
    rows = list(
        OwnOffer.objects.filter(organisation_id=actor.organisation_id, area=area, band=band, replaced_at=None)
    )
    for row in rows:
        row.replaced_at = unit.at
        row.save(update_fields=["replaced_at"])
        unit.record("own_offer.replaced", row)
    return len(rows)
