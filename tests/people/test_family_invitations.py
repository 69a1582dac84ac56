"""Inviting a family: one link, one second fact, one standing, once."""

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.invitations.operations import (
    Accepted,
    Invitee,
    Sent,
    accept_invitation,
    invite_family,
    withdraw_invitation,
)
from alongside.children.invitations.responsibility import carers_of, say_has_responsibility
from alongside.children.models import Child, Standing
from alongside.kernel.refusal import Refusal
from alongside.people.models import Account, Person
from tests.makers import world
from tests.people import helpers
from tests.plans.reading import signed_in, text_of

pytestmark = pytest.mark.django_db
NOW = world.NOW
BORN = date(2018, 5, 4)
SECRET_WORD = "Zebedee"


class Scene:
    """A child at a school with a SENCo who may invite."""

    def __init__(self, born_on: date = BORN) -> None:
        self.setting = world.make_setting()
        self.child = world.make_child("Amira", SECRET_WORD, born_on=born_on)
        world.stands(self.child, StandingKind.ATTENDS, organisation=self.setting)
        self.senco = world.acting(world.make_person("Jo", "Whitcombe"), Role.SENCO, self.setting)

    def invite(self, **fields: Any) -> Sent | Refusal:
        answers = {"email": "nadia@home.example", "given_name": "Nadia", "family_name": SECRET_WORD, **fields}
        return invite_family(self.senco, self.child.pk, Invitee(**answers), now=NOW)

    def token(self, **fields: Any) -> str:
        sent = self.invite(**fields)
        assert isinstance(sent, Sent), sent
        return sent.token

    def standings(self, kind: StandingKind = StandingKind.PARENT) -> Any:
        return Standing.everything.filter(child=self.child, kind=kind)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_right_answer_gives_a_standing_and_an_account_without_a_password(scene: Scene) -> None:
    accepted = accept_invitation(scene.token(relationship="Mum"), BORN, now=NOW)
    assert isinstance(accepted, Accepted)
    assert accepted.is_new
    assert not accepted.account.has_usable_password()
    standing = scene.standings().get()
    assert (standing.person_id, standing.relationship) == (accepted.account.person_id, "Mum")


def test_pressing_twice_sends_one_link_and_a_lost_one_can_be_sent_anew(scene: Scene) -> None:
    """Refused while a link of theirs works, and free again once it does not."""
    first = scene.invite()
    assert isinstance(first, Sent)
    again = scene.invite(email=" Nadia@home.example")
    assert (
        isinstance(again, Refusal) and again.code == "invitation.waits" and "15 September 2026" in str(again)
    )
    assert isinstance(scene.invite(email="father@home.example", given_name="Piotr"), Sent)
    withdraw_invitation(scene.senco, first.invitation.pk, now=NOW)
    assert isinstance(scene.invite(), Sent)
    later = Invitee("nadia@home.example", given_name="Nadia")
    assert isinstance(invite_family(scene.senco, scene.child.pk, later, now=NOW + timedelta(days=8)), Sent)


def test_a_second_address_waits_until_the_first_link_is_closed(scene: Scene) -> None:
    """A link that went to a wrong address would still open: it is withdrawn before another is sent."""
    person = world.make_person("Nadia", "Kowalska")
    world.stands(scene.child, StandingKind.PARENT, person=person, relationship="mother")

    def invited(address: str) -> Sent | Refusal:
        return invite_family(scene.senco, scene.child.pk, Invitee(address, person_id=person.pk), now=NOW)

    first = invited("nadja@home.example")
    assert isinstance(first, Sent)
    again = invited("nadia@home.example")
    assert isinstance(again, Refusal) and again.code == "invitation.elsewhere"
    assert "nadja@home.example" in str(again) and "Withdraw it below" in str(again)
    withdraw_invitation(scene.senco, first.invitation.pk, now=NOW)
    assert isinstance(invited("nadia@home.example"), Sent)


def test_nobody_chosen_is_the_only_thing_that_is_said(scene: Scene) -> None:
    person = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=person, relationship="mother")
    world.joins(Person.everything.get(pk=scene.senco.person_id), scene.setting, Role.SENCO)
    sent = signed_in(scene.senco).post(f"/children/{scene.child.pk}/invitations/", {"language": "en"})
    assert sent.status_code == 422 and "Choose whom you want to invite." in text_of(sent)
    assert "Enter e-mail address" not in text_of(sent)


