"""Supply staff read the passport of the class they have today, where the family has said yes (trust 2.2)."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, SharingLine
from alongside.children.models import OpenLine
from alongside.children.readers import may_read
from alongside.children.sharing.operations import Reply, answer_line
from alongside.children.sharing.rules import Signature, decides_from
from alongside.kernel.refusal import Refusal
from alongside.organisations.access import actor_in_post
from alongside.organisations.models import GroupStaff, Membership
from alongside.organisations.operations import Newcomer, invite_colleague
from alongside.people.operations import WayIn
from alongside.statute.sharing import sharing_page
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OPEN = {"": 200, "passport/": 200, "passport/text/": 200}
CLOSED = (
    "plan/",
    "plan/read/",
    "profile/",
    "my-page/",
    "story/",
    "sharing/",
    "who/",
    "messages/",
    "meetings/",
)


@pytest.fixture
def around(written: Around) -> Around:
    return written


@pytest.fixture
def supply(around: Around) -> Actor:
    """Invited by the head for three days, and given the class."""
    newcomer = Newcomer("Sol", "Stand", "sol@example.org", Role.SUPPLY, last_day=world.TODAY + 2 * DAY)
    assert isinstance(invite_colleague(around.head, newcomer, now=world.NOW), WayIn)
    post = Membership.everything.select_related("person").get(role=Role.SUPPLY)
    world.teaches(post.person, GroupStaff.everything.select_related("group").get().group)
    actor = actor_in_post(post.person_id, around.school.id, Role.SUPPLY, world.TODAY)
    assert actor is not None
    return actor


def say(around: Around, who: Actor, reply: str) -> None:
    given = Reply(SharingLine.SUPPLY, reply, Signature("name", who.name), sharing_page().digest)
    assert not isinstance(answer_line(who, around.child.id, given, {}, world.NOW), Refusal)


def answers(actor: Actor, around: Around) -> dict[str, int]:
    client: Any = signed_in(actor)
    return {page: client.get(f"/children/{around.child.id}/{page}").status_code for page in (*OPEN, *CLOSED)}


ALL_CLOSED = dict.fromkeys((*OPEN, *CLOSED), 404)


def test_nothing_opens_until_a_family_says_yes_and_then_the_passport_alone(
    around: Around, supply: Actor
) -> None:
    assert answers(supply, around) == ALL_CLOSED
    home = signed_in(supply).get("/home/")
    assert home.status_code == 200 and "Amira" not in home.content.decode()
    say(around, around.mother, "agree")
    assert answers(supply, around) == {**ALL_CLOSED, **OPEN}
    assert "Amira" in signed_in(supply).get("/home/").content.decode()


def test_it_closes_at_once_for_the_no_of_either_parent(around: Around, supply: Actor) -> None:
    """Decision 7: the narrower answer holds."""
    say(around, around.mother, "agree")
    session = signed_in(supply)
    assert session.get(f"/children/{around.child.id}/passport/").status_code == 200
    say(around, around.father, "disagree")
    assert session.get(f"/children/{around.child.id}/passport/").status_code == 404
    say(around, around.father, "agree")
    assert session.get(f"/children/{around.child.id}/passport/").status_code == 200
    say(around, around.mother, "disagree")
    assert answers(supply, around) == ALL_CLOSED


def test_a_yes_goes_with_whoever_said_it(around: Around, supply: Actor) -> None:
    """Off by default: shut out, or without the say, they hold it open no longer."""
    say(around, around.father, "agree")
    assert answers(supply, around)["passport/"] == 200
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    assert answers(supply, around) == ALL_CLOSED
    say(around, around.amira, "agree")  # a child of eight: kept, and does not count yet
    assert answers(supply, around) == ALL_CLOSED


def test_the_day_the_say_passes_a_parents_yes_ends(around: Around) -> None:
    say(around, around.mother, "agree")
    assert OpenLine.everything.get().ends_on == decides_from(around.child.born_on)


def test_it_ends_with_the_class_and_with_the_last_day(around: Around, supply: Actor) -> None:
    say(around, around.mother, "agree")
    teaching = GroupStaff.everything.get(person_id=supply.person_id)
    world.changed(teaching, ends_on=world.TODAY)
    assert answers(supply, around) == ALL_CLOSED
    assert supply.organisation_id and supply.person_id
    after = world.TODAY + 3 * DAY
    assert actor_in_post(supply.person_id, supply.organisation_id, Role.SUPPLY, after) is None


@pytest.mark.parametrize("last_day", [None, world.TODAY - DAY, world.TODAY + 32 * DAY])
def test_supply_staff_have_a_last_day_soon(around: Around, last_day: Any) -> None:
    newcomer = Newcomer("Sol", "Stand", "sol@example.org", Role.SUPPLY, last_day=last_day)
    answer = invite_colleague(around.head, newcomer, now=world.NOW)
    assert isinstance(answer, Refusal) and answer.field == "last_day"
    assert not Membership.everything.filter(role=Role.SUPPLY).exists()


def test_who_reads_the_plan_does_not_name_somebody_who_stands_in(around: Around, supply: Actor) -> None:
    """The honest lock tells what the gate does."""
    say(around, around.mother, "agree")
    assert supply.name not in {one.name for one in may_read(around.mother, around.child.id, "Amira")}
