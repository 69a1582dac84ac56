"""How someone who works in the area gets an account, and gets back in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from alongside.access.choices import Role
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Membership
from alongside.organisations.operations import Newcomer, invite_again, invite_colleague
from alongside.people.models import Account
from alongside.people.operations import WayIn, accept_account_invitation
from tests.makers import world
from tests.people import helpers

pytestmark = pytest.mark.django_db
NOW = world.NOW
PASSWORD = "four words are enough"


class Scene:
    def __init__(self) -> None:
        self.setting = world.make_setting()
        person = world.make_person("Ruth", "Adeyemi")
        world.joins(person, self.setting, Role.HEAD)
        self.head = world.acting(person, Role.HEAD, self.setting)

    def way_in(self, role: Role = Role.SENCO, email: str = "new@larkfield.example") -> WayIn:
        answer = invite_colleague(self.head, Newcomer("Jo", "Whitcombe", email, role), now=NOW)
        assert isinstance(answer, WayIn), answer
        return answer

    def token(self, **fields: Any) -> tuple[str, str]:
        way_in = self.way_in(**fields)
        return way_in.link.split("/join/")[1].strip("/"), way_in.number


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_link_and_number_together_open_an_account(scene: Scene) -> None:
    token, number = scene.token()
    account = accept_account_invitation(token, f"{number[:3]} {number[3:]}", PASSWORD, now=NOW)
    assert isinstance(account, Account)
    assert Membership.everything.filter(person_id=account.person_id, role=Role.SENCO).exists()
    assert isinstance(accept_account_invitation(token, number, PASSWORD, now=NOW), Refusal)


def test_five_wrong_numbers_close_it(scene: Scene) -> None:
    token, number = scene.token()
    wrong = f"{(int(number) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert isinstance(accept_account_invitation(token, wrong, PASSWORD, now=NOW), Refusal)
    assert isinstance(accept_account_invitation(token, number, PASSWORD, now=NOW), Refusal)


def test_it_runs_out_after_a_week(scene: Scene) -> None:
    token, number = scene.token()
    later = NOW + timedelta(days=7)
    assert isinstance(accept_account_invitation(token, number, PASSWORD, now=later), Refusal)


def test_the_letter_holds_the_link_and_not_the_number(scene: Scene) -> None:
    way_in = scene.way_in()
    message = helpers.letters()[-1]
    assert way_in.link in message.body
    assert way_in.number not in message.body
    for personal in ("Whitcombe", "Jo ", scene.setting.name):
        assert personal not in message.subject + message.body


def test_someone_let_back_in_loses_the_old_factors_and_the_open_sessions(
    scene: Scene, client: Client, the_day: object
) -> None:
    account = helpers.with_app(
        world.make_account(world.make_person("Kwame", "Osei"), "osei@larkfield.example")
    )
    post = world.joins(account.person, scene.setting, Role.CLASS_TEACHER)
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert helpers.is_in(client)
    way_in = invite_again(scene.head, post.pk, now=NOW)
    assert isinstance(way_in, WayIn)
    assert helpers.is_in(client), "asking alone changes nothing"
    token = way_in.link.split("/join/")[1].strip("/")
    assert isinstance(accept_account_invitation(token, way_in.number, PASSWORD, now=NOW), Account)
    assert not helpers.is_in(client)
    helpers.by_password(client, account.email, PASSWORD)
    assert client.get("/my-settings/").url == "/my-account/second-step/"


@pytest.mark.parametrize("role", [Role.SENCO, Role.CLASS_TEACHER, Role.OFFICE, Role.GOVERNOR])
def test_only_some_invite(scene: Scene, role: Role) -> None:
    someone = world.acting(world.make_person("A", "B"), role, scene.setting)
    newcomer = Newcomer("C", "D", "c@d.example", Role.OFFICE)
    assert isinstance(invite_colleague(someone, newcomer, now=NOW), Refusal)
    assert not Membership.everything.filter(role=Role.OFFICE).exists()


def test_a_head_gives_no_role_that_a_school_does_not_have(scene: Scene) -> None:
    newcomer = Newcomer("C", "D", "c@d.example", Role.SEND_MANAGER)
    assert isinstance(invite_colleague(scene.head, newcomer, now=NOW), Refusal)


def test_a_colleague_of_another_school_is_not_there(scene: Scene) -> None:
    elsewhere = world.joins(world.make_person("E", "F"), world.make_setting("Elsewhere"), Role.OFFICE)
    answer = invite_again(scene.head, elsewhere.pk, "e@f.example", now=NOW)
    assert isinstance(answer, Refusal)
    assert answer.code == "not_found"


def test_the_page_opens_the_way_and_asks_for_the_second_step(
    scene: Scene, client: Client, the_day: object
) -> None:
    token, number = scene.token()
    answers = {"number": number, "password": PASSWORD}
    assert client.post(f"/join/{token}/", answers).url == "/home/"
    assert client.get("/my-settings/").url == "/my-account/second-step/"


@pytest.mark.parametrize(
    "password", ["short", "password1234", "123456789012", "Primary-School-26", "qwertyuiopas", "aaaaaaaabbbb"]
)
def test_weak_passwords_are_refused_before_the_link_is_spent(
    scene: Scene, client: Client, the_day: object, password: str
) -> None:
    token, number = scene.token()
    assert client.post(f"/join/{token}/", {"number": number, "password": password}).status_code == 200
    assert isinstance(accept_account_invitation(token, number, PASSWORD, now=NOW), Account)


def test_the_list_asks_few_questions_however_many_work_here(
    scene: Scene, django_assert_max_num_queries
) -> None:
    from alongside.organisations.queries import colleagues

    for number in range(20):
        world.joins(world.make_person("P", str(number)), scene.setting, Role.CLASS_TEACHER)
    with django_assert_max_num_queries(4):
        assert len(colleagues(scene.head, NOW)) == 21


def test_a_head_lets_a_colleague_in_on_the_page(client: Client, the_day: object) -> None:
    setting = world.make_setting()
    account = helpers.with_app(world.make_account(world.make_person("Ruth", "A"), "ruth@larkfield.example"))
    world.joins(account.person, setting, Role.HEAD)
    post = world.joins(world.make_person("Kwame", "Osei"), setting, Role.CLASS_TEACHER)
    elsewhere = world.joins(world.make_person("E", "F"), world.make_setting("Elsewhere"), Role.OFFICE)
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    assert client.get("/colleagues/").status_code == 200
    assert client.get(f"/colleagues/{post.pk}/let-in/").status_code == 200
    answer = client.post(f"/colleagues/{post.pk}/let-in/", {"email": "kwame@larkfield.example"})
    assert "Tell them this number yourself" in answer.content.decode()
    assert helpers.letters()[-1].to == ["kwame@larkfield.example"]
    assert client.get(f"/colleagues/{elsewhere.pk}/let-in/").status_code == 404
