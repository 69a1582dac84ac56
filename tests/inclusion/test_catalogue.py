"""The catalogue of a setting: evidence, cost, training, area of need (S6, S7)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.operation import NotPermitted
from alongside.inclusion.models import Intervention
from alongside.inclusion.operations.catalogue import (
    add_intervention,
    change_intervention,
    copy_starters,
    end_intervention,
)
from alongside.inclusion.queries.catalogue import areas_covered, catalogue, not_copied, offer
from alongside.inclusion.rules.catalogue import refuse_intervention
from alongside.inclusion.rules.cost import Effort, weeks_within
from alongside.inclusion.rules.starter import starter_set
from alongside.kernel.periods import Period
from alongside.kernel.text import reading_age
from tests.inclusion.conftest import TALK
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"name": ""}, "intervention.words"),
        ({"what": ""}, "intervention.words"),
        ({"name": "phonics"}, "intervention.twice"),
        ({"areas": ()}, "intervention.area"),
        ({"areas": ("reading",)}, "intervention.area"),
        ({"from_age": 10, "to_age": 9}, "intervention.ages"),
        ({"to_age": 26}, "intervention.ages"),
        ({"group_size": 0}, "intervention.size"),
        ({"weeks": 53}, "intervention.size"),
        ({"hourly_rate": Decimal("-1")}, "intervention.rate"),
        ({"citation": ""}, "intervention.citation"),
        ({"citation": "", "rating": "practice"}, None),
    ],
)
def test_an_intervention_says_what_it_must(changed: dict[str, Any], code: str | None) -> None:
    """S6: a claim about evidence names its source."""
    refusal = refuse_intervention(replace(TALK, **changed), {"Phonics"})
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("effort", "cost"),
    [
        # 17.50 × 30 min × 3 × 12 ÷ 60 = 315.00 for the group
        (Effort(Decimal("17.50"), 30, 3, 12, 4), "78.75"),
        (Effort(Decimal("17.50"), 30, 3, 12, 1), "315.00"),
        # 20 minutes is a third of an hour: rounding each step would give 104.99 or 105.06
        (Effort(Decimal("17.50"), 20, 3, 12, 2), "105.00"),
        (Effort(Decimal("19.99"), 20, 1, 1, 3), "2.22"),
        (Effort(Decimal("0.01"), 30, 1, 1, 1), "0.01"),  # half a penny is rounded up
        (Effort(Decimal("0"), 30, 1, 1, 1), "0.00"),
    ],
)
def test_cost_is_one_formula_rounded_once(effort: Effort, cost: str) -> None:
    """S6, S26: hourly rate with on-costs × hours × weeks ÷ group size."""
    assert effort.cost_for_one == Decimal(cost)
    assert f"£{effort.hourly_rate} an hour" in effort.in_words


@pytest.mark.parametrize(
    ("starts", "ends", "weeks", "expected"),
    [
        (date(2026, 9, 7), None, 12, 12),
        (date(2026, 8, 24), None, 12, 10),  # two weeks began before the year
        (date(2027, 8, 23), None, 12, 2),  # the year ends on 31 August
        (date(2026, 9, 7), date(2026, 9, 21), 12, 2),  # help ended
        (date(2026, 9, 7), date(2026, 9, 7), 12, 0),
        (date(2028, 1, 1), None, 12, 0),
    ],
)
def test_only_weeks_in_the_period_are_counted(
    starts: date, ends: date | None, weeks: int, expected: int
) -> None:
    """S26."""
    assert weeks_within(starts, ends, weeks, Period(date(2026, 9, 1), date(2027, 9, 1))) == expected


def test_the_starter_set_holds_to_the_rules_of_a_catalogue() -> None:
    """S6, S7: a dozen at least, each area of need, evidence with its source, words that staff read with ease."""
    found = starter_set()
    assert len(found) >= 12 and len({one.key for one in found}) == len(found)
    assert not [one.key for one in found if refuse_intervention(one.new, ())]
    assert len({area for one in found for area in one.new.areas}) == 4
    assert not [one.key for one in found if reading_age(one.new.what) > 12.5]


def test_copying_the_set_twice_changes_nothing(around: Around) -> None:
    """S6: what is there stays as the setting has it."""
    keys = [one.key for one in starter_set()]
    assert copy_starters(around.senco, keys, world.NOW) == len(keys)
    assert copy_starters(around.senco, keys, world.NOW) == 0
    assert not not_copied(around.senco)
    assert all(one.rate_is_example for one in catalogue(around.senco))
    assert all(count for _, count in areas_covered(catalogue(around.senco)))


def test_the_catalogue_is_the_settings_own(around: Around, talk: Intervention) -> None:
    """S6: another setting neither reads nor changes it."""
    other = world.acting(world.make_person("Eve", "Far"), around.senco.role, world.make_setting("Far School"))
    assert catalogue(other) == () and offer(other, talk.pk) is None
    assert getattr(change_intervention(other, talk.pk, TALK, 1, world.NOW), "code", "") == "not_found"
    assert getattr(end_intervention(other, talk.pk, world.NOW), "code", "") == "not_found"
    with pytest.raises(NotPermitted):
        add_intervention(around.teacher, TALK, world.NOW)


def test_who_saves_second_is_told(around: Around, talk: Intervention) -> None:
    """S6."""
    new = replace(TALK, hourly_rate=Decimal("18.20"))
    assert isinstance(change_intervention(around.senco, talk.pk, new, 1, world.NOW), Intervention)
    assert (
        getattr(change_intervention(around.head, talk.pk, TALK, 1, world.NOW), "code", "")
        == "intervention.moved"
    )
    assert catalogue(around.teacher)[0].effort.hourly_rate == Decimal("18.20")


def test_the_list_narrows_and_an_ended_one_leaves_it(around: Around, talk: Intervention) -> None:
    """S7."""
    assert catalogue(around.senco, "communication-and-interaction", "targeted", 8)
    assert not catalogue(around.senco, "sensory-and-physical")
    assert not catalogue(around.senco, age=12)
    end_intervention(around.senco, talk.pk, world.NOW)
    assert not catalogue(around.senco)
    one = offer(around.senco, talk.pk)
    assert one and not one.is_offered


def test_a_teacher_reads_and_a_senco_keeps(around: Around, talk: Intervention) -> None:
    """S6: the page shows evidence, its source and the formula; who may not keep it has no way to."""
    client = signed_in(around.teacher)
    text = text_of(client.get(reverse("inclusion:offer", args=[talk.pk])))
    assert "A review (2020)" in text and "£17.50 an hour × 30 minutes × 3 times a week" in text
    assert "£78.75" in text and "Offer it no more" not in text
    assert client.get(reverse("inclusion:change_offer", args=[talk.pk])).status_code == 404
    senco = signed_in(around.senco)
    sent = senco.post(reverse("inclusion:add_offer"), {"name": "Talk group"})
    assert sent.status_code == 422 and "This field is required" not in sent.content.decode()
