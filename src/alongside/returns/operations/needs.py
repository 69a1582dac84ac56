"""Putting a child's types of need right for the return, by the council's team."""

from datetime import datetime
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import SenProvision
from alongside.children.models import Child, SenEntry
from alongside.children.operations import NOT_FOUND, begin_needs
from alongside.inclusion.rules.census import CensusPupil, refuse_census
from alongside.kernel.refusal import Refusal
from alongside.returns.operations.checking import check_child
from alongside.returns.operations.gathering import facts_of
from alongside.statute.sen2 import collection_due

_MEND = Permission.RETURN_MEND


def put_needs_right(
    actor: Actor, child_id: UUID, main: str, second: str, now: datetime
) -> SenEntry | Refusal:
    """Begin a new stretch of the SEN history with these types of need, the main one first; look at the child again.

    The return tells of its reference day, so what is put right after it counts from it. Refuses no main need, one that
    is there twice, and a code that does not go with a plan (rules 9 and 14; as the school census does).
    """
    with operation(actor, _MEND, now) as unit:
        child = Child.objects.permitting(actor, _MEND, child_id).filter(pk=child_id).first()
        if child is None or actor.organisation_id is None:
            return NOT_FOUND
        asked = collection_due(actor.on)
        needs = tuple((rank, code) for rank, code in ((1, main), (2, second)) if code)
        meant = CensusPupil(SenProvision.PLAN, needs, nc_year=child.nc_year, main_need=main)
        refusal = refuse_census(meant, statute.on(asked.reference_on))
        if refusal:
            return refusal
        known = facts_of(actor.organisation_id, [child_id], asked)[child_id]
        entry = begin_needs(
            child,
            known.level or child.sen_provision,
            needs,
            min(actor.on, asked.reference_on),
            "Put right for SEN2",
        )
        before, after = {"needs": known.needs}, {"needs": entry.needs}
        unit.record("return.needs_put_right", entry, child_id=child_id, before=before, after=after)
        check_child(unit, actor.organisation_id, child_id, actor.on)
        return entry
