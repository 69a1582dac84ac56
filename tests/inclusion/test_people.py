"""A setting's SENCo and the training of its staff (S24, P9, R5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.casefile.waiting import waiting_for
from alongside.inclusion.choices import TeacherInduction
from alongside.inclusion.models import SencoAppointment, Training
from alongside.inclusion.operations.people import NewTraining, add_training, end_training, keep_senco
from alongside.inclusion.queries.people import senco_post, training_gaps, training_prompts, trainings
from alongside.inclusion.rules.senco import (
    SencoFacts,
    Stand,
    counts,
    faults_of_post,
    has_duty,
    last_day,
    qualification,
    refuse_facts,
)
from alongside.inclusion.rules.training import Held, uncovered
from alongside.organisations.models import TeachingGroup
from alongside.statute.problems import WrongData
from alongside.statute.senco import read_senco_law, senco_law
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

LAW = senco_law()
NEW = SencoFacts(date(2025, 9, 1), date(2025, 9, 1), 0, True, TeacherInduction.DONE, True, False)


@pytest.mark.parametrize(
    ("changed", "stand", "by"),
    [
        # Third anniversary of becoming a SENCo
        ({}, Stand.DUE, date(2028, 9, 1)),
        ({"appointed_on": date(2024, 9, 2), "first_became_on": date(2024, 9, 2)}, Stand.SOON, date(2027, 9, 2)),
        ({"appointed_on": date(2023, 9, 15), "first_became_on": date(2023, 9, 15)}, Stand.SOON, date(2026, 9, 15)),
        ({"appointed_on": date(2023, 9, 14), "first_became_on": date(2023, 9, 14)}, Stand.LATE, date(2026, 9, 14)),
        # After 1 September 2009: that day itself is not after it
        ({"appointed_on": date(2009, 9, 1), "first_became_on": date(2009, 9, 1)}, Stand.NOT_NEEDED, None),
        ({"appointed_on": date(2009, 9, 2), "first_became_on": date(2009, 9, 2)}, Stand.LATE, date(2012, 9, 2)),
        # More than twelve months before, anywhere: exactly twelve is not more
        ({"first_became_on": date(2019, 1, 1), "months_before": 13}, Stand.NOT_NEEDED, None),
        ({"first_became_on": date(2024, 9, 1), "months_before": 12}, Stand.SOON, date(2027, 9, 1)),
        # The years run from the first post, not from this one
        ({"first_became_on": date(2022, 9, 1), "months_before": 6}, Stand.LATE, date(2025, 9, 1)),
        # NASENCO: begun before 1 September 2024 and completed before 1 September 2027
        ({"course": "nasenco", "begun_on": date(2024, 8, 31), "completed_on": date(2026, 9, 1)}, Stand.HELD, None),
        (
            {"course": "nasenco", "begun_on": date(2024, 9, 1), "completed_on": date(2026, 9, 1)},
            Stand.DUE, date(2028, 9, 1),
        ),
        # … and while it goes on, its own last day comes first where it is the earlier
        ({"course": "nasenco", "begun_on": date(2024, 8, 31)}, Stand.SOON, date(2027, 8, 31)),
        (
            {"course": "nasenco", "begun_on": date(2024, 3, 1), "appointed_on": date(2024, 1, 8),
             "first_became_on": date(2024, 1, 8)}, Stand.SOON, date(2027, 1, 8),
        ),
        # NPQ for SENCOs: begun on or after that day
        ({"course": "npq", "begun_on": date(2024, 9, 1), "completed_on": date(2026, 7, 1)}, Stand.HELD, None),
        (
            {"course": "npq", "begun_on": date(2024, 8, 31), "completed_on": date(2026, 7, 1)},
            Stand.DUE, date(2028, 9, 1),
        ),
        ({"course": "npq", "begun_on": date(2026, 1, 1)}, Stand.DUE, date(2028, 9, 1)),
        # The head is asked for the qualification like anyone
        ({"heads_school": True}, Stand.DUE, date(2028, 9, 1)),
    ],
)  # fmt: skip
def test_by_when_a_senco_needs_which_qualification(
    changed: dict[str, Any], stand: Stand, by: date | None
) -> None:
    """S24: regulation 49(4) and SI 2024/535, on 15 September 2026."""
    found = qualification(replace(NEW, **changed), LAW, date(2026, 9, 15))
    assert (found.stand, found.by) == (stand, by), found.why
    assert found.why and found.citation


def test_a_route_that_has_ended_brings_no_date_forward() -> None:
    """S24: a NASENCO not completed by 31 August 2027 leaves the third anniversary, and says so."""
    facts = replace(NEW, course="nasenco", begun_on=date(2024, 8, 31))
    after = qualification(facts, LAW, date(2027, 9, 1))
    assert after.by == date(2028, 9, 1) and "31 August 2027" in after.why
    assert counts(replace(facts, completed_on=date(2027, 8, 31)), LAW)
    assert not counts(replace(facts, completed_on=date(2027, 9, 1)), LAW)


def test_an_anniversary_of_a_leap_day_is_the_safe_day() -> None:
    assert last_day(replace(NEW, first_became_on=date(2024, 2, 29)), LAW) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        ({}, 0),
        ({"qualified_teacher": False}, 1),
        ({"induction": TeacherInduction.NOT_DONE}, 1),
        ({"induction": TeacherInduction.NOT_NEEDED}, 0),
        ({"teaches_here": False}, 1),
        ({"qualified_teacher": False, "induction": TeacherInduction.NOT_DONE, "teaches_here": False}, 3),
        # The head or acting head may be SENCo as such
        ({"qualified_teacher": False, "teaches_here": False, "heads_school": True}, 0),
    ],
)
def test_who_may_be_senco(changed: dict[str, Any], count: int) -> None:
    """S24: regulation 49(2) and (3)."""
    assert len(faults_of_post(replace(NEW, **changed), LAW)) == count


def test_special_schools_and_colleges_have_no_duty() -> None:
    """S24: section 67 is for mainstream schools and maintained nursery schools."""
    expected = {"early_years": True, "primary": True, "secondary": True, "special": False, "college": False}
    assert {phase: has_duty(phase, LAW) for phase in expected} == expected


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"first_became_on": date(2025, 9, 2)}, "senco.first"),
        ({"months_before": 3}, "senco.months"),
        ({"first_became_on": date(2024, 9, 1), "months_before": 12}, None),
        ({"course": "npq"}, "senco.begun"),
        ({"begun_on": date(2026, 1, 1)}, "senco.begun"),
        (
            {"course": "npq", "begun_on": date(2026, 1, 1), "completed_on": date(2025, 1, 1)},
            "senco.completed",
        ),
        ({"course": "npq", "begun_on": date(2026, 1, 1), "completed_on": date(2026, 9, 16)}, "senco.future"),
    ],
)
def test_days_that_cannot_be_are_refused(changed: dict[str, Any], code: str | None) -> None:
    """S24."""
    refusal = refuse_facts(replace(NEW, **changed), date(2026, 9, 15))
    assert (refusal.code if refusal else None) == code


def test_the_law_of_sencos_is_checked_when_it_is_read() -> None:
    with pytest.raises(WrongData, match="No course"):
        read_senco_law("[duty]\n[post]\n[qualification]\n", "senco.toml")


def test_the_head_says_who_is_senco_and_both_are_warned(around: Around) -> None:
    """S24: appointment, qualification, the deadline, an alert on the first page of SENCo and head."""
    assert "Say who is SENCo" in [one.what for one in waiting_for(around.senco)]
    with pytest.raises(NotPermitted):
        keep_senco(around.senco, around.senco.person_id, NEW, world.NOW)  # type: ignore[arg-type]
    soon = replace(NEW, appointed_on=date(2024, 1, 8), first_became_on=date(2024, 1, 8))
    row = keep_senco(around.head, around.senco.person_id, soon, world.NOW)  # type: ignore[arg-type]
    assert isinstance(row, SencoAppointment) and row.person_name == "Ada Whitcombe"
    for actor in (around.head, around.senco):
        told = [one for one in waiting_for(actor) if "qualification" in one.what]
        assert [one.by for one in told] == [date(2027, 1, 8)]
    assert not [one for one in waiting_for(around.teacher) if "SENCo" in one.what]


def test_another_senco_ends_the_post_of_the_one_before(around: Around) -> None:
    """S24: history stays."""
    assert around.senco.person_id and around.head.person_id
    keep_senco(around.head, around.senco.person_id, NEW, world.NOW)
    again = keep_senco(around.head, around.senco.person_id, replace(NEW, teaches_here=False), world.NOW)
    assert isinstance(again, SencoAppointment) and SencoAppointment.everything.count() == 1
    early = keep_senco(around.head, around.head.person_id, replace(NEW, appointed_on=date(2025, 8, 1),
                       first_became_on=date(2025, 8, 1)), world.NOW)  # fmt: skip
    assert getattr(early, "code", "") == "senco.earlier"
    day = date(2026, 9, 14)
    after = replace(NEW, appointed_on=day, first_became_on=day, heads_school=True)
    assert isinstance(keep_senco(around.head, around.head.person_id, after, world.NOW), SencoAppointment)
    assert list(SencoAppointment.everything.order_by("starts_on").values_list("ends_on", flat=True)) == [
        day,
        None,
    ]
    post = senco_post(around.head)
    assert post and post.senco and post.senco.name == "Ruth Hale"
    stranger = world.make_person("Eve", "Far")
    assert getattr(keep_senco(around.head, stranger.pk, NEW, world.NOW), "code", "") == "not_found"


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ([], ("ASD", "SLCN")),
        ([Held(("SLCN",), date(2026, 1, 1), None)], ("ASD",)),
        ([Held(("SLCN", "ASD"), date(2026, 1, 1), date(2026, 9, 16))], ()),
        ([Held(("SLCN", "ASD"), date(2026, 1, 1), date(2026, 9, 15))], ("ASD", "SLCN")),
        ([Held(("ASD",), date(2026, 9, 16), None)], ("ASD", "SLCN")),
    ],
)
def test_a_need_without_current_training_is_a_gap(held: list[Held], missing: tuple[str, ...]) -> None:
    """R5: "other" and "not yet assessed" are no need to train for."""
    assert uncovered({"SLCN", "ASD", "OTH", "NSA", ""}, held, date(2026, 9, 15)) == missing


@pytest.fixture
def in_class(around: Around) -> Around:
    """Amira has speech and language needs and SEN support."""
    world.changed(around.child, sen_provision="K", primary_need="SLCN")
    return around


def _group() -> TeachingGroup:
    return TeachingGroup.objects.get()


def test_gaps_are_seen_by_who_can_act_and_the_teacher_is_prompted(in_class: Around) -> None:
    """P9, R5: SENCo and head see the gap, the teacher a prompt; training closes it, and runs out again."""
    senco, teacher = in_class.senco, in_class.teacher
    assert [(one.name, one.needs) for one in training_gaps(senco)] == [
        ("Daniel Osei", ("speech, language and communication",))
    ]
    assert training_gaps(in_class.head) == training_gaps(senco) and not training_gaps(teacher)
    assert training_prompts(teacher, _group().pk) == ("speech, language and communication",)
    assert not training_prompts(senco, _group().pk)
    assert teacher.person_id
    new = NewTraining(teacher.person_id, "Word aware", ("SLCN",), date(2026, 9, 1), date(2026, 9, 20))
    with pytest.raises(NotPermitted):
        add_training(teacher, new, world.NOW)
    row = add_training(senco, new, world.NOW)
    assert isinstance(row, Training)
    assert not training_gaps(senco) and not training_prompts(teacher, _group().pk)
    later = replace(teacher, on=date(2026, 9, 20))
    assert training_prompts(later, _group().pk)
    end_training(senco, row.pk, world.NOW)
    assert training_gaps(senco)


def test_the_page_of_the_class_says_it_to_who_teaches_it(in_class: Around) -> None:
    """R5: needs in the room and never a child; not to who plans, who sees it on the page of people and training."""
    address = reverse("casefile:class", args=[_group().pk])
    assert "no current training on record for: speech, language" in text_of(
        signed_in(in_class.teacher).get(address)
    )
    assert "training on record" not in text_of(signed_in(in_class.senco).get(address))


def test_a_class_one_does_not_teach_prompts_nothing(in_class: Around) -> None:
    """R5: the needs of other classes are not this teacher's to read."""
    other, child = world.make_class(in_class.school, "6B"), world.make_child("Ben", "Low", sen_provision="K")
    world.changed(child, primary_need="ASD")
    world.stands(child, StandingKind.ATTENDS, organisation=in_class.school)
    world.place(child, other)
    assert not training_prompts(in_class.teacher, other.pk)


