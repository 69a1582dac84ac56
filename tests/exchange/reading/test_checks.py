"""Rows: what is accepted, what is refused with its column, and what is only pointed out."""

from datetime import date

import pytest

from alongside.exchange.reading import PupilRow, ReadResult, read_file
from alongside.exchange.reading.pupil import Address, Phone
from tests.exchange.reading.makers import AMIRA, HEADINGS, TODAY, csv_bytes


def result_with(**cells: str) -> ReadResult:
    """One pupil's row with these further cells, headings written with _ for spaces."""
    row = dict(zip(HEADINGS, AMIRA, strict=True)) | {
        name.replace("_", " "): text for name, text in cells.items()
    }
    result = read_file("class.csv", csv_bytes(list(row), list(row.values())), today=TODAY)
    assert isinstance(result, ReadResult)
    return result


def row_with(**cells: str) -> PupilRow:
    result = result_with(**cells)
    assert not result.problems
    return result.rows[0]


@pytest.mark.parametrize(
    ("heading", "text", "words"),
    [
        ("UPN", "P831200125002", "does not fit"),
        ("UPN", "P83120012500", "13 characters"),
        ("ULN", "1.0E+09", "spreadsheet"),
        ("Legal Surname", "", "missing"),
        ("Legal Surname", '=HYPERLINK("http://x")', "calculate"),
        ("Legal Surname", "@SUM(1)", "calculate"),
        ("Legal Surname", "+1", "calculate"),
        ("Legal Forename", "-2+3", "calculate"),
        ("Legal Forename", "12345", "no letters"),
        ("Legal Forename", "#REF!", "spreadsheet"),
        ("Legal Forename", "A" * 101, "up to 100"),
        ("Middle names", "=1+1", "calculate"),
        ("Contact 1 Name", "=cmd|' /C calc'!A0", "calculate"),
        ("DOB", "", "missing"),
        ("DOB", "14/05/2027", "not come yet"),
        ("DOB", "14/05/1999", "27"),
        ("DOB", "5/14/2018", "no month 14"),
        ("DOB", "43234", "counts days"),
        ("NC Year", "Year 27", "year group"),
        ("SEN Status", "Q", "SEN status"),
        ("SEN Need 1", "ABC", "type of need"),
        ("SEN Needs", "SLCN; ABC", "type of need"),
        ("Entry date", "14/05/2017", "before being born"),
        ("Entry date", "yesterday", "not a date"),
    ],
)
def test_a_row_is_refused_with_line_column_and_reason(heading: str, text: str, words: str) -> None:
    result = result_with(**{heading: text})
    assert not result.rows
    (problem,) = result.problems
    assert (problem.line, problem.column) == (2, heading)
    assert words in problem.message
    assert problem.what_to_do


@pytest.mark.parametrize(
    ("heading", "text", "field"),
    [
        ("Gender", "Q", "sex"),
        ("Ethnicity", "Martian", "ethnicity"),
        ("FSM", "maybe", "fsm"),
        ("Former UPN", "123", "former_upn"),
        ("Reg", "#REF!", "class_name"),
    ],
)
def test_what_a_child_is_not_turned_away_for_is_left_out_with_a_warning(
    heading: str, text: str, field: str
) -> None:
    result = result_with(**{heading: text})
    assert not getattr(result.rows[0], field)
    (warning,) = result.warnings
    assert (warning.line, warning.column) == (2, heading)
    assert "left it out" in warning.message


def test_a_plain_row_is_accepted_whole() -> None:
    row = row_with(
        Sex="F", NC_Year="Year 3", Reg_Group="3B", SEN_Status="SEN Support", SEN_Need_1="SLCN", EAL="Y", LAC="N",
        Entry_Date="1/9/22", Adno="001234", Preferred_Name="Mira Khan", FSM6="1", Pupil_Premium="no",
    )  # fmt: skip
    assert (row.sex, row.nc_year, row.class_name, row.sen_provision) == ("F", "3", "3B", "K")
    assert (row.sen_needs, row.english_is_additional, row.looked_after) == (((1, "SLCN"),), True, False)
    assert (row.entered_on, row.admission_number) == (date(2022, 9, 1), "001234")
    assert (row.preferred_given_name, row.fsm_ever_6, row.pupil_premium) == ("Mira", True, False)


@pytest.mark.parametrize("nothing", ["", "-", "N/A", "n/a", "#N/A", "NULL", "  "])
def test_words_for_nothing_mean_nothing(nothing: str) -> None:
    row = row_with(SEN_Status=nothing, NC_Year=nothing, FSM=nothing, Former_UPN=nothing, Reg=nothing)
    assert (row.sen_provision, row.nc_year, row.fsm, row.former_upn, row.class_name) == ("", "", None, "", "")


@pytest.mark.parametrize("name", ["Null", "Na", "Nil", "Ng", "O", "李", "محمد", "Ó"])
def test_names_that_look_like_nothing_are_names(name: str) -> None:
    assert row_with(**{"Legal Surname": name}).family_name == name


