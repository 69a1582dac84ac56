"""Puts the oracle's facts into the database, many at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role
from alongside.children.choices import Basis
from alongside.children.models import Child, ClosedLine, GroupPlace, OpenLine, Restriction, Standing
from alongside.kernel.ids import new_id
from alongside.ledger.unit import unit_of_work
from alongside.organisations.models import Organisation, TeachingGroup
from alongside.people.models import Person
from tests.access.oracle import Asker, Facts, Seat, Span
from tests.makers import world


def day(offset: int) -> date:
    """A day counted from today."""
    return world.TODAY + timedelta(days=offset)


def dates(span: Span) -> dict[str, date | None]:
    return {"starts_on": day(span.start), "ends_on": None if span.end is None else day(span.end)}


BASES: dict[str, dict[str, Any]] = {
    "agreement": {"basis": Basis.AGREEMENT, "evidence": "a note"},
    "duty": {"basis": Basis.DUTY},
    "named duty": {"basis": Basis.DUTY, "evidence": "Children and Families Act 2014 section 42"},
    "safeguarding": {"basis": Basis.SAFEGUARDING},
    "court_order": {"basis": Basis.COURT_ORDER},
}
"""How each basis of the oracle is written in a standing."""


class Rows:
    """Facts as rows: people and organisations by the names the oracle gives them."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.groups: dict[tuple[str, str, Span], TeachingGroup] = {}

    def person(self, name: str) -> Person | None:
        if name and name not in self.people:
            self.people[name] = world.make_person(name, "Person")
        return self.people.get(name)

    def organisation(self, name: str) -> Organisation | None:
        if name and name not in self.organisations:
            maker = world.make_council if "council" in name else world.make_setting
            self.organisations[name] = maker(name)
        return self.organisations.get(name)

    def group(self, seat: Seat) -> TeachingGroup:
        key = (seat.organisation, seat.teacher, seat.taught)
        if key not in self.groups:
            group = world.make_class(self.organisation(seat.organisation), f"class {len(self.groups)}")
            if seat.teacher:
                world.teaches(self.person(seat.teacher), group, **dates(seat.taught))
            self.groups[key] = group
        return self.groups[key]

    def actor(self, asker: Asker) -> Actor | SystemActor:
        """The actor the gate is asked with."""
        if asker.role == Role.SYSTEM:
            return SystemActor("test", day(asker.day))
        organisation = self.organisation(asker.organisation)
        return world.acting(self.person(asker.person), Role(asker.role), organisation, day(asker.day))

    def add(self, cases: Sequence[Facts]) -> list[UUID]:
        """One child for each case, in their order."""
        ids = [new_id() for _ in cases]
        made: dict[type, list[Any]] = {
            Child: [],
            Standing: [],
            Restriction: [],
            GroupPlace: [],
            ClosedLine: [],
            OpenLine: [],
        }
        for child_id, facts in zip(ids, cases, strict=True):
            self._add_one(made, child_id, facts)
        with unit_of_work(SystemActor("test", world.TODAY), "test.make", world.NOW) as unit:
            for model, rows in made.items():
                model.objects.bulk_create(rows, batch_size=500)
            unit.record("test.made", made[Child][0])
        return ids

    def _add_one(self, made: dict[type, list[Any]], child_id: UUID, facts: Facts) -> None:
        made[Child].append(Child(id=child_id, given_name="A", family_name="B", born_on=date(2018, 5, 4)))
        made[Standing] += [
            Standing(
                child_id=child_id, kind=tie.kind, sort_key="b a", **dates(tie.span), **BASES[tie.basis],
                person=self.person(tie.person), organisation=self.organisation(tie.organisation),
                invited_by=self.person(tie.asked_by),
            )
            for tie in facts.ties
        ]  # fmt: skip
        made[Restriction] += [
            Restriction(child_id=child_id, kind=one.kind, person=self.person(one.person), **dates(one.span))
            for one in facts.denials
        ]
        made[GroupPlace] += [
            GroupPlace(child_id=child_id, group=self.group(seat), **dates(seat.placed))
            for seat in facts.seats
        ]
        made[ClosedLine] += [
            ClosedLine(
                child_id=child_id, line=one.line, person=self.person(one.person),
                organisation=self.organisation(one.organisation), **dates(one.span),
            )
            for one in facts.closings
        ]  # fmt: skip
        made[OpenLine] += [
            OpenLine(
                child_id=child_id, line=one.line, person=self.person(one.person), signer=self.person(one.by),
                organisation=self.organisation(one.organisation), **dates(one.span),
            )
            for one in facts.openings
        ]  # fmt: skip
