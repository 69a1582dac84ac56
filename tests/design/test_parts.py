"""The parts of pages: hostile text stays text, and each says what it must say."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.template import engines
from django.test import RequestFactory

from alongside.design import text
from alongside.kernel.refusal import Refusal

HOSTILE = "<script>alert(1)</script>\"'&"
DAY = date(2026, 3, 3)
MOMENT = datetime(2026, 3, 3, 14, 2, tzinfo=UTC)

CALLS = {
    "people": [
        "avatar(h, h)",
        "avatar(h)",
        "person_line(h, role=h, organisation=h, note=h, href=h)",
        "child_banner(h, picture=h, words=h, words_line=h, details=[h], href=h, language=h)",
        "child_banner(h)",
        "who_can_see([(h, h)], heading=h, change_href=h)",
    ],
    "words": [
        "provenance(h, how=h, written_by=h, interpreted_by=h, on=day)",
        "passage(h, whose='child', name=h, picture=h, line=h, heading=h, language=h, state=h, id=h)",
        "disagreement(h, h, line=h, way_forward=h, href=h, language=h)",
        "thread([{'name': h, 'role': h, 'text': h, 'when': moment, 'line': h, 'language': h}], heading=h)",
        "thread([], empty=h)",
    ],
    "states": ["state_tag('waiting', h)", "why_not(refusal, action=h)"],
    "next": [
        "what_happens_next(what=h, stage=h, who=h, by=day, why=h, source=h, actions=[(h, h), (h, h)],"
        " refusals=[refusal], heading=h)"
    ],
    "saving": [
        "saved_status(moment)",
        "saved_status()",
        "two_texts(request, h, {'text': h, 'name': h}, {'text': h, 'name': h, 'when': moment}, h, heading=h)",
    ],
    "lists": [
        "empty_state(h, h, action=(h, h), concept='star')",
        "tasks([{'text': h, 'hint': h, 'href': h, 'state': 'done', 'words': h}])",
        "pager(previous=h, next=h, shown=h, label=h)",
        "data_table(h, [h, {'text': h, 'number': true}], [[h, {'text': h, 'href': h}]], empty=h)",
        "data_table(h, [h], [], empty=h)",
        "facts([(h, h, (h, h, h)), (h, h)])",
    ],
    "child_page": [
        "read_aloud(h, words=h)",
        "one_thing(h, concept='like', help=h, step=1, steps=2, id=h)",
        "picture_cards([{'text': h, 'concept': 'star', 'href': h, 'hint': h},"
        " {'text': h, 'picture': h, 'href': h}])",
        "big_answers(request, h, h, [(h, h, 'yes')], chosen=h, hidden={h: h})",
        "stop_for_now(h, words=h, note=h)",
        "said_and_done(h, h, done=h, line=h, picture=h)",
    ],
}
EVERY_CALL = [(part, call) for part, calls in CALLS.items() for call in calls]


def draw(part: str, call: str) -> str:
    name = call.split("(", maxsplit=1)[0]
    source = f'{{% from "parts/{part}.html" import {name} %}}{{{{ {call} }}}}'
    refusal = Refusal("x", HOSTILE, HOSTILE)
    context = {
        "h": HOSTILE,
        "day": DAY,
        "after": DAY + timedelta(days=1),
        "moment": MOMENT,
        "refusal": refusal,
    }
    template = engines["jinja2"].from_string(source)
    return template.render(context, RequestFactory().get("/"))


@pytest.mark.parametrize(("part", "call"), EVERY_CALL)
def test_hostile_text_stays_text(part: str, call: str) -> None:
    drawn = draw(part, call)
    assert drawn.strip()
    assert "<script" not in drawn
    assert "\"'" not in drawn.replace('=""', ""), "a quote could end an attribute"


def test_provenance_reads_as_a_sentence() -> None:
    drawn = draw("words", "provenance('Amira', how='Said', written_by='Mrs Whitcombe', on=day)")
    plain = drawn.replace("<bdi>", "").replace("</bdi>", "")
    assert plain.startswith("Said by Amira, written down by Mrs Whitcombe, <time")
    assert "3 March 2026" in plain


@pytest.mark.parametrize("whose", ["child", "family", "professional"])
def test_a_passage_shows_whose_words_it_holds(whose: str) -> None:
    assert f"al-passage--{whose}" in draw("words", f"passage('I like it', whose='{whose}', name='Amira')")


def test_a_state_is_a_word_beside_a_shape() -> None:
    drawn = draw("states", "state_tag('late')")
    assert "Past its date" in drawn
    assert 'aria-hidden="true"' in drawn


@pytest.mark.parametrize(
    ("call", "late", "asks_why"),
    [
        ("what_happens_next(what=h, by=day, today=day, why='By law.')", False, True),
        ("what_happens_next(what=h, by=day, today=after, why='By law.')", True, True),
        ("what_happens_next(what=h, today=after, why='It begins later.')", False, False),
    ],
)
def test_a_day_that_is_past_is_said_to_be_and_no_day_is_explained_that_is_not_there(
    call: str, late: bool, asks_why: bool
) -> None:
    """O5: what happens next is honest about a day that is past."""
    drawn = draw("next", call)
    assert ("Past its date" in drawn) is late and ("Why that date?" in drawn) is asks_why


def test_every_page_with_a_date_of_what_happens_next_says_which_day_it_is() -> None:
    """A page that gave the date alone would show a day that is past as one to come."""
    sources = Path(text.__file__).parents[1].glob("*/**/templates/**/*.html")
    calls = [
        (source.name, line)
        for source in sources
        for line in source.read_text().splitlines()
        if "{{ what_happens_next(" in line and " by=" in line and source.name != "gallery.html"
    ]
    assert len(calls) > 8
    assert [
        name
        for name, line in calls
        if "today=request.actor.on" not in line and "today=page.today" not in line
    ] == []


def test_a_thing_that_cannot_be_started_is_no_link() -> None:
    drawn = draw("lists", "tasks([{'text': 'Agree', 'state': 'stopped', 'words': 'Cannot start yet'}])")
    assert "<a " not in drawn
    assert "Cannot start yet" in drawn


def test_paragraphs_keep_the_writers_lines() -> None:
    assert text.paragraphs("one\ntwo\r\n\r\nthree<b>") == "<p>one<br>two</p><p>three&lt;b&gt;</p>"
    assert text.paragraphs("") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amira", "A"),
        ("Mrs Whitcombe", "W"),
        ("Sam van der Berg", "SB"),
        ("أميرة", "أ"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert text.initials(name) == letters
