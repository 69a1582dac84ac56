"""The gate answers as the access model does, for every combination of who asks, why they know the child, and when.

The model is written a second time in `oracle.py`. One world holds a child for each combination of standings,
restrictions and class places; each asker is asked about all children at once under each permission.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from alongside.access.choices import RestrictionKind, Role, SharingLine, StandingKind
from alongside.access.policy import POLICY, Permission
from alongside.children.models import Child
from tests.access import oracle
from tests.access.facts_in_rows import Rows
from tests.access.oracle import ALWAYS, Asker, Closing, Denial, Facts, Opening, Seat, Span, Tie

ME, OTHER = "me", "somebody else"
HERE, THERE, COUNCIL, OTHER_COUNCIL, SERVICE = "school", "other school", "council", "other council", "service"
PLACES = ("", HERE, THERE, COUNCIL, OTHER_COUNCIL, SERVICE)

SPANS = {
    "future": Span(1),
    "from today": Span(0),
    "live": ALWAYS,
    "last day": Span(-700, 1),
    "ended today": Span(-700, 0),
    "ended long ago": Span(-700, -400),
}
DENIALS: dict[str, tuple[Denial, ...]] = {
    "none": (),
    **{f"{kind} on me": (Denial(kind, ME),) for kind in oracle.RESTRICTIONS},
    **{f"{kind} on another": (Denial(kind, OTHER),) for kind in oracle.RESTRICTIONS},
    "shield over the child": (Denial("shield"),),
    "court order ended": (Denial("court_order", ME, Span(-700, 0)),),
    "court order on its last day": (Denial("court_order", ME, Span(-700, 1)),),
    "court order to come": (Denial("court_order", ME, Span(1)),),
}
OWN_CHILD: dict[str, tuple[Tie, ...]] = {
    "not mine": (),
    **{f"mine as {kind}": (Tie(kind, ME),) for kind in ("child", "parent", "carer")},
    "mine no longer": (Tie("parent", ME, span=Span(-700, 0)),),
    "mine to be": (Tie("parent", ME, span=Span(1)),),
}
SEATS: dict[str, tuple[Seat, ...]] = {
    "no class": (),
    "another's class": (Seat(HERE, OTHER),),
    "a class of mine elsewhere": (Seat(THERE, ME),),
    **{f"my class, placed {name}": (Seat(HERE, ME, placed=span),) for name, span in SPANS.items()},
    **{f"my class, taught {name}": (Seat(HERE, ME, taught=span),) for name, span in SPANS.items()},
    "left my class, another's now": (Seat(HERE, ME, placed=Span(-700, 0)), Seat(HERE, OTHER)),
}
DEFAULT_SEAT = (Seat(HERE, ME),)


def _holders() -> Iterator[tuple[str, str, str]]:
    """Every kind of standing with every holder a row can have."""
    for kind, person, place in product(oracle.KINDS, ("", ME, OTHER), PLACES):
        if person or place:
            yield kind, person, place


def _by_standing_and_time() -> Iterator[Facts]:
    """Every kind, holder, time and restriction."""
    for (kind, person, place), span, denials in product(_holders(), SPANS.values(), DENIALS.values()):
        if denials and (span.holds(0) is False or person == OTHER):
            continue  # no restriction could change a refusal that is there without it
        yield Facts((Tie(kind, person, place, span),), denials, DEFAULT_SEAT)


def _by_class() -> Iterator[Facts]:
    """The setting stands by the child; the class decides for those who teach."""
    for seats, span, denials in product(SEATS.values(), SPANS.values(), DENIALS.values()):
        yield Facts((Tie("attends", organisation=HERE, span=span),), denials, seats)


def _by_own_child() -> Iterator[Facts]:
    """At work with one's own child, through every door."""
    doors = [
        Tie("attends", organisation=HERE),
        Tie("maintains", organisation=COUNCIL),
        Tie("consulted", organisation=HERE),
    ]
    doors += [
        Tie(kind, ME, place) for kind, place in product(("lead_worker", "invited", "advocate"), PLACES[1:])
    ]
    for door, own, denials in product(doors, OWN_CHILD.values(), DENIALS.values()):
        yield Facts((door, *own), denials, DEFAULT_SEAT)


