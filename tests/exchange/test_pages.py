"""The pages for bringing children in, as an office would use them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.access.choices import Role
from alongside.children.models import Child
from alongside.exchange.models import Import, ProposedChange
from alongside.organisations.models import Membership
from alongside.platform.worker import run_due
from tests.exchange.test_operations import CLASS, HEADER
from tests.makers import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Any) -> Any:
    settings.DEMO = True
    return signed_in(Role.OFFICE, world.make_setting())


def signed_in(role: Role, setting: Any) -> Client:
    person = world.make_person("Jo", "Office")
    world.joins(person, setting, role)
    client = Client()
    client.force_login(world.make_account(person), backend="alongside.people.sign_in.Backend")
    return client


def upload(client: Client, text: str | bytes, name: str = "class.csv") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(reverse("exchange:imports"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_from_file_to_children(office: Client) -> None:
    reviewed = upload(office, CLASS)
    assert reviewed.status_code == 200 and b"Amira" in reviewed.content
    assert b"Nadia Kowalska" in reviewed.content, "who comes with a child is seen before they are brought in"
    assert b"nadia@" not in reviewed.content, "where they live and write from waits encrypted"
    batch = Import.everything.get()
    assert not Child.everything.exists()
    done = office.post(reverse("exchange:bring_in", args=[batch.id]), follow=True)
    assert b"take this back for 90 days" in done.content
    assert Child.everything.count() == 2
    for child in Child.everything.all():
        page = reverse("casefile:child", args=[child.id])
        assert page in done.content.decode() and office.get(page).status_code == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("class.csv", b"PK\x03\x04 not a csv"),
        ("class.csv", b""),
        ("ctf.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><CTfile>&a;</CTfile>'),
        ("class.csv", b"Favourite colour\nblue\n"),
    ],
)
def test_a_wrong_file_says_what_to_do_and_changes_nothing(office: Client, name: str, data: bytes) -> None:
    answer = upload(office, data, name)
    assert answer.status_code in (200, 422)
    assert not Child.everything.exists()
    assert b"Traceback" not in answer.content


def test_no_file_is_a_mistake_to_put_right(office: Client) -> None:
    answer = office.post(reverse("exchange:imports"))
    assert answer.status_code == 422 and b"Choose a file first." in answer.content


def test_columns_nobody_knows_are_asked_about(office: Client) -> None:
    page = upload(office, "Kid,Family,Came\nAmira,Kowalska,04/05/2018\n")
    assert b"What each column holds" in page.content
    batch = Import.everything.get()
    chosen = {"column-0": "given_name", "column-1": "family_name", "column-2": "born_on"}
    page = office.post(reverse("exchange:columns", args=[batch.id]), chosen, follow=True)
    assert b"Amira" in page.content


def test_columns_are_called_what_the_file_calls_them(office: Client) -> None:
    """P4: the headings as they stand in the file, and what is needed is not called optional."""
    upload(office, "Legal Surname,Fore-name,D.O.B.\nKowalska,Amira,04/05/2018\n")
    page = office.get(reverse("exchange:columns", args=[Import.everything.get().id])).content.decode()
    assert "Legal Surname" in page and "D.O.B." in page and "(optional)" not in page


def test_who_stays_out_is_said_beside_who_comes(office: Client) -> None:
    """P4: a contact of whom the file does not say that they are a parent is not left out silently."""
    head = "Surname,Forename,DOB,Parent 1 name,{},Contact 2 name\n"
    row = "Kowalska,Amira,04/05/2018,Nadia Kowalska,Mother,Ann Next-Door\n"
    unknown = upload(office, head.format("What she is") + row).content.decode()
    assert "Stays out: <bdi>Nadia Kowalska</bdi>" in unknown
    page = upload(office, head.format("Relationship") + row).content.decode()
    assert (
        "Family: <ins><bdi>Nadia Kowalska (mother)" in page and "Stays out: <bdi>Ann Next-Door</bdi>" in page
    )


def test_a_child_of_the_same_name_is_pointed_out_and_never_merged(office: Client) -> None:
    head = "Surname,Forename,DOB\n"
    upload(office, f"{head}Kowalska,Amira,04/05/2018\n")
    office.post(reverse("exchange:bring_in", args=[Import.everything.get().id]))
    page = upload(office, f"{head}KOWALSKA,Amira,05/04/2018\nOther,Child,05/04/2018\n").content.decode()
    assert page.count("A child of this name is here already, with another date of birth.") == 1


def test_what_was_left_out_is_still_said_once_the_rest_is_in(office: Client) -> None:
    upload(office, CLASS)
    batch = Import.everything.get()
    left = ProposedChange.everything.filter(batch=batch).first()
    assert left
    office.post(reverse("exchange:decide", args=[batch.id, left.id]), {"decision": "leave"})
    done = office.post(reverse("exchange:bring_in", args=[batch.id]), follow=True).content.decode()
    assert done.count("Left out.") == 1 and "<title>Brought in" in done


def test_a_row_can_be_left_out(office: Client) -> None:
    upload(office, CLASS)
    batch = Import.everything.get()
    row = ProposedChange.everything.filter(batch=batch, kind="new").order_by("line").first()
    office.post(reverse("exchange:decide", args=[batch.id, row.id]), {"decision": "leave"})  # type: ignore[union-attr]
    office.post(reverse("exchange:bring_in", args=[batch.id]))
    assert list(Child.everything.values_list("given_name", flat=True)) == ["Theo"]


def test_a_large_file_is_read_by_a_job_with_its_persons_rights(office: Client) -> None:
    rows = "".join(f",Sur{n},Fore{n},04/05/2015,4,4B,N,,,\n" for n in range(12_000))
    page = upload(office, HEADER + rows)
    assert b"<progress" in page.content
    run_due(limit=5)
    batch = Import.everything.get()
    assert (batch.state, batch.counts) == ("proposed", {"new": 12_000})


def test_a_job_left_by_someone_who_has_gone_does_nothing(office: Client) -> None:
    upload(office, HEADER + "".join(f",Sur{n},Fore{n},04/05/2015,4,4B,N,,,\n" for n in range(12_000)))

    world.changed(Membership.everything.get(), ends_on=world.LONG_AGO)
    run_due(limit=5)
    batch = Import.everything.get()
    assert batch.state == "dropped" and "no longer has the post" in batch.refusal


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.GOVERNOR, Role.CASEWORKER])
def test_others_find_nothing_there(role: Role, settings: Any) -> None:
    settings.DEMO = True
    assert signed_in(role, world.make_setting()).get(reverse("exchange:imports")).status_code == 404


def test_another_settings_import_and_none_answer_alike(office: Client) -> None:
    upload(office, CLASS)
    batch = Import.everything.get()
    other = signed_in(Role.OFFICE, world.make_setting("Harbour School"))
    unseen = other.get(reverse("exchange:import", args=[batch.id]))
    absent = other.get(reverse("exchange:import", args=[world.an_id()]))
    assert unseen.status_code == absent.status_code == 404
