"""A large council: 12,000 plans, 20,000 requests of five years, 400,000 clocks, 250 caseworkers; PLANS scales it.

Clocks are those the facts of each request and review give, so a sweep finds nothing to change; beside them stand
those that another date of receipt, or another day of a meeting, superseded. One plan in ten is being changed.
"""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.clocks import days_of
from alongside.annualreviews.rules.dates import due_on, facts_of_review
from alongside.children.choices import Basis
from alongside.children.models import Child, Identifier, Standing
from alongside.deadlines.models import Assignment, Clock
from alongside.deadlines.operations.keeping import keep_work
from alongside.deadlines.rules import Facts, clocks_that_should_exist
from alongside.ehc.choices import AskedBy, CaseState, Question, Route
from alongside.ehc.models import Case, Decision
from alongside.ehc.operations.clocks import facts_of_row
from alongside.ehcplans.choices import EhcPlanState, VersionKind
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread, EhcVersion, NamedSetting
from alongside.ehcplans.rules.content import digest
from alongside.kernel.identifiers import make_upn
from alongside.kernel.text import search_key
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import Unit, unit_of_work
from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import Membership, Organisation
from alongside.people.models import Account, Person
from alongside.platform.clock import LONDON, now, today
from alongside.platform.encryption import blind_index
from alongside.returns.models import CouncilReturn
from bench.council_plan import PlanWords

