"""The hand-written words and pictures of the demo area: whole, spelled with facts that exist, in the right shape."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from alongside.site.demo.cast import CAST, member
from alongside.site.demo.data import story, words
from alongside.site.demo.lives import _all
from alongside.site.demo.pictures import _DRAWN, drawing, portrait, shows
from alongside.site.demo.told import _DOING
from alongside.statute.plan_templates import built_in_templates
from tests.site.areas import dice_named, lives_of

_FACT = re.compile(r"\{(\w+)\}")
_PARTS = (
    "hard", "helps", "talk", "myself", "bad", "better", "hope", "worry", "home", "concern", "need", "evidence",
    "explain", "helped", "will", "outcome", "measure", "steps", "provision",
)  # fmt: skip


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for one in held.values():
            yield from _texts(one)
    elif isinstance(held, (list, tuple)):
        for one in held:
            yield from _texts(one)


def test_every_pattern_can_be_filled_for_some_child() -> None:
    facts = {name for life in lives_of(200) for name in life.facts}
    patterns = [text for name in ("general", "loves", "strands") for text in _texts(_source(name))]
    assert len(patterns) > 1500
    unknown = {(fact, text) for text in patterns for fact in _FACT.findall(text) if fact not in facts}
    assert not unknown


def _source(name: str) -> Any:
    return words("general") if name == "general" else _all(name)


def test_every_strand_runs_through_the_whole_plan() -> None:
    for strand in _all("strands"):
        lacking = [part for part in _PARTS if not strand.get(part)]
        assert not lacking, (strand["key"], lacking)
        assert all(line.count(" / ") == 4 for line in strand["provision"]), strand["key"]
        if {"young", "watched"} & set(strand["bands"]):
            assert strand["adulthood"], strand["key"]


def test_every_need_has_a_strand_in_every_band() -> None:
    for life in lives_of(300):
        if life.pupil.needs:
            first = life.strands[0]
            assert set(life.pupil.needs) & set(first["needs"]), (life.wording, life.pupil.needs)


def test_the_same_child_has_the_same_life_each_time() -> None:
    once, again = (
        [(one.facts, [love["picture"] for love in one.loves]) for one in lives_of(30)] for _ in range(2)
    )
    assert once == again


def test_brackets_and_quotes_are_balanced() -> None:
    for name in ("general", "loves", "strands"):
        for text in _texts(_source(name)):
            for left, right in ("[]", "{}", "“”"):
                assert text.count(left) == text.count(right), text


def test_every_love_has_a_picture_that_is_described() -> None:
    for love in _all("loves"):
        assert shows(love["picture"])
    assert all(shows(what) for what in _DRAWN)


@pytest.mark.parametrize("what", sorted(_DRAWN))
def test_pictures_are_small_and_the_same_every_time(what: str) -> None:
    first, second = drawing(what, dice_named(what)), drawing(what, dice_named(what))
    assert first == second and len(first) < 25_000
    with Image.open(io.BytesIO(first)) as image:
        assert image.format == "PNG" and image.size == (420, 420)


def test_portraits_differ() -> None:
    made = {portrait(dice_named(str(i)), long_hair=bool(i % 2), skin=i) for i in range(6)}
    assert len(made) == 6


@pytest.mark.parametrize("name", ["amira", "theo"])
def test_stories_are_told_in_known_steps_about_known_topics(name: str) -> None:
    topics = {topic.key for topic in built_in_templates()["one-plan"].topics}
    made = {step["ref"] for step in story(name)["step"] if "ref" in step}
    for step in story(name)["step"]:
        assert step["do"] in _DOING
        assert "topic" not in step or step["topic"] in topics
        for link in ("on", "to", "hope", "outcome"):
            assert link not in step or step[link] in made, step


def test_the_cast_is_found_by_key() -> None:
    assert member("nadia").name == "Nadia Kowalska"
    assert len({one.email for one in CAST}) == len(CAST)
    with pytest.raises(KeyError):
        member("nobody")
