"""Text: names in any script survive, what hides or runs does not."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel import text as words

ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("  Amira \t Khan\n", "Amira Khan"),
        ("Zoe\u0308", "Zoë"),
        ("Amira\u202e nahK", "Amira nahK"),
        ("\ufeffTheo\u200b", "Theo"),
        ("A\u0000B\u0007", "AB"),
        ("non\u00a0breaking", "non breaking"),
        ("👩\u200d🦽", "👩\u200d🦽"),
        (ENGLAND, ENGLAND),
        ("hi\U000e0068\U000e0069", "hi"),
        ("محمد", "محمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800x", "x"),
    ],
)
def test_cleaning(given_text: str, cleaned: str) -> None:
    assert words.clean(given_text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing_and_leaves_storable_text(text: str) -> None:
    cleaned = words.clean(text)
    assert words.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in cleaned)


def test_lines_are_kept() -> None:
    assert words.clean_lines(" one \r\n\r\n\r\n\r\n two\u2028three\n") == "one\n\ntwo\nthree"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łukasz", "lukasz"),
        ("ŁUKASZ", "lukasz"),
        ("Zoë", "zoe"),
        ("O’Neill-Smith", "oneill smith"),
        ("O'NEILL SMITH", "oneill smith"),
        ("Søren Ærø", "soren aero"),
        ("Groß", "gross"),
        ("İbrahim", "ibrahim"),
        ("Nguyễn", "nguyen"),
        ("مُحَمَّد", "محمد"),
        ("Đorđe", "dorde"),
    ],
)
def test_search_keys(name: str, key: str) -> None:
    assert words.search_key(name) == key


@given(st.text())
def test_a_search_key_is_its_own_key(text: str) -> None:
    key = words.search_key(text)
    assert words.search_key(key) == key


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("O'NEILL-SMITH", "O'Neill-Smith"),
        ("McDONALD", "McDonald"),
        ("MacDONALD", "MacDonald"),
        ("MCDONALD", "McDonald"),
        ("MACEY", "Macey"),
        ("WIŚNIEWSKI", "Wiśniewski"),
        ("İBRAHİM", "İbrahim"),
        ("JAMES'S", "James's"),
        ("D’ARCY", "D’Arcy"),
        ("VAN DER BERG", "Van Der Berg"),
        ("van der Berg", "van der Berg"),
        ("bell", "bell"),
        ("LeeAnn", "LeeAnn"),
        ("TJ", "TJ"),
        ("AJ", "AJ"),
        ("JO", "Jo"),
        ("ANNE  MARIE", "Anne Marie"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_names_in_capitals_are_shown_as_people_write_them(written: str, shown: str) -> None:
    assert words.display_name(written) == shown


@given(st.text())
def test_a_shown_name_is_shown_the_same_again(text: str) -> None:
    once = words.display_name(text)
    assert words.display_name(once) == once
    assert words.search_key(once) == words.search_key(text)


def test_initials_and_possessives() -> None:
    assert words.initials("Amira", "Khan-Ali") == "AKA"
    assert words.initials("Łukasz", "O’Neill") == "ŁO"
    assert words.initials("") == ""
    assert words.possessive("Amira") == "Amira’s"
    assert words.possessive("Thomas") == "Thomas’s"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝", "\0="])
def test_cells_that_would_run_are_marked_as_text(start: str) -> None:
    assert words.safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert words.looks_like_formula(f"{start}1+1")


@given(st.text())
def test_no_cell_begins_as_a_formula_and_none_loses_its_words(text: str) -> None:
    cell = words.safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
    assert text.replace("\0", "") in cell
    out = io.StringIO()
    csv.writer(out).writerow([cell])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[0] == cell


@pytest.mark.parametrize("plain", ["", "Amira", "1-2-1 support", "a=b", "07700 900123"])
def test_ordinary_cells_stay_as_they_are(plain: str) -> None:
    assert words.safe_cell(plain) == plain


def test_shortening_keeps_letters_whole() -> None:
    assert words.shorten("Amira", 10) == "Amira"
    assert words.shorten("a" * 50, 10) == "a" * 9 + "…"
    assert words.shorten("👩\u200d🦽" * 20, 10) == "👩\u200d🦽" * 3 + "…"


@given(st.text(max_size=200), st.integers(2, 60))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(words.shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("make", 1),
        ("little", 2),
        ("wanted", 2),
        ("jumped", 1),
        ("boxes", 2),
        ("education", 4),
        ("", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert words.syllables(word) == count


def test_reading_age_tells_plain_from_official() -> None:
    plain = "I like swings. Dad helps me at night. I want to go to the park with my friends."
    official = (
        "The authority shall, notwithstanding any preceding determination, secure the special educational "
        "provision specified therein."
    )
    assert words.reading_age(plain) <= 8
    assert words.reading_age(official) >= 16
    assert words.reading_age("") == 5.0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("", None),
        ("-1", None),
        (" 7", None),
        ("²", None),
        ("٧", None),
        ("9" * 9, 999_999_999),
        ("9" * 10, None),
        ("9" * 5_000, None),
    ],
)
def test_a_number_in_an_address_is_one_or_is_nothing(text: str, number: int | None) -> None:
    """A raised 2 is a digit to Python and no number; a long one fits no column: neither may break a page."""
    assert words.whole_number(text) == number
