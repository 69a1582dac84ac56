"""One role at a time, and only one's own."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access.choices import Role, StandingKind
from alongside.organisations.access import actor_of
from alongside.people.models import Account
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db


def _signed_in(client: Client, account: Account) -> None:
    helpers.with_app(account)
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})


def _role(client: Client) -> tuple[str, str]:
    actor = client.get("/my-settings/").wsgi_request.actor
    return str(actor.role), actor.organisation_name


def test_two_posts_are_offered_and_chosen(client: Client, the_day: object) -> None:
    account = helpers.a_teacher()
    second = world.joins(account.person, world.make_setting("Highfield"), Role.SENCO)
    _signed_in(client, account)
    assert _role(client) == ("class_teacher", "Larkfield Primary School")
    assert client.post("/role/", {"role": str(second.pk)}).url == "/home/"
    assert _role(client) == ("senco", "Highfield")


def test_somebody_elses_post_cannot_be_taken(client: Client, the_day: object) -> None:
    account = helpers.a_teacher()
    heads = world.joins(world.make_person("Ruth", "A"), world.make_setting("Highfield"), Role.HEAD)
    _signed_in(client, account)
    assert client.post("/role/", {"role": str(heads.pk)}).status_code == 200
    assert _role(client)[0] == "class_teacher"
    session = client.session
    session["hat"] = str(heads.pk)
    session.save()
    assert _role(client)[0] == "class_teacher", "not even with a forged session"


@pytest.mark.parametrize("is_parent", [True, False])
def test_family_is_offered_to_family_alone(client: Client, the_day: object, is_parent: bool) -> None:
    account = helpers.a_teacher()
    if is_parent:
        world.stands(world.make_child(), StandingKind.PARENT, person=account.person)
    _signed_in(client, account)
    assert ("Family: my own children" in client.get("/role/").content.decode()) is is_parent
    client.post("/role/", {"role": "family"})
    assert (_role(client)[0] == "family") is is_parent


def test_a_post_that_ends_is_gone_the_same_day_in_an_open_session(client: Client, the_day: object) -> None:
    account = helpers.a_teacher()
    post = world.joins(account.person, world.make_setting("Highfield"), Role.SENCO)
    _signed_in(client, account)
    client.post("/role/", {"role": str(post.pk)})
    assert _role(client)[0] == "senco"
    from alongside.organisations.models import Membership

    world_unit(lambda: Membership.everything.filter(pk=post.pk).update(ends_on=the_day))
    assert _role(client)[0] == "class_teacher"
    world_unit(lambda: Membership.everything.filter(person=account.person).update(ends_on=the_day))
    assert _role(client) == ("family", "")


def test_a_post_of_tomorrow_is_not_there_today(the_day: object) -> None:
    person = world.make_person()
    world.joins(person, world.make_setting(), Role.SENCO, starts_on=the_day + timedelta(days=1))
    account = Account.objects.select_related("person").get(pk=world.make_account(person).pk)
    assert actor_of(account, the_day).role is Role.FAMILY
    assert actor_of(account, the_day + timedelta(days=1)).role is Role.SENCO


def test_knowing_the_role_takes_one_question(the_day: object, django_assert_num_queries) -> None:
    account = helpers.a_teacher()
    account = Account.objects.select_related("person").get(pk=account.pk)
    with django_assert_num_queries(1):
        actor_of(account, the_day)


def world_unit(change) -> None:
    from alongside.access.actor import SystemActor
    from alongside.ledger.unit import unit_of_work
    from alongside.organisations.models import Organisation

    with unit_of_work(SystemActor("test", world.TODAY), "test.change", world.NOW) as unit:
        change()
        unit.record("test.changed", Organisation.objects.first())
