"""Holes found in what a link gives: an advocate is known to who asked them, a post is not made by strangers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.casefile.who_page import who_page
from alongside.children.holders import staff_holding
from alongside.children.invitations import operations as links
from alongside.children.models import Standing
from alongside.children.queries import child_card, stands_by
from alongside.children.readers import may_read
from alongside.conversations.operations.answering import Given, move_ask
from alongside.conversations.operations.invitations import FromOutside, NewAsk, ask_to_take_part
from alongside.conversations.queries.askable import colleagues_to_pass_to
from alongside.conversations.queries.invitations import asks_of, awaited, chronicle, waiting_for
from alongside.conversations.rules.invitations import AskedAs, Move
from alongside.kernel.chronicle import Reach
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_opened
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Membership, Organisation
from alongside.organisations.operations import leave
from alongside.people.models import Account, Letter, Person
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db
UNTIL = world.TODAY + timedelta(days=14)
SIX_WEEKS = world.TODAY + timedelta(weeks=6)


@pytest.fixture
def around() -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


@pytest.fixture
def service() -> Organisation:
    found: Organisation = Organisation.objects.create(name="Merefield Advice", kind=OrganisationKind.SERVICE)
    return found


def _ask(
    around: Around, actor: Actor, asked_as: AskedAs, name: str, service: Organisation, **link: Any
) -> Any:
    email = f"{name.lower()}@service.example.org"
    new = NewAsk(
        asked_as, "Please help.", UNTIL, given_name=name, family_name="Bailey", email=email,
        link=FromOutside(organisation_id=service.pk, **link),
    )  # fmt: skip
    row = ask_to_take_part(actor, around.child.id, new, world.NOW)
    assert not isinstance(row, Refusal), str(row)
    return row


def _opens(around: Around) -> None:
    letter = Letter.objects.filter(kind="invited").order_by("-pk").first()
    assert letter is not None
    token = letter.secret.rstrip("/").rsplit("/", 1)[1]
    assert isinstance(links.accept_invitation(token, around.child.born_on, now=world.NOW), links.Accepted)


def _person(name: str) -> Person:
    return Account.objects.select_related("person").get(email=f"{name.lower()}@service.example.org").person


def _beside(around: Around, actor: Actor, service: Organisation) -> tuple[Actor, Any]:
    """Marcus, whom a parent asked and who came and looked."""
    row = _ask(around, actor, AskedAs.ADVOCATE, "Marcus", service)
    _opens(around)
    marcus = world.acting(_person("Marcus"), Role.ADVISER, service)
    note_opened(marcus, around.child.id, Permission.PLAN_READ, world.NOW)
    return marcus, row


def _told(around: Around, actor: Actor) -> dict[str, bool]:
    """Where somebody learns of Marcus."""
    card = child_card(actor, around.child.id)
    assert card is not None
    person = Person.objects.permitting(actor, Permission.CHILD_READ).filter(given_name="Marcus")
    posts = Membership.objects.permitting(actor, Permission.CHILD_READ)
    found: dict[str, Any] = {
        "asks": asks_of(actor, around.child.id),
        "awaited": awaited(actor, around.child.id),
        "chronicle": chronicle(actor, around.child.id, Reach()),
        "around": stands_by(actor, around.child.id),
        "readers": may_read(actor, around.child.id, "Amira"),
        "waiting": waiting_for(actor),
        "person": [row.name for row in person],
        "posts": list(posts.values_list("person__given_name", flat=True)),
        "page": who_page(actor, card).invited,
        "looks": [line for day in who_page(actor, card).days for line in day.lines],
    }
    return {where: "Marcus" in str(rows) or "adviser" in str(rows) for where, rows in found.items()}


def test_only_who_asked_an_advocate_knows_of_them(around: Around, service: Organisation) -> None:
    """2.4.19: not the other home, not the child, not the setting: it may be a service for the hurt."""
    marcus, row = _beside(around, around.mother, service)
    for actor in (around.father, around.amira, around.senco):
        assert not any(_told(around, actor).values()), (actor.name, _told(around, actor))
    told = _told(around, around.mother)
    assert {where for where in told if not told[where]} == {"waiting"}, told
    assert _told(around, marcus)["asks"] and child_card(marcus, around.child.id, Permission.PLAN_READ)
    address = reverse("conversations:one_ask", args=[around.child.id, row.pk])
    assert signed_in(around.father).get(address).status_code == 404
    assert signed_in(around.mother).get(address).status_code == 200


def test_parents_do_not_know_whom_a_young_person_asked(around: Around, service: Organisation) -> None:
    # Sixteen in the spring, so of an age to ask people since the last Friday of June.
    world.changed(around.child, born_on=date(world.TODAY.year - 16, 3, 1))
    _beside(around, around.amira, service)
    for actor in (around.mother, around.father):
        assert not any(_told(around, actor).values()), _told(around, actor)
    assert _told(around, around.amira)["around"]


def test_an_advocate_of_both_homes_stands_by_each_alone(around: Around, service: Organisation) -> None:
    """What one home ends, or asks a second time, tells it nothing of the other and takes nothing from it."""
    marcus, row = _beside(around, around.mother, service)
    mine = move_ask(marcus, around.child.id, row.pk, Move.ACCEPT, Given(), world.NOW)
    assert not isinstance(mine, Refusal)
    theirs = _ask(around, around.father, AskedAs.ADVOCATE, "Marcus", service)
    _opens(around)
    assert _told(around, around.father)["around"]
    ended = move_ask(around.father, around.child.id, theirs.pk, Move.WITHDRAW, Given(), world.NOW)
    assert not isinstance(ended, Refusal), str(ended)
    assert not _told(around, around.father)["around"] and _told(around, around.mother)["around"]
    assert child_card(marcus, around.child.id, Permission.PLAN_READ)


def test_an_advocate_is_not_listed_through_a_colleague_of_theirs(
    around: Around, service: Organisation
) -> None:
    """Somebody else of the same service stands by the child: its people are looked through, the advocate not named."""
    _beside(around, around.mother, service)
    therapist = world.make_person("Siân", "Bowen")
    world.joins(therapist, service, Role.PROFESSIONAL)
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    for actor, known in ((around.father, False), (around.mother, True)):
        near = stands_by(actor, around.child.id)
        named = [one.name for one in staff_holding(near, around.child.id, Permission.PLAN_READ, actor.on)]
        assert "Siân Bowen" in named and ("Marcus Bailey" in named) is known


def test_a_post_made_by_a_link_is_offered_to_nobody(around: Around, service: Organisation) -> None:
    """A parent names a service and a person; that the person works there is for the service to say."""
    real = world.make_person("Tom", "Rees")
    world.make_account(real)
    world.joins(real, service, Role.PROFESSIONAL)
    _ask(around, around.father, AskedAs.PROFESSIONAL, "Invented", service, stands_until=SIX_WEEKS)
    _opens(around)
    _ask(around, around.mother, AskedAs.PROFESSIONAL, "Bea", service, stands_until=SIX_WEEKS)
    _opens(around)
    bea = world.acting(_person("Bea"), Role.PROFESSIONAL, service)
    assert colleagues_to_pass_to(bea, around.child.id) == []
    world.changed(Membership.everything.get(person=_person("Bea")), by_link=False)
    assert [one.name for one in colleagues_to_pass_to(bea, around.child.id)] == ["Tom Rees"]


def _posts(name: str) -> list[Any]:
    rows = Membership.everything.filter(person=_person(name)).order_by("starts_on")
    return list(rows.values_list("ends_on", flat=True))


def test_a_link_does_not_lengthen_a_post_that_was_given_an_end(around: Around, service: Organisation) -> None:
    """Who leaves is gone on the day their service said, whoever sends them a link."""
    _ask(around, around.senco, AskedAs.PROFESSIONAL, "Bea", service, stands_until=UNTIL)
    _opens(around)
    assert _posts("Bea") == [UNTIL + timedelta(days=1)]
    _ask(around, around.senco, AskedAs.PROFESSIONAL, "Bea", service, stands_until=SIX_WEEKS)
    _opens(around)
    assert _posts("Bea") == [SIX_WEEKS + timedelta(days=1)]  # its own end, made by a link
    head = world.make_person("Ivy", "Shaw")
    world.joins(head, service, Role.ADMINISTRATOR)
    post = Membership.everything.get(person=_person("Bea"))
    last = world.TODAY + timedelta(days=3)
    left = leave(world.acting(head, Role.ADMINISTRATOR, service), post.pk, last, now=world.NOW)
    assert not isinstance(left, Refusal), str(left)
    later = SIX_WEEKS + timedelta(weeks=6)
    _ask(around, around.mother, AskedAs.PROFESSIONAL, "Bea", service, stands_until=later)
    _opens(around)
    assert _posts("Bea") == [last + timedelta(days=1)]
    ends = Standing.everything.filter(child=around.child, person=_person("Bea")).values_list(
        "ends_on", flat=True
    )
    assert max(ends) <= SIX_WEEKS + timedelta(days=1)
