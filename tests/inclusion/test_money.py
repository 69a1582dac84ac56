"""The budget of a financial year, what one child's help costs, and the report in numbers (S26, S27, S28)."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import NotPermitted
from alongside.inclusion.documents import numbers_document
from alongside.inclusion.models import Income, Intervention, ProvisionUse
from alongside.inclusion.operations.money import add_income, add_top_up, take_out_income, take_out_top_up
from alongside.inclusion.queries.budget import budget, costs_of_child
from alongside.inclusion.queries.numbers import numbers_report
from alongside.inclusion.rules.money import financial_year, financial_year_period, refuse_income
from alongside.inclusion.rules.numbers import progress_of, shown_parts
from alongside.kernel.refusal import Refusal
from alongside.rendering.pdf import to_pdf
from tests.inclusion.many import children_with_help, scores
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.rendering.heard import heard

YEAR = 2026
_D = Decimal


@pytest.fixture
def governor(around: Around) -> Actor:
    """Who reads numbers and nothing else."""
    person = world.make_person("Helen", "Marsh")
    world.joins(person, around.school, Role.GOVERNOR)
    return world.acting(person, Role.GOVERNOR, around.school)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026)]
)
def test_the_financial_year_begins_in_april(day: date, year: int) -> None:
    """S26."""
    assert financial_year(day) == year and financial_year_period(year).covers(day)


@pytest.mark.parametrize(
    ("name", "amount", "year", "code"),
    [
        ("Notional", "1.00", 2026, None),
        ("", "1.00", 2026, "income.name"),
        ("Notional", "0", 2026, "income.amount"),
        ("Notional", "-5", 2026, "income.amount"),
        ("Notional", "1.00", 2020, "income.year"),
        ("Notional", "1.00", 2028, "income.year"),
    ],
)
def test_what_a_sum_has_to_be(name: str, amount: str, year: int, code: str | None) -> None:
    """S26."""
    refusal = refuse_income(name, _D(amount), year, world.TODAY)
    assert (refusal.code if refusal else None) == code


def test_what_comes_in_stands_against_what_help_costs(around: Around, talk: Intervention) -> None:
    """S26: notional, top-ups and other income against costed provision, per child and per need."""
    uses = children_with_help(around.school, talk, 4)
    add_income(around.head, YEAR, "notional", "Notional SEN budget", _D("1000.00"), world.NOW)
    mistake = add_income(around.senco, YEAR, "other", "A mistake", _D("9.00"), world.NOW)
    assert isinstance(mistake, Income)
    take_out_income(around.senco, mistake.pk, world.NOW)
    add_top_up(around.senco, uses[0].child_id, YEAR, "Council", _D("500.00"), world.NOW)
    there = budget(around.head, YEAR)
    assert there and (there.comes_in, there.cost, there.left) == (_D("1500.00"), _D("315.00"), _D("1185.00"))
    assert [(one.name, one.children, one.pounds) for one in there.needs] == [
        ("Speech, language and communication", 4, _D("315.00"))
    ]
    assert {(one.pounds, one.top_ups) for one in there.children} == {
        (_D("78.75"), _D(500)),
        (_D("78.75"), _D(0)),
    }
    # twelve weeks from 7 September lie in this financial year, none in the one before
    assert budget(around.head, YEAR - 1).cost == 0  # type: ignore[union-attr]


def test_the_costs_of_a_child_show_the_formula(around: Around, talk: Intervention) -> None:
    """S26: what was spent on what, for whom, to what effect."""
    uses = children_with_help(around.school, talk, 4)
    scores(uses, "confidence", 1, 3)
    top_up = add_top_up(around.senco, uses[0].child_id, YEAR, "Council", _D("500.00"), world.NOW)
    costs = costs_of_child(around.senco, uses[0].child_id, YEAR)
    assert (costs.cost, costs.came, len(costs.effects)) == (_D("78.75"), _D("500.00"), 1)
    client = signed_in(around.senco)
    address = reverse("inclusion:costs", args=[uses[0].child_id])
    text = text_of(client.get(address))
    assert "£17.50 an hour × 30 minutes × 3 times a week × 12 weeks ÷ 4 children" in text
    assert client.post(address, {"out": str(top_up.pk)}).status_code == 302  # type: ignore[union-attr]
    assert costs_of_child(around.senco, uses[0].child_id, YEAR).came == 0


def test_money_is_the_settings_own_and_no_teachers(
    around: Around, talk: Intervention, governor: Actor
) -> None:
    """P1: neither a teacher, a parent, a governor, nor another setting reads what a child's help costs."""
    (use,) = children_with_help(around.school, talk, 1)
    far = world.make_setting("Far School")
    other = world.acting(world.make_person("Eve", "Far"), Role.SENCO, far)
    row = add_income(around.senco, YEAR, "other", "Fete", _D("10.00"), world.NOW)
    money = add_top_up(around.senco, use.child_id, YEAR, "Council", _D("5.00"), world.NOW)
    assert isinstance(take_out_income(other, row.pk, world.NOW), Refusal)  # type: ignore[union-attr]
    assert isinstance(take_out_top_up(other, use.child_id, money.pk, world.NOW), Refusal)  # type: ignore[union-attr]
    assert isinstance(add_top_up(other, use.child_id, YEAR, "x", _D(1), world.NOW), Refusal)
    for actor in (around.teacher, around.mother, governor):
        client = signed_in(actor)
        assert client.get(reverse("inclusion:costs", args=[use.child_id])).status_code == 404
        assert client.get(reverse("inclusion:budget")).status_code == 404
        with pytest.raises(NotPermitted):
            add_income(actor, YEAR, "other", "x", _D(1), world.NOW)


