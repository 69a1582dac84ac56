"""What every class of a setting offers in its own words: adopted, amended, and the area's list again (O28, R6)."""

import pytest
from django.urls import reverse

from alongside.access.choices import Role
from alongside.access.operation import NotPermitted
from alongside.statute.guidance import guidance_for
from alongside.support.models import OwnOffer
from alongside.support.operations.class_offer import tick_class_offer
from alongside.support.operations.own_offer import drop_own_offer, keep_own_offer
from alongside.support.queries.class_offer import class_offer
from alongside.support.rules.beginning import Offer
from alongside.support.rules.own_offer import refuse_own_offer
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

SENSES, BAND = "sensory-and-physical", "5-to-16"
OURS = ["The Nest is open at lunch.", "Ear defenders hang by the door."]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (OURS, None), ([], "own_offer.empty"), (["x" * 301], "own_offer.long"),
        ([f"Line {n}" for n in range(21)], "own_offer.many"), (["Wait.", "wait."], "own_offer.twice"),
    ],
)  # fmt: skip
def test_what_a_list_of_ones_own_needs(lines: list[str], code: str | None) -> None:
    refusal = refuse_own_offer(lines)
    assert (refusal.code if refusal else None) == code


def test_a_setting_puts_it_into_its_own_words_and_ticks_them(around: Around) -> None:
    """O28: its lines stand on the child's page and on the page that anyone reads; what was ticked before stays."""
    child, area_line = around.child.id, guidance_for(SENSES, 8).strategies[0]
    ok(tick_class_offer(around.teacher, child, SENSES, [Offer(area_line, "helps", world.TODAY)], world.NOW))
    ok(keep_own_offer(around.senco, SENSES, BAND, OURS, world.NOW))
    lines = [
        one.strategy
        for one in next(a for a in class_offer(around.mother, child, 8) if a.area == SENSES).lines
    ]
    assert lines == [*OURS, area_line]
    said = [Offer(OURS[0], "too_soon", world.TODAY), Offer(area_line, "helps", world.TODAY)]
    assert ok(tick_class_offer(around.teacher, child, SENSES, said, world.NOW)) == 2
    unknown = [Offer(guidance_for(SENSES, 8).strategies[1], "helps", world.TODAY)]
    assert refused(tick_class_offer(around.teacher, child, SENSES, unknown, world.NOW)) == "offer.unknown"
    ok(drop_own_offer(around.senco, SENSES, BAND, world.NOW))
    lines = [
        one.strategy
        for one in next(a for a in class_offer(around.mother, child, 8) if a.area == SENSES).lines
    ]
    assert area_line in lines and OURS[0] in lines and OURS[1] not in lines


def test_on_the_pages_by_who_plans_and_by_nobody_else(around: Around) -> None:
    address = reverse("support:own_offer", args=[SENSES])
    senco = signed_in(around.senco)
    assert guidance_for(SENSES, 8).strategies[0] in text_of(senco.get(address))
    assert senco.post(address, {"lines": " "}).status_code == 422
    done = text_of(senco.post(address, {"lines": "\n".join(OURS)}, follow=True))
    assert "Our own words" in done and "Ada Whitcombe" in done
    everyone = reverse("support:every_class")
    assert OURS[0] in text_of(signed_in(around.mother).get(everyone, {"setting": str(around.school.pk)}))
    assert OURS[0] not in text_of(signed_in(around.mother).get(everyone))
    assert signed_in(around.mother).get(everyone, {"setting": "nonsense"}).status_code == 200
    assert signed_in(around.teacher).get(reverse("support:own_offers")).status_code == 200
    with pytest.raises(NotPermitted):
        keep_own_offer(around.teacher, SENSES, BAND, OURS, world.NOW)
    far = world.acting(world.make_person("Eve", "Far"), Role.SENCO, world.make_setting("Far School"))
    assert refused(drop_own_offer(far, SENSES, BAND, world.NOW)) == "not_found"
    senco.post(address, {"back": "yes"})
    assert not OwnOffer.objects.filter(replaced_at=None).exists()
