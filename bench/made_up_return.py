"""People of a made-up SEN2 return, one after the other: as many as asked for, the same each time."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.kernel.identifiers import make_upn
from alongside.platform.clock import LONDON
from alongside.returns.rules.records import (
    Active,
    Assessment,
    Header,
    NamedPlan,
    Need,
    Person,
    Placement,
    PlanDetail,
    Request,
)

HEADER = Header(
    "831", datetime(2026, 1, 20, 9, tzinfo=LONDON), 1, (("dmo", "Y"), ("dco", "Y"), ("dsco", "R"))
)
_NEEDS = ("SLCN", "ASD", "SEMH", "MLD", "SPLD")


def people(count: int) -> Iterator[Person]:
    """Three of four have a plan that was there before the year; the others asked in it, and some were refused."""
    chance = random.Random(2026)
    for number in range(count):
        yield _person(number, chance)


def _person(number: int, chance: random.Random) -> Person:
    born = date(2009, 1, 1) + timedelta(days=chance.randrange(3_600))
    request = _new(number, chance) if number % 4 == 0 else _kept(number)
    return Person(
        UUID(int=number + 1), f"Brook{number % 997}", f"Ada{number % 89}", born, "F" if number % 2 else "M", "WBRI",
        "DE1 1AA", make_upn("831", f"{2000 + number // 10_000:04}", 20 + number // 1000 % 10, number % 1000),
        requests=(request,),
    )  # fmt: skip


def _kept(number: int) -> Request:
    return Request(
        f"kept-{number}", outcome="H",
        assessment=Assessment("H", plan=_plan(date(2022, 5, 1) + timedelta(days=number % 900))),
        active=_active(number),
    )  # fmt: skip


def _new(number: int, chance: random.Random) -> Request:
    received = date(2025, 1, 2) + timedelta(days=chance.randrange(150))
    told, issued = received + timedelta(days=38), received + timedelta(days=133)
    if number % 3 == 0:
        return Request(f"new-{number}", received, "2", False, told, "N", False, False)
    assessment = Assessment("Y", issued, False, False, False, False, False, _plan(issued))
    return Request(
        f"new-{number}",
        received,
        "1",
        False,
        told,
        "Y",
        False,
        False,
        assessment=assessment,
        active=_active(number),
    )


def _plan(start: date) -> NamedPlan:
    return NamedPlan(start, (PlanDetail(urn="123456", rank=1, sen_unit=False, resourced=False),), pb=False)


def _active(number: int) -> Active:
    place = Placement(urn="123456", rank=1, entry_on=date(2021, 9, 1), sen_unit=False, resourced=False)
    needs = (Need(_NEEDS[number % 5], 1), Need("OTH", 2))
    return Active("", (place,), needs, date(2025, 6, 3), "M", last_review=date(2025, 6, 20))