def _spent(scene: Scene, token: str) -> None:
    accept_invitation(token, BORN, now=NOW)


def _withdrawn(scene: Scene, token: str) -> None:
    from alongside.children.models import Invitation

    row = Invitation.everything.get()
    withdraw_invitation(scene.senco, row.pk, now=NOW)


def _guessed(scene: Scene, token: str) -> None:
    for day in range(1, 6):
        accept_invitation(token, date(2017, 1, day), now=NOW)


@pytest.mark.parametrize("ruin", [_spent, _withdrawn, _guessed])
def test_a_spent_link_opens_nothing(scene: Scene, ruin: Any) -> None:
    token = scene.token()
    ruin(scene, token)
    accounts = Account.objects.count()
    assert isinstance(accept_invitation(token, BORN, now=NOW), Refusal)
    assert Account.objects.count() == accounts


def test_a_link_runs_out_after_a_week(scene: Scene) -> None:
    token = scene.token()
    assert isinstance(accept_invitation(token, BORN, now=NOW + timedelta(days=7)), Refusal)
    assert isinstance(accept_invitation(token, BORN, now=NOW + timedelta(days=6, hours=23)), Accepted)


def test_the_fifth_answer_may_still_be_right(scene: Scene) -> None:
    token = scene.token()
    for day in range(1, 5):
        accept_invitation(token, date(2017, 1, day), now=NOW)
    assert isinstance(accept_invitation(token, BORN, now=NOW), Accepted)


def test_another_childs_date_of_birth_opens_nothing(scene: Scene) -> None:
    other = world.make_child("Theo", "Brook", born_on=date(2011, 2, 3))
    world.stands(other, StandingKind.ATTENDS, organisation=scene.setting)
    assert isinstance(accept_invitation(scene.token(), other.born_on, now=NOW), Refusal)


def test_every_bad_link_answers_alike(scene: Scene, client: Client, the_day: date) -> None:
    tokens = {"unknown": "no-such-token", "good, wrong answer": scene.token()}
    for ruin in (_spent, _guessed):
        tokens[ruin.__name__] = Scene().token(email=f"{ruin.__name__}@home.example")
        ruin(scene, tokens[ruin.__name__])
    wrong = {"born_on-day": "1", "born_on-month": "1", "born_on-year": "2016"}
    pages, answers = set(), set()
    for token in tokens.values():
        got, posted = client.get(f"/invitation/{token}/"), client.post(f"/invitation/{token}/", wrong)
        assert SECRET_WORD not in got.content.decode() + posted.content.decode()
        pages.add((got.status_code, helpers.without_token(got.content)))
        answers.add((posted.status_code, helpers.without_token(posted.content)))
    assert len(pages) == 1
    assert len(answers) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins() -> None:
    scene = Scene()
    token = scene.token()
    start, answers = Barrier(4), []

    def accept() -> None:
        start.wait()
        try:
            answers.append(accept_invitation(token, BORN, now=NOW))
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(each, Accepted) for each in answers) == 1
    assert scene.standings().count() == 1
    assert Account.objects.count() == 1


def test_someone_in_the_records_is_linked_and_not_entered_twice(scene: Scene) -> None:
    nadia = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=nadia)
    people = Person.everything.count()
    accepted = accept_invitation(scene.token(person_id=nadia.pk), BORN, now=NOW)
    assert isinstance(accepted, Accepted)
    assert accepted.account.person_id == nadia.pk
    assert (Person.everything.count(), scene.standings().count()) == (people, 1)


@pytest.mark.parametrize(
    ("known", "asked_in", "then"), [("en", "pl", "pl"), ("cy", "pl", "cy"), ("pl", "en", "pl")]
)
def test_who_joins_is_written_to_in_the_language_of_the_invitation(
    scene: Scene, known: str, asked_in: str, then: str
) -> None:
    """T12, O5: someone in the records already; a language they have on record stays."""
    nadia = world.make_person(language=known)
    world.stands(scene.child, StandingKind.PARENT, person=nadia)
    accept_invitation(scene.token(person_id=nadia.pk, language=asked_in), BORN, now=NOW)
    assert Person.everything.get(pk=nadia.pk).language == then