def _by_two_standings() -> Iterator[Facts]:
    """Two standings: each counts for its own role, and for no other."""
    ties = [Tie("attends", organisation=HERE), Tie("attends", organisation=THERE)]
    ties += [Tie("maintains", organisation=COUNCIL), Tie("maintains", organisation=OTHER_COUNCIL)]
    ties += [Tie("consulted", organisation=HERE), Tie("consulted", organisation=THERE)]
    ties += [Tie(kind, ME) for kind in ("child", "parent", "carer", "advocate")]
    ties += [Tie("lead_worker", ME, HERE), Tie("invited", ME, SERVICE)]
    for first, second in product(ties, ties):
        yield Facts((first, second), (), DEFAULT_SEAT)
        yield Facts((first, replace(second, span=Span(-700, 0))), (), DEFAULT_SEAT)


CLOSINGS: dict[str, tuple[Closing, ...]] = {
    **{f"{line} closed": (Closing(line),) for line in oracle.LINES if line != "outside"},
    **{f"setting closed {name}": (Closing("setting", span=span),) for name, span in SPANS.items()},
    **{f"council closed {name}": (Closing("council", span=span),) for name, span in SPANS.items()},
    **{f"closed to me {name}": (Closing("outside", ME, span=span),) for name, span in SPANS.items()},
    "closed to another": (Closing("outside", OTHER),),
    "closed to another of my service": (Closing("outside", OTHER, SERVICE),),
    "closed to my service": (Closing("outside", organisation=SERVICE),),
    "closed to another service": (Closing("outside", organisation=HERE),),
    "every line closed": (
        Closing("setting"), Closing("council"), Closing("next-setting"), Closing("outside", ME),
    ),
    "the next setting closed before": (Closing("next-setting", span=Span(-100)),),
    "the next setting closed the day it came": (Closing("next-setting", span=Span(-10)),),
    "the next setting opened again": (Closing("next-setting", span=Span(-100, 0)),),
}  # fmt: skip
"""What the family has closed, and when (O4)."""


def _by_closed_lines() -> Iterator[Facts]:
    """Every standing that a line could touch, on every basis, beside one that none does."""
    held = [
        ("attends", "", HERE),
        ("attends", "", THERE),
        ("maintains", "", COUNCIL),
        ("consulted", "", HERE),
        ("lead_worker", ME, HERE),
    ]
    held += [("invited", ME, place) for place in ("", SERVICE, HERE)]
    held += [(kind, ME, "") for kind in ("child", "parent", "carer", "advocate")]
    for (kind, person, place), basis, closings in product(held, oracle.BASES, CLOSINGS.values()):
        for since in (Span(-700), Span(-10)):
            yield Facts((Tie(kind, person, place, since, basis),), (), DEFAULT_SEAT, closings)
    for closings, denials in product(CLOSINGS.values(), DENIALS.values()):
        ties = (Tie("attends", organisation=HERE), Tie("lead_worker", ME, HERE), Tie("invited", ME, SERVICE))
        yield Facts(ties, denials, DEFAULT_SEAT, closings)


HERSELF = Tie("child", "herself")
NAMED: dict[str, tuple[Opening, ...]] = {
    "nobody named": (),
    **{
        f"named {place or 'at home'}": (Opening("private-words", ME, place, by="herself"),)
        for place in PLACES
    },
    **{
        f"named at home {name}": (Opening("private-words", ME, "", span, "herself"),)
        for name, span in SPANS.items()
    },
    **{
        f"named at school {name}": (Opening("private-words", ME, HERE, span, "herself"),)
        for name, span in SPANS.items()
    },
    "another named": (Opening("private-words", OTHER, HERE, by="herself"),),
    "named by a parent": (Opening("private-words", ME, HERE, by="a parent"),),
    "named at home by a parent": (Opening("private-words", ME, by="a parent"),),
}
"""Whom a child has named for what they keep to themselves, and who has said so (trust 2.2)."""


