"""Comparing two versions of a line by its words: marked where few differ, whole where nearly all do (R17)."""

import pytest

from alongside.ehcplans.letters import change_blocks
from alongside.ehcplans.rules.compare import Change, ChangeKind
from alongside.ehcplans.rules.marking import marked

SPEECH = "Ten minutes of speech practice, twice a week, with a trained adult."
MORE = "Ten minutes of speech practice, three times a week, with a trained adult."


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    found = marked(before, after)
    assert "".join(one.text for one in found.before) == before, "every word is kept"
    assert "".join(one.text for one in found.after) == after
    sides = (found.before, found.after)
    return tuple([one.text.strip() for one in side if one.differs] for side in sides)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("before", "after", "out", "new"),
    [
        (SPEECH, MORE, ["twice"], ["three times"]),
        (SPEECH, SPEECH, [], []),
        ("She needs a quiet room.", "She needs a very quiet room.", [], ["very"]),
        ("She needs a very quiet room.", "She needs a quiet room.", ["very"], []),
        ("Line one\nHow often: daily", "Line one\nHow often: weekly", ["daily"], ["weekly"]),
        ("Nothing here is alike.", "Quite another statement about him", [], []),
        ("", MORE, [], []),
        (SPEECH, "", [], []),
    ],
)
def test_only_the_words_that_differ_are_marked(
    before: str, after: str, out: list[str], new: list[str]
) -> None:
    assert differing(before, after) == (out, new)


def test_a_line_of_any_length_is_compared_in_no_time() -> None:
    long = "word " * 20_000
    assert differing(long, long + "more") == ([], [])


def test_the_notice_names_the_words_that_change() -> None:
    """Reg 22(2): in a letter, which marks nothing, each difference is said; whoever listens to it hears it too."""
    (block,) = change_blocks([Change(ChangeKind.CHANGED, "F", "F1", SPEECH, MORE)])
    assert "“twice” becomes “three times”" in str(block)
    (block,) = change_blocks([Change(ChangeKind.ADDED, "F", "F2", "", MORE)])
    assert "What is different" not in str(block)