def test_a_person_is_never_matched_by_name(scene: Scene) -> None:
    namesake = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=namesake)
    accepted = accept_invitation(scene.token(), BORN, now=NOW)
    assert isinstance(accepted, Accepted)
    assert accepted.account.person_id != namesake.pk


def test_whoever_signs_in_at_that_address_is_linked_but_not_let_in_by_the_link(
    scene: Scene, client: Client, the_day: date
) -> None:
    teacher = helpers.a_teacher("nadia@home.example")
    token = scene.token()
    born = {"born_on-day": "4", "born_on-month": "5", "born_on-year": "2018"}
    answer = client.post(f"/invitation/{token}/", born)
    assert answer.url == "/sign-in/"
    assert not helpers.is_in(client)
    assert scene.standings().get().person_id == teacher.person_id


def test_an_address_of_somebody_elses_account_is_refused(scene: Scene) -> None:
    father = world.make_person("Adam", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=father)
    helpers.a_mother("nadia@home.example")
    refusal = scene.invite(person_id=father.pk)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "address-taken"


def test_a_person_shut_out_is_not_invited_and_an_old_link_opens_nothing(scene: Scene) -> None:
    father = world.make_person("Adam", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=father)
    token = scene.token(person_id=father.pk)
    world.restrict(scene.child, father)
    assert isinstance(accept_invitation(token, BORN, now=NOW), Refusal)
    assert isinstance(scene.invite(person_id=father.pk), Refusal)


def test_a_person_of_another_child_cannot_be_named(scene: Scene) -> None:
    stranger = world.make_person("Someone", "Else")
    assert isinstance(scene.invite(person_id=stranger.pk), Refusal)


@pytest.mark.parametrize("born_on, invited", [(date(2014, 9, 16), False), (date(2013, 9, 15), True)])
def test_a_young_person_has_an_account_from_thirteen(born_on: date, invited: bool) -> None:
    scene = Scene(born_on)
    sent = scene.invite(kind=StandingKind.CHILD, email="theo@home.example")
    assert isinstance(sent, Sent) is invited
    if invited:
        accepted = accept_invitation(sent.token, born_on, now=NOW)
        assert isinstance(accepted, Accepted)
        assert Child.everything.get(pk=scene.child.pk).person_id == accepted.account.person_id


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLASS_TEACHER, Role.OFFICE])
def test_only_a_senco_invites(scene: Scene, role: Role) -> None:
    from alongside.access.operation import NotPermitted

    someone = world.acting(world.make_person("A", "B"), role, scene.setting)
    with pytest.raises(NotPermitted):
        invite_family(someone, scene.child.pk, Invitee("a@b.example", given_name="X"), now=NOW)


def test_a_senco_of_another_school_invites_nobody(scene: Scene) -> None:
    other = world.acting(world.make_person("C", "D"), Role.SENCO, world.make_setting("Elsewhere"))
    answer = invite_family(other, scene.child.pk, Invitee("a@b.example", given_name="X"), now=NOW)
    assert isinstance(answer, Refusal)
    assert not scene.standings().exists()


def test_the_letter_holds_a_link_and_nothing_personal(scene: Scene) -> None:
    token = scene.token()
    message = helpers.letters()[-1]
    assert token in message.body
    assert helpers.link_in(message) == f"/invitation/{token}/"
    for personal in (SECRET_WORD, "Amira", "Nadia", scene.setting.name, "2018"):
        assert personal not in message.subject + message.body


def test_the_whole_way_on_the_page(scene: Scene, client: Client, the_day: date) -> None:
    token = scene.token()
    born = {"born_on-day": "4", "born_on-month": "5", "born_on-year": "2018"}
    assert client.post(f"/invitation/{token}/", born).url == "/welcome/"
    assert client.get("/welcome/").status_code == 200
    account = Account.objects.get(email="nadia@home.example")
    from alongside.organisations.access import actor_of

    actor = actor_of(Account.objects.select_related("person").get(pk=account.pk), the_day)
    assert Child.objects.permitting(actor, Permission.PLAN_READ).filter(pk=scene.child.pk).exists()


