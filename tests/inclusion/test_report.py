"""A setting's SEN information report, from draft to public page (S25)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.casefile.waiting import waiting_for
from alongside.inclusion.choices import TeacherInduction
from alongside.inclusion.models import ReportVersion
from alongside.inclusion.operations.people import keep_senco
from alongside.inclusion.operations.report import keep_drafts, keep_passage, publish_report
from alongside.inclusion.queries.report import digest_of, public_report, report_of
from alongside.inclusion.rules.report import (
    ItemState,
    Said,
    changed_facts,
    drafted,
    due_again_on,
    kinds_shown,
    names_in,
    refuse_publishing,
    state_of,
)
from alongside.inclusion.rules.senco import SencoFacts
from alongside.rendering.frozen import digest
from alongside.statute.information_report import read_report_law, report_law
from alongside.statute.problems import WrongData
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

LAW = report_law()
_SENCO = SencoFacts(date(2020, 9, 1), date(2020, 9, 1), 0, True, TeacherInduction.DONE, True, False)


def test_the_items_are_those_of_the_law() -> None:
    """S25: thirteen items, the third in its seven parts, and four on disability, each with where the law says so."""
    numbers = [one.number for one in LAW.items]
    parts = [f"3({letter})" for letter in "abcdefg"]
    assert numbers == ["1", "2", *parts, *(str(n) for n in range(4, 14)), "D1", "D2", "D3", "D4"]
    assert all(one.citation and one.asks and one.title.endswith("?") for one in LAW.items)
    special = {one.number for one in LAW.items if not one.asked_of("special")}
    assert special == {"2", "4"}, "identification and SENCo are asked of mainstream schools and nurseries"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ('draft = ["Ring {fax}."]', "not kept"),
        ('draft = ["We care."]', "rests on no record"),
        ('number = "14(z)"', "no number"),
    ],
)
def test_wrong_items_stop_the_start(change: str, what: str) -> None:
    lines = {
        "key": '"a"',
        "number": '"1"',
        "title": '"T?"',
        "asks": '"A"',
        "citation": '"C"',
        "confidence": '"source"',
    }
    key, _, value = change.partition(" = ")
    text = "".join(f"{name} = {given}\n" for name, given in {**lines, key: value}.items())
    renewal = '[renewal]\nyears = 1\ncitation = "C"\nconfidence = "source"\n'
    with pytest.raises(WrongData, match=what):
        read_report_law(f"{renewal}[[item]]\n{text}", "report.toml")


def test_a_sentence_without_its_record_is_left_out() -> None:
    """S25: drafted from live data, and never half a sentence."""
    complaints, kinds = LAW.item("complaints"), LAW.item("kinds")
    assert complaints and kinds
    known = {
        "senco": "Ada Whitcombe",
        "head": "Ruth Hale",
        "phone": "01632 960222",
        "email": "office@x.example.org",
    }
    text = drafted(complaints, known)
    assert "Ada Whitcombe" in text and "01632 960222" in text and "formal complaint" not in text
    assert drafted(kinds, {"setting": "Larkfield"}) == "", (
        "a sentence that rests on nothing does not stand alone"
    )


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"ASD": 6, "HI": 5}, ()),  # one small part would be worked out by taking away, so two are hidden
        ({"ASD": 9, "MLD": 6, "HI": 5}, ("ASD",)),
        ({"ASD": 9, "MLD": 6, "HI": 5, "VI": 2}, ("ASD", "MLD")),
        ({"ASD": 9}, ("ASD",)),
        ({}, ()),
    ],
)
def test_a_need_few_children_have_is_not_named(counts: dict[str, int], shown: tuple[str, ...]) -> None:
    """S25: small numbers suppressed, also where they could be worked out."""
    assert kinds_shown(counts) == shown


@pytest.mark.parametrize(
    ("text", "draft", "changed", "state"),
    [
        ("", "", (), ItemState.GAP),
        ("", "Ring us.", (), ItemState.DRAFTED),
        ("Ring.", "Ring us.", (), ItemState.WRITTEN),
        ("Ring.", "Ring us.", ("the SENCo",), ItemState.CHANGED),
    ],
)
def test_where_an_item_stands(text: str, draft: str, changed: tuple[str, ...], state: ItemState) -> None:
    """S25: a draft nobody looked at does not count as written."""
    assert state_of(text, draft, changed) is state


def test_it_is_due_again_in_a_year() -> None:
    """S25."""
    assert due_again_on(date(2026, 9, 15), LAW.years) == date(2027, 9, 15)
    assert due_again_on(date(2028, 2, 29), LAW.years) == date(2029, 2, 28)


def test_a_change_is_named_and_what_is_not_looked_at_is_no_change() -> None:
    then = {"senco": "Ada", "kinds": "autism", "phone": "1"}
    assert changed_facts(then, {"senco": "Ben", "phone": "1"}) == ("the SENCo",)


def test_a_pupils_name_or_a_gap_stops_it() -> None:
    """S25: no child data in what anyone can read."""
    names = {("amira", "kowalska")}
    assert names_in("We helped Amira KOWALSKA’s class.", names)
    assert not names_in("Amira reads. The Kowalska prize.", names)
    said = [Said("1", "Needs?", "All."), Said("2", "How?", "")]
    refusal = refuse_publishing(said, ())
    assert refusal and "2" in refusal.message
    refusal = refuse_publishing([Said("1", "Needs?", "Like Amira Kowalska.")], names)
    assert refusal and refusal.code == "report.names" and "Amira" not in str(refusal)


@pytest.fixture
def drafted_here(around: Around) -> Around:
    """A school with what it needs to draft: a SENCo, a council, a telephone."""
    council = world.make_council()
    council.website = "https://merefield.example.org"
    council.save()
    school = around.school
    school.telephone, school.email, school.website = (
        "01632 960222",
        "office@x.example.org",
        "https://x.example.org",
    )
    school.save()
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    for number in range(7):
        child = world.make_child("Kim", f"Row{number}", sen_provision="K", primary_need="ASD")
        world.stands(child, StandingKind.ATTENDS, organisation=school)
    world.changed(around.child, sen_provision="K", primary_need="SLCN")
    assert around.senco.person_id
    keep_senco(around.head, around.senco.person_id, _SENCO, world.NOW)
    return around


def _texts(around: Around) -> dict[str, str]:
    view = report_of(around.senco)
    assert view
    return {one.item.key: one.shown for one in view.items}


def _written(around: Around) -> None:
    keep_drafts(around.senco, world.NOW)
    view = report_of(around.senco)
    assert view
    for one in view.gaps:
        keep_passage(around.senco, one.item.key, "We do this well. Ask us how.", 0, world.NOW)


def _published(around: Around, now: datetime = world.NOW) -> Any:
    view = report_of(around.head)
    assert view
    return publish_report(around.head, digest_of(view, now.date()), now)


def test_it_is_drafted_from_the_settings_own_records(drafted_here: Around) -> None:
    """S25: SENCo and how to reach them, the local offer, and no need that fewer than six children have."""
    texts = _texts(drafted_here)
    assert "Ada Whitcombe" in texts["senco"] and "01632 960222" in texts["senco"]
    assert "Merefield Council" in texts["local-offer"]
    assert "speech" not in texts["kinds"]
    for number in range(6):
        child = world.make_child("Bo", f"Row{number}", sen_provision="E", primary_need="SLCN")
        world.stands(child, StandingKind.ATTENDS, organisation=drafted_here.school)
    assert "autism and speech, language and communication" in _texts(drafted_here)["kinds"]


def test_gaps_are_named_and_stop_publishing(drafted_here: Around) -> None:
    """S25: checked for gaps."""
    keep_drafts(drafted_here.senco, world.NOW)
    refusal = _published(drafted_here)
    assert refusal.code == "report.gaps" and "3(a)" in refusal.message and "D4" in refusal.message
    assert not ReportVersion.objects.exists()


def test_what_is_published_is_frozen_and_public(drafted_here: Around) -> None:
    """S25: anyone reads what was published; changing a passage changes nothing until it is published again."""
    _written(drafted_here)
    address = reverse("inclusion:public_report", args=[drafted_here.school.pk])
    assert Client().get(address).status_code == 404
    first = _published(drafted_here)
    assert isinstance(first, ReportVersion), first
    keep_passage(drafted_here.senco, "equipment", "Quite different words.", 1, world.NOW)
    answer = Client().get(address)
    assert answer.status_code == 200
    text = text_of(answer)
    assert "Who is the SENCo" in text and "Ada Whitcombe" in text and "Quite different" not in text
    assert "Amira" not in text and "Kim" not in text
    found = public_report(drafted_here.school.pk)
    assert found and digest(found.document) == found.digest == first.digest
    assert isinstance(_published(drafted_here), ReportVersion)
    assert "Quite different words." in text_of(Client().get(address))


def test_the_pdf_is_tagged_and_says_the_same(drafted_here: Around) -> None:
    """S25."""
    _written(drafted_here)
    _published(drafted_here)
    answer = Client().get(reverse("inclusion:public_report_pdf", args=[drafted_here.school.pk]))
    reader = PdfReader(BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"]
    assert "Who is the SENCo" in "".join(one.extract_text() for one in reader.pages)


def test_what_was_not_looked_at_is_not_published(drafted_here: Around) -> None:
    """S25: the digest of what was read."""
    _written(drafted_here)
    view = report_of(drafted_here.head)
    assert view
    seen = digest_of(view, world.TODAY)
    keep_passage(drafted_here.senco, "equipment", "Other words.", 1, world.NOW)
    assert getattr(publish_report(drafted_here.head, seen, world.NOW), "code", "") == "report.changed"


def test_a_pupil_named_in_a_passage_keeps_it_back(drafted_here: Around) -> None:
    """S25."""
    _written(drafted_here)
    keep_passage(drafted_here.senco, "equipment", "As we did for Amira Kowalska.", 1, world.NOW)
    assert _published(drafted_here).code == "report.names"


def test_who_saves_second_is_told(drafted_here: Around) -> None:
    """S25."""
    keep_passage(drafted_here.senco, "equipment", "One.", 0, world.NOW)
    assert (
        getattr(keep_passage(drafted_here.head, "equipment", "Two.", 0, world.NOW), "code", "")
        == "report.moved"
    )
    assert _texts(drafted_here)["equipment"] == "One."


def test_it_is_due_again_in_a_year_or_when_the_senco_changes(drafted_here: Around) -> None:
    """S25, S24: it waits on the home page of SENCo and head."""

    def told(on: date) -> list[str]:
        return [one.what for one in waiting_for(replace(drafted_here.senco, on=on)) if "report" in one.what]

    assert told(world.TODAY) == ["Publish your SEN information report"]
    _written(drafted_here)
    _published(drafted_here)
    assert not told(world.TODAY) and not told(date(2027, 7, 16))
    assert told(date(2027, 7, 17)) == ["Publish your SEN information report again"]
    assert drafted_here.head.person_id
    day = world.TODAY - timedelta(days=1)
    new = replace(_SENCO, appointed_on=day, first_became_on=day, heads_school=True)
    keep_senco(drafted_here.head, drafted_here.head.person_id, new, world.NOW)
    assert told(world.TODAY) == ["Bring your SEN information report up to date"]
    text = text_of(signed_in(drafted_here.senco).get(reverse("inclusion:report")))
    assert "the SENCo changed" in text and "Look again" in text


def test_governors_are_told_while_it_is_not_published_or_is_due(drafted_here: Around) -> None:
    """S25: the duty is the governing body's; they read what anybody may, and are not told what changed behind it."""
    person = world.make_person("Gov", "Ernor")
    world.joins(person, drafted_here.school, Role.GOVERNOR)
    governor = world.acting(person, Role.GOVERNOR, drafted_here.school)

    def told(on: date) -> list[str]:
        return [one.what.partition(":")[0] for one in waiting_for(replace(governor, on=on))]

    assert told(world.TODAY) == ["The SEN information report is not published"]
    assert "ask the SENCo when" in text_of(signed_in(governor).get("/home/"))
    _written(drafted_here)
    _published(drafted_here)
    assert not told(world.TODAY) and not told(date(2027, 7, 16))
    assert told(date(2027, 7, 17)) == ["The SEN information report is due again"]


def test_only_senco_and_head_write_it(drafted_here: Around) -> None:
    """S25: nobody else, and no other setting."""
    with pytest.raises(NotPermitted):
        keep_passage(drafted_here.teacher, "equipment", "Words.", 0, world.NOW)
    governor = world.acting(world.make_person("Helen", "Marsh"), Role.GOVERNOR, drafted_here.school)
    assert report_of(governor) is None and report_of(drafted_here.teacher) is None
    assert signed_in(drafted_here.teacher).get(reverse("inclusion:report")).status_code == 404
    far = world.acting(world.make_person("Eve", "Far"), Role.SENCO, world.make_setting("Far School"))
    view = report_of(far)
    assert view and "Ada" not in str(view.items)


def test_the_report_costs_the_same_in_a_large_setting(
    drafted_here: Around, django_assert_max_num_queries: Any
) -> None:
    """S25: flat."""
    with django_assert_max_num_queries(11):
        report_of(drafted_here.senco)
