"""What the school census would say of each child, and who mends what is wrong (law and data 2.5)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from alongside import statute
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.children.models import Child, SenEntry
from alongside.inclusion.models import CensusPlace
from alongside.inclusion.operations.census import CensusAnswer, keep_census
from alongside.inclusion.queries.census import census
from alongside.inclusion.rules.census import CensusPupil, Mends, faults_of
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

RIGHT = CensusPupil("K", ((1, "SLCN"), (2, "ASD")), nc_year="3", last_level="K", main_need="SLCN")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"level": "E", "last_level": "E"}, []),
        ({"level": "N", "last_level": "N", "needs": (), "main_need": ""}, []),
        ({"level": "S", "last_level": "S"}, ["level.code"]),  # statements ended in 2018
        ({"last_level": "E"}, ["level.differs"]),
        ({"needs": (), "main_need": ""}, ["need.rank"]),
        ({"needs": ((2, "ASD"),), "main_need": "ASD"}, ["need.rank"]),
        ({"needs": ((1, "SLCN"), (1, "ASD")), "main_need": "ASD"}, ["need.rank"]),
        ({"needs": ((1, "SLCN"), (2, "SLCN"))}, ["need.rank"]),
        ({"needs": ((1, "SLCN"), (3, "ASD"))}, ["need.rank"]),
        ({"needs": ((1, "XYZ"),), "main_need": "XYZ"}, ["need.code"]),
        ({"needs": ((1, "NSA"),), "main_need": "NSA"}, []),
        ({"needs": ((1, "NSA"),), "main_need": "NSA", "level": "E", "last_level": "E"}, ["need.nsa"]),
        ({"level": "N", "last_level": "N"}, ["need.none"]),
        ({"main_need": "ASD"}, ["need.differs"]),
        ({"sen_unit": True}, []),
        ({"sen_unit": True, "resourced": True}, ["place.both"]),
        ({"level": "N", "last_level": "N", "needs": (), "main_need": "", "resourced": True}, ["place.level"]),
        ({"level": "N", "last_level": "N", "needs": (), "main_need": "", "top_up": True}, ["top-up.level"]),
        ({"nc_year": "15"}, ["year.code"]),
        ({"nc_year": ""}, ["year.code"]),
        ({"nc_year": "R"}, []),
    ],
)
def test_the_codes_go_together(changed: dict[str, Any], codes: list[str]) -> None:
    """R30, T5: each fault has words and somebody who can mend it."""
    found = faults_of(replace(RIGHT, **changed), statute.on(date(2026, 10, 1)))
    assert [one.code for one in found] == codes
    assert all(one.words and one.mends in Mends for one in found)


def test_down_syndrome_counts_from_its_first_day() -> None:
    """The code is good from September 2024 on."""
    pupil = replace(RIGHT, needs=((1, "DS"),), main_need="DS")
    assert not faults_of(pupil, statute.on(date(2024, 9, 1)))
    assert [one.code for one in faults_of(pupil, statute.on(date(2024, 8, 31)))] == ["need.code"]


@pytest.fixture
def office(around: Around) -> Any:
    """The school's office."""
    world.changed(around.child, sen_provision="K", primary_need="SLCN")
    return world.acting(world.make_person("Lorraine", "Peel"), Role.OFFICE, around.school)


def test_needs_and_place_are_put_right_with_their_history(around: Around, office: Any) -> None:
    """Each change begins a new stretch of the child's SEN history, and the level stays."""
    answer = CensusAnswer("ASD", "SLCN", resourced=True)
    for actor in (around.senco, around.head, office):
        assert isinstance(keep_census(actor, around.child.pk, answer, world.NOW), CensusPlace)
    entries = list(SenEntry.everything.filter(child=around.child))
    assert [(one.provision, one.needs) for one in entries] == [("K", [[1, "ASD"], [2, "SLCN"]])]
    assert Child.everything.get(pk=around.child.pk).primary_need == "ASD"
    line = census(office).lines[0]
    assert line.pupil.resourced and not line.faults and CensusPlace.everything.count() == 1
    refusal = keep_census(around.senco, around.child.pk, CensusAnswer("", "SLCN"), world.NOW)
    assert getattr(refusal, "code", "") == "census.need.rank"
    both = CensusAnswer("ASD", sen_unit=True, resourced=True)
    assert (
        getattr(keep_census(around.senco, around.child.pk, both, world.NOW), "code", "")
        == "census.place.both"
    )


def test_only_who_returns_the_census_reads_it(around: Around, office: Any) -> None:
    """Teachers, families and another setting do not; another setting's child answers as one that is not there."""
    with pytest.raises(NotPermitted):
        keep_census(around.teacher, around.child.pk, CensusAnswer("ASD"), world.NOW)
    assert not census(around.teacher).lines and not census(around.mother).lines
    far = world.acting(world.make_person("Eve", "Far"), Role.SENCO, world.make_setting("Far School"))
    assert not census(far).lines
    assert (
        getattr(keep_census(far, around.child.pk, CensusAnswer("ASD"), world.NOW), "code", "") == "not_found"
    )
    place = reverse("inclusion:census_child", args=[around.child.pk])
    assert signed_in(far).get(place).status_code == 404


def test_the_file_runs_no_formula_and_is_noted(around: Around, office: Any) -> None:
    """T5: a family name that would be a formula is shown and never run."""
    child = world.make_child("Kim", "=2+5", sen_provision="E", primary_need="PD", nc_year="4")
    world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    world.joins(_person(office), around.school, Role.OFFICE)
    answer = signed_in(office).get(reverse("inclusion:census_file"))
    text = answer.content.decode()
    assert text.startswith("\ufeffUPN,Family name") and "'=2+5,Kim,4,E,PD" in text
    assert "Kowalska,Amira,3,K,SLCN,,,," in text
    page = text_of(signed_in(office).get(reverse("inclusion:census") + "?show=all"))
    assert "Speech, language and communication (SLCN)" in page and "SEN support (K)" in page
    assert "Amira Kowalska" in page and "1 with SEN support (K)" in page.replace("  ", " ")


def _person(actor: Any) -> Any:
    from alongside.people.models import Person

    return Person.everything.get(pk=actor.person_id)


def test_the_census_costs_the_same_for_a_large_roll(around: Around, office: Any) -> None:
    """Flat: the same queries for one child and for eight."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            census(office)
        counts.append(len(asked))
        for number in range(7):
            child = world.make_child(
                "Kim", f"Row{number}", sen_provision="K", primary_need="ASD", nc_year="2"
            )
            world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    assert counts[0] == counts[1] <= 4
