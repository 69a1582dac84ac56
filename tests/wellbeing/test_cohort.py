"""A setting's figures by group, with small numbers hidden (S17)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access.choices import Role, StandingKind
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.queries.setting import setting_view
from alongside.wellbeing.rules.cohort import Pupil, summed, tables
from alongside.wellbeing.rules.register import Figures
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.wellbeing.marks import school_days
from tests.wellbeing.test_alerts import marked

alike = st.builds(
    Pupil, st.sampled_from(["R", "3", "4"]), st.sampled_from("NKE"), st.sampled_from(["SLCN", "ASD", ""]),
    st.sampled_from([Figures(20), Figures(17, 3), Figures(5, 15), Figures(0, 0, 9)]), st.booleans(),
)  # fmt: skip
pupils = st.lists(st.tuples(alike, st.integers(1, 14)), max_size=7).map(
    lambda groups: [one for one, many in groups for _ in range(many)]
)


@given(pupils)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_small_number_is_shown_or_can_be_worked_out(known: list[Pupil]) -> None:
    """Counts of one to five are hidden, never one alone of a column, and shares of fewer than eleven children."""
    for table in tables(summed(known)):
        for column in ("children", "persistent", "severe", "suspended"):
            shown = [getattr(one, column) for one in table.groups]
            assert not any(value is not None and 0 < value < 6 for value in shown)
            if column == "children" and shown.count(None) == 1:
                assert not any(shown), "what is hidden could be worked out by taking away"
        for one in table.groups:
            if one.attendance is not None:
                assert one.children is not None and one.children >= 11


def a_setting() -> Any:
    """Fourteen children with support, and three without."""
    setting = world.make_setting()
    days = dict.fromkeys(school_days(date(2026, 9, 3), date(2026, 9, 11)), "/\\")
    for number in range(17):
        child = world.make_child(f"Kid{number}", nc_year="3", sen_provision="K" if number < 14 else "N")
        world.stands(child, StandingKind.ATTENDS, organisation=setting)
        text = marked(dict.fromkeys(days, "OO") if number < 7 else days)
        world.saved(
            AttendanceYear(
                child=child, organisation=setting, school_year=2026, marks=text, changed_at=world.NOW
            )
        )
    return setting


@pytest.mark.django_db
def test_head_and_governor_see_figures_and_no_child() -> None:
    setting = a_setting()
    for role in (Role.SENCO, Role.HEAD, Role.GOVERNOR):
        view = setting_view(world.acting(world.make_person("Sam", role.value), role, setting))
        by_year = view.tables[1].groups[0]
        assert (by_year.name, by_year.children, by_year.persistent) == ("Year 3", 17, 7)
        assert by_year.attendance == 58.8
        by_support = {one.name: one.children for one in view.tables[0].groups}
        assert by_support == {"No special educational needs recorded": None, "SEN support": None}
    teacher = world.acting(world.make_person("Sam", "Teach"), Role.CLASS_TEACHER, setting)
    assert setting_view(teacher).tables == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"), [(Role.GOVERNOR, 200), (Role.OFFICE, 404), (Role.CASEWORKER, 404)]
)
def test_who_opens_it(role: Role, status: int, django_assert_max_num_queries: Any) -> None:
    setting = a_setting()
    person = world.make_person("Sam", "Other")
    world.joins(person, setting, role)
    client = signed_in(world.acting(person, role, setting))
    with django_assert_max_num_queries(24):
        page = client.get(reverse("wellbeing:setting") + "?year=2026")
    assert page.status_code == status
    assert "Kid" not in text_of(page)
