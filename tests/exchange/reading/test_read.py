"""The entrance: whole files, repeats between rows, mappings to correct, and any bytes at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.exchange.reading import Kind, ReadResult, read_file
from alongside.kernel.identifiers import make_upn
from alongside.kernel.refusal import Refusal
from tests.exchange.reading.makers import (
    AMIRA,
    HEADINGS,
    PUPIL,
    THEO,
    TODAY,
    csv_bytes,
    ctf_bytes,
    many_pupils,
    small_pupil,
)
from tests.exchange.reading.yardstick import plain_seconds, seconds_of


def result_of(data: bytes, **choices: dict[str, str]) -> ReadResult:
    result = read_file("class.csv", data, today=TODAY, **choices)
    assert isinstance(result, ReadResult)
    return result


def test_a_class_list() -> None:
    result = result_of(csv_bytes(HEADINGS, AMIRA, THEO))
    assert result.kind is Kind.CSV
    assert [row.given_name for row in result.rows] == ["Amira", "Theo"]
    assert not result.problems
    assert not result.missing


def test_columns_in_any_order() -> None:
    turned = [[row[3], row[1], row[0], row[2]] for row in (HEADINGS, AMIRA, THEO)]
    assert result_of(csv_bytes(*turned)).rows == result_of(csv_bytes(HEADINGS, AMIRA, THEO)).rows


def test_good_rows_are_read_beside_bad_ones() -> None:
    result = result_of(
        csv_bytes(HEADINGS, AMIRA, ["x", "", "Theo", "soon"], ["", "Osei", "Kofi", "01/02/2019"])
    )
    assert [row.line for row in result.rows] == [2, 4]
    assert result.refused_lines == (3,)
    assert [problem.column for problem in result.problems] == ["UPN", "DOB", "Legal Surname"]


@pytest.mark.parametrize("heading", ["UPN", "ULN", "Admission number"])
def test_the_second_of_two_rows_with_one_number_is_refused(heading: str) -> None:
    number = {"UPN": "P831200125001", "ULN": "1000000043", "Admission number": "77"}[heading]
    headings = [heading, *HEADINGS[1:]]
    result = result_of(csv_bytes(headings, [number, *AMIRA[1:]], ["", *THEO[1:]], [f" {number} ", *THEO[1:]]))
    assert [row.line for row in result.rows] == [2, 3]
    (problem,) = result.problems
    assert (problem.line, problem.column) == (4, heading)
    assert "line 2" in problem.message


def test_a_former_upn_that_is_another_childs_upn_is_refused() -> None:
    headings = [*HEADINGS, "Former UPN"]
    result = result_of(csv_bytes(headings, [*AMIRA, ""], [*THEO, AMIRA[0]]))
    assert [row.line for row in result.rows] == [2]
    assert result.problems[0].column == "Former UPN"


def test_children_with_one_name_and_birthday_are_two_children() -> None:
    rows = [["", "Smith", "David", "01/01/2018"]] * 3
    assert len(result_of(csv_bytes(HEADINGS, *rows)).rows) == 3


def test_a_file_without_what_is_needed_comes_back_for_its_columns() -> None:
    result = result_of(csv_bytes(["UPN", "Who", "First", "Arrived"], AMIRA))
    assert not result.rows
    assert {refusal.field for refusal in result.missing} == {"family_name", "given_name", "born_on"}
    assert result.sheet is not None
    assert result.mapping is not None
    corrected = result.mapping.as_dict() | {"who": "family_name", "first": "given_name", "arrived": "born_on"}
    again = result_of(csv_bytes(["UPN", "Who", "First", "Arrived"], AMIRA), mapping=corrected)
    assert again.rows[0].family_name == "Khan"


def test_a_long_file_with_one_good_row_early_is_read_to_its_end() -> None:
    bad = ["x", "", "", ""]
    result = result_of(csv_bytes(HEADINGS, AMIRA, *([bad] * 1500)))
    assert len(result.rows) == 1
    assert len(result.refused_lines) == 1500


def test_a_transfer_file_named_csv_is_read() -> None:
    assert result_of(ctf_bytes(PUPIL, small_pupil())).kind is Kind.CTF


@pytest.mark.slow
def test_ten_thousand_pupils_are_read_and_checked_in_a_dozen_times_a_plain_reading() -> None:
    data = many_pupils(10_000)
    result = result_of(data)
    assert (len(result.rows), result.problems, result.warnings) == (10_000, (), ())
    # Eleven to fourteen times as measured, which is a second or two; twice that is a fault.
    assert seconds_of(lambda: result_of(data)) < 25 * plain_seconds()


@pytest.mark.slow
def test_seven_thousand_pupils_of_a_transfer_file_are_read() -> None:
    whole = PUPIL.replace("<FormerUPN>A83120012500A</FormerUPN>", "")
    upns = [make_upn(831, 2000 + n // 1000, 20, n % 1000) for n in range(7_000)]
    data = ctf_bytes(*(whole.replace("P831200125001", upn) for upn in upns))
    started = time.process_time()
    result = result_of(data)
    taken = time.process_time() - started
    assert len(result.rows) == 7_000
    assert taken < 50 * plain_seconds()  # twenty-six times as measured


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_result_or_a_refusal(data: bytes) -> None:
    assert isinstance(read_file("x", data, today=TODAY), ReadResult | Refusal)


@settings(max_examples=60)
@given(st.binary(max_size=60), st.integers(0, 10_000), st.sampled_from(["csv", "ctf"]))
def test_damaged_files_are_a_result_or_a_refusal(damage: bytes, place: int, kind: str) -> None:
    data = csv_bytes(HEADINGS, AMIRA, THEO) if kind == "csv" else ctf_bytes(PUPIL)
    place %= len(data)
    assert isinstance(read_file("x", data[:place] + damage + data[place:], today=TODAY), ReadResult | Refusal)
    assert isinstance(read_file("x", data[:place] + damage, today=TODAY), ReadResult | Refusal)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(max_examples=80)
@given(st.lists(st.lists(cells, min_size=8, max_size=8), min_size=1, max_size=4))
def test_any_cells_are_accepted_or_refused_with_line_and_reason(rows: list[list[str]]) -> None:
    headings = [
        "UPN",
        "Surname",
        "Forename",
        "DOB",
        "SEN Needs",
        "Contact 1 Name",
        "Contact 1 Address",
        "NC Year",
    ]
    result = read_file("x", csv_bytes(headings, *rows), today=TODAY)
    if isinstance(result, Refusal):
        return
    accepted = {row.line for row in result.rows}
    assert not accepted & set(result.refused_lines)
    assert all(problem.message and problem.line > 1 for problem in result.problems)
    assert all(row.family_name and row.given_name for row in result.rows)
