"""Sharing what works with other settings, taking it back, and copying what others shared (T1, T9)."""

from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.choices import PracticeKind
from alongside.inclusion.models import Intervention, SharedPractice
from alongside.inclusion.operations.catalogue import add_intervention
from alongside.inclusion.queries.catalogue import Offer, offer
from alongside.inclusion.queries.practice import effect_to_share, names_here
from alongside.inclusion.rules.catalogue import NewIntervention
from alongside.inclusion.rules.practice import NewPractice, refuse_practice
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines, shorten

_SHARE = Work.PRACTICE_SHARE


@at_most(120, "new.title")
@at_most(300, "new.citation")
def share_practice(actor: Actor, new: NewPractice, now: datetime) -> SharedPractice | Refusal:
    """Share a strategy or a template with other settings; refused as `refuse_practice` says."""
    if new.kind == PracticeKind.INTERVENTION:
        return NOT_FOUND
    return _share(actor, new, now)


def share_intervention(
    actor: Actor, intervention_id: UUID, worked: str, now: datetime
) -> SharedPractice | Refusal:
    """Share an intervention of one's own catalogue, with what it showed here where enough children were measured."""
    one = offer(actor, intervention_id)
    if one is None or not one.is_offered:
        return NOT_FOUND
    new = NewPractice(
        PracticeKind.INTERVENTION,
        one.name,
        one.what,
        one.areas,
        one.from_age,
        one.to_age,
        worked,
        _source(one),
    )
    return _share(actor, new, now, _content(one), effect_to_share(actor, intervention_id))


def _source(one: Offer) -> str:
    """Where it came from: its study, and the setting it was copied from."""
    from_whom = f"Copied from {one.came_from}" if one.came_from else ""
    return shorten(". ".join(part for part in (one.citation, from_whom) if part), 300)


def _content(one: Offer) -> dict[str, Any]:
    effort = one.effort
    new = NewIntervention(
        one.name, one.what, one.areas, one.wave, one.from_age, one.to_age, one.given_by, one.training,
        effort.group_size, effort.minutes, effort.per_week, effort.weeks, effort.hourly_rate, one.rating, one.evidence,
        one.citation,
    )  # fmt: skip
    return {**asdict(new), "areas": list(one.areas), "hourly_rate": str(effort.hourly_rate)}


def _share(
    actor: Actor, new: NewPractice, now: datetime, content: dict[str, Any] | None = None,
    effect: tuple[str, ...] = (),
) -> SharedPractice | Refusal:  # fmt: skip
    with operation(actor, _SHARE, now) as unit:
        if actor.organisation_id is None:
            return NOT_FOUND
        new = replace(
            new, title=clean(new.title), text=clean_lines(new.text), worked=clean_lines(new.worked),
            citation=clean(new.citation),
        )  # fmt: skip
        refusal = refuse_practice(new, names_here(actor))
        if refusal:
            return refusal
        row = SharedPractice(
            organisation_id=actor.organisation_id, setting_name=actor.organisation_name, content=content,
            effect=list(effect), shared_by_name=actor.name, shared_at=now,
            **{**asdict(new), "areas": list(new.areas)},
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("practice.shared", row, after={"title": row.title})
        return row


def withdraw_practice(actor: Actor, practice_id: UUID, now: datetime) -> SharedPractice | Refusal:
    """Share it no more. Copies that others made stay theirs."""
    with operation(actor, _SHARE, now) as unit:
        rows = SharedPractice.objects.filter(organisation_id=actor.organisation_id, withdrawn_at=None)
        row = rows.filter(pk=practice_id).first()
        if row is None:
            return NOT_FOUND
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        unit.record("practice.withdrawn", row)
        return row


def copy_practice(actor: Actor, practice_id: UUID, now: datetime) -> Intervention | Refusal:
    """Copy an intervention that another setting shared into one's own catalogue; the copy says where it came from."""
    with operation(actor, _SHARE, now):
        rows = SharedPractice.objects.filter(pk=practice_id, withdrawn_at=None)
        row = rows.exclude(organisation_id=actor.organisation_id).first()
        if row is None or row.content is None:
            return NOT_FOUND
        given = {**row.content, "areas": tuple(row.content["areas"])}
        given["hourly_rate"] = Decimal(given["hourly_rate"])
        return add_intervention(actor, NewIntervention(**given), now, came_from=row.setting_name)
