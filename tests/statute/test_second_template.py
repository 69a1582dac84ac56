"""Another council's plan, of another shape, needs no code."""

from pathlib import Path

from alongside.statute import SectionKind, Voice, built_in_templates, load_template, validate_template
from alongside.statute.topics import FieldClass

TEXT = (Path(__file__).parent / "fixtures" / "harbour-plan.toml").read_text("utf-8")
HARBOUR = load_template(TEXT, "harbour-plan.toml")
ONE_PLAN = built_in_templates()["one-plan"]


def test_it_loads_and_is_shaped_differently() -> None:
    assert validate_template(TEXT, "harbour-plan.toml") == ()
    kinds = [section.kind for section in HARBOUR.sections]
    assert SectionKind.CIRCLE not in kinds
    assert kinds.index(SectionKind.OUTCOMES) < kinds.index(SectionKind.HOPES)
    assert HARBOUR.version == 3


def test_it_has_topics_of_its_own() -> None:
    diet = HARBOUR.topic("sensory-diet")
    assert diet.voice is Voice.ANY
    assert diet.field_class is FieldClass.CHILD_VOICE
    assert diet.heading.for_age(8, Voice.PARENT, "Amira") == "Amira’s sensory menu"
    assert HARBOUR.topic("first-light").field_class is FieldClass.CHILD_VOICE
    assert "sensory-diet" not in {topic.key for topic in ONE_PLAN.topics}


def test_what_was_told_in_one_plan_is_there_in_the_other() -> None:
    """O3: topics are shared by key, whatever the heading over them."""
    shared = {topic.key for topic in HARBOUR.topics} & {topic.key for topic in ONE_PLAN.topics}
    assert {"hopes", "parent-hopes", "find-hard", "parent-worries", "my-story"} <= shared
    assert HARBOUR.topic("my-story").heading.child != ONE_PLAN.topic("my-story").heading.child
    assert HARBOUR.topic("my-story").voice is ONE_PLAN.topic("my-story").voice


def test_each_writer_finds_their_own_part() -> None:
    assert "worries" not in [section.key for section in HARBOUR.sections_for(Voice.PROFESSIONAL)]
    assert "worries" in [section.key for section in HARBOUR.sections_for(Voice.PARENT)]
