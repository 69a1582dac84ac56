"""Keeping a setting's sessions of a school year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.ledger.bulk import insert_many
from alongside.statute.almanac import london_day
from alongside.wellbeing.access import uncounted_years
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.rules.register import EMPTY, count, merged

_IMPORT = Permission.PUPILS_IMPORT
_AT_ONCE = 500
_COUNTS = ("attended", "authorised", "unauthorised", "counted_by")


@dataclass(frozen=True)
class Kept:
    """What was written: how many children, sessions that are new, and sessions that say something else now."""

    children: int
    added: int
    changed: int


def keep_sessions(
    actor: Actor, school_year: int, sessions: Mapping[UUID, str], now: datetime, why: str
) -> Kept:
    """Write sessions over what the actor's setting holds of a year; what they do not speak of stays.

    Texts that change nothing are left alone, so the same file twice writes nothing. Only of children the actor
    may bring in; each child's record says how many sessions were added and changed, and `why`.
    """
    with operation(actor, _IMPORT, now) as unit:
        rows = AttendanceYear.objects.permitting(actor, _IMPORT).filter(school_year=school_year)
        held = {row.child_id: row for row in rows if row.child_id in sessions}
        new: list[AttendanceYear] = []
        total = [0, 0]
        for child_id, marks in sessions.items():
            before = held.get(child_id)
            text, added, changed = merged(before.marks if before else EMPTY, marks)
            if not added and not changed:
                continue
            row = before or AttendanceYear(
                child_id=child_id, organisation_id=actor.organisation_id, school_year=school_year
            )
            row.write(text, now)
            new.append(row)
            total = [total[0] + added, total[1] + changed]
            after = {"added": added, "changed": changed}
            unit.record("attendance.kept", row, child_id=child_id, after=after, why=why)
        _rewrite(new, [held[row.child_id] for row in new if row.child_id in held])
        return Kept(len(new), *total)


def put_back(
    actor: Actor, school_year: int, texts: Mapping[UUID, tuple[str, str]], now: datetime, why: str
) -> int | Refusal:
    """Put sessions back to what they were: by child the text that a file left, and the one before it ("" for none).

    Refuses when one has been changed again since: nothing is put back by halves.
    """
    with operation(actor, _IMPORT, now) as unit:
        rows = AttendanceYear.objects.permitting(actor, _IMPORT).filter(school_year=school_year)
        held = {row.child_id: row for row in rows if row.child_id in texts}
        if any(child_id not in held or held[child_id].marks != left for child_id, (left, _) in texts.items()):
            return Refusal(
                "attendance.moved_on",
                "Newer marks have come in since, or a child has left.",
                "Bring in a corrected file instead.",
            )
        back = []
        for child_id, (_, before) in texts.items():
            row = held[child_id]
            row.write(before, now)
            back += [row] if before else []
            unit.record("attendance.put_back", row, child_id=child_id, why=why)
        _rewrite(back, list(held.values()))
        return len(texts)


def count_anew(now: datetime) -> int:
    """Count the texts that were counted by other codes than today's, or never; returns how many.

    Pages count such a text themselves, so this makes them quick and changes nothing that they say.
    """
    done = 0
    while some := uncounted_years(_AT_ONCE):
        for row in some:
            row.count(count(row.marks))
        with operation(SystemActor("counting sessions", london_day(now)), "attendance.count", now) as unit:
            AttendanceYear.in_unit.bulk_update(some, _COUNTS)
            unit.record("attendance.counted", some[0], after={"texts": len(some)})
        done += len(some)
    return done


def _rewrite(rows: list[AttendanceYear], gone: list[AttendanceYear]) -> None:
    """Rows anew in place of those that go: several times faster than changing them one by one."""
    for start in range(0, len(gone), _AT_ONCE):
        some = [row.pk for row in gone[start : start + _AT_ONCE]]
        AttendanceYear.in_unit.filter(pk__in=some).delete()
    insert_many(rows)
