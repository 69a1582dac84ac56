"""A post that only a link made: its holder sees no colleague until somebody there confirms it (trust 2.5)."""

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.conversations.queries.askable import colleagues_to_pass_to
from alongside.ledger.models import AuditEntry
from alongside.organisations.models import Membership, Organisation
from alongside.organisations.operations import confirm_post
from alongside.people.models import Person
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Around:
    return amira_and_hers()


def someone(service: Organisation, name: str, role: Role = Role.PROFESSIONAL, **post: object) -> Actor:
    person = world.make_person(name, "Obi")
    world.make_account(person, f"{name.lower()}@example.org")
    world.joins(person, service, role, **post)
    return world.acting(person, role, service)


def seen(actor: Actor) -> set[str]:
    """Whom they see of their service, as people and as posts."""
    people = Person.objects.permitting(actor, Permission.CHILD_READ).filter(family_name="Obi")
    posts = Membership.objects.permitting(actor, Permission.CHILD_READ).filter(
        organisation_id=actor.organisation_id
    )
    return {one.given_name for one in people} | {
        one.person.given_name for one in posts.select_related("person")
    }


def test_colleagues_show_when_somebody_there_has_confirmed_it(around: Around) -> None:
    service = world.make_setting("Merefield Therapy Service")
    known, admin = someone(service, "Ines"), someone(service, "Omar", Role.ADMINISTRATOR)
    linked = someone(service, "Grace", by_link=True)
    world.stands(
        around.child, StandingKind.INVITED, person=Person.everything.get(pk=linked.person_id), organisation=service
    )  # fmt: skip
    assert seen(linked) == {"Grace"}
    assert colleagues_to_pass_to(linked, around.child.id) == []
    assert "Ines" in seen(known)
    page = signed_in(admin).get("/colleagues/").content.decode()
    assert page.count("They work here") == 1
    post = Membership.everything.get(person_id=linked.person_id)
    assert signed_in(admin).post(f"/colleagues/{post.pk}/confirm/").status_code == 302
    assert seen(linked) == {"Grace", "Ines", "Omar"}
    assert [one.name for one in colleagues_to_pass_to(linked, around.child.id)] == ["Ines Obi"]
    assert AuditEntry.objects.filter(verb="colleague.confirmed").exists()
    assert "They work here" not in signed_in(admin).get("/colleagues/").content.decode()


def test_nobody_confirms_themselves_nor_for_another_service(around: Around) -> None:
    service, other = world.make_setting("Therapy"), world.make_setting("Another")
    linked = someone(service, "Grace", by_link=True)
    post = Membership.everything.get(person_id=linked.person_id)
    own = someone(service, "Ada", Role.ADMINISTRATOR, by_link=True)
    mine = Membership.everything.get(person_id=own.person_id)
    for who, row in (
        (linked, post), (own, mine), (someone(other, "Omar", Role.ADMINISTRATOR), post),
        (someone(service, "Ines"), post), (around.mother, post),
    ):  # fmt: skip
        answer = confirm_post(who, row.pk, now=world.NOW)
        assert not isinstance(answer, Membership)
        assert signed_in(who).post(f"/colleagues/{row.pk}/confirm/").status_code == 404
    assert Membership.everything.filter(by_link=True).count() == 2
