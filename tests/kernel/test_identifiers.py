"""Identifiers: published examples, and that one wrong character never passes."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.kernel import identifiers as ids

AREAS = [code for first, last in ids.UPN_AREAS for code in range(first, last + 1)]
upns = st.builds(
    ids.make_upn,
    la=st.sampled_from(AREAS),
    estab=st.integers(0, 9999),
    year=st.integers(2000, 2035),
    serial=st.integers(0, 999),
) | st.builds(
    ids.make_upn,
    la=st.sampled_from(AREAS),
    estab=st.integers(0, 9999),
    year=st.integers(2000, 2035),
    serial=st.integers(0, 99),
    letter=st.sampled_from(ids.UPN_LETTERS),
)


def code(refusal: object) -> str:
    return getattr(refusal, "code", "")


@pytest.mark.parametrize(
    "upn",
    ["B801200005001", "A950000178301", "H243278544154", "P831200125001", "M823300124017", "V885400023042",
     "A83120012500A", "P82330012400B", " p831 2001-25001 "],
)  # fmt: skip
def test_known_good_upns_fit_their_letter(upn: str) -> None:
    """A950… and H243… have a right check letter and an area that no council has."""
    area_is_known = ids.clean_upn(upn)[1:4] not in {"950", "243"}
    assert code(ids.check_upn(upn)) == ("" if area_is_known else "upn.area")


@pytest.mark.parametrize(
    ("upn", "expected"),
    [
        ("P831200125002", "upn.letter"),
        ("X428558133462", "upn.area"),
        ("P8312001250", "upn.length"),
        ("", "upn.length"),
        ("P83120O125001", "upn.lookalike"),
        ("I831200125001", "upn.lookalike"),
        ("8831200125001", "upn.shape"),
        ("P٨31200125001", "upn.shape"),
        ("P83120012500é", "upn.shape"),
    ],
)
def test_bad_upns_say_why(upn: str, expected: str) -> None:
    refusal = ids.check_upn(upn)
    assert refusal is not None
    assert refusal.code == expected
    assert refusal.what_to_do


@pytest.mark.parametrize(("wrong", "letter"), [("R247962919251", "Q"), ("X428558133462", "W")])
def test_published_wrong_letters(wrong: str, letter: str) -> None:
    assert ids._upn_check_letter(wrong[1:]) == letter


@given(upns)
def test_made_upns_are_valid(upn: str) -> None:
    assert ids.check_upn(upn) is None
    assert ids.is_temporary_upn(upn) == upn[-1].isalpha()


@given(upns, st.integers(0, 12), st.integers(1, 25))
def test_one_mistyped_character_never_passes(upn: str, place: int, further: int) -> None:
    # The weights run from 2 to 13 and letters from 10 to 22, so a letter for a number can keep the sum: like for like.
    alike = string.digits if upn[place].isdigit() else string.ascii_uppercase
    wrong = alike[(alike.index(upn[place]) + 1 + further % (len(alike) - 1)) % len(alike)]
    assert ids.check_upn(upn[:place] + wrong + upn[place + 1 :]) is not None


@given(upns, st.integers(1, 11))
def test_two_swapped_characters_never_pass(upn: str, place: int) -> None:
    assume(upn[place] != upn[place + 1])
    swapped = upn[:place] + upn[place + 1] + upn[place] + upn[place + 2 :]
    assert ids.check_upn(swapped) is not None


@pytest.mark.parametrize(
    "parts", [(999, 1, 20, 1), (831, 12345, 20, 1), (831, 1, 20, 1000), (831, 1, 20, -1)]
)
def test_impossible_parts_are_a_mistake_in_the_program(parts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no UPN"):
        ids.make_upn(*parts)


@pytest.mark.parametrize(
    ("uln", "expected"),
    [
        ("1000000043", ""),
        ("100 000 0043", ""),
        ("1000000044", "uln.digit"),
        ("0000000000", "uln.digit"),
        ("12345678", "uln.shape"),
        ("1.0E+09", "uln.spreadsheet"),
    ],
)
def test_ulns(uln: str, expected: str) -> None:
    assert code(ids.check_uln(uln)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("943 476 5919", ""), ("9434765918", "nhs_number.digit"), ("94347659", "nhs_number.shape")],
)
def test_nhs_numbers(number: str, expected: str) -> None:
    assert code(ids.check_nhs_number(number)) == expected


def test_an_nhs_number_whose_check_would_be_ten_is_refused() -> None:
    tens = [
        start
        for start in range(100_000_000, 100_000_100)
        if sum((10 - i) * int(digit) for i, digit in enumerate(str(start))) % 11 == 1
    ]
    assert tens
    assert all(ids.check_nhs_number(f"{start}{last}") for start in tens for last in range(10))


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (ids.check_urn, "112345", "12345"),
        (ids.check_ukprn, "10012345", "20012345"),
        (ids.check_laestab, "831/2001", "999/2001"),
        (ids.check_laestab, "8312001", "83120011"),
    ],
)
def test_school_numbers(check: object, good: str, bad: str) -> None:
    assert check(good) is None  # type: ignore[operator]
    assert check(bad).what_to_do  # type: ignore[operator]


def test_a_dfe_number_is_shown_with_a_slash() -> None:
    assert ids.show_laestab("831 2001") == "831/2001"


@given(st.text(max_size=20))
def test_a_mask_hides_all_but_the_end(text: str) -> None:
    hidden = ids.mask(text)
    assert len(hidden) == len(text)
    assert set(hidden[:-3]) <= {"•"}
    if len(text) <= 6:
        assert set(hidden) <= {"•"}


@given(st.text(max_size=30))
def test_any_text_gives_an_answer(text: str) -> None:
    for check in (ids.check_upn, ids.check_uln, ids.check_nhs_number, ids.check_urn, ids.check_laestab):
        refusal = check(text)
        assert refusal is None or refusal.message
