"""What the tests of the plan stand on: a case in which a plan was decided on, and statements to write in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.access.choices import Role
from alongside.ehc.choices import Question
from alongside.ehc.rules.deciding import Considered
from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.rules.content import NewLine
from alongside.organisations.models import Organisation
from tests.ehc.conftest import Area, area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.stood_on import stood_on
from tests.support.test_actions import ok

__all__ = ["area"]

NEED = NewLine(
    "B", "Amira finds it hard to follow what is said to the whole class, because she hears words and loses the order.",
    area="communication-and-interaction", source_name="Speech and language therapist, 3 March 2026",
)  # fmt: skip
HELP = NewLine(
    "F", "Each instruction is said to Amira again in two short steps, with a picture for each.",
    who="A teaching assistant", training="Trained by the speech and language therapist, one hour each half term",
    ratio="one to one", how_often="Each lesson", how_long="Up to 5 minutes each time", where="In class",
)  # fmt: skip
OUTCOME = NewLine(
    "E", "Amira begins a task on her own within two minutes of being told.", by_when="By July 2027",
    measure="Her teacher notes it on 4 of 5 days for two weeks",
)  # fmt: skip


def yes(question: Question) -> Any:
    answers = {"has-sen": True, "plan-may-be-needed": True, "plan-is-needed": True}
    return no(question=question, yes=True, answers=answers, considered=(Considered("All advice"),))


@pytest.fixture
def planning(area: Area) -> Area:
    """The council has decided to write a plan, 20 and 40 days after it was asked."""
    stood_on(decided_on, area)
    return area


def decided_on(area: Area) -> None:
    """A plan is asked for, an assessment decided on, then the plan."""
    asked(area)
    decided(area, yes(Question.ASSESS), 20)
    decided(area, yes(Question.PLAN), 40)


def on_day(area: Area, days: int) -> Any:
    """The council's caseworker and manager, and the time, so many days after the request."""
    at = world.NOW + timedelta(days=days)
    return replace(area.caseworker, on=at.date()), replace(area.manager, on=at.date()), at


def written(area: Area, days: int = 50) -> EhcPlan:
    """A draft with the needs of the child's own plan and one more, help for all of them, and an outcome."""
    caseworker, _, at = on_day(area, days)
    plan = ok(start_plan(caseworker, area.around.child.id, at))
    line(area, NEED, days)
    needs = EhcLine.everything.filter(plan=plan, section="B")
    line(area, HELP, days, *needs)
    line(area, OUTCOME, days, *needs)
    return plan


def line(area: Area, new: NewLine, days: int, *needs: EhcLine) -> EhcLine:
    caseworker, _, at = on_day(area, days)
    tied = replace(new, meets=tuple(str(one.id) for one in needs))
    return ok(write_line(caseworker, area.around.child.id, None, tied, 0, at))


def another_setting(name: str = "Oakfield School") -> tuple[Organisation, Any]:
    """A setting that has nothing to do with the child, and its SENCo."""
    school, person = world.make_setting(name), world.make_person("Olu", "Adeyemi")
    world.joins(person, school, Role.SENCO)
    return school, world.acting(person, Role.SENCO, school)
