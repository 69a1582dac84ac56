"""A local area of any size for measuring: a council, settings of 400, families, a plan for every third child.

Made-up people from a small set of names: what matters here is the shape and the number of rows. The demo area is the
one to look at.
"""

import os
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.children.choices import Basis
from alongside.children.models import Child, GroupPlace, Identifier, Standing
from alongside.inclusion.models import Intervention, InterventionGroup, ProvisionUse
from alongside.kernel.identifiers import make_upn
from alongside.kernel.text import search_key
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import Unit, unit_of_work
from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import GroupStaff, Membership, Organisation, TeachingGroup
from alongside.people.models import Account, Person
from alongside.plans.models import Plan
from alongside.platform.clock import now, today
from alongside.platform.encryption import blind_index
from alongside.statute.plan_shapes import SectionKind
from alongside.statute.plan_templates import built_in_templates
from alongside.voice.choices import Gathered, Ring, StatementKind, Voice
from alongside.voice.models import CirclePerson, Statement, StatementVersion

A_SETTING = int(os.environ.get("SETTING", "400"))
SUPPORTED = int(os.environ.get("SUPPORTED", str(A_SETTING)))
"""How many children a setting has, and how many have support: `SETTING=1600 SUPPORTED=300` is a large school."""
_GIVEN = (
    "Ada",
    "Ben",
    "Cleo",
    "Dev",
    "Eve",
    "Finn",
    "Gita",
    "Hal",
    "Ines",
    "Jan",
    "Kofi",
    "Lena",
    "Max",
    "Nora",
)
_FAMILY = (
    "Abbey",
    "Brook",
    "Carr",
    "Dale",
    "Eden",
    "Firth",
    "Grove",
    "Heath",
    "Ings",
    "Jowett",
    "Kirk",
    "Lund",
)
_WORDS = (
    "Likes to be told what comes next, one thing at a time, and to see it written on the small board by the door. "
    "When the hall is loud, a quiet corner and two minutes are enough to come back to the group with a friend."
)


