"""A year of attendance of a large setting: 1,600 children, some 600,000 rows, brought in and then looked at."""

import random
import time
from datetime import date, timedelta
from typing import Any

CHILDREN = 1_600
FIRST, LAST = date(2025, 9, 3), date(2026, 7, 17)
_CODES = "/" * 90 + "L" * 3 + "I" * 4 + "O" * 2 + "M"


def marks_seconds() -> dict[str, float]:
    """Reading, bringing in, and the same file again, in seconds of this process. Everything is rolled back."""
    from django.db import transaction

    from alongside.access.actor import Actor
    from alongside.access.choices import Role
    from alongside.exchange.operations import commit_import, start_attendance, start_import
    from alongside.organisations.choices import OrganisationKind
    from alongside.organisations.models import Organisation
    from alongside.platform.clock import now

    day = max(now().date(), LAST)
    with transaction.atomic():
        setting = Organisation.objects.create(name="Attendance", kind=OrganisationKind.SETTING)
        actor = Actor(None, Role.OFFICE, day, setting.id, setting.name)
        roll: Any = start_import(actor, "roll.csv", _roll(), now())
        commit_import(actor, roll.id, now())
        data = _marks()
        times = [time.perf_counter()]
        for _ in range(2):
            batch: Any = start_attendance(actor, "marks.csv", data, now())
            times.append(time.perf_counter())
            commit_import(actor, batch.id, now())
            times.append(time.perf_counter())
        transaction.set_rollback(True)
    return {
        "rows": float(data.count(b"\n") - 1), "read and propose": times[1] - times[0], "commit": times[2] - times[1],
        "together": times[2] - times[0], "the same again": times[4] - times[2],
    }  # fmt: skip


def _upn(number: int) -> str:
    from alongside.kernel.identifiers import make_upn

    return make_upn(831, 2001, 20 + number // 1000, number % 1000)


def _roll() -> bytes:
    rows = "".join(f"{_upn(n)},Sur{n},For{n},{1 + n % 28:02}/{1 + n % 12:02}/2014\n" for n in range(CHILDREN))
    return ("UPN,Surname,Forename,DOB\n" + rows).encode()


def _marks() -> bytes:
    chance = random.Random(2026)
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    texts = [f"{day:%d/%m/%Y}" for day in days if day.weekday() < 5 and not _holiday(day)]
    upns = [_upn(n) for n in range(CHILDREN)]
    lines = [
        f"{upn},{text},{half},{chance.choice(_CODES)}\n"
        for text in texts
        for half in ("AM", "PM")
        for upn in upns
    ]
    return ("UPN,Date,Session,Code\n" + "".join(lines)).encode()


def _holiday(day: date) -> bool:
    spans = (
        ((10, 24), (10, 31)),
        ((12, 20), (12, 31)),
        ((1, 1), (1, 4)),
        ((2, 14), (2, 22)),
        ((3, 28), (4, 12)),
    )
    later = (((5, 4), (5, 4)), ((5, 23), (5, 31)))
    return any(first <= (day.month, day.day) <= last for first, last in spans + later)


def mark_setting() -> None:
    """Three school years of marks for every child of the first setting, once."""
    from alongside.access.actor import SystemActor
    from alongside.children.models import Standing
    from alongside.kernel.school_years import school_year
    from alongside.ledger.bulk import insert_many
    from alongside.ledger.unit import unit_of_work
    from alongside.organisations.models import Organisation
    from alongside.platform.clock import now, today
    from alongside.wellbeing.models import AttendanceYear
    from alongside.wellbeing.rules.register import EMPTY, place_of

    if AttendanceYear.everything.exists():
        return
    setting, chance = Organisation.objects.get(name="Setting 0"), random.Random(7)
    children = Standing.everything.filter(organisation=setting, person_id=None, kind="attends")
    rows = []
    for child_id in children.values_list("child_id", flat=True):
        for year in range(school_year(today()) - 2, school_year(today()) + 1):
            text = list(EMPTY)
            for number in range(300):
                day = date(year, 9, 3) + timedelta(days=number)
                if day.weekday() < 5 and day < today() and not _holiday(day):
                    place = place_of(day, afternoon=False)
                    text[place : place + 2] = [chance.choice(_CODES), chance.choice(_CODES)]
            row = AttendanceYear(child_id=child_id, organisation_id=setting.id, school_year=year)
            row.write("".join(text), now())
            rows.append(row)
    with unit_of_work(SystemActor("bench", today()), "bench.mark", now()) as unit:
        insert_many(rows)
        unit.record("bench.marked", rows[0])


def main() -> None:
    """By itself, on a database of its own."""
    import os
    import tempfile

    os.environ.setdefault("ALONGSIDE_VAR", tempfile.mkdtemp())
    os.environ["ALONGSIDE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(", ".join(f"{name} {value:,.1f}" for name, value in marks_seconds().items()))


if __name__ == "__main__":
    main()
