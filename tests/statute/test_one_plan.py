"""The product's own plan: what it asks, of whom, in which words."""

import re
from collections.abc import Iterator

import pytest

from alongside.statute import SectionKind, Topic, Voice, Wording, built_in_templates
from alongside.statute.passport import PassportSource, passport_layout
from alongside.statute.plan_shapes import FIXED_TOPICS
from alongside.statute.topics import FieldClass, known_topics

PLAN = built_in_templates()["one-plan"]
LONGEST_SENTENCE_FOR_A_CHILD = 12
LONGEST_PROMPT_FOR_A_CHILD = 80  # characters, so that it stands on one screen of a phone in large letters
LONGEST_SENTENCE_FOR_AN_ADULT = 20


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def asked() -> Iterator[tuple[Topic, Wording]]:
    return ((topic, prompt) for topic in PLAN.topics for prompt in topic.prompts)


def all_wordings() -> Iterator[Wording]:
    yield PLAN.title
    for section in PLAN.sections:
        yield from (section.title, section.introduction)
        for topic in section.topics:
            yield from (topic.heading, *topic.prompts, *([topic.example] if topic.example else []))


def test_sections_stand_in_order_with_hopes_first() -> None:
    """O13 to O20, O24, O25: hopes come straight after the cover and the profile."""
    assert [section.kind for section in PLAN.sections] == [
        SectionKind.COVER,
        SectionKind.PASSAGES,
        SectionKind.HOPES,
        SectionKind.CIRCLE,
        SectionKind.PASSAGES,
        SectionKind.PASSAGES,
        SectionKind.PASSAGES,
        SectionKind.CONCERNS,
        SectionKind.NEEDS,
        SectionKind.FORMULATION,
        SectionKind.OUTCOMES,
        SectionKind.PEOPLE,
        SectionKind.AGREEMENT,
    ]
    assert [section.key for section in PLAN.sections][:3] == ["cover", "profile", "hopes"]


@pytest.mark.parametrize(
    ("promise", "section", "topics"),
    [
        ("O15", "profile", ["like-and-admire", "matters-to-me", "support-me", "communicate-with-me"]),
        ("O17", "days", ["good-day", "bad-day", "better-days"]),
        ("O18", "journey", ["my-story", "works-at-home", "anything-else"]),
        ("O19", "concerns", ["find-hard", "day-to-day", "parent-worries", "professional-concerns"]),
        ("S7", "needs", list(FIXED_TOPICS[SectionKind.NEEDS])),
        ("P4", "understanding", ["strengths", "needs", "may-explain", "has-helped", "will-try"]),
        ("O20", "outcomes", ["outcome", "step", "provision"]),
    ],
)
def test_what_was_promised_is_asked(promise: str, section: str, topics: list[str]) -> None:
    assert [topic.key for topic in PLAN.section(section).topics] == topics, promise


def test_the_parents_hopes_are_told_once_and_shown_twice() -> None:
    """O3, O18."""
    assert PLAN.section_of("parent-hopes").key == "hopes"
    assert PLAN.section("journey").also_shows == ("parent-hopes",)


def test_concerns_keep_three_voices_apart() -> None:
    """O19."""
    voices = {topic.voice for topic in PLAN.section("concerns").topics}
    assert voices == {Voice.CHILD, Voice.PARENT, Voice.PROFESSIONAL}


def test_adulthood_is_asked_about_from_thirteen() -> None:
    """O1, P10: the same plan grows with the child."""
    hopes = PLAN.section("hopes")
    at_eight = [topic.key for topic in hopes.topics_for(Voice.CHILD, 8)]
    at_thirteen = [topic.key for topic in hopes.topics_for(Voice.CHILD, 13)]
    assert at_eight == ["hopes"]
    assert at_thirteen == ["hopes", "future-work", "future-home", "future-community", "future-health"]
    assert [topic.key for topic in hopes.topics_for(Voice.PARENT, 13)] == ["parent-hopes"]


