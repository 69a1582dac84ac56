"""Keeping a setting's catalogue: adding, changing, ending, and copying the starter set."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.choices import GivenBy, Rating, Wave
from alongside.inclusion.models import Intervention
from alongside.inclusion.rules.catalogue import NewIntervention, refuse_intervention
from alongside.inclusion.rules.starter import starter_set
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit

_KEEP = Work.CATALOGUE_KEEP
MOVED_ON = Refusal(
    "intervention.moved", "Somebody else changed this while you were writing.", "Look at it again first."
)


def _names(actor: Actor, but: UUID | None = None) -> set[str]:
    rows = Intervention.objects.filter(organisation_id=actor.organisation_id, ended_at=None).exclude(pk=but)
    return set(rows.values_list("name", flat=True))


def _cleaned(new: NewIntervention) -> NewIntervention:
    return replace(
        new, name=clean(new.name), what=clean_lines(new.what), training=clean(new.training),
        evidence=clean_lines(new.evidence), citation=clean(new.citation),
    )  # fmt: skip


def _refuse(new: NewIntervention, names: Collection[str]) -> Refusal | None:
    if new.wave not in Wave or new.given_by not in GivenBy or new.rating not in Rating:
        return NOT_FOUND
    return refuse_intervention(new, names)


@at_most(120, "new.name")
@at_most(300, "new.training", "new.citation")
def add_intervention(
    actor: Actor, new: NewIntervention, now: datetime, *, starter: str = "", came_from: str = ""
) -> Intervention | Refusal:
    """Add an intervention to the actor's own setting; refused as `refuse_intervention` says."""
    with operation(actor, _KEEP, now) as unit:
        new = _cleaned(new)
        if actor.organisation_id is None:
            return NOT_FOUND
        refusal = _refuse(new, _names(actor))
        if refusal:
            return refusal
        return _add(unit, actor, new, starter, came_from)


def _add(unit: Unit, actor: Actor, new: NewIntervention, starter: str, came_from: str) -> Intervention:
    row = Intervention(
        organisation_id=actor.organisation_id, **_columns(new), starter=starter, came_from=came_from,
        rate_is_example=bool(starter or came_from), added_by_name=actor.name, added_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("intervention.added", row, after={"name": row.name})
    return row


def _columns(new: NewIntervention) -> dict[str, object]:
    return {**asdict(new), "areas": list(new.areas)}


@at_most(120, "new.name")
@at_most(300, "new.training", "new.citation")
def change_intervention(
    actor: Actor, intervention_id: UUID, new: NewIntervention, edition: int, now: datetime
) -> Intervention | Refusal:
    """Save an intervention again. What was given before keeps counting with the new numbers from now on."""
    with operation(actor, _KEEP, now) as unit:
        row = Intervention.objects.filter(
            pk=intervention_id, organisation_id=actor.organisation_id, ended_at=None
        ).first()
        if row is None:
            return NOT_FOUND
        new = _cleaned(new)
        refusal = _refuse(new, _names(actor, but=intervention_id))
        if refusal:
            return refusal
        changed = Intervention.objects.filter(pk=row.pk, edition=edition).update(
            **_columns(new), edition=edition + 1, rate_is_example=False
        )
        if not changed:
            return unit.refuse(MOVED_ON)
        before = {"name": row.name, "hourly_rate": str(row.hourly_rate)}
        after = {"name": new.name, "hourly_rate": str(new.hourly_rate)}
        unit.record("intervention.changed", row, before=before, after=after)
        row.refresh_from_db()
        return row


def end_intervention(actor: Actor, intervention_id: UUID, now: datetime) -> Intervention | Refusal:
    """Offer it no more. Where it is given now it goes on, and keeps its name and cost."""
    with operation(actor, _KEEP, now) as unit:
        rows = Intervention.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
        row = rows.filter(pk=intervention_id).first()
        if row is None:
            return NOT_FOUND
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        unit.record("intervention.ended", row)
        return row


def copy_starters(actor: Actor, keys: Collection[str], now: datetime) -> int | Refusal:
    """Copy chosen interventions of the starter set into the setting's catalogue; those whose name is there stay out.

    Returns how many were copied.
    """
    with operation(actor, _KEEP, now) as unit:
        if actor.organisation_id is None:
            return NOT_FOUND
        there = {name.casefold() for name in _names(actor)}
        wanted = [one for one in starter_set() if one.key in keys and one.new.name.casefold() not in there]
        for one in wanted:
            _add(unit, actor, one.new, one.key, "")
        return len(wanted)
