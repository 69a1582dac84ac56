"""Telling families beforehand that rights pass, and passing them on the day: missed or run twice, it is the same."""

from datetime import datetime, timedelta
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.children.of_age.access import (
    children_to_tell,
    children_whose_reading_closes,
    family_of,
    passings_due,
)
from alongside.children.of_age.models import RightsPassing
from alongside.children.of_age.operations import note_told, pass_rights
from alongside.children.of_age.rules import LAST_CALL, TOLD_BEFORE
from alongside.children.sharing.rules import decides_from, grown_if_born_by
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.platform.clock import LONDON

AT_ONCE = 200


def tell_before(now: datetime) -> int:
    """Tell each family whose child's rights pass within four months, once; how many were told.

    Those whose day is past already and were not told are told now: they have their 90 days from today.
    """
    on, told, after = now.astimezone(LONDON).date(), 0, None
    born_by = grown_if_born_by(on + TOLD_BEFORE)
    while True:
        children = children_to_tell(born_by, after, AT_ONCE)
        for child in children:
            system = SystemActor("telling a family when rights pass to the young person", on)
            with operation(system, "rights.tell", now) as unit:
                last_day = decides_from(child.born_on) - timedelta(days=1)
                if RightsPassing.in_unit.filter(child_id=child.pk).exists():
                    unit.refuse(Refusal("rights.told", "They were told."))
                    continue
                note_told(unit, child.pk, last_day)
                _tell(unit, child.pk, "rights.soon" if last_day >= on else "rights.passed", now)
                told += 1
        if len(children) < AT_ONCE:
            return told
        after = children[-1].pk


def tell_before_reading_closes(now: datetime) -> int:
    """Tell the young person and each parent, two weeks before, that reading closes because nothing was said; how many.

    Nothing closes unannounced: it says why, on which page, and that one word of the young person keeps it open.
    """
    on, told = now.astimezone(LONDON).date(), 0
    for child_id in children_whose_reading_closes(on, on + LAST_CALL, AT_ONCE):
        system = SystemActor("telling a family before reading closes", on)
        with operation(system, "rights.tell", now) as unit:
            row = RightsPassing.in_unit.filter(child_id=child_id, closing_told_at=None).first()
            if row is None:
                unit.refuse(Refusal("rights.told", "They were told."))
                continue
            row.closing_told_at = now
            row.save(update_fields=["closing_told_at"])
            unit.record("rights.closing_told", row, child_id=child_id)
            _tell(unit, child_id, "rights.closing", now)
            told += 1
    return told


def pass_on_the_day(now: datetime) -> int:
    """Pass the rights whose day is over, once each; how many."""
    on, passed = now.astimezone(LONDON).date(), 0
    while rows := passings_due(on, AT_ONCE):
        for found in rows:
            system = SystemActor("passing rights to a young person", on)
            with operation(system, "rights.pass", now) as unit:
                row = RightsPassing.in_unit.select_for_update().get(pk=found.pk)
                if row.passed_at:
                    unit.refuse(Refusal("rights.passed", "They have passed."))
                    continue
                family = family_of(row.child_id, on)
                themselves = next((one.person_id for one in family if one.kind == StandingKind.CHILD), None)
                pass_rights(unit, row, themselves)
                _tell(unit, row.child_id, "rights.passed", now)
                passed += 1
    return passed


def _tell(unit: Unit, child_id: UUID, event: str, now: datetime) -> None:
    path = f"/children/{child_id}/of-age/"
    for one in family_of(child_id, now.astimezone(LONDON).date()):
        if one.person_id:
            tell(unit, one.person_id, child_id, event, path, f"{event}:{child_id}")
