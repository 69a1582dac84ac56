"""Messages name the event and nobody; guidance covers each area at each age."""

import re

import pytest

from alongside.statute.guidance import AgeBand, guidance_for, ordinarily_available
from alongside.statute.notices import notices

ALL = list(notices().values())


@pytest.mark.parametrize("notice", ALL, ids=[notice.event for notice in ALL])
def test_each_message_is_whole_in_each_language(notice) -> None:  # type: ignore[no-untyped-def]
    assert set(notice.words) == {"en", "pl"}
    for words in notice.words.values():
        assert len(words.subject) <= 60
        assert "{" not in words.subject
        assert words.body.count("{link}") <= 1
        assert not re.search(r"\d", words.subject + words.body), "no dates, no counts"
        assert "new information" not in words.body.lower(), "the event is named"


def test_a_message_comes_in_the_readers_language_or_in_english() -> None:
    agreed = notices()["plan.agreed"]
    assert agreed.in_language("pl").subject == "Plan został uzgodniony"
    assert agreed.in_language("pl-PL").language == "pl"
    assert agreed.in_language("so").language == "en"


def test_a_message_is_filled_with_service_and_link() -> None:
    words = (
        notices()["sign-in.new-device"].in_language("en").filled(service="Alongside", link="https://x.test/y")
    )
    assert "Alongside" in words.body and "https://x.test/y" in words.body
    assert "{" not in words.subject + words.body


def test_guidance_covers_every_area_at_every_age() -> None:
    """O28."""
    assert len(ordinarily_available()) == 12
    for guidance in ordinarily_available().values():
        assert 6 <= len(guidance.strategies) <= 10
        assert all(line[0].isupper() and line[-1] in ".”" for line in guidance.strategies)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "Early years"),
        (4, "Early years"),
        (5, "5 to 16"),
        (15, "5 to 16"),
        (16, "16 to 25"),
        (25, "16 to 25"),
    ],
)
def test_guidance_follows_age(age: int, band: str) -> None:
    assert AgeBand.of_age(age).label == band
    assert guidance_for("sensory-and-physical", age).band is AgeBand.of_age(age)