class Generator:
    """Makes one area, setting by setting, so that memory stays flat."""

    def __init__(self, children: int) -> None:
        self.children = children
        self.on: date = today()
        self.at: datetime = now()
        self.random = random.Random(2026)
        self.actor = SystemActor("bench", self.on)
        template = built_in_templates()["one-plan"]
        self.topics = [
            (topic.key, topic.voice.value)
            for section in template.sections
            if section.kind
            in (SectionKind.PASSAGES, SectionKind.HOPES, SectionKind.CONCERNS, SectionKind.FORMULATION)
            for topic in section.topics
        ]

    def run(self, progress: Any = None) -> None:
        """Make every setting; each in a transaction of its own."""
        made = 0
        with unit_of_work(self.actor, "bench.council", self.at) as unit:
            self.council = Organisation.objects.create(name="Council", kind=OrganisationKind.COUNCIL)
            unit.record("bench.council", self.council)
            self._member(self.council, Role.CASEWORKER, "caseworker@bench.example")
        while made < self.children:
            count = min(A_SETTING, self.children - made)
            with unit_of_work(self.actor, "bench.make", self.at) as unit:
                self._setting(made // A_SETTING, count, unit)
            made += count
            if progress:
                progress(made, self.children)

    def _setting(self, number: int, count: int, unit: Unit) -> None:
        setting = Organisation.objects.create(
            name=f"Setting {number}", kind=OrganisationKind.SETTING, phase=Phase.PRIMARY
        )
        unit.record("bench.setting", setting)
        self._staff(setting, number)
        groups = [
            TeachingGroup.objects.create(organisation=setting, name=f"{year}A", school_year=self.on.year)
            for year in range(1, 14)
        ]
        teacher = self._member(setting, Role.CLASS_TEACHER, f"teacher{number}@bench.example")
        insert_many([GroupStaff(group=groups[0], person=teacher, starts_on=date(2024, 9, 1))])
        children = [self._child(number, place) for place in range(count)]
        insert_many(children)
        self._around(setting, groups, children, number)
        self._plans(children[:SUPPORTED:3])
        self._provision(setting, children[:SUPPORTED:3])

    def _staff(self, setting: Organisation, number: int) -> None:
        self.senco = self._member(setting, Role.SENCO, f"senco{number}@bench.example")
        self._member(setting, Role.OFFICE, f"office{number}@bench.example")
        self._member(setting, Role.HEAD, f"head{number}@bench.example")

    def _member(self, setting: Organisation, role: Role, email: str) -> Person:
        person = Person(given_name=self.random.choice(_GIVEN), family_name=self.random.choice(_FAMILY))
        insert_many([person])
        Account.objects.create(email=email, person_id=person.id, password="!")
        insert_many([Membership(person=person, organisation=setting, role=role, starts_on=date(2024, 9, 1))])
        return person

    def _child(self, number: int, place: int) -> Child:
        given, family = self.random.choice(_GIVEN), self.random.choice(_FAMILY)
        born = date(2010, 1, 1) + timedelta(days=self.random.randrange(4_000))
        return Child(
            given_name=given, family_name=f"{family}{place % 97}", born_on=born, nc_year=str(1 + place % 13),
            search_key=search_key(f"{given} {family}{place % 97}"),
            sen_provision="N" if place >= SUPPORTED else "K" if place % 3 else "E",
            primary_need="" if place >= SUPPORTED else ("SLCN", "ASD", "SEMH", "MLD")[place % 4],
        )  # fmt: skip

    def _around(self, setting: Organisation, groups: list[Any], children: list[Child], number: int) -> None:
        standings, people, places, numbers = [], [], [], []
        for place, child in enumerate(children):
            key = search_key(f"{child.family_name} {child.given_name}")
            common = {"child": child, "basis": Basis.DUTY, "starts_on": date(2024, 9, 1), "sort_key": key}
            standings.append(Standing(organisation=setting, kind=StandingKind.ATTENDS, **common))
            parent = Person(given_name=self.random.choice(_GIVEN), family_name=child.family_name)
            people.append(parent)
            standings.append(
                Standing(person=parent, kind=StandingKind.PARENT, relationship="mother", **common)
            )
            if place % 3 == 0:
                standings.append(
                    Standing(person=self.senco, organisation=setting, kind=StandingKind.LEAD_WORKER, **common)
                )
                standings.append(Standing(organisation=self.council, kind=StandingKind.MAINTAINS, **common))
            places.append(GroupPlace(child=child, group=groups[place % 13], starts_on=date(2024, 9, 1)))
            upn = make_upn("831", f"{2000 + number % 7000:04}", 20 + place // 1000, place % 1000)
            numbers.append(Identifier(child=child, kind="upn", value=upn, lookup=blind_index(upn, "upn")))
        for rows in (people, standings, places, numbers):
            insert_many(rows)
        if number == 0:
            Account.objects.create(email="parent0@bench.example", person_id=people[0].id, password="!")

    def _plans(self, children: list[Child]) -> None:
        states = ["drafting", "drafting", "proposed", "agreed"]
        insert_many(
            [
                Plan(child=child, template_key="one-plan", template_version=1, state=states[n % 4],
                     started_by_name="Bench", started_at=self.at)
                for n, child in enumerate(children)
            ]
        )  # fmt: skip
        statements = [one for child in children for one in self._statements(child)]
        insert_many(statements)
        insert_many(
            [
                StatementVersion(statement=one, edition=1, text=one.text, written_by_name="Bench", at=self.at)
                for one in statements
            ]
        )
        insert_many(
            [
                CirclePerson(
                    child=child, name=f"{_GIVEN[n]} {n}", relationship="friend", ring=Ring(str(1 + n % 3))
                )
                for child in children
                for n in range(8)
            ]
        )

    def _provision(self, setting: Organisation, children: list[Child]) -> None:
        """Each help of each plan is given through an intervention of the catalogue, most of it in groups of four."""
        offers = [
            Intervention(organisation=setting, name=f"Offer {n}", what=_WORDS, areas=["cognition-and-learning"],
                         wave="targeted", given_by="assistant", group_size=4, minutes=30, per_week=3, weeks=12,
                         hourly_rate=Decimal("17.50"), added_by_name="Bench", added_at=self.at)
            for n in range(12)
        ]  # fmt: skip
        Intervention.objects.bulk_create(offers)
        helps = list(Statement.everything.filter(child__in=children, kind=StatementKind.PROVISION))
        groups = [
            InterventionGroup(organisation=setting, intervention=offers[n % 12], name=f"Group {n}",
                              starts_on=self.on)
            for n in range(len(helps) // 4 + 1)
        ]  # fmt: skip
        insert_many(groups)
        insert_many(
            [
                ProvisionUse(child_id=one.child_id, statement=one, organisation=setting, group=groups[n // 4],
                             intervention=groups[n // 4].intervention, starts_on=self.on, added_by_name="Bench")
                for n, one in enumerate(helps)
            ]
        )  # fmt: skip

    def _statements(self, child: Child) -> Iterator[Statement]:
        hope = None
        for position, (topic, asked) in enumerate(self.topics):
            voice = Voice(asked) if asked != "any" else Voice.CHILD
            one = self._statement(child, topic, voice, position)
            hope = hope or (one if topic == "hopes" else None)
            yield one
        yield self._statement(child, "need-cognition-and-learning", Voice.PROFESSIONAL, 0, kind=StatementKind.NEED,
                              area="cognition-and-learning", evidence="Seen in class")  # fmt: skip
        for position in range(3):
            outcome = self._statement(child, "outcome", Voice.PROFESSIONAL, position, kind=StatementKind.OUTCOME,
                                      serves=hope)  # fmt: skip
            yield outcome
            for kind, topic in ((StatementKind.STEP, "step"), (StatementKind.PROVISION, "provision")):
                for each in range(2):
                    yield self._statement(
                        child, topic, Voice.PROFESSIONAL, each, kind=kind, serves=outcome, who="Teaching assistant",
                        how_often="3 times a week", how_long="20 minutes", starts_on=self.on,
                    )  # fmt: skip

    def _statement(self, child: Child, topic: str, voice: Voice, position: int, **fields: Any) -> Statement:
        gathered = Gathered.SAID if voice is Voice.CHILD else Gathered.TYPED
        return Statement(
            child=child, topic=topic, text=_WORDS, voice=voice, speaker_name=child.given_name,
            gathered=gathered, gathered_by_name="Mrs Bench" if voice is Voice.CHILD else "", gathered_on=self.on,
            written_by=self.senco, position=position, created_at=self.at, changed_at=self.at,
            **{"kind": StatementKind.PASSAGE, **fields},
        )  # fmt: skip
