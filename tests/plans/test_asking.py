"""What a plan asks of one writer, and the small rules of the page that asks it."""

from datetime import date

import pytest

from alongside.children.queries import ChildCard
from alongside.design.symbols import SYMBOLS
from alongside.plans.asking import Asked, Wording, asked_of, has_word, in_order, next_to_ask, with_word
from alongside.plans.web import circle_drawing, mine_symbols
from alongside.statute.plan_templates import built_in_templates
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Ring, Voice
from alongside.voice.queries import InCircle
from alongside.voice.rules import Writer
from tests.makers.world import an_id

TEMPLATE = built_in_templates()["one-plan"]


def jo(age: int) -> ChildCard:
    return ChildCard(an_id(), "Jo", "Jo Bell", date(2026 - age, 1, 1), age, "", None, "K", "", "")


def asked(age: int, voice: Voice) -> tuple[Asked, ...]:
    writer = Writer(an_id(), "Someone", voice)
    return in_order(asked_of(TEMPLATE, Wording(voice, Reader(voice.value), jo(age)), writer, []))


@pytest.mark.parametrize(("age", "voice"), [(3, Voice.CHILD), (8, Voice.CHILD), (15, Voice.CHILD), (22, Voice.CHILD),
                                            (8, Voice.PARENT), (8, Voice.PROFESSIONAL)])  # fmt: skip
def test_every_question_has_words_and_a_picture(age: int, voice: Voice) -> None:
    topics = asked(age, voice)
    assert topics
    for topic in topics:
        assert topic.heading and all(topic.questions) and topic.example
        assert "{name}" not in " ".join((topic.heading, *topic.questions, topic.example))
        assert mine_symbols.concept(topic.symbol) in SYMBOLS


def test_each_is_asked_only_what_is_theirs() -> None:
    child, parent = ({one.key for one in asked(8, voice)} for voice in (Voice.CHILD, Voice.PARENT))
    assert "hopes" in child and "parent-hopes" not in child and "professional-concerns" not in child
    assert "parent-hopes" in parent and "hopes" not in parent
    assert "future-work" not in child and "future-work" in {one.key for one in asked(15, Voice.CHILD)}


def test_needs_and_outcomes_are_not_asked_of_one_person_alone() -> None:
    keys = {one.key for one in asked(8, Voice.PROFESSIONAL)}
    assert not keys & {"outcome", "provision", "need-sensory-and-physical", "may-explain"}


def test_what_comes_next_goes_round_once() -> None:
    sections = asked_of(
        TEMPLATE,
        Wording(Voice.PARENT, Reader.PARENT, jo(8)),
        Writer(an_id(), "A parent", Voice.PARENT),
        [],
    )
    topics = in_order(sections)
    assert next_to_ask(sections) == topics[0]
    assert next_to_ask(sections, after=topics[0].key) == topics[1]
    assert next_to_ask(sections, after=topics[-1].key) == topics[0]


@pytest.mark.parametrize(
    ("text", "word", "then"),
    [
        ("", "drawing", "drawing"),
        ("  ", "drawing", "drawing"),
        ("I like cats", "drawing", "I like cats, drawing"),
        ("cats,", "drawing", "cats, drawing"),
        ("drawing", "drawing", ""),
        ("cats, drawing, dogs", "drawing", "cats, dogs"),
        ("My own words.\ncats, drawing", "drawing", "My own words.\ncats"),
        ("I am drawing", "drawing", "I am drawing, drawing"),
    ],
)
def test_a_word_is_added_or_taken_out_again(text: str, word: str, then: str) -> None:
    assert with_word(text, word) == then
    assert has_word(then, word) is not has_word(text, word)


def test_every_word_on_a_board_has_its_picture() -> None:
    """Every suggested word of our own template can be chosen by its picture."""
    words = [word for topic in TEMPLATE.topics for word in topic.suggested_words]
    assert not [word for word in words if not mine_symbols.concept_of_word(word)]
    assert {mine_symbols.concept_of_word(word) for word in words} <= set(SYMBOLS)


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("Babcia", "grandma"),
        ("my sister", "sister"),
        ("class teacher", "teacher"),
        ("Mr Osei", ""),
        ("my cat", "cat"),
    ],
)
def test_people_are_drawn_by_what_the_child_calls_them(words: str, concept: str) -> None:
    assert mine_symbols.concept_of_person(words) == concept


@pytest.mark.parametrize("count", [1, 2, 5, 6, 14, 60])
def test_everyone_in_the_drawing_is_inside_it_and_in_their_own_ring(count: int) -> None:
    people = [InCircle(an_id(), f"P{n}", "", ring, n, False, 1) for ring in Ring for n in range(count)]
    for face in circle_drawing.faces(people, None):
        away = ((face.x - circle_drawing.MIDDLE) ** 2 + (face.y - circle_drawing.MIDDLE) ** 2) ** 0.5
        closer = circle_drawing.beside(face.ring, -1)
        inner = circle_drawing.REACH[closer] if closer else circle_drawing.CORE
        assert inner < away < circle_drawing.REACH[face.ring]
        assert 0 < face.x < circle_drawing.SIZE and 0 < face.y < circle_drawing.SIZE


def test_the_ends_of_the_circle() -> None:
    assert circle_drawing.beside(Ring.CLOSEST, -1) is None
    assert circle_drawing.beside(Ring.CLOSEST, 1) is Ring.FRIENDS
    assert circle_drawing.beside(Ring.HELPERS, 1) is None
