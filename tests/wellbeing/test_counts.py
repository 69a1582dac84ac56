"""What a year of sessions comes to is kept beside it, and never believed when other codes counted it (S17)."""

from datetime import date
from typing import Any

import pytest

from alongside.access.choices import Role, StandingKind
from alongside.exchange.operations import undo_import
from alongside.ledger.unit import unit_of_work
from alongside.wellbeing import access
from alongside.wellbeing.models import AttendanceYear, Suspension
from alongside.wellbeing.operations.attendance import count_anew
from alongside.wellbeing.queries.setting import setting_view
from alongside.wellbeing.rules import register
from alongside.wellbeing.rules.register import Figures, count, counted_by
from tests.makers import world
from tests.wellbeing.marks import HEAD, numbered, on_roll, rows, school_days
from tests.wellbeing.test_alerts import marked
from tests.wellbeing.test_attendance_import import DAYS, brought_in, office, ok  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
WEEK = school_days(date(2026, 9, 7), date(2026, 9, 11))
MARKS = ("/\\", "OO", "I\\", "/\\", "##", "V\\", "EE")
"""One each for children in turn: there, away, ill in the morning, a day that does not count, suspended."""


def figures_of(row: AttendanceYear) -> tuple[int, int, int]:
    return row.attended, row.authorised, row.unauthorised


def a_setting() -> Any:
    """Forty children in two years and levels, three of them suspended; one has left, one has no session at all."""
    setting = world.make_setting()
    for number in range(40):
        child = world.make_child(
            f"Kid{number}", nc_year="34"[number % 2], sen_provision="KN"[number % 3 == 0], primary_need="SLCN"
        )
        ends = date(2026, 9, 1) if number == 39 else None
        world.stands(child, StandingKind.ATTENDS, organisation=setting, ends_on=ends)
        row = AttendanceYear(child=child, organisation=setting, school_year=2026)
        row.write(marked(dict.fromkeys(WEEK, MARKS[number % 7] if number != 38 else "--")), world.NOW)
        world.saved(row)
        if number % 13 == 0:
            world.saved(a_suspension(child, setting))
    return setting


def a_suspension(child: Any, setting: Any) -> Suspension:
    return Suspension(
        child=child, organisation=setting, kind="SUSP", starts_on=WEEK[0], sessions=2, written_by_name="Sam",
        written_at=world.NOW,
    )  # fmt: skip


def change(spoils: bool, every: int = 1) -> None:
    """Make the counts of each so many-th row those of other codes; wrong ones, if they are spoilt."""
    head = world.make_person("Sam", "Head")
    with unit_of_work(world.acting(head, Role.HEAD, world.make_setting()), "test", world.NOW) as unit:
        for row in AttendanceYear.in_unit.order_by("id")[::every]:
            row.count(Figures(1, 2, 3) if spoils else count(row.marks))
            row.counted_by = "other codes"
            row.save()
            unit.record("test.changed", row)


@pytest.mark.parametrize("every", [1, 3])
def test_figures_are_the_same_whether_the_counts_hold_or_not(every: int) -> None:
    """S17: of all, of some, and with counts that are wrong, because the codes have changed since."""
    setting = a_setting()
    head = world.acting(world.make_person("Sam", "Head"), Role.HEAD, setting)
    counted = setting_view(head, 2026).tables
    assert [one.children for one in counted[1].groups] == [16, 17], "seven left, or had no possible session"
    change(spoils=True, every=every)
    assert setting_view(head, 2026).tables == counted


def test_a_change_of_the_codes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """S17: counts are those of the codes by which they were made; the next sweep counts anew, once."""
    setting = a_setting()
    head = world.acting(world.make_person("Sam", "Head"), Role.HEAD, setting)
    before = setting_view(head, 2026).tables
    assert count_anew(world.NOW) == 0
    change(spoils=True)
    monkeypatch.setattr(access, "counted_by", lambda: "other codes")
    assert setting_view(head, 2026).tables != before, "counts of these codes would be believed"
    monkeypatch.undo()
    assert count_anew(world.NOW) == 40 and count_anew(world.NOW) == 0
    for row in AttendanceYear.everything.all():
        assert figures_of(row) == count(row.marks)[:3] and row.counted_by == counted_by()
    assert setting_view(head, 2026).tables == before


def test_the_name_of_the_codes_is_another_when_one_counts_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = register.attendance_law().codes
    other = [one for one in codes if one.mark != "I"]
    monkeypatch.setattr(register, "attendance_law", lambda: type("Law", (), {"codes": other}))
    assert register.counted_by.__wrapped__() != counted_by()


def test_counts_follow_each_file_and_its_taking_back(office: Any) -> None:  # noqa: F811
    """S17: in the same operation that writes the sessions."""
    on_roll(world.Organisation.objects.get(pk=office.organisation_id))
    brought_in(office, HEAD + rows(numbered(), [(day, "/ N") for day in DAYS]))
    row = AttendanceYear.everything.get()
    assert figures_of(row) == (len(DAYS), 0, len(DAYS)) and row.counted_by == counted_by()
    batch = brought_in(office, HEAD + rows(numbered(), [(DAYS[0], "/ I")]))
    assert figures_of(AttendanceYear.everything.get()) == (len(DAYS), 1, len(DAYS) - 1)
    ok(undo_import(office, batch.id, world.NOW))
    assert figures_of(AttendanceYear.everything.get()) == (len(DAYS), 0, len(DAYS))