def test_each_sees_their_own_training_and_other_settings_none(in_class: Around) -> None:
    """R5."""
    for person in (in_class.senco.person_id, in_class.teacher.person_id):
        assert person
        add_training(in_class.head, NewTraining(person, "First aid", (), date(2026, 1, 5)), world.NOW)
    assert [one.name for one in trainings(in_class.teacher)] == ["Daniel Osei"]
    assert len(trainings(in_class.senco)) == 2
    far = world.acting(world.make_person("Eve", "Far"), Role.HEAD, world.make_setting("Far School"))
    assert not trainings(far)
    row = Training.everything.first()
    assert row and getattr(end_training(far, row.pk, world.NOW), "code", "") == "not_found"
    governor = world.acting(world.make_person("Helen", "Marsh"), Role.GOVERNOR, in_class.school)
    assert not trainings(governor)
    assert [one.what.split(":")[0] for one in waiting_for(governor)] == [
        "The SEN information report is not published"
    ]


def test_gaps_cost_the_same_in_a_large_setting(in_class: Around, django_assert_num_queries: Any) -> None:
    """S24: flat."""
    for number in range(4):
        group, person = world.make_class(in_class.school, f"C{number}"), world.make_person("T", str(number))
        world.joins(person, in_class.school, Role.CLASS_TEACHER)
        world.teaches(person, group)
        child = world.make_child("Kim", str(number), sen_provision="E", primary_need="ASD")
        world.stands(child, StandingKind.ATTENDS, organisation=in_class.school)
        world.place(child, group)
    with django_assert_num_queries(3):
        assert len(training_gaps(in_class.senco)) == 5