PLANS = int(os.environ.get("PLANS", "12000"))
REQUESTS = PLANS * 5 // 3
STAFF = max(PLANS * 250 // 12_000, 2)
_AT_ONCE = 1_000
_YEARS = 5
_NAMES = (
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
_NEEDS = ("ASD", "SLCN", "SEMH", "MLD", "SPLD")


@dataclass
class _Rows:
    """Rows of one stretch, by table, in the order in which they go in."""

    children: list[Child]
    standings: list[Standing]
    numbers: list[Identifier]
    cases: list[Case]
    decisions: list[Decision]
    plans: list[EhcPlan]
    versions: list[EhcVersion]
    lines: list[EhcLine]
    threads: list[EhcThread]
    settings: list[NamedSetting]
    reviews: list[AnnualReview]
    clocks: list[Clock]
    assigned: list[Assignment]


class LargeCouncil:
    """Makes it, a stretch of requests at a time."""

    def __init__(self) -> None:
        self.on, self.at, self.random = today(), now(), random.Random(2026)
        self.actor = SystemActor("bench", self.on)

    def run(self) -> None:
        """Make everything."""
        with unit_of_work(self.actor, "bench.council", self.at) as unit:
            self._organisations(unit)
        for first in range(0, REQUESTS, _AT_ONCE):
            with unit_of_work(self.actor, "bench.requests", self.at) as unit:
                rows = _Rows(*([] for _ in range(13)))
                for number in range(first, min(first + _AT_ONCE, REQUESTS)):
                    self._request(rows, number)
                for some in vars(rows).values():
                    insert_many(some)
                unit.record("bench.requests", self.council)
        keep_work(self.at)

    def _organisations(self, unit: Unit) -> None:
        self.council = Organisation.objects.create(name="Large Council", kind=OrganisationKind.COUNCIL)
        self.schools = [
            Organisation.objects.create(
                name=f"School {n}", kind=OrganisationKind.SETTING, phase=Phase.PRIMARY, urn=f"{100_000 + n}"
            )
            for n in range(200)
        ]
        self.staff = [Person(given_name=_NAMES[n % 14], family_name=f"Staff{n}") for n in range(STAFF + 1)]
        insert_many(self.staff)
        roles = [Role.CASEWORKER] * STAFF + [Role.SEND_MANAGER]
        insert_many(
            [
                Membership(person=one, organisation=self.council, role=role, starts_on=date(2020, 9, 1))
                for one, role in zip(self.staff, roles, strict=True)
            ]
        )
        for email, person in (("own@bench.example", self.staff[0]), ("lead@bench.example", self.staff[-1])):
            Account.objects.create(email=email, person_id=person.id, password="!")
        CouncilReturn.objects.create(council=self.council, lea="831", dmo="Y", dco="Y", dsco="R")
        unit.record("bench.council", self.council)

    def _request(self, rows: _Rows, number: int) -> None:
        """Three of five have a plan that is reviewed each year; of the rest some are running, the others refused."""
        child = self._child(rows, number)
        running = number % 5 == 3 and number % 10 == 3
        ago = self.random.randrange(10, 130) if running else self.random.randrange(150, 365 * _YEARS)
        received = datetime.combine(self.on - timedelta(days=ago), time(10), LONDON)
        has_plan = number % 5 < 3
        case = Case(
            child=child, council=self.council, asked_by=AskedBy.PARENT, asker_name="A parent", route=Route.EMAIL,
            words="Please find out what help is needed.", received_at=received, logged_at=received,
            logged_by_name="Bench", state=CaseState.ISSUED if has_plan else CaseState.NOT_ASSESSED,
        )  # fmt: skip
        rows.cases.append(case)
        made = self._decided(rows, case, received, ago, has_plan=has_plan, running=running)
        self._clocks(rows, case, facts_of_row(case, made))
        if has_plan:
            self._plan(rows, case, number)
        if has_plan or running:
            person = self.staff[number % STAFF]
            rows.assigned.append(
                Assignment(child=child, council=self.council, person=person, person_name=person.name,
                           given_by_name="Bench", given_at=self.at)
            )  # fmt: skip

    def _child(self, rows: _Rows, number: int) -> Child:
        given, family = _NAMES[number % 14], f"Abbey{number % 4_999}"
        born = date(self.on.year - 16, 1, 1) + timedelta(days=self.random.randrange(3_800))
        child = Child(
            given_name=given, family_name=family, born_on=born, search_key=search_key(f"{given} {family}"),
            sex="F" if number % 2 else "M", ethnicity="WBRI", nc_year="5", primary_need=_NEEDS[number % 5],
            sen_provision="E" if number % 5 < 3 else "K",
        )  # fmt: skip
        rows.children.append(child)
        common = {"child": child, "basis": Basis.DUTY, "starts_on": date(2020, 9, 1),
                  "sort_key": search_key(f"{family} {given}")}  # fmt: skip
        rows.standings.append(Standing(organisation=self.council, kind=StandingKind.MAINTAINS, **common))
        rows.standings.append(
            Standing(organisation=self.schools[number % 200], kind=StandingKind.ATTENDS, **common)
        )
        upn = make_upn(831, 2000 + number // 1_000, 20, number % 1_000)
        rows.numbers.append(Identifier(child=child, kind="upn", value=upn, lookup=blind_index(upn, "upn")))
        return child

    def _decided(
        self, rows: _Rows, case: Case, received: datetime, ago: int, *, has_plan: bool, running: bool
    ) -> list[Decision]:
        made = []
        if not running or ago > 38:
            yes = has_plan or running
            made.append(self._decision(case, Question.ASSESS, yes=yes, at=received + timedelta(days=36)))
        if running:
            case.state = CaseState.ASSESSING if made else CaseState.CONSIDERING
        elif has_plan:
            made.append(self._decision(case, Question.PLAN, yes=True, at=received + timedelta(days=100)))
            case.draft_served_on = (received + timedelta(days=105)).date()
            case.issued_on = (received + timedelta(days=self.random.randrange(125, 150))).date()
            case.ended_at = received + timedelta(days=150)
        else:
            case.ended_at = received + timedelta(days=36)
        rows.decisions += made
        return made

    def _decision(self, case: Case, question: Question, *, yes: bool, at: datetime) -> Decision:
        return Decision(
            case=case, question=question, yes=yes, reasons="The advice says so.", prepared_by_name="Bench",
            prepared_at=at, decided_by_name="Bench", decided_at=at,
        )  # fmt: skip

    def _plan(self, rows: _Rows, case: Case, number: int) -> None:
        issued = case.issued_on
        assert issued is not None
        plan = EhcPlan(
            child=case.child, council=self.council, case=case, first_issued_on=issued,
            state=EhcPlanState.AMENDING if number % 10 == 0 else EhcPlanState.FINAL,
            issued_on=issued, started_at=case.received_at, caseworker=self.staff[number % STAFF],
        )  # fmt: skip
        words = PlanWords(plan)
        rows.lines += words.lines
        rows.threads += words.threads
        content = words.frozen()
        version = EhcVersion(
            plan=plan, number=1, kind=VersionKind.FINAL, content=content, digest=digest(content), made_by_name="Bench",
            made_at=case.received_at, served_on=issued,
        )  # fmt: skip
        rows.plans.append(plan)
        rows.versions.append(version)
        school = self.schools[number % 200]
        rows.settings.append(
            NamedSetting(version=version, name=school.name, urn=school.urn, organisation=school)
        )
        rows.reviews += list(self._reviews(rows, plan, issued))

    def _reviews(self, rows: _Rows, plan: EhcPlan, issued: date) -> Iterator[AnnualReview]:
        """One each year, the last of them open."""
        reviewed: date | None = None
        while True:
            due = due_on(issued, reviewed)
            held, decided = due - timedelta(days=40), due - timedelta(days=20)
            over = decided < self.on - timedelta(days=60)
            amended = decided if over else None
            review = AnnualReview(
                child=plan.child, plan=plan, council=self.council, made_on=issued, reviewed_on=reviewed, due_on=due,
                opened_at=datetime.combine(due - timedelta(days=200), time(9), LONDON),
                meeting_on=held if over else None, invited_on=held - timedelta(days=30) if over else None,
                papers_on=held - timedelta(days=15) if over else None, held_on=held if over else None,
                reported_on=held + timedelta(days=10) if over else None, outcome="amend" if over else "",
                decided_on=decided if over else None, notice_on=amended,
                final_on=amended + timedelta(days=50) if amended else None, closed_on=amended,
                report="{}" if over else "", digest="0" * 64 if over else "",
            )  # fmt: skip
            self._clocks(rows, review, facts_of_review(days_of(review)))
            yield review
            if not over:
                return
            reviewed = decided

    def _clocks(self, rows: _Rows, matter: Any, facts: Facts) -> None:
        """The clocks of a matter; of a request, and of two reviews in seven, also one before each, superseded."""
        twice = isinstance(matter, Case) or self.random.randrange(7) < 2
        for one in clocks_that_should_exist(facts):
            common = {"child": matter.child, "matter_id": matter.id, "limit": one.limit, "event": one.event,
                      "evidence": one.evidence, "due_on": one.due_on, "steps": list(one.steps), "made_at": self.at,
                      "started_on": one.started_on}  # fmt: skip
            rows.clocks.append(Clock(**common, met_on=one.met_on))
            if twice:
                rows.clocks.append(Clock(**common, superseded_at=self.at))
