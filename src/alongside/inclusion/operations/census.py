"""Putting right what the school census says of a child."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND, begin_needs
from alongside.inclusion.hearing import let_hear
from alongside.inclusion.models import CensusPlace
from alongside.inclusion.queries.census import PLACE, CensusLine, census
from alongside.inclusion.rules.census import refuse_census
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

_KEEP = Permission.CENSUS_KEEP


@dataclass(frozen=True)
class CensusAnswer:
    """What somebody says of a child's needs and place. Codes of SEN types; "" for none. What is not said is None."""

    main: str
    second: str = ""
    sen_unit: bool | None = None
    resourced: bool | None = None
    top_up: bool | None = None


def keep_census(actor: Actor, child_id: UUID, answer: CensusAnswer, now: datetime) -> CensusPlace | Refusal:
    """Save needs by rank, unit, resourced provision and top-up of a child on roll.

    The level (E, K or N) is not changed here. A yes or no that is not said stays unknown. Needs that changed begin a
    new stretch of the child's SEN history. Refused as `refuse_census` says.
    """
    with operation(actor, _KEEP, now) as unit:
        line = next(iter(census(actor, child_id).lines), None)
        if line is None:
            return NOT_FOUND
        codes = [code for code in (answer.main, answer.second) if code]
        needs = tuple(enumerate(codes, 1)) if answer.main or not answer.second else ((2, answer.second),)
        meant = replace(
            line.pupil, needs=needs, sen_unit=answer.sen_unit, resourced=answer.resourced,
            top_up=answer.top_up, main_need=answer.main,
        )  # fmt: skip
        refusal = refuse_census(meant, statute.on(now.date()))
        if refusal:
            return refusal
        if needs != line.pupil.needs or answer.main != line.pupil.main_need:
            _needs(unit, actor, line, needs)
        row = _place(unit, actor, child_id, answer)
        let_hear(unit, actor, child_id)
        return row


def _needs(unit: Unit, actor: Actor, line: CensusLine, needs: tuple[tuple[int, str], ...]) -> None:
    child = Child.objects.permitting(actor, _KEEP, line.child_id).get(pk=line.child_id)
    entry = begin_needs(child, line.pupil.level, needs, actor.on, "Put right for the school census")
    before, after = {"needs": [list(one) for one in line.pupil.needs]}, {"needs": entry.needs}
    unit.record("census.needs_put_right", entry, child_id=line.child_id, before=before, after=after)


def _place(unit: Unit, actor: Actor, child_id: UUID, answer: CensusAnswer) -> CensusPlace:
    assert actor.organisation_id is not None
    rows = CensusPlace.objects.permitting(actor, _KEEP, child_id)
    row = rows.filter(organisation_id=actor.organisation_id).first()
    before = {name: getattr(row, name) for name in PLACE} if row else None
    after = {name: getattr(answer, name) for name in PLACE}
    if row and before == after:
        return row  # who recorded it stays who did
    row = row or CensusPlace(child_id=child_id, organisation_id=actor.organisation_id)
    row.sen_unit, row.resourced, row.top_up = answer.sen_unit, answer.resourced, answer.top_up
    row.kept_by_name, row.kept_at = actor.name, unit.at
    row.save()
    unit.record("census.kept", row, child_id=child_id, before=before, after=after)
    return row
