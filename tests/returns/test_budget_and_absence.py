# ruff: noqa: F811
"""A personal budget in the return, and absence in the lists of an inspection: from their own records (4.4, 3.7)."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.disputes.choices import BudgetState, PaymentForm
from alongside.disputes.models.budgets import Budget, BudgetItem
from alongside.ehcplans.models import EhcPlan
from alongside.people.models import Person
from alongside.rendering.workbook import Workbook
from alongside.returns.models import ReturnAnswer
from alongside.returns.operations.lists import _absence
from alongside.returns.rules.money import Sum, budget_told
from alongside.wellbeing.models import AttendanceYear
from tests.ehc.conftest import Area
from tests.makers import world
from tests.returns.test_return_of_council import children, told  # noqa: F401 - a fixture

D = date(2026, 3, 2)
F_PAID, H_PAID, G_PAID = Sum("F", True, D), Sum("H2", True, D), Sum("G", True, D)


@pytest.mark.parametrize(
    ("sums", "paid", "expected"),
    [
        ((), (None, None), (False, False, "")),
        ((Sum("F", False, D),), (None, None), (True, True, "")),
        ((F_PAID,), (None, None), (False, False, "")),  # agreed, and nothing has been paid yet
        ((F_PAID,), (date(2026, 4, 1), None), (True, False, "E")),
        ((G_PAID,), (date(2026, 4, 1), None), (True, False, "H")),
        ((Sum("H1", True, D), H_PAID), (date(2026, 4, 1), None), (True, False, "S")),
        ((F_PAID, H_PAID), (date(2026, 4, 1), None), (True, False, "I")),
        ((F_PAID, Sum("F", False, D)), (date(2026, 4, 1), date(2026, 12, 1)), (True, True, "")),
        ((replace(F_PAID, until_on=date(2026, 12, 1)),), (date(2026, 4, 1), None), (False, False, "")),
        ((replace(F_PAID, from_on=date(2027, 2, 1)),), (date(2026, 4, 1), None), (False, False, "")),
        ((F_PAID,), (date(2027, 1, 20), None), (False, False, "")),  # the first payment came after the day
    ],
)
def test_a_budget_is_told_as_it_stands_on_the_day(
    sums: tuple[Sum, ...], paid: tuple[date | None, date | None], expected: tuple[bool, bool, str]
) -> None:
    """Items 4.4a to 4.4c: taken up, arranged, and paid directly for education, health, social care or several."""
    found = budget_told(sums, *paid, date(2027, 1, 15))
    assert (found.taken_up, found.arranged, found.paid) == expected


def test_the_budget_comes_from_its_own_record_and_an_answer_goes_before_it(
    area: Area,
    children: dict[str, Child],
) -> None:
    """Rule 22: nobody types again what the page of the budget has; what the team answered stays."""
    plan = EhcPlan.everything.get(child=children["Kept"])
    person = Person.everything.get(pk=area.manager.person_id)
    budget = world.saved(
        Budget(child=children["Kept"], plan=plan, state=BudgetState.SET, asker=person, asker_name="N", words="Please.",
               asked_on=D, decided_on=D, started_on=date(2026, 4, 1))
    )  # fmt: skip
    for section, form in (("F", PaymentForm.DIRECT), ("H1", PaymentForm.ARRANGED)):
        world.saved(
            BudgetItem(budget=budget, section=section, help="Therapy", form=form, yearly=900, set_by_name="N",
                       set_at=world.NOW, from_on=D)
        )  # fmt: skip

    def said() -> tuple[object, ...]:
        named = told(area, children["Kept"])["Kept"].requests[0].assessment.plan
        return named.pb, named.oa, named.dp

    assert said() == (True, True, "E")
    answer = {"child": children["Kept"], "about": plan.id, "by_name": "N", "at": world.NOW}
    world.saved(ReturnAnswer(item="plan.dp", value="I", **answer))
    assert said() == (True, True, "I")
    world.saved(ReturnAnswer(item="plan.pb", value="0", **answer))
    assert said() == (False, None, "I")


def test_the_lists_of_an_inspection_hold_what_was_missed_this_year(
    area: Area, children: dict[str, Child]
) -> None:
    """3.7: absence from the registers that are here; blank for a child without one."""
    register = {"organisation": world.make_setting("Hillview"), "school_year": 2026, "changed_at": world.NOW}
    world.saved(AttendanceYear(child=children["Kept"], marks="/\\/I", **register))
    with operation(area.manager, Permission.RETURN_SEND, world.NOW):
        found = _absence([children["Kept"].id, children["Issued"].id], world.NOW)
    assert found == {children["Kept"].id: 25.0}


def test_a_share_is_a_number_in_the_workbook() -> None:
    made = io.BytesIO()
    with Workbook(made) as book:
        book.begin("One", ["Absence %"])
        book.add("One", [12.5])
    with zipfile.ZipFile(made) as archive:
        assert b"<v>12.5</v>" in b"".join(archive.read(name) for name in archive.namelist())
