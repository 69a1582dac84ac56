"""Phrases in other languages: found by the language somebody chose, refused with a line where the file is wrong."""

import pytest

from alongside.statute.phrases import phrases_in, read_phrases
from alongside.statute.problems import WrongData


@pytest.mark.parametrize(("tag", "words"), [("pl", "Twoja odpowiedź"), ("pl-PL,pl;q=0.9,en;q=0.8", "Twoja odpowiedź"),
                                            ("en", ""), ("", ""), ("ur", "")])  # fmt: skip
def test_by_language(tag: str, words: str) -> None:
    assert phrases_in(tag).of("Your answer") == words


@pytest.mark.parametrize("wrong", ['languages = ["pl"]\n[[phrase]]\nen = "Yes"\n',
                                   'languages = ["pl"]\n' + '[[phrase]]\nen = "Yes"\npl = "Tak"\n' * 2])  # fmt: skip
def test_a_wrong_file_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(WrongData, match=r"phrases\.toml"):
        read_phrases(wrong, "phrases.toml")
