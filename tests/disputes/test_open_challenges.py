"""What a council has open of mediation and appeals, by its next date: nothing that was sent is in no list (O5, R24)."""

# ruff: noqa: F811 - fixtures

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.choices import Role
from alongside.disputes.challenges.open import open_challenges
from alongside.disputes.challenges.queries import waiting_for
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Ended, Remedy, Step
from alongside.kernel.day_words import day_words
from alongside.platform import clock
from tests.disputes.test_after_an_order import top_of
from tests.disputes.test_challenge import area, at, begun, day, later, refused_case, step  # noqa: F401
from tests.disputes.test_challenge_claim import final_plan, ordered  # noqa: F401
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of


def shown(area: Area, days: int) -> list[tuple[str, object]]:
    found = open_challenges(later(area.caseworker, days))
    return [(one.next.what if one.next else "", one.next.on if one.next else None) for one in found]


def test_an_appeal_is_in_the_list_of_the_council_from_its_first_step_to_its_order(refused_case: Area) -> None:
    mother, council = refused_case.around.mother, refused_case.caseworker
    assert shown(refused_case, 25) == []
    row = begun(refused_case)
    assert shown(refused_case, 25)[0][0] == "Contact a mediation adviser"
    step(refused_case, mother, row, NewStep(Step.DECLINED, day(25)))
    assert shown(refused_case, 25)[0][0] == "Issue the certificate when mediation is not wanted"
    step(refused_case, mother, row, NewStep(Step.CERTIFICATE, day(27)), 27)
    step(refused_case, mother, row, NewStep(Step.APPEALED, day(30)), 30)
    assert shown(refused_case, 30) == [("", None)]
    step(refused_case, council, row, NewStep(Step.REGISTERED, day(35), reference="SE 1"), 35)
    assert shown(refused_case, 35) == [("", None)]
    with clock.moved_to(at(35)):
        words = text_of(signed_in(council).get(reverse("disputes:open_challenges")))
        assert "The Tribunal has the appeal" in words and "No date is set yet" in words
        assert "Mediation and appeals" in text_of(signed_in(council).get(reverse("ehc:tray")))
        assert signed_in(mother).get(reverse("disputes:open_challenges")).status_code == 404
    step(refused_case, council, row, NewStep(Step.HEARING, day(36), day=day(80)), 36)
    assert shown(refused_case, 36) == [("The hearing", day(80))]
    step(refused_case, council, row, NewStep(Step.ORDER, day(81), words="Assess.", remedy=Remedy.ASSESS), 81)
    assert shown(refused_case, 81) == [], "what comes next runs in the request"


def test_what_was_ordered_of_a_plan_stays_in_it_until_it_is_done(area: Area, ordered: object) -> None:
    assert shown(area, 91) == [
        ("Change the contents of the plan as ordered or agreed", day(90) + timedelta(weeks=5))
    ]
    (late,) = open_challenges(later(area.caseworker, 130))
    assert late.next is not None and late.next.is_late


def test_one_that_was_not_begun_in_time_or_was_stopped_is_not_open(refused_case: Area) -> None:
    row = begun(refused_case)
    assert shown(refused_case, 200) == []
    step(refused_case, refused_case.around.mother, row, NewStep(Step.CONTACTED, day(25)))
    step(refused_case, refused_case.around.mother, row, NewStep(Step.WITHDRAWN, day(26), words="Enough."), 26)
    assert shown(refused_case, 26) == []


def test_another_council_sees_none_of_it_and_the_list_costs_the_same(refused_case: Area) -> None:
    begun(refused_case)
    with CaptureQueriesContext(connection) as one:
        assert len(shown(refused_case, 25)) == 1
    begun(refused_case, refused_case.around.father)
    with CaptureQueriesContext(connection) as two:
        assert len(shown(refused_case, 25)) == 2
    assert len(one) == len(two)
    place = world.make_council("Northshire Council")
    other = world.acting(world.make_person("Far", "Away"), Role.CASEWORKER, place)
    assert open_challenges(later(other, 25)) == ()


def test_a_mediation_whose_day_is_set_says_that_day_first(refused_case: Area) -> None:
    """R24: the last day to arrange it by is not what people wait for; health is told only of what a plan says."""
    row, child = begun(refused_case), refused_case.around.child.id
    step(refused_case, refused_case.around.mother, row, NewStep(Step.WANTED, day(25)))
    step(refused_case, refused_case.caseworker, row, NewStep(Step.ARRANGED, day(26), day=day(40)), 26)
    with clock.moved_to(at(27)):
        for who in (refused_case.around.mother, refused_case.caseworker):
            page = signed_in(who).get(reverse("disputes:appeal", args=[child, row.id]))
            top = page.content.decode().partition("The steps so far")[0]
            assert f"The mediation is on {day_words(day(40))}." in top
            assert "Arrange the mediation and take part" not in top
            assert Step.HEALTH_TOLD.label not in top


@pytest.mark.parametrize(
    ("how", "hers"), [(Ended.AGREED, "Change the contents"), (Ended.PARTLY, "Issue the certificate")]
)
def test_what_the_council_agreed_to_do_comes_before_the_certificate(
    area: Area, how: Ended, hers: str
) -> None:
    """R24, R28: what comes next is by who has to do what. Where all was agreed nobody waits for a certificate; where
    a part was, the family does, and the council does what it agreed."""
    final_plan(area)
    row, mother, council = begun(area), area.around.mother, area.caseworker
    step(area, mother, row, NewStep(Step.WANTED, day(25)))
    step(area, council, row, NewStep(Step.ARRANGED, day(26), day=day(40)), 26)
    words = "More speech and language therapy."
    step(area, council, row, NewStep(Step.ENDED, day(40), words=words, ended=how, remedy=Remedy.AMEND), 40)
    duty = ("Change the contents of the plan as ordered or agreed", day(40) + timedelta(weeks=5))
    assert shown(area, 40) == [duty]
    with clock.moved_to(at(40)):
        assert duty[0] in top_of(signed_in(council), area.around.child.id, row)
        assert hers in top_of(signed_in(mother), area.around.child.id, row)
    waits = [one.what for one in waiting_for(later(mother, 40))]
    assert waits == ([] if how is Ended.AGREED else ["Issue the certificate after mediation"])
    assert shown(area, 90) == [duty], "late, it is next all the same"
