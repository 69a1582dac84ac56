"""Every page of a setting's own work in a browser: nothing axe finds, and nothing wider than 320 pixels (S16, S24-S28).

One visit for whoever it is for, on one made-up setting; what the pages do is told by the tests of each.
"""

import pytest
from playwright.sync_api import Page

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.inclusion.operations.catalogue import add_intervention
from alongside.inclusion.operations.practice import share_practice
from alongside.inclusion.rules.practice import NewPractice
from alongside.platform import clock
from alongside.support.operations.concerns import NewConcern, raise_concern
from alongside.support.operations.own_offer import keep_own_offer
from tests.browser import axe, fits
from tests.inclusion.conftest import TALK
from tests.inclusion.many import children_with_help, scores
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.support.test_actions import ok

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def around(transactional_db: None) -> Around:
    """A school with something on each of its pages."""
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        world.changed(around.child, sen_provision="K", primary_need="NONE")
        talk = add_intervention(around.senco, TALK, world.NOW)
        scores(children_with_help(around.school, talk, 6), "confidence", 1, 3)  # type: ignore[arg-type]
        practice = NewPractice(
            "strategy", "Count to ten", "Ask once, then wait.", ("communication-and-interaction",), 3, 11,
            "More children answered.", "",
        )  # fmt: skip
        ok(share_practice(around.senco, practice, world.NOW))
        ok(raise_concern(around.teacher, around.child.id, NewConcern("Lunch is loud."), world.NOW))
        ok(keep_own_offer(around.senco, "sensory-and-physical", "5-to-16", ["The Nest is open."], world.NOW))
        return around


PLACES = {
    "senco": (
        "/home/", "/board/", "/children/", "/concerns/", "/support-letters/", "/requests/", "/school-census/",
        "/support-and-challenge/", "/what-works/", "/what-works/share/", "/how-it-was/", "/attendance/", "/groups/",
        "/groups/add/", "/what-every-class-offers/ours/", "/what-every-class-offers/ours/sensory-and-physical/",
        "{child}census/", "{child}support-letters/", "{child}begin-support/", "{child}welcome/", "{child}costs/",
    ),
    "teacher": ("/classes/", "/what-helps/", "/what-every-class-offers/", "/people-and-training/", "{child}concerns/"),
    "lead": ("/safeguarding/", "/safeguarding/log/", "/safeguarding/{id}/", "/safeguarding/{id}/hand-over/",
             "/safeguarding/{id}/step-back/"),
}  # fmt: skip


@pytest.mark.parametrize("who", PLACES)
def test_every_page_can_be_read_by_all_and_fits(phone: Page, around: Around, who: str) -> None:
    with clock.moved_to(world.NOW):
        enter(phone, _acting(around, who))
        for place in PLACES[who]:
            address = place.format(child=f"/children/{around.child.id}/", id=around.child.id)
            answer = phone.goto(address)
            assert answer and answer.status == 200, address
            axe(phone)
            fits(phone)


def _acting(around: Around, who: str) -> Actor:
    if who != "lead":
        actor: Actor = getattr(around, who)
        return actor
    person = world.make_person("Simon", "Okafor")
    world.joins(person, around.school, Role.SAFEGUARDING_LEAD)
    return world.acting(person, Role.SAFEGUARDING_LEAD, around.school)