def test_a_second_address_opens_no_second_account(scene: Scene) -> None:
    nadia = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=nadia)
    sister = world.make_child("Lena", SECRET_WORD, born_on=BORN)
    world.stands(sister, StandingKind.ATTENDS, organisation=scene.setting)
    world.stands(sister, StandingKind.PARENT, person=nadia)
    first = scene.token(person_id=nadia.pk)
    second = invite_family(scene.senco, sister.pk, Invitee("other@home.example", person_id=nadia.pk), now=NOW)
    assert isinstance(second, Sent)
    assert isinstance(accept_invitation(first, BORN, now=NOW), Accepted)
    assert isinstance(accept_invitation(second.token, BORN, now=NOW), Refusal)
    assert Account.objects.count() == 1


def test_an_address_we_hold_is_not_asked_for_again(scene: Scene, client: Client, the_day: date) -> None:
    from alongside.people.choices import ContactKind
    from alongside.people.models import ContactPoint

    nadia = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.PARENT, person=nadia)
    world.saved(
        ContactPoint(
            person=nadia, kind=ContactKind.EMAIL, value="held@home.example", starts_on=world.LONG_AGO
        )
    )
    account = helpers.with_app(world.make_account(Person.everything.get(pk=scene.senco.person_id)))
    world.joins(account.person, scene.setting, Role.SENCO)
    helpers.by_password(client, account.email)
    client.post("/sign-in/second-step/", {"code": helpers.app_code()})
    path = f"/children/{scene.child.pk}/invitations/"
    assert "held@home.example" in client.get(path).content.decode()
    assert client.post(path, {"person": str(nadia.pk), "language": "en"}).status_code == 302
    assert helpers.letters()[-1].to == ["held@home.example"]
    nobody = client.post(path, {"person": "new", "given_name": "X", "kind": "parent", "language": "en"})
    assert "Enter e-mail address" in nobody.content.decode()


def test_a_carer_from_a_file_becomes_a_parent_when_it_is_known(scene: Scene) -> None:
    """O4, S5: a file that does not say who has parental responsibility leaves nobody who can agree for good."""
    mother = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.CARER, person=mother, relationship="mother")
    assert [one.name for one in carers_of(scene.senco, scene.child.pk)] == [mother.name]

    def say(evidence: str) -> Standing | Refusal:
        return say_has_responsibility(scene.senco, scene.child.pk, mother.pk, evidence, NOW)

    assert isinstance(say(" "), Refusal)
    assert isinstance(say("The full birth certificate, today"), Standing)
    assert not carers_of(scene.senco, scene.child.pk)
    agrees = world.acting(mother, Role.FAMILY)
    assert Child.objects.permitting(agrees, Permission.PLAN_AGREE, scene.child.pk).exists()
    assert isinstance(say("Again"), Refusal)
    assert scene.standings(StandingKind.CARER).get().ends_on == NOW.date()


def test_whom_a_restriction_shuts_out_is_not_made_a_parent(scene: Scene) -> None:
    """Trust 2.4.8: what is refused names nobody; another setting finds nobody to say it of."""
    father = world.make_person("Piotr", SECRET_WORD)
    world.stands(scene.child, StandingKind.CARER, person=father)
    elsewhere = world.acting(world.make_person("Ed", "Ash"), Role.SENCO, world.make_setting("Elsewhere"))
    assert not carers_of(elsewhere, scene.child.pk)
    world.restrict(scene.child, father, RestrictionKind.COURT_ORDER)
    said = say_has_responsibility(scene.senco, scene.child.pk, father.pk, "He says so", NOW)
    assert isinstance(said, Refusal)
    assert scene.standings().count() == 0


def test_saying_it_on_the_page(scene: Scene) -> None:
    mother = world.make_person("Nadia", SECRET_WORD)
    world.stands(scene.child, StandingKind.CARER, person=mother, relationship="mother")
    senco = Person.everything.get(pk=scene.senco.person_id)
    world.joins(senco, scene.setting, Role.SENCO)
    client = signed_in(scene.senco)
    listed = text_of(client.get(f"/children/{scene.child.pk}/invitations/"))
    assert "Who has parental responsibility?" in listed
    where = f"/children/{scene.child.pk}/responsibility/{mother.pk}/"
    assert client.post(where, {"evidence": ""}).status_code == 422
    assert client.post(where, {"evidence": "Birth certificate"}).status_code == 302
    assert client.get(where).status_code == 404
