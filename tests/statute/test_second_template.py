"""Another council's plan, of another shape, needs no code."""

from pathlib import Path

import pytest

from alongside.statute import (
    SectionKind,
    Voice,
    WrongData,
    built_in_template,
    built_in_templates,
    load_template,
    plan_templates,
    validate_template,
)
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


def test_old_versions_are_kept_beside_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = TEXT.replace("version = 3", "version = 4")
    monkeypatch.setattr(plan_templates, "england_texts", lambda _: [(newer, "a.toml"), (TEXT, "b.toml")])
    forget()
    try:
        assert built_in_templates()["harbour-plan"].version == 4
        kept = built_in_template("harbour-plan", 3)
        assert kept is not None
        assert kept.version == 3
        assert built_in_template("harbour-plan", 2) is None
    finally:
        forget()


def test_one_version_cannot_ship_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_templates, "england_texts", lambda _: [(TEXT, "a.toml"), (TEXT, "b.toml")])
    forget()
    try:
        with pytest.raises(WrongData, match=r"b\.toml:1: Version 3 of “harbour-plan” is in another file"):
            built_in_templates()
    finally:
        forget()


def forget() -> None:
    """Read the shipped templates again when they are next asked for."""
    plan_templates._built_in.cache_clear()
    built_in_templates.cache_clear()
