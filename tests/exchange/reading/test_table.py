"""Tables: any separator, quoted lines, titles above the headings; every misshapen row named by its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.reading.table import Sheet, read_table
from alongside.kernel.refusal import Refusal
from tests.exchange.reading.makers import AMIRA, HEADINGS, THEO, csv_bytes


def sheet_of(data: bytes, encoding: str = "utf-8") -> Sheet:
    sheet = read_table(data, encoding)
    assert isinstance(sheet, Sheet)
    return sheet


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separators_and_encodings(delimiter: str, encoding: str) -> None:
    sheet = sheet_of(csv_bytes(HEADINGS, AMIRA, THEO, delimiter=delimiter, encoding=encoding), encoding)
    assert sheet.headers == tuple(HEADINGS)
    assert [(row.line, row.cells) for row in sheet.rows] == [(2, AMIRA), (3, THEO)]
    assert sheet.delimiter == delimiter


def test_a_cell_with_commas_does_not_fool_the_choice_of_separator() -> None:
    data = b"UPN;Surname;Forename;Address\nx;Khan;Amira;12, Mill Lane, Merefield, ZZ1 1ZZ\n"
    assert sheet_of(data).rows[0].cells == ["x", "Khan", "Amira", "12, Mill Lane, Merefield, ZZ1 1ZZ"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(line_end: str) -> None:
    text = line_end.join(["UPN,Surname", "a,Khan", "b,Bright"])
    assert [row.cells for row in sheet_of(text.encode()).rows] == [["a", "Khan"], ["b", "Bright"]]


def test_a_line_end_within_a_cell_keeps_the_count_of_lines() -> None:
    sheet = sheet_of(csv_bytes(HEADINGS, [*AMIRA[:3], "14/05\n/2018"], THEO))
    assert [row.line for row in sheet.rows] == [2, 4]


def test_titles_above_the_headings_are_passed_over() -> None:
    data = b"Class list 3B,,,\nPrinted 21/11/2026,,,\n\n" + csv_bytes(HEADINGS, AMIRA)
    sheet = sheet_of(data)
    assert sheet.header_line == 4
    assert [row.line for row in sheet.rows] == [5]


def test_the_line_that_names_the_separator_is_passed_over() -> None:
    sheet = sheet_of(b"sep=;\n" + csv_bytes(HEADINGS, AMIRA, delimiter=";"))
    assert sheet.headers == tuple(HEADINGS)


def test_empty_rows_and_empty_ends_are_dropped() -> None:
    sheet = sheet_of(b"UPN,Surname,,\n,,,\n \na,Khan,,\n")
    assert sheet.headers == ("UPN", "Surname")
    assert [row.line for row in sheet.rows] == [4]
    assert not sheet.problems


def test_a_row_with_too_many_cells_is_a_problem_of_its_line() -> None:
    sheet = sheet_of(b"UPN,Surname\na,Khan\nb,Bright,Theo\nc,Nowak\n")
    assert [row.line for row in sheet.rows] == [2, 4]
    (problem,) = sheet.problems
    assert problem.line == 3
    assert "3 cells" in problem.message


def test_a_row_that_ends_early_is_filled_and_pointed_out() -> None:
    sheet = sheet_of(b"UPN,Surname,Forename\na,Khan\n")
    assert sheet.rows[0].cells == ["a", "Khan", ""]
    assert [(warning.line, warning.column) for warning in sheet.warnings] == [(2, "Forename")]


def test_a_quotation_mark_out_of_place_costs_only_its_rows() -> None:
    sheet = sheet_of(b'UPN,Surname\na,"Khan"x\nb,Bright\n')
    assert [row.line for row in sheet.rows] == [3]
    assert sheet.problems[0].line == 2
    assert "line 2" in sheet.problems[0].message


def test_a_quotation_mark_that_swallows_rows_names_them_all() -> None:
    sheet = sheet_of(b'UPN,Surname\na,"Khan\nb,Bright\nc,"Nowak"\nd,Osei\n')
    assert [row.line for row in sheet.rows] == [5]
    assert "lines 2 to 4" in sheet.problems[0].message


def test_a_cell_of_twenty_thousand_letters_is_refused_with_its_row() -> None:
    sheet = sheet_of(csv_bytes(["UPN", "Surname"], ["a", "x" * 20_000], ["b", "Khan"]))
    assert [row.line for row in sheet.rows] == [3]
    assert sheet.problems[0].line == 2


@pytest.mark.parametrize(("rows", "is_read"), [(50_000, True), (50_001, False)])
def test_the_limit_of_rows(rows: int, is_read: bool) -> None:
    sheet = read_table(b"UPN,Surname\n" + b"a,b\n" * rows, "utf-8")
    assert isinstance(sheet, Sheet) == is_read


def test_two_hundred_columns_are_read() -> None:
    assert len(sheet_of(",".join(f"c{n}" for n in range(200)).encode() + b"\n").headers) == 200


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(cell, min_size=2, max_size=2), min_size=1, max_size=6), st.sampled_from(",;\t"))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["UPN", "Surname"], *rows])
    sheet = sheet_of(out.getvalue().encode())
    assert [row.cells for row in sheet.rows] == [row for row in rows if any(each.strip() for each in row)]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300))
def test_any_text_is_a_table_or_a_refusal(text: str) -> None:
    assert isinstance(read_table(text.encode(), "utf-8"), Sheet | Refusal)