SWITCHES: dict[str, tuple[Opening, ...]] = {
    **{f"agreed {name}": (Opening("supply", span=span, by="a parent"),) for name, span in SPANS.items()},
    "agreed by the child": (Opening("supply", by="herself"),),
    "agreed by a stranger": (Opening("supply", by="a stranger"),),
    "another switch": (Opening("research", by="a parent"),),
    "nothing agreed": (),
}
"""Whether supply staff may read the passport, and who said so."""


def _by_switches() -> Iterator[Facts]:
    """What a switch gives, beside each line that is closed and each restriction on whoever said yes."""
    ties = [(Tie("attends", organisation=HERE), HERSELF, Tie("parent", "a parent"))]
    ties += [(Tie("attends", organisation=THERE), Tie("parent", "a parent"))]
    ties += [(Tie("attends", organisation=HERE), Tie("parent", "a parent", span=Span(-700, 0)))]
    closings = [(), (Closing("supply"),), (Closing("supply", span=Span(-10, 0)),), (Closing("setting"),)]
    shut_out = [(), (Denial("court_order", "a parent"),), (Denial("proposed", ME),)]
    for standing, openings, closed, denials in product(ties, SWITCHES.values(), closings, shut_out):
        for seats in (DEFAULT_SEAT, ()):
            yield Facts(standing, denials, seats, closed, openings)


def _by_askers() -> Iterator[Facts]:
    """Who stands beside a family, beside every end of the standing of whoever asked them."""
    for place, kind, span, denials in product(
        ("", SERVICE), ("child", "parent", "carer", "lead_worker"), SPANS.values(), DENIALS.values()
    ):
        asked = Tie("advocate", ME, place, asked_by=OTHER)
        yield Facts((asked, Tie(kind, OTHER, span=span)), denials)
    for own in SPANS.values():
        yield Facts((Tie("advocate", ME, span=own, asked_by=OTHER), Tie("parent", OTHER)))


def _by_names() -> Iterator[Facts]:
    """Every way to know the child, beside every way to be named for their private words."""
    ties = [Tie("attends", organisation=HERE), Tie("attends", organisation=THERE)]
    ties += [
        Tie("maintains", organisation=COUNCIL),
        Tie("lead_worker", ME, HERE),
        Tie("lead_worker", ME, COUNCIL),
    ]
    ties += [Tie("invited", ME, SERVICE), Tie("advocate", ME, SERVICE)]
    ties += [Tie(kind, ME) for kind in ("child", "parent", "carer", "advocate")]
    a_parent = Tie("parent", "a parent")
    for tie, names in product(ties, NAMED.values()):
        yield Facts((tie, HERSELF, a_parent), (), DEFAULT_SEAT, (), names)
        yield Facts((tie, a_parent), (), DEFAULT_SEAT, (), names)
        yield Facts((tie, HERSELF), (), DEFAULT_SEAT, (Closing("setting"), Closing("outside", ME)), names)
        yield Facts((tie, HERSELF), (Denial("court_order", ME),), DEFAULT_SEAT, (), names)
        yield Facts((tie, HERSELF), (Denial("proposed", "herself"),), DEFAULT_SEAT, (), names)


def askers() -> list[Asker]:
    """Every role in every place it could be worn, today; and some on the days around today."""
    found = [Asker("family", ME), Asker("nobody"), Asker("system"), Asker("family", "a stranger")]
    worn_at_work = [role for role in oracle.ROLES if role not in ("family", "system", "nobody")]
    found += [Asker(role, ME, place) for role, place in product(worn_at_work, PLACES[1:])]
    teachers = [Asker("class_teacher", "a colleague", HERE), Asker("senco", "a colleague", HERE)]
    moved = [Asker("family", ME), Asker("senco", ME, HERE), Asker("class_teacher", ME, HERE)]
    return found + teachers + [replace(one, day=offset) for one in moved for offset in (-1, 1, -500)]


@dataclass(frozen=True)
class Case:
    child_id: UUID
    facts: Facts


def _world() -> tuple[Rows, list[Case]]:
    """A child for each combination."""
    facts = list(
        {
            *_by_standing_and_time(), *_by_class(), *_by_own_child(), *_by_two_standings(), *_by_closed_lines(),
            *_by_names(), *_by_switches(), *_by_askers(),
        }
    )  # fmt: skip
    rows = Rows()
    ids = rows.add([replace(one, ties=_one_lead(one.ties)) for one in facts])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so that the planner knows the tables, as it does in an installation
    return rows, [Case(child_id, one) for child_id, one in zip(ids, facts, strict=True)]


