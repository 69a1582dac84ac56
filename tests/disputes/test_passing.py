"""A plan passes to another council: who answers for it now is said to each of the family; no setting is asked on."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document as WordDocument

from alongside.access.choices import RestrictionKind
from alongside.disputes.changing.operations.moves import record_move
from alongside.disputes.changing.operations.passing import pass_plan
from alongside.disputes.changing.rules import NewMove
from alongside.disputes.choices import Way
from alongside.ehcplans.models import Consultation, EhcLetter, EhcPlan, EhcVersion
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.platform import clock
from alongside.rendering.formats import Format
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.disputes.test_changing import area, at, day, on, planned  # noqa: F401 - fixtures
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import another_setting
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.rendering.heard import heard, squeezed
from tests.support.test_actions import ok


def passed(there: Area) -> None:
    """The family moves to Luton, and nine days later the plan passes."""
    child = there.around.child.id
    row = ok(record_move(there.caseworker, child, NewMove(Way.OUT, "Luton", day(0), day(0)), at(0)))
    ok(pass_plan(on(there.manager, 9), child, row.id, day(9), at(9)))


def letters() -> dict[str, str]:
    """What each was written about it, by name."""
    rows = EhcLetter.everything.filter(kind="passed")
    return {row.to_name: to_text(from_json(row.content)) for row in rows}


def test_each_of_the_family_is_written_to(planned: Area) -> None:  # noqa: F811
    """Reg 15: who answers for the plan now, by when they say what they do, and by when they review it."""
    passed(planned)
    around = planned.around
    found = letters()
    assert {around.mother.name, around.father.name} <= set(found)
    for words in found.values():
        assert f"passed to Luton council on {day_words(day(9))}" in words
        assert f"By {day_words(day(9 + 42))} they must tell you" in words
    told = Notice.everything.filter(event="plan.passed").values_list("person_id", flat=True)
    assert set(told) >= {around.mother.person_id, around.father.person_id}


@pytest.mark.parametrize("form", ["pdf", "large_print", "word", "text"])
def test_a_young_person_has_a_letter_of_their_own_in_their_format(planned: Area, form: str) -> None:  # noqa: F811
    """T13, CFA 2014 s.83: from the day that rights pass it is written to them, as "you", and to no parent."""
    child, young = planned.around.child, planned.around.amira
    world.changed(child, born_on=date(2009, 3, 4))
    world.changed(Person.everything.get(pk=young.person_id), document_format=form)
    passed(planned)
    assert set(letters()) == {young.name}
    row = EhcLetter.everything.get(kind="passed")
    names = ("ehcplans:ehc_plan_letter", "ehcplans:ehc_plan_letter_document")
    with clock.moved_to(at(10)):
        browser = signed_in(young)
        page = text_of(browser.get(reverse(names[0], args=[child.id, row.id])))
        paper = browser.get(reverse(names[1], args=[child.id, row.id, "my-format"]))
        mothers = signed_in(planned.around.mother).get(reverse(names[0], args=[child.id, row.id]))
    assert "Your plan passed to Luton council" in page and f"{child.given_name}’s plan" not in page
    assert (paper.status_code, paper["Content-Type"]) == (200, Format(form).media_type)
    drawn = b"".join(paper.streaming_content) if paper.streaming else paper.content
    assert "Yourplanpassedto" in _read(drawn, form)
    assert mothers.status_code == 404


def _read(drawn: bytes, form: str) -> str:
    if form == "text":
        return squeezed(drawn.decode())
    if form == "word":
        found = WordDocument(BytesIO(drawn))
        cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
        return squeezed(" ".join([*(one.text for one in found.paragraphs), *cells]))
    return heard(drawn)


def test_the_page_says_where_the_plan_went(planned: Area) -> None:  # noqa: F811
    """Not that it ended: it passed, to whom and on which day."""
    passed(planned)
    url = reverse("ehcplans:ehc_plan", args=[planned.around.child.id])
    with clock.moved_to(at(10)):
        shown = text_of(signed_in(planned.around.mother).get(url))
    assert f"Passed to Luton council on {day_words(day(9))}" in shown
    assert "This plan has ended" not in shown
    assert "The plan has passed to another council" in shown, "the letter"


def test_under_a_shield_no_letter_and_no_page_names_the_area(planned: Area) -> None:  # noqa: F811
    """Trust 2.4.1: the area says where the child lives."""
    world.restrict(planned.around.child, None, RestrictionKind.SHIELD)
    passed(planned)
    assert letters()
    assert not any("Luton" in words for words in letters().values())
    url = reverse("ehcplans:ehc_plan", args=[planned.around.child.id])
    with clock.moved_to(at(10)):
        shown = text_of(signed_in(planned.around.mother).get(url))
    assert "Luton" not in shown
    assert f"Passed to another council on {day_words(day(9))}" in shown


def test_settings_that_were_asked_are_asked_no_more(planned: Area) -> None:  # noqa: F811
    """An open question ends with the plan, says why, and is late no more."""
    plan = EhcPlan.everything.get(child=planned.around.child)
    school, _ = another_setting()
    world.saved(
        Consultation(
            plan=plan, version=EhcVersion.everything.filter(plan=plan)[0], organisation=school,
            setting_name=school.name, pack="{}", digest="0" * 64, sent_by_name="Jo Clarke", sent_at=world.NOW,
            received_on=day(-30),
        )
    )  # fmt: skip
    passed(planned)
    row = Consultation.everything.get()
    assert row.taken_back_at == at(9)
    assert row.taken_back_because == "The plan passed to another council."
    url = reverse("ehcplans:ehc_plan", args=[planned.around.child.id])
    with clock.moved_to(at(10)):
        shown = text_of(signed_in(planned.around.mother).get(url))
    assert "Not asked any more" in shown
    assert f"since {day_words(day(9))}. The plan passed to another council." in shown
    assert "Late since" not in shown