def test_names_in_capitals_are_shown_as_people_write_them() -> None:
    assert row_with(**{"Legal Surname": "O'NEILL-SMITH"}).family_name == "O'Neill-Smith"


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("SLCN", ((1, "SLCN"),)),
        ("SLCN; ASD", ((1, "SLCN"), (2, "ASD"))),
        ("SLCN, ASD", ((1, "SLCN"), (2, "ASD"))),
        ("Speech, Language and Communication Needs", ((1, "SLCN"),)),
        ("1 - SLCN | 2 - ASD", ((1, "SLCN"), (2, "ASD"))),
        ("SLCN and ASD", ((1, "SLCN"), (2, "ASD"))),
        ("SLCN\nASD", ((1, "SLCN"), (2, "ASD"))),
        ("Moderate Learning Difficulty & Hearing Impairment", ((1, "MLD"), (2, "HI"))),
        ("SLCN;SLCN", ((1, "SLCN"),)),
    ],
)
def test_several_needs_in_one_cell(text: str, needs: tuple[tuple[int, str], ...]) -> None:
    assert row_with(SEN_Needs=text, SEN="K").sen_needs == needs


def test_ranks_order_the_needs() -> None:
    row = row_with(SEN="E", SEN_Need_1="ASD", SEN_Need_1_Rank="2", SEN_Need_2="SLCN", SEN_Need_2_Rank="1")
    assert row.sen_needs == ((1, "SLCN"), (2, "ASD"))


@pytest.mark.parametrize(("status", "is_accepted"), [("K", True), ("E", False), ("N", False), ("", True)])
def test_no_specialist_assessment_goes_only_with_sen_support(status: str, is_accepted: bool) -> None:
    result = result_with(SEN_Status=status, SEN_Need_1="NSA")
    assert bool(result.rows) == is_accepted
    assert [problem.column for problem in result.problems] == ([] if is_accepted else ["SEN Need 1"])


@pytest.mark.parametrize("old", ["S", "Statement", "School Action", "P"])
def test_a_status_that_ended_is_pointed_out_and_left_out(old: str) -> None:
    result = result_with(SEN_Status=old)
    assert result.rows[0].sen_provision == ""
    assert result.warnings[0].column == "SEN Status"


def test_a_need_without_sen_is_pointed_out() -> None:
    assert result_with(SEN_Status="N", SEN_Need_1="SLCN").warnings[0].column == "SEN Status"


@pytest.mark.parametrize(
    ("year", "warned"),
    [("3", False), ("4", False), ("5", False), ("2", True), ("6", True), ("R", True), ("X", False)],
)
def test_a_year_group_far_from_the_age_is_pointed_out(year: str, warned: bool) -> None:
    result = result_with(NC_Year=year)
    assert result.rows
    assert bool(result.warnings) == warned


def test_leaving_before_joining_is_refused() -> None:
    result = result_with(Entry_Date="01/09/2023", Leaving_Date="01/09/2022")
    assert [problem.column for problem in result.problems] == ["Leaving Date"]


def test_contacts() -> None:
    row = row_with(
        Contact_1_Name="Mrs Nadia Anna Khan", Contact_1_PR="Yes", Contact_1_Mobile="7700900123",
        Contact_1_Priority="2", Contact_2_Surname="KHAN", Contact_2_Forename="IMRAN", Contact_2_Priority="1",
        Contact_2_Telephone="+44 7700 900456", Contact_2_Address="3 Station Road, Merefield, ZZ2 2ZZ",
        Contact_3_Name="",
    )  # fmt: skip
    father, mother = row.contacts
    assert (father.given_name, father.family_name, father.has_pr) == ("Imran", "Khan", None)
    assert father.phones == (Phone("other", "+44 7700 900456"),)
    assert father.address == Address(("3 Station Road", "Merefield"), "ZZ2 2ZZ")
    assert (mother.title, mother.given_name, mother.family_name) == ("Mrs", "Nadia Anna", "Khan")
    assert mother.phones == (Phone("mobile", "07700900123"),)
    assert mother.has_pr is True
    assert mother.address is None


def test_a_contact_without_a_name_is_left_out_and_pointed_out() -> None:
    result = result_with(Contact_1_Mobile="07700 900123", Contact_1_Name="")
    assert result.rows[0].contacts == ()
    (warning,) = result.warnings
    assert warning.column == "Contact 1 Mobile"
    assert "900" not in warning.value_shown


def test_a_contacts_bad_email_does_not_turn_the_child_away() -> None:
    result = result_with(Contact_1_Name="Nadia Khan", Contact_1_Email="=nadia@example.org")
    assert result.rows[0].contacts[0].email == ""
    assert result.warnings[0].column == "Contact 1 Email"


def test_an_address_in_lines_or_in_one_cell() -> None:
    in_lines = row_with(Address_1="12 Mill Lane", Town="Merefield", Postcode="zz11zz")
    in_one = row_with(Address="12 Mill Lane\nMerefield\nZZ1 1ZZ")
    assert in_lines.address == in_one.address == Address(("12 Mill Lane", "Merefield"), "ZZ1 1ZZ")


def test_a_formula_in_other_words_is_kept_as_text() -> None:
    assert row_with(Reg="=3+2").class_name == "=3+2"


def test_identifying_values_are_masked_in_problems() -> None:
    (problem,) = result_with(UPN="P831200125002").problems
    assert problem.value_shown.endswith("002")
    assert "P8312" not in problem.value_shown


@pytest.mark.parametrize(
    ("name", "is_accepted"), [("Khan, Amira", True), ("KHAN,AMIRA", True), ("Amira Khan", False)]
)
def test_a_name_in_one_column_needs_its_comma(name: str, is_accepted: bool) -> None:
    result = read_file("x.csv", csv_bytes(["Name", "DOB"], [name, "14/05/2018"]), today=TODAY)
    assert isinstance(result, ReadResult)
    if is_accepted:
        assert (result.rows[0].family_name, result.rows[0].given_name) == ("Khan", "Amira")
    else:
        assert result.problems[0].column == "Name"
