"""The register narrows by what stands in the address, and keeps one's own views (P7, T2, S11)."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.casefile import registers
from alongside.casefile.models import SavedView
from alongside.casefile.operations import keep_view
from alongside.casefile.queries import MOST_VIEWS, saved_views
from alongside.casefile.registers import Filters, register
from alongside.kernel.dates import read_date
from alongside.support.models import Cycle
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def around(db: None) -> Around:
    found = amira_and_hers()
    world.changed(found.child, sen_provision="K", primary_need="SLCN", search_key="amira kowalska")
    other = world.make_child("Ben", "Other", sen_provision="K", primary_need="ASD")
    world.stands(other, StandingKind.ATTENDS, organisation=found.school)
    said = NewWords("matters-to-me", "My cat.", Voice.CHILD, Gathered.SAID)
    ok(write_words(found.senco, found.child.id, said, world.NOW))
    world.saved(
        Cycle(child=found.child, number=1, stage="assess", started_on=world.TODAY, started_by_name="Ada")
    )
    return found


def names(actor: Any, **filters: str) -> list[str]:
    return [line.child.called for line in register(actor, Filters(**filters)).lines]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Amira", "Ben"]),
        ({"need": "SLCN"}, ["Amira"]),
        ({"need": "ASD"}, ["Ben"]),
        ({"need": "VI"}, []),
        ({"stage": "assess"}, ["Amira"]),
        ({"stage": "do"}, []),
        ({"heard": "term"}, ["Ben"]),
        ({"heard": "made-up"}, ["Amira", "Ben"]),
        ({"need": "SLCN", "stage": "assess", "sen": "K"}, ["Amira"]),
    ],
)
def test_it_narrows_by_each_filter(around: Around, filters: dict[str, str], found: list[str]) -> None:
    assert names(around.senco, **filters) == found


def test_heard_counts_from_the_day_it_was_said(around: Around) -> None:
    """T2: a term is thirteen weeks, a year three of them."""
    said = Statement.everything.get(voice=Voice.CHILD)
    world.changed(said, gathered_on=world.TODAY - timedelta(weeks=14))
    assert names(around.senco, heard="term") == ["Amira", "Ben"]
    assert names(around.senco, heard="year") == ["Ben"]


def test_who_may_not_read_plans_cannot_narrow_by_them(around: Around) -> None:
    """P7: counts and lists of what one may not read are not worked out by filtering."""
    person = world.make_person("Olga", "Office")
    world.joins(person, around.school, Role.OFFICE)
    office = world.acting(person, Role.OFFICE, around.school)
    assert names(office, stage="assess") == names(office, heard="term") == ["Amira", "Ben"]
    page = signed_in(office).get("/children/?stage=do").content.decode()
    assert "Amira" in page and 'name="stage"' not in page and 'name="heard"' not in page


def test_the_file_holds_what_the_page_shows(around: Around) -> None:
    answer = signed_in(around.senco).get(reverse("casefile:register_file") + "?need=ASD")
    text = b"".join(answer.streaming_content).decode()
    assert "Ben" in text and "Amira" not in text


def test_the_days_of_the_file_are_read_again_as_the_days_they_are(around: Around) -> None:
    """O3: a day has its month by name, so that no spreadsheet takes 4 May for 5 April; our own reader knows it."""
    answer = signed_in(around.senco).get(reverse("casefile:register_file"))
    heads, *rows = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    born = {row[0]: row[heads.index("Date of birth")] for row in rows}
    assert born["Amira Kowalska"] == "4 May 2018"
    assert {read_date(one) for one in born.values()} == {around.child.born_on, date(2018, 5, 4)}


# ── saved views ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_view_is_kept_without_the_name_and_is_its_owners_alone(around: Around) -> None:
    client = signed_in(around.senco)
    kept = client.post(
        reverse("casefile:view_keep") + "?need=SLCN&name=amira&heard=term", {"title": "My talkers"}
    )
    assert kept.status_code == 302 and kept["Location"] == "/children/?need=SLCN&heard=term"
    row = SavedView.everything.get()
    assert row.choices == {"need": "SLCN", "heard": "term"}
    page = client.get("/children/")
    assert "My talkers" in text_of(page) and "?need=SLCN&amp;heard=term" in page.content.decode()
    head = signed_in(around.head)
    assert "My talkers" not in text_of(head.get("/children/"))
    assert head.post(reverse("casefile:view_drop", args=[row.pk])).status_code == 404
    assert client.post(reverse("casefile:view_drop", args=[row.pk])).status_code == 302
    assert not saved_views(around.senco)


def test_what_cannot_be_kept_says_why(around: Around) -> None:
    senco = around.senco
    assert refused(keep_view(senco, "Nothing", {}, world.NOW)) == "view.nothing"
    assert refused(keep_view(senco, " ", {"need": "ASD"}, world.NOW)) == "view.title"
    ok(keep_view(senco, "View 0", {"need": "ASD"}, world.NOW))
    ok(keep_view(senco, "View 0", {"need": "VI"}, world.NOW))
    assert [one.address for one in saved_views(senco)] == ["?need=VI"]
    for number in range(1, MOST_VIEWS):
        ok(keep_view(senco, f"View {number}", {"need": "ASD"}, world.NOW))
    assert refused(keep_view(senco, "One more", {"need": "ASD"}, world.NOW)) == "view.full"
    answer = signed_in(senco).post(reverse("casefile:view_keep") + "?need=ASD", {"title": ""})
    assert answer.status_code == 422 and "Give the view a name" in text_of(answer)


def test_filters_cost_the_same_for_many(around: Around) -> None:
    client, address = signed_in(around.senco), "/children/?need=SLCN&stage=assess&heard=year"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(30):
        child = world.make_child(f"Child{number}", "More", sen_provision="K", primary_need="SLCN")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


def test_a_child_known_in_two_ways_stands_in_the_list_once(around: Around, monkeypatch: Any) -> None:
    """T15: a council knows a child of its area by a request and by a plan besides; pages go on after the child."""
    council = world.make_council()
    person = world.make_person("Jo", "Clarke")
    world.joins(person, council, Role.CASEWORKER)
    known = [around.child, *(world.make_child(name, "Other", sen_provision="E") for name in ("Cleo", "Dev"))]
    for child in known:
        for duty in ("a request", "a plan"):
            world.stands(child, StandingKind.MAINTAINS, organisation=council, evidence=duty)
    actor = world.acting(person, Role.CASEWORKER, council)
    assert sorted(names(actor)) == ["Amira", "Cleo", "Dev"]
    registers._page._written.cache_clear()
    monkeypatch.setattr(registers, "PAGE", 2)
    seen, after = [], ""
    while True:
        shown = register(actor, Filters(after=after))
        seen += [line.child.called for line in shown.lines]
        if not (after := shown.next_after):
            break
    registers._page._written.cache_clear()
    assert sorted(seen) == ["Amira", "Cleo", "Dev"]