def test_each_topic_asks_two_to_four_things_and_shows_an_example() -> None:
    for topic in PLAN.topics:
        assert 2 <= len(topic.prompts) <= 4, topic.key
        assert topic.example is not None, topic.key
        assert topic.symbol, topic.key


def test_every_topic_is_of_the_shared_vocabulary() -> None:
    assert {topic.key for topic in PLAN.topics} <= set(known_topics())


def test_a_childs_words_are_protected_as_a_childs_words() -> None:
    for topic in known_topics().values():
        if topic.voice is Voice.CHILD:
            assert topic.field_class is FieldClass.CHILD_VOICE, topic.key


def test_a_child_reads_short_sentences() -> None:
    for topic, prompt in asked():
        assert len(prompt.child) <= LONGEST_PROMPT_FOR_A_CHILD, topic.key
    for wording in all_wordings():
        for sentence in sentences(wording.child):
            assert len(sentence.split()) <= LONGEST_SENTENCE_FOR_A_CHILD, sentence


def test_nobody_reads_long_sentences() -> None:
    for wording in all_wordings():
        for text in wording.texts:
            for sentence in sentences(text):
                assert len(sentence.split()) <= LONGEST_SENTENCE_FOR_AN_ADULT, sentence


def test_prompts_ask_and_do_not_tell() -> None:
    for topic, prompt in asked():
        for text in prompt.texts:
            assert "?" in text, (topic.key, text)


def test_the_words_of_services_stay_out_of_a_childs_plan() -> None:
    for wording in all_wordings():
        for text in (wording.child, wording.young_person):
            assert not re.search(
                r"\b(SEND?|EHC\w*|SENC[Oo]|provision|intervention|deficit|non-verbal)\b", text
            ), text


def test_the_same_question_is_worded_for_each_reader() -> None:
    prompt = PLAN.topic("matters-to-me").prompts[1]
    assert prompt.for_age(8, Voice.CHILD) == "What do you love to do?"
    assert prompt.for_age(15, Voice.CHILD) == "What would you hate to go a week without?"
    assert prompt.for_age(8, Voice.PARENT, "Amira") == "What would Amira miss most in a week without it?"
    assert prompt.for_age(3, Voice.PARENT, "Amira") == "What does Amira reach for, ask for or go back to?"
    assert prompt.for_age(3, Voice.CHILD, "Amira") == prompt.for_age(3, Voice.PARENT, "Amira")
    assert prompt.for_age(12, Voice.CHILD) != prompt.for_age(13, Voice.CHILD)


def test_a_name_with_braces_in_it_does_no_harm() -> None:
    wording = Wording("a", "b", "{name} smiles")
    assert wording.for_age(8, Voice.PARENT, "{0}{name}") == "{0}{name} smiles"


def test_the_one_page_profile_is_marked() -> None:
    """O15."""
    marked = [section.key for section in PLAN.sections if section.on_one_page_profile]
    assert marked == ["cover", "profile"]


def test_the_passport_is_made_of_what_the_plan_asks() -> None:
    """O27: nothing is written for the passport alone."""
    layout = passport_layout()
    assert [heading.key for heading in layout.headings] == [
        *("know-that", "means-that", "find-hard", "help-me", "help-myself", "in-place"),
    ]
    asked_keys = {topic.key for topic in PLAN.topics}
    lines = [line for heading in layout.headings for line in heading.lines]
    assert {line.topic for line in lines if line.source is PassportSource.TOPIC} <= asked_keys
    assert {PassportSource.NEEDS, PassportSource.PROVISION} <= {line.source for line in lines}
    assert sum(line.at_most for line in lines) <= 30, "one side of A4"


def test_asking_for_what_is_not_in_the_plan_is_an_error() -> None:
    for ask in (PLAN.section, PLAN.topic, PLAN.section_of):
        with pytest.raises(KeyError, match="moon"):
            ask("moon")
