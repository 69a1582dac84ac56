"""A council that writes its own template is told what to put right, and where."""

import pytest

from alongside.statute import WrongData, load_template, validate_template
from tests.statute.marks import marked_line

WORDS = '{ child = "a", young_person = "b", adult = "c" }'
HEAD = f'key = "small"\nversion = 1\npurpose = "A small plan."\ntitle = {WORDS}\n'
PASSAGES = f"""[[section]]
key = "me"
kind = "passages"
title = {WORDS}
introduction = {WORDS}
writers = ["child", "parent"]
"""
HOPES = f"""[[section.topic]]
key = "hopes"
prompts = [
  {WORDS},
]
"""
CIRCLE = PASSAGES.replace('"me"', '"circle"').replace('"passages"', '"circle"')
SMALL = HEAD + PASSAGES + HOPES


def small_with(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, f"{new} # here")


CASES: dict[str, tuple[str, str]] = {
    "broken TOML": (small_with('key = "small"', "key = small"), "not well-formed"),
    "a key of its own": (small_with("version = 1", 'version = 1\nauthor = "us"'), "“author” is not known"),
    "a key with spaces": (small_with('key = "small"', 'key = "Small plan"'), "cannot be a key"),
    "a key with dots": (small_with('key = "me"', 'key = "me.too"'), "cannot be a key"),
    "a key too long": (small_with('key = "me"', f'key = "{"m" * 61}"'), "cannot be a key"),
    "no version": (small_with("version = 1", "version = 0"), "too small"),
    "no sections": ("# here\n" + HEAD, "has no sections"),
    "a kind nobody draws": (small_with('"passages"', '"poem"'), "“poem” is not a known kind"),
    "an unknown writer": (small_with('["child", "parent"]', '["child", "parent", "dog"]'), "“dog” is not"),
    "anybody as a writer": (small_with('["child", "parent"]', '["child", "any"]'), "not a writer"),
    "nobody writes": (small_with('["child", "parent"]', "[]"), "Nobody writes"),
    "a child's topic without the child": (
        small_with("[[section.topic]]", "[[section.topic]]").replace('["child", "parent"]', '["parent"]'),
        "does not write in this section",
    ),
    "two sections of one name": (
        SMALL + PASSAGES.replace('key = "me"', 'key = "me" # here') + HOPES.replace('"hopes"', '"good-day"'),
        "two sections called “me”",
    ),
    "two circles": (
        SMALL + CIRCLE + CIRCLE.replace('"circle"\nkind = "circle"', '"again"\nkind = "circle" # here'),
        "already a section of kind",
    ),
    "a topic asked twice": (
        SMALL
        + PASSAGES.replace('"me"', '"more"')
        + HOPES.replace("[[section.topic]]", "[[section.topic]] # here"),
        "“hopes” is asked twice",
    ),
    "a topic nobody knows": (small_with('key = "hopes"', 'key = "moon"'), "not one of the shared topics"),
    "a shared topic given another voice": (
        small_with('key = "hopes"', 'key = "hopes"\nvoice = "parent"'),
        "has its voice already",
    ),
    "a topic that asks nothing": (
        SMALL.replace(HOPES, '[[section.topic]] # here\nkey = "hopes"\n'),
        "asks nothing",
    ),
    "a section without topics": (
        SMALL.replace(PASSAGES + HOPES, PASSAGES.replace("[[section]]", "[[section]] # here")),
        "needs topics",
    ),
    "a wording left out": (
        small_with(f"  {WORDS},", '  { child = "a", young_person = "b" },'),
        "“adult” is missing",
    ),
    "an empty wording": (
        small_with(f"  {WORDS},", '  { child = "", young_person = "b", adult = "c" },'),
        "“child” is empty",
    ),
    "a place nobody can fill in": (
        small_with(f"  {WORDS},", '  { child = "a", young_person = "b", adult = "{school}" },'),
        "“{school}” cannot be filled in",
    ),
    "a child spoken of by name": (
        small_with(f"  {WORDS},", '  { child = "{name}", young_person = "b", adult = "c" },'),
        "Speak to the child",
    ),
    "an example with the child's name": (
        small_with(
            'key = "hopes"', 'key = "hopes"\nexample = { child = "a", young_person = "b", adult = "{name}" }'
        ),
        "uses the child’s own name",
    ),
    "ages the wrong way round": (
        small_with('key = "hopes"', 'key = "hopes"\nuntil_age = 5\nfrom_age = 13'),
        "wrong way round",
    ),
    "a topic shown that is not asked": (
        small_with('["child", "parent"]', '["child", "parent"]\nalso_shows = ["good-day"]'),
        "not a known topic of this template",
    ),
    "a needs section that asks about hopes": (
        small_with("[[section.topic]]", "[[section.topic]]").replace('"passages"', '"needs"'),
        "cannot be asked in a section of kind “needs”",
    ),
    "an agreement needed before agreeing": (
        SMALL + CIRCLE.replace("circle", "agreement") + "needed_before_agreement = true # here\n",
        "cannot be needed first",
    ),
    "outcomes with nothing to hope for": (
        small_with('kind = "passages"', 'kind = "outcomes"').replace('"hopes"', '"outcome"'),
        "no hopes to tie them to",
    ),
    "concerns that mix voices": (
        small_with("[[section.topic]]", "[[section.topic]]")
        .replace('"passages"', '"concerns"')
        .replace('"hopes"', '"better-days"'),
        "concerns are kept apart",
    ),
}


@pytest.mark.parametrize(("text", "says"), CASES.values(), ids=CASES.keys())
def test_a_mistake_is_named_with_file_line_and_remedy(text: str, says: str) -> None:
    problems = validate_template(text, "small.toml")
    found = [p for p in problems if says in f"{p.message} {p.what_to_do}" and p.line == marked_line(text)]
    assert found, [str(problem) for problem in problems]
    assert found[0].file == "small.toml"
    assert found[0].what_to_do
    with pytest.raises(WrongData):
        load_template(text, "small.toml")


def test_a_right_template_has_no_mistakes() -> None:
    assert validate_template(SMALL, "small.toml") == ()
    assert load_template(SMALL, "small.toml").key == "small"


def test_a_text_of_nothing_is_told_what_is_missing() -> None:
    said = [problem.message for problem in validate_template("", "empty.toml")]
    assert "“key” is missing." in said
    assert "The template has no sections." in said