def test_the_pages_say_what_is_missing_and_who_may_act(in_class: Around) -> None:
    """S24, R5: a form with mistakes says so; a teacher has no form."""
    head = signed_in(in_class.head)
    assert "No SENCo is on record" in text_of(head.get(reverse("inclusion:people")))
    bad = head.post(reverse("inclusion:senco"), {"person": str(in_class.senco.person_id)})
    assert bad.status_code == 422
    day = {"appointed_on-day": "8", "appointed_on-month": "1", "appointed_on-year": "2024"}
    first = {key.replace("appointed", "first_became"): value for key, value in day.items()}
    answers = {"heads_school": "no", "qualified_teacher": "yes", "induction": "done", "teaches_here": "yes"}
    sent = head.post(
        reverse("inclusion:senco"),
        {"person": str(in_class.senco.person_id), **day, **first, "months_before": "0", **answers},
    )
    assert sent.status_code == 302, text_of(sent)
    text = text_of(head.get(reverse("inclusion:people")))
    assert "Ada Whitcombe" in text and "8 January 2027" in text and "speech, language" in text
    teacher = signed_in(in_class.teacher)
    assert "Your training" in text_of(teacher.get(reverse("inclusion:people")))
    for name in ("senco", "training"):
        assert teacher.get(reverse(f"inclusion:{name}")).status_code == 404
    assert timedelta(0) < date(2027, 1, 8) - world.TODAY
