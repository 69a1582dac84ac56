"""What the tests of keeping a plan up stand on: Amira with a plan in force, and the review of it that is open."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.annualreviews.models import AnnualReview
from alongside.annualreviews.operations.opening import open_reviews
from alongside.children.choices import Basis
from alongside.children.models import Child
from alongside.ehcplans.choices import EhcPlanState, Origin
from alongside.ehcplans.models import EhcPlan
from alongside.organisations.models import Organisation
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.stood_on import stood_on

MADE = date(2025, 12, 1)


@dataclass(frozen=True)
class Area:
    """Those around the child, the council, and the child's plan."""

    around: Around
    council: Organisation
    caseworker: Actor
    manager: Actor
    plan: EhcPlan

    @property
    def child_id(self) -> UUID:
        return self.around.child.id

    @property
    def review(self) -> AnnualReview:
        """The review that is open now, as the table has it."""
        return AnnualReview.everything.get(plan_id=self.plan.id, closed_on=None)


def later(days: int, *actors: Actor) -> tuple[datetime, list[Actor]]:
    """A moment some days on, and the same people on that day."""
    at = world.NOW + timedelta(days=days)
    return at, [replace(one, on=at.date()) for one in actors]


def make_plan(child: Child, council: Organisation, made_on: date = MADE) -> EhcPlan:
    """A plan in force, made on a day: as one that came on paper."""
    plan: EhcPlan = world.saved(
        EhcPlan(
            child=child, council=council, origin=Origin.PAPER, state=EhcPlanState.FINAL, first_issued_on=made_on,
            issued_on=made_on, started_at=world.NOW, caseworker_name="Jo Clarke",
        )
    )  # fmt: skip
    return plan


@pytest.fixture
def area(db: None, the_morning: None) -> Area:
    """Amira, whose plan was made on 1 December 2025, and Merefield Council, which keeps it."""
    return stood_on(plan_in_force)


def plan_in_force() -> Area:
    """The same, for a test that keeps its own clock."""
    around = amira_and_hers()
    council = world.make_council()
    world.stands(
        around.child, StandingKind.MAINTAINS, organisation=council, basis=Basis.DUTY, evidence="the plan"
    )
    staff = []
    for given, family, role in (("Jo", "Clarke", Role.CASEWORKER), ("Max", "Ibe", Role.SEND_MANAGER)):
        person = world.make_person(given, family)
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    plan = make_plan(around.child, council)
    open_reviews(world.NOW)
    return Area(around, council, staff[0], staff[1], plan)
