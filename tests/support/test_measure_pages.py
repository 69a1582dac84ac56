"""The pages of measures: chart, words and table beside it; a score in a minute; faces for a child (S5, S9, S18)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from alongside.design.line_chart import line_chart
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.support.models import Measure
from alongside.support.operations import record_measure
from alongside.support.queries import chronicle
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok
from tests.support.test_measures import new

TODAY = world.TODAY
pytestmark = pytest.mark.usefixtures("the_morning")


def test_a_chart_keeps_its_scale_and_says_its_ends() -> None:
    """S5: a short scale is drawn whole; a long one is cut, with every line of it written."""
    days = [TODAY - timedelta(weeks=4), TODAY]
    whole = line_chart([(days[0], Decimal(2)), (days[1], Decimal(4))], (1, 5), str)
    assert whole and [line.words for line in whole.scale] == ["1", "2", "3", "4", "5"]
    assert whole.dots[0].y > whole.dots[1].y and whole.dots[0].x < whole.dots[1].x
    cut = line_chart([(days[0], Decimal(71)), (days[1], Decimal(73))], (48, 240), str, least_span=8)
    assert cut and [line.words for line in cut.scale] == ["68", "70", "72", "74", "76"]
    assert line_chart([(days[0], Decimal(2))], (1, 5), str) is None


def test_a_chart_stands_beside_its_words_and_its_table(written: Around) -> None:
    """S5: the drawing is hidden from screen readers; words and a table say the same."""
    child = written.child.id
    for weeks, score in ((9, 4), (0, 12)):
        ok(
            record_measure(
                written.teacher, child, new(score=score, on=TODAY - timedelta(weeks=weeks)), world.NOW
            )
        )
    page = signed_in(written.mother).get(reverse("support:measures", args=[child]))
    html = page.content.decode()
    assert 'class="al-chart__drawing"' in html and 'aria-hidden="true"' in html
    assert "8 minutes more. That is better." in text_of(page)
    assert "Daniel Osei" in text_of(page) and "Put right" not in text_of(page)
    assert "Put right" in text_of(signed_in(written.teacher).get(reverse("support:measures", args=[child])))


def test_a_teacher_writes_a_score_down_and_puts_it_right(written: Around) -> None:
    """S5, S9: one page for the score; an age is told in years and months; a wrong one is put right with a reason."""
    client, child = signed_in(written.teacher), written.child.id
    address = reverse("support:add_measure", args=[child])
    assert "Reading age" in text_of(client.get(address))
    sent = {
        "with": "reading-age",
        "years": "",
        "months": "2",
        "on-day": "7",
        "on-month": "9",
        "on-year": "2026",
    }
    wrong = client.post(f"{address}?with=reading-age", sent)
    assert wrong.status_code == 422 and "Write the age in years and months." in text_of(wrong)
    assert client.post(address, {**sent, "years": "6"}).status_code == 302
    row = Measure.everything.get()
    assert (row.score, row.by_name) == (74, "Daniel Osei")
    put = reverse("support:correct_measure", args=[child, row.id])
    assert 'value="6"' in client.get(put).content.decode()
    assert client.post(put, {**sent, "years": "7", "why": "The wrong year"}).status_code == 302
    page = text_of(client.get(reverse("support:measures", args=[child])))
    assert "7 years 2 months" in page and "Put right: The wrong year. Before: 6 years 2 months" in page
    assert client.get(put).status_code == 404


def test_a_child_answers_with_faces_one_question_at_a_time(around: Around) -> None:
    """S18: five faces, one tap; the next question follows; what was answered today is not asked again."""
    client, child = signed_in(around.amira), around.child.id
    address = reverse("support:feelings", args=[child])
    assert "How do you feel at school?" in text_of(client.get(address))
    assert client.post(address, {"question": "how-i-feel", "score": "4"}).status_code == 302
    row = Measure.everything.get()
    assert (row.voice, row.gathered, row.score) == ("child", "typed", 4)
    assert "How do you feel at school?" not in text_of(client.get(address))
    assert client.post(address, {"question": "how-i-feel", "score": "9"}).status_code == 302
    assert client.post(address, {"question": "sdq-total", "score": "4"}).status_code == 404
    beside = signed_in(around.mother)
    assert beside.post(address, {"question": "confidence", "score": "2"}).status_code == 302
    assert Measure.everything.get(instrument="confidence").gathered == "drawn"


def test_a_score_is_part_of_the_story(around: Around) -> None:
    ok(record_measure(around.teacher, around.child.id, new(score=5), world.NOW))
    (entry,) = [
        one for one in chronicle(around.mother, around.child.id, Reach()) if one.kind is EntryKind.MEASURE
    ]
    assert entry.text == "Minutes of work alone: 5 minutes"
