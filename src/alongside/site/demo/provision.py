"""What Larkfield offers: its catalogue with its own rates, its groups, and through what each child's help is given."""

import re
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.inclusion.operations.catalogue import change_intervention, copy_starters
from alongside.inclusion.operations.groups import NewGroup, start_group, use_intervention
from alongside.inclusion.operations.money import add_income, add_top_up
from alongside.inclusion.operations.sessions import record_session
from alongside.inclusion.queries.catalogue import Offer, catalogue
from alongside.inclusion.queries.groups import groups_of, members_on, staff_who_give
from alongside.inclusion.rules.catalogue import NewIntervention
from alongside.inclusion.rules.money import financial_year
from alongside.inclusion.rules.starter import starter_set
from alongside.kernel.refusal import Refusal
from alongside.organisations.operations.holidays import add_holiday
from alongside.site.demo.area import Area, acting
from alongside.site.demo.told import StoryBroken
from alongside.site.demo.when import Days
from alongside.support.operations.measures import NewMeasure, record_measure
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement

_SHOWN = re.compile(
    r"(?P<talk>story group|language group|word-finding|symbol group)|(?P<before>pre-teaching|topic words)"
    r"|(?P<phonics>phonics)|(?P<number>number)|(?P<precise>over-learning|spelling practice|sound practice)"
    r"|(?P<trusted>feeling|worry|calm|trusted|check-in)|(?P<build>club|game)|(?P<move>movement|sensory)"
    r"|(?P<hands>typing|handwriting|pencil)", re.I,
)  # fmt: skip
_NAMES = {
    "talk": "Talk and story group", "before": "Words before the lesson", "phonics": "Phonics again, in small steps",
    "number": "Number in a small group", "precise": "Little and often: precise practice",
    "trusted": "One trusted adult: emotional literacy", "build": "Building together with bricks",
    "move": "Movement to get ready", "hands": "Strong hands, clear writing",
}  # fmt: skip
"""Words in a provision that say which intervention it is."""
_OWN_RATES = {
    "assistant": "16.90",
    "higher": "19.80",
    "teacher": "43.50",
    "specialist": "58.00",
    "volunteer": "0",
}
_IN_A_GROUP, _MOST_LINKED = ("talk", "number", "build", "phonics"), 60


def give_from_catalogue(area: Area) -> None:
    """Fill the catalogue of the primary school, start its groups, and link the help of its children."""
    place = area.places["primary"]
    senco = acting(place.people["senco"], Role.SENCO, place.organisation, area.days.today)
    now = area.days.at(20)
    _told(copy_starters(senco, [one.key for one in starter_set() if one.key != "shared-attention"], now))
    for one in catalogue(senco):
        if one.name != _NAMES["hands"]:  # one example rate is left, to show that it is marked
            _told(change_intervention(senco, one.id, _with_own_rate(one), one.edition, now))
    offers = {one.name: one for one in catalogue(senco)}
    _link(senco, {key: offers[name] for key, name in _NAMES.items()}, area.days, now)
    _hold_sessions(senco, area.days)
    _money(area, senco, now)


def _money(area: Area, senco: Actor, now: datetime) -> None:
    """What came in for two financial years, and for a few children."""
    this_year = financial_year(area.days.today)
    for year, notional in ((this_year - 1, "74200.00"), (this_year, "78650.00")):
        _told(add_income(senco, year, "notional", "Notional SEN budget", Decimal(notional), now))
        _told(
            add_income(senco, year, "other", "Parents’ association: sensory corner", Decimal("1250.00"), now)
        )
    monday = area.days.today + timedelta(days=28 - area.days.today.weekday())
    _told(add_holiday(senco, "Half term", monday, monday + timedelta(days=4), now))
    rows = Child.objects.permitting(senco, Permission.COST_KEEP).filter(sen_provision="E")
    for number, child_id in enumerate(rows.order_by("family_name", "id").values_list("id", flat=True)[:8]):
        band = Decimal(("2150.00", "4300.00", "6800.00")[number % 3])
        _told(add_top_up(senco, child_id, this_year, f"Council top-up, band {1 + number % 3}", band, now))


def _told(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(f"The catalogue of the demo area was refused: {result}")
    return result


def _with_own_rate(one: Offer) -> NewIntervention:
    effort, given_by = one.effort, one.given_by.value
    return NewIntervention(
        one.name, one.what, one.areas, one.wave.value, one.from_age, one.to_age, given_by, one.training,
        effort.group_size, effort.minutes, effort.per_week, effort.weeks, Decimal(_OWN_RATES[given_by]),
        one.rating.value, one.evidence, one.citation,
    )  # fmt: skip


def _link(senco: Actor, offers: dict[str, Offer], days: Days, now: datetime) -> None:
    """Link each help whose words say which intervention it is, one a child; groups fill up one after another."""
    rows = Statement.objects.permitting(senco, Permission.PLAN_EDIT).filter(
        kind=StatementKind.PROVISION, ended_at=None
    )
    waiting: dict[str, list[UUID]] = defaultdict(list)
    linked, has = 0, set()
    for row in rows.order_by("child_id", "position")[: _MOST_LINKED * 4]:
        key = _key(row.text)
        if key is None or linked >= _MOST_LINKED or (row.child_id, key) in has:
            continue
        has.add((row.child_id, key))
        offered, group_id = offers[key], None
        if key in _IN_A_GROUP:
            if not waiting[key]:
                waiting[key] = _group(senco, offered, key, linked, days.starts(), now)
            group_id = waiting[key].pop()
        _told(use_intervention(senco, row.child_id, row.pk, offered.id, group_id, now))
        if key == "talk":
            _score(senco, row, linked, days)
        linked += 1


def _score(senco: Actor, row: Statement, number: int, days: Days) -> None:
    """How many words the child puts together, before the talk group and since; most more, one of them fewer."""
    first, more = 3 + number % 3, (2, 1, 3, 2, 0, 2, -1)[number % 7]
    for moment, score, weeks in (("before", first, 9), ("during", first + more, 1)):
        now = days.at(7 * weeks, 15)
        taken = now.date()
        new = NewMeasure("words-in-a-sentence", Decimal(score), taken, moment, row.pk, "In the Nest, quiet")
        _told(record_measure(senco, row.child_id, new, now))


def _hold_sessions(senco: Actor, days: Days) -> None:
    """The latest session of each group, written down the same afternoon, with somebody away now and then."""
    now = days.at(1, 15, 10)
    day = now.date()
    for number, group in enumerate(groups_of(senco)):
        members = members_on(senco, group.id, day)
        away = {members[0].child_id: "child_away"} if len(members) > 1 and number % 2 else {}
        if members:
            record_session(senco, group.id, day, away, now)  # a day the plan does not promise is refused


def _key(text: str) -> str | None:
    found = _SHOWN.search(text)
    return found.lastgroup if found else None


def _group(senco: Actor, one: Offer, key: str, number: int, starts_on: date, now: datetime) -> list[UUID]:
    """Start a group; its places, one for each child it takes."""
    weekdays = {1: "3", 3: "124", 4: "1245", 5: "12345"}[one.effort.per_week]
    when = ("mornings", "after lunch", "before assembly", "after break")[number % 4]
    staff = staff_who_give(senco)
    leader = staff[number % len(staff)][0] if staff else None
    new = NewGroup(one.id, f"{_SHORT[key]}, {when}", leader, weekdays, starts_on)
    group = _told(start_group(senco, new, now))
    return [group.pk] * one.effort.group_size


_SHORT = {
    "talk": "Talk group",
    "number": "Number group",
    "build": "Building group",
    "phonics": "Phonics group",
}