def test_the_budget_asks_as_few_questions_for_many_children(around: Around, talk: Intervention) -> None:
    """S26: flat, whatever the size of the register."""
    client, counts = signed_in(around.senco), []
    client.get(reverse("inclusion:budget"))
    for more in (4, 36):
        children_with_help(around.school, talk, more)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("inclusion:budget")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_a_governor_reads_numbers_that_tell_no_child(
    around: Around, talk: Intervention, governor: Actor
) -> None:
    """S28: with five children there is no number of them, no sum for them, and no total to take away from."""
    uses = children_with_help(around.school, talk, 5)
    scores(uses, "confidence", 1, 3)
    add_income(around.head, YEAR, "notional", "Notional SEN budget", _D("1000.00"), world.NOW)
    for one in uses:
        add_top_up(around.senco, one.child_id, YEAR, "Council", _D("500.00"), world.NOW)
    report = numbers_report(governor, YEAR)
    assert report and (report.top_ups, report.comes_in, report.cost) == (None, None, None)
    parts = [*report.needs, *(one.part for one in report.interventions)]
    assert not parts and not report.progress_by_need and not report.progress_by_level
    said = heard(to_pdf(numbers_document(report, "Larkfield", world.TODAY)))
    assert "enoughchildren" in said.replace(" ", "") and "2,500" not in said
    text = text_of(signed_in(governor).get(reverse("inclusion:numbers")))
    assert "Speech, language" not in text and "Talk group" not in text
    assert "Number" not in text and "£500" not in text and "2,500" not in text and "393.75" not in text


def test_with_enough_children_the_report_says_cost_beside_effect(
    around: Around, talk: Intervention, governor: Actor
) -> None:
    """S27, S28, T9: and the PDF for the papers of a meeting says the same, tagged."""
    uses = children_with_help(around.school, talk, 8)
    scores(uses[:6], "confidence", 1, 3)
    report = numbers_report(governor, YEAR)
    assert report and report.cost == _D("630.00") and report.comes_in == 0
    (worked,) = report.interventions
    assert worked.part.children == 8 and worked.effect[0].children == 6 and worked.effect[0].average == 2
    assert [(one.year, one.children, one.better) for one in report.progress_by_level] == [("2026/27", 6, 6)]
    pdf = to_pdf(numbers_document(report, "Larkfield", world.TODAY))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/StructTreeRoot" in opened.Root
    said = heard(pdf).replace(" ", "")
    assert "£630.00" in said and "6children,+2.0onaverage" in said and "Child0" not in said
    assert signed_in(governor).get(reverse("inclusion:numbers_file"))["Content-Type"] == "application/pdf"


def test_swapping_one_child_within_a_hidden_cell_changes_nothing(
    around: Around, talk: Intervention, governor: Actor
) -> None:
    """P16, S28."""
    children_with_help(around.school, talk, 4)
    before = numbers_report(governor, YEAR)
    other = ProvisionUse.everything.select_related("child").first()
    assert other
    world.changed(other.child, primary_need="SLCN", given_name="Somebody", born_on=date(2017, 1, 1))
    assert numbers_report(governor, YEAR) == before


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([("a", 8, _D(80)), ("b", 9, _D(90))], [(8, _D(80)), (9, _D(90))]),
        ([("a", 2, _D(20)), ("b", 8, _D(80)), ("c", 9, _D(90))], [(None, None), (None, None), (9, _D(90))]),
        # two small parts that are fewer than six together: the next is hidden as well
        ([("a", 2, _D(20)), ("b", 3, _D(30)), ("c", 9, _D(90))], [(None, None)] * 3),
        ([("a", 4, _D(20)), ("b", 3, _D(30)), ("c", 9, _D(90))], [(None, None), (None, None), (9, _D(90))]),
    ],
)
def test_parts_of_a_sum_give_no_small_part_away(
    parts: list[tuple[str, int, Decimal]], shown: list[tuple[int | None, Decimal | None]]
) -> None:
    """S28: what is left over after taking away is never fewer than six children."""
    assert [(one.children, one.pounds) for one in shown_parts(parts)] == shown


def test_progress_is_hidden_year_by_year() -> None:
    """S27: newest first; a small part takes the next with it, within its own year."""
    counts = {
        ("2025/26", "a"): (10, 10),
        ("2026/27", "a"): (10, 8),
        ("2026/27", "b"): (3, 1),
        ("2026/27", "c"): (20, 9),
    }
    found = [(one.year, one.name, one.children, one.better) for one in progress_of(counts)]
    assert found == [
        ("2026/27", "a", None, None), ("2026/27", "b", None, None), ("2026/27", "c", 20, 9), ("2025/26", "a", 10, 10),
    ]  # fmt: skip