def _one_lead(ties: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """The same ties without one that is there twice: the database allows one lead worker at a time."""
    return tuple(dict.fromkeys(ties))


def test_the_oracle_knows_every_word_of_the_product() -> None:
    assert set(oracle.ROLES) == set(Role.values)
    assert set(oracle.KINDS) == set(StandingKind.values)
    assert set(oracle.RESTRICTIONS) == set(RestrictionKind.values)
    assert set(oracle.LINES) == set(SharingLine.values)
    assert set(oracle.PERMISSIONS) == {str(one) for one in Permission} == {str(one) for one in POLICY}
    assert {word for words in oracle.POWERS.values() for word in words} == set(oracle.PERMISSIONS)


@pytest.mark.django_db
@pytest.mark.begun_first
def test_every_decision_is_the_one_of_the_access_model() -> None:
    rows, cases = _world()
    compared, wrong, answer = 0, [], _Answers(cases)
    for asker in askers():
        by_sort = _by_sort(cases, asker)
        actor = rows.actor(asker)
        for permission in oracle.PERMISSIONS:
            expected = _expected(by_sort[oracle.shape_of(permission)], asker.role, permission)
            answered = answer.to(Child.objects.permitting(actor, Permission(permission)))
            compared += len(cases)
            wrong += [(asker, permission, position) for position in expected ^ answered]
    assert not wrong, _told(wrong, cases)
    print(f"{compared:,} decisions over {len(cases):,} children compared")
    assert compared > 10_000_000


class _Answers:
    """What the gate answers, as positions of cases. Two questions that are one SQL to the letter are asked once."""

    def __init__(self, cases: list[Case]) -> None:
        self.positions = {case.child_id: position for position, case in enumerate(cases)}
        self.known: dict[tuple[str, tuple[object, ...]], frozenset[int]] = {}

    def to(self, children: QuerySet[Child]) -> frozenset[int]:
        """Which children a question finds."""
        rows = children.values_list("pk", flat=True)
        try:
            sql, values = rows.query.sql_with_params()
        except EmptyResultSet:  # refused before the database is asked
            return frozenset(self.positions[child_id] for child_id in rows)
        if (sql, values) not in self.known:
            self.known[sql, values] = frozenset(self.positions[child_id] for child_id in rows)
        return self.known[sql, values]


Shape = tuple[str, bool]


def _by_sort(cases: list[Case], asker: Asker) -> dict[Shape, dict[frozenset[str], set[int]]]:
    """The cases by the kinds of standing that count, for each sort of permission that lines and a reduced view tell
    apart, asked with one permission of each."""
    examples = {oracle.shape_of(permission): permission for permission in oracle.PERMISSIONS}
    found: dict[Shape, dict[frozenset[str], set[int]]] = {shape: defaultdict(set) for shape in examples}
    for position, case in enumerate(cases):
        held = oracle.ties_held(case.facts, asker)
        if not held:
            continue  # nothing is granted through nothing, whatever is asked
        reduced = any(one.kind == "supporter" for one in case.facts.denials)
        kinds = frozenset() if case.facts.closings else oracle.counting_kinds(case.facts, asker, held=held)
        for shape, by_kinds in found.items():
            apart = case.facts.closings or reduced or shape[0] == "private.read"
            counted = oracle.counting_kinds(case.facts, asker, examples[shape], held) if apart else kinds
            by_kinds[counted].add(position)
    return found


def _expected(by_kinds: dict[frozenset[str], set[int]], role: str, permission: str) -> set[int]:
    giving = {kind for kind in oracle.KINDS if permission in oracle.POWERS.get((role, kind), ())}
    return set().union(*(children for kinds, children in by_kinds.items() if kinds & giving))


def _told(wrong: list[tuple[Asker, str, int]], cases: list[Case]) -> str:
    some = [f"{asker} {permission}: {cases[position].facts}" for asker, permission, position in wrong[:5]]
    return "\n".join([f"{len(wrong)} decisions differ, such as", *some])
