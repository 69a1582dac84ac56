"""Holes that were found between two homes: what a council asks one parent was read by the other, and at school."""

from alongside.access.choices import Role, StandingKind
from alongside.ehc.choices import Limb
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advice_keeping import drop_advice
from alongside.ehc.queries import advice_of
from alongside.ehc.queries.advice import steps_of
from alongside.platform import clock
from tests.ehc.advice_makers import assessing
from tests.ehc.conftest import Area
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.support.test_actions import ok


def test_what_the_council_asks_one_home_is_not_for_the_other_nor_for_the_school(db: None) -> None:
    """Trust 2.5: two parents apart. That each was asked is known; what, and why it is asked no more, is theirs."""
    with clock.moved_to(world.NOW):
        around, council = amira_and_hers(), world.make_council()
        world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
        people = [world.make_person("Jo", "Clarke"), world.make_person("Max", "Ibe")]
        caseworker, manager = (
            world.acting(person, role, council)
            for person, role in zip(people, (Role.CASEWORKER, Role.SEND_MANAGER), strict=True)
            if world.joins(person, council, role)
        )
        assessing(Area(around, council, caseworker, manager))
        ask = NewAsk(Limb.FAMILY, "planted-question", person_id=around.father.person_id)
        (row,) = ok(ask_for_advice(caseworker, around.child.id, (ask,), world.NOW))
        ok(drop_advice(caseworker, around.child.id, row.id, "planted-why", world.NOW))
        for who, reads in (
            (around.father, True), (caseworker, True), (around.mother, False), (around.senco, False),
        ):  # fmt: skip
            (seen,) = advice_of(who, around.child.id)
            steps = steps_of(who, around.child.id, row.id)
            assert (seen.asks, seen.not_needed_why) == (
                ("planted-question", "planted-why") if reads else ("", "")
            )
            assert bool(steps) is reads
