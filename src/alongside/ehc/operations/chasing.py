"""Chasing advice: the person first, then their manager. A sweep that can be missed or run twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.ehc.access import advice_to_chase, people_in, steps_taken
from alongside.ehc.choices import AdviceMove
from alongside.ehc.models import AdviceRequest
from alongside.ehc.operations.advice_asking import ANSWERS, note
from alongside.ehc.queries.advice import worked_out
from alongside.ehc.rules.chasing import Chase, Open, chases, due_from
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Organisation
from alongside.platform.clock import LONDON
from alongside.statute.almanac import london_day

_MANAGERS = (Role.HEAD, Role.SEND_MANAGER, Role.ADMINISTRATOR)
_EVENTS = {
    AdviceMove.REMINDED: "advice.reminder",
    AdviceMove.CHASED: "advice.late",
    AdviceMove.CHASED_HIGHER: "advice.late-higher",
}


def chase_advice(now: datetime) -> int:
    """Take every step that is due about advice that has not come; returns how many were taken."""
    today = now.astimezone(LONDON).date()
    rows = advice_to_chase(now - timedelta(days=1))
    done = steps_taken([row.id for row in rows])
    taken = 0
    for row in rows:
        worked = worked_out(row)
        facts = Open(london_day(row.asked_at), row.received_on, worked.due_on if worked else None)
        for step in chases(facts, today):
            before = done.get((row.id, step.move.value, step.words))
            # A step that was taken about an earlier last day says nothing about this one.
            if before is None or london_day(before) < due_from(step, facts):
                _take(row, step, now)
                taken += 1
    return taken


def _take(row: AdviceRequest, step: Chase, now: datetime) -> None:
    actor = SystemActor("asking after advice", now.astimezone(LONDON).date())
    with operation(actor, "advice.chase", now) as unit:
        note(unit, row, step.move, "This service", step.words)
        unit.record(f"advice.{step.move.value}", row, child_id=row.child_id)
        key = f"advice.chase:{row.id}:{row.edition}:{step.words}"
        own = f"/children/{row.child_id}/request/advice/{row.id}/"
        if step.move is AdviceMove.CHASED_HIGHER:
            _tell_managers(unit, row, key)
        else:
            _tell_team(unit, row, _EVENTS[step.move], key)
        if step.move is not AdviceMove.REMINDED and row.asked_by_id:
            tell(unit, row.asked_by_id, row.child_id, "advice.late", own, key)


def _tell_team(unit: Unit, row: AdviceRequest, event: str, key: str) -> None:
    """Whoever has it, where somebody does; else everybody who may take it on."""
    own = f"/children/{row.child_id}/request/advice/{row.id}/"
    holder = row.taken_by_id or row.person_id
    if holder:
        tell(unit, holder, row.child_id, event, own, key)
        return
    if row.organisation_id is None:
        return
    place = Organisation.objects.get(pk=row.organisation_id)
    in_setting = place.kind == OrganisationKind.SETTING
    for person_id, _ in people_in(place.id, ANSWERS[OrganisationKind(place.kind)], london_day(unit.at)):
        tell(
            unit,
            person_id,
            row.child_id if in_setting else None,
            event,
            own if in_setting else "/advice/",
            key,
        )


def _tell_managers(unit: Unit, row: AdviceRequest, key: str) -> None:
    """Who answers for the body that is late; where it has nobody here, the council's own SEND managers."""
    on = london_day(unit.at)
    there = people_in(row.organisation_id, _MANAGERS, on) if row.organisation_id else []
    _tell_all(unit, (one for one, _ in there), None, "", key)
    if not there:
        managers = people_in(row.case.council_id, (Role.SEND_MANAGER,), on)
        path = f"/children/{row.child_id}/request/advice/{row.id}/"
        _tell_all(unit, (one for one, _ in managers), row.child_id, path, key)


def _tell_all(unit: Unit, people: Iterable[UUID], child_id: UUID | None, path: str, key: str) -> None:
    for person_id in people:
        tell(unit, person_id, child_id, "advice.late-higher", path, key)
