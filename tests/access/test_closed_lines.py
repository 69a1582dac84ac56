"""A line of sharing that is withdrawn is closed with the next request: pages, papers, jobs, links (O4, ASVS 8.3.2)."""

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.holders import staff_holding
from alongside.children.models import Child
from alongside.children.queries import stands_by
from alongside.children.readers import may_read
from alongside.children.sharing.operations import Reply, answer_line
from alongside.children.sharing.queries import outside_of
from alongside.children.sharing.rules import Signature
from alongside.kernel.refusal import Refusal
from alongside.organisations.access import actor_in_post
from alongside.plans.queries import live_plan
from alongside.statute.sharing import sharing_page
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def around(written: Around) -> Around:
    return written


def withdraw(around: Around, line: SharingLine, reply: str = "disagree") -> None:
    """The mother answers a line, for the first one outside where it is about somebody."""
    one = next(iter(outside_of(around.mother, around.child.id)), None) if line == "outside" else None
    given = Reply(
        line, reply, Signature("name", "Nadia"), sharing_page().digest, one.standing_id if one else None
    )
    assert not isinstance(answer_line(around.mother, around.child.id, given, {}, world.NOW), Refusal)


def therapist(child: Child) -> Actor:
    service, person = world.make_setting("Merefield Therapy Service"), world.make_person("Grace", "Obi")
    world.joins(person, service, Role.PROFESSIONAL)
    world.stands(
        child, StandingKind.INVITED, person=person, organisation=service, basis=Basis.AGREEMENT, responsibility="speech"
    )  # fmt: skip
    return world.acting(person, Role.PROFESSIONAL, service)


def caseworker(child: Child) -> Actor:
    council, person = world.make_council(), world.make_person("Tom", "Reed")
    world.joins(person, council, Role.CASEWORKER)
    world.stands(child, StandingKind.MAINTAINS, organisation=council)
    return world.acting(person, Role.CASEWORKER, council)


PAGES = {
    "": 200, "plan/": 404, "plan/read/": 404, "plan/versions/": 404, "profile/": 404, "profile/pdf/": 404,
    "plan/document/pdf/": 404, "my-page/": 404, "my-part/": 404, "passport/": 200, "passport/text/": 200,
    "story/": 404,
}  # fmt: skip


def test_class_staff_lose_the_open_plan_and_keep_the_passport(around: Around) -> None:
    client, address = signed_in(around.teacher), f"/children/{around.child.id}/"
    assert client.get(address + "plan/").status_code == 200
    withdraw(around, SharingLine.SETTING)
    found = {page: client.get(address + page).status_code for page in PAGES}
    assert found == PAGES
    page = client.get(address).content.decode()
    links = [part.split('"')[0] for part in page.split(f'href="{address}')[1:]]
    assert {link: client.get(address + link).status_code for link in links} == dict.fromkeys(links, 200)
    refused = client.post(address + "plan/hopes/add/hopes/", {"text": "More"})
    assert refused.status_code == 404
    withdraw(around, SharingLine.SETTING, "agree")
    assert client.get(address + "plan/").status_code == 200


@pytest.mark.parametrize(("line", "who"), [("outside", therapist), ("council", caseworker)])
def test_those_outside_lose_every_word_at_once(around: Around, line: str, who: object) -> None:
    reader = who(around.child)  # type: ignore[operator]
    client, address = signed_in(reader), f"/children/{around.child.id}/"
    assert client.get(address + "plan/").status_code == 200
    withdraw(around, SharingLine(line))
    closed = ("plan/", "plan/read/", "passport/", "profile/", "plan/document/pdf/", "passport/pdf/")
    assert {client.get(address + page).status_code for page in closed} == {404}
    assert client.get(address).status_code == (200 if line == "council" else 404)
    assert b"likes" not in client.get(address).content


def test_a_job_left_behind_acts_with_what_its_person_holds_now(around: Around) -> None:
    """The job asks the gate when it runs: what it would read or write is refused."""
    reader = therapist(around.child)
    organisation = reader.organisation_id
    assert reader.person_id and organisation
    withdraw(around, SharingLine.OUTSIDE)
    later = actor_in_post(reader.person_id, organisation, Role.PROFESSIONAL, world.TODAY)
    assert later is not None and live_plan(later, around.child.id) is None
    new = NewWords("matters-to-me", "Words", "professional")  # type: ignore[arg-type]
    assert isinstance(write_words(later, around.child.id, new, world.NOW), Refusal)


def test_who_can_see_and_the_honest_lock_say_what_the_gate_does(around: Around) -> None:
    grace, tom = therapist(around.child), caseworker(around.child)
    child = around.child

    def told() -> set[str]:
        return {one.name for one in may_read(around.mother, child.id, "Amira")}

    def able() -> set[str]:
        near = stands_by(around.mother, child.id, Permission.STANDING_READ)
        return {one.name for one in staff_holding(near, child.id, Permission.PLAN_READ, world.TODAY)}

    for line, gone, holder in (
        (SharingLine.SETTING, "Daniel Osei", "Daniel Osei"),
        (SharingLine.OUTSIDE, "Grace Obi", "Grace Obi"),
        (SharingLine.COUNCIL, "Merefield Council", "Tom Reed"),
    ):
        assert gone in told() and holder in able()
        withdraw(around, line)
        assert gone not in told() and holder not in able()
    lock = next(one for one in may_read(around.mother, child.id, "Amira") if one.is_organisation)
    assert "class" not in lock.why and "SENCo" in lock.why
    page = signed_in(around.mother).get(f"/children/{child.id}/who/").content.decode()
    readers = page.split("Who has looked</h2>")[0]
    assert "Ada Whitcombe" in readers and "Daniel Osei" not in readers and grace.name not in readers
    assert tom.name not in readers
