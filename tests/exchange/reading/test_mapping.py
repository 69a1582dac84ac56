"""Headings: recognised as schools' systems write them, corrected by a person, remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.reading.fields import FIELD_BY_KEY, FIELDS, field_for, heading_key
from alongside.exchange.reading.mapping import recognised, suggest
from alongside.exchange.reading.values import reader_of


def fields(*headings: str, remembered: dict[str, str] | None = None) -> list[str]:
    return [column.field for column in suggest(headings, remembered).columns]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("UPN", "upn"),
        ("Unique Pupil Number", "upn"),
        ("Former UPN", "former_upn"),
        ("ULN", "uln"),
        ("Adno", "admission_number"),
        ("Admission Number", "admission_number"),
        ("Legal Surname", "family_name"),
        ("Last Name", "family_name"),
        ("LEGAL FORENAME", "given_name"),
        ("first_name", "given_name"),
        ("Chosen forename", "preferred_given_name"),
        ("Preferred Name", "preferred_given_name"),
        ("Surname, Forename", "full_name"),
        ("Middle name(s)", "middle_names"),
        ("D.O.B.", "born_on"),
        ("DOB", "born_on"),
        ("DateOfBirth", "born_on"),
        ("Date of birth", "born_on"),
        ("Gender", "sex"),
        ("NC Year", "nc_year"),
        ("Year Group", "nc_year"),
        ("Year taught in", "nc_year"),
        ("Reg Group", "class_name"),
        ("Registration Form", "class_name"),
        ("Tutor Group", "class_name"),
        ("Class", "class_name"),
        ("SEN Status", "sen_provision"),
        ("SEN provision", "sen_provision"),
        ("SEND", "sen_provision"),
        ("SEN Needs", "sen_need"),
        ("SEN Need Type", "sen_need"),
        ("SEN Need 1", "sen_need_1"),
        ("SEN need type 2", "sen_need_2"),
        ("Primary Need", "sen_need_1"),
        ("SEN Primary Need", "sen_need_1"),
        ("Secondary SEN Type", "sen_need_2"),
        ("SEN Need 1 Rank", "sen_need_1_rank"),
        ("Need rank", "sen_need_1_rank"),
        ("Ethnicity", "ethnicity"),
        ("First Language", "first_language"),
        ("EAL", "english_is_additional"),
        ("FSM", "fsm"),
        ("FSM Ever 6", "fsm_ever_6"),
        ("Pupil Premium", "pupil_premium"),
        ("In care", "looked_after"),
        ("LAC", "looked_after"),
        ("Entry date", "entered_on"),
        ("Date of admission", "entered_on"),
        ("Leaving date", "left_on"),
        ("Post code", "postcode"),
        ("Address line 1", "address_line_1"),
        ("Contact 1 name", "contact_1_name"),
        ("Contact 1 - Name", "contact_1_name"),
        ("Contact 2 Relationship", "contact_2_relationship"),
        ("Contact 1 PR", "contact_1_has_pr"),
        ("Contact 1 Parental Responsibility", "contact_1_has_pr"),
        ("Priority 1 Contact Name", "contact_1_name"),
        ("Parent 1 Email", "contact_1_email"),
        ("Parent/Carer 2 mobile number", "contact_2_mobile"),
        ("Email (contact 3)", "contact_3_email"),
        ("Parent email", "contact_1_email"),
        ("Contact Surname 2", "contact_2_family_name"),
        ("Contact 1 address same as pupil", "contact_1_lives_with_pupil"),
        ("Contact 1 lives with pupil", "contact_1_lives_with_pupil"),
        ("Attendance %", ""),
        ("Favourite colour", ""),
        ("", ""),
        ("تاريخ الميلاد", ""),
    ],
)
def test_headings_schools_write(heading: str, field: str) -> None:
    assert fields(heading) == [field]


def test_every_listed_heading_reaches_its_own_field() -> None:
    for field in FIELDS:
        for heading in field.headings:
            assert heading == heading_key(heading)
            assert field_for(heading)[0] == field.key


def test_every_field_can_be_read_or_is_part_of_an_address() -> None:
    unread = {key for key in FIELD_BY_KEY if reader_of(key)[0] is None}
    assert all("address" in key for key in unread)


def test_the_more_exact_of_two_headings_wins() -> None:
    mapping = suggest(["Surname", "Legal Surname", "Year Group", "NC Year"])
    assert [(column.field, column.how) for column in mapping.columns] == [
        ("", "repeated"),
        ("family_name", "suggested"),
        ("", "repeated"),
        ("nc_year", "suggested"),
    ]


def test_what_a_person_chose_comes_first_and_is_remembered() -> None:
    headings = ["Pupil ref", "Surname", "First", "Known name", "DOB"]
    corrected = suggest(headings).as_dict() | {
        "pupilref": "admission_number",
        "first": "given_name",
        "knownname": "",
    }
    again = suggest(["DOB", *headings[:4]], corrected)
    assert [column.field for column in again.columns] == [
        "born_on", "admission_number", "family_name", "given_name", "",
    ]  # fmt: skip
    assert {column.how for column in again.columns} == {"remembered"}
    assert not again.check()


def test_a_remembered_field_that_no_longer_exists_is_ignored() -> None:
    mapping = suggest(["Surname"], {"surname": "shoe_size"})
    assert [column.field for column in mapping.columns] == [""]


def test_one_field_is_never_filled_twice_even_when_remembered_so() -> None:
    mapping = suggest(["A", "B", "Surname"], {"a": "family_name", "b": "family_name"})
    assert [column.field for column in mapping.columns] == ["family_name", "", ""]


def test_repeated_and_empty_headings_stay_apart() -> None:
    mapping = suggest(["Contact Name", "Contact Name", "", ""])
    assert len(mapping.as_dict()) == 4
    assert [column.heading for column in mapping.columns] == [
        "Contact Name",
        "Contact Name",
        "Column 3",
        "Column 4",
    ]


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        (["Surname", "Forename", "DOB"], []),
        (["Name", "DOB"], []),
        (["UPN"], ["mapping.missing.family_name", "mapping.missing.given_name", "mapping.missing.born_on"]),
    ],
)
def test_what_a_file_cannot_do_without(headings: list[str], missing: list[str]) -> None:
    assert [refusal.code for refusal in suggest(headings).check()] == missing


def test_a_row_of_headings_is_told_from_a_row_of_children() -> None:
    assert recognised(["UPN", "Legal Surname", "x"]) == 2
    assert recognised(["P831200125001", "Khan", "Amira", "14/05/2018"]) == 0


@given(st.lists(st.text(max_size=30), max_size=12), st.dictionaries(st.text(max_size=8), st.text(max_size=8)))
def test_any_headings_and_any_memory_give_a_mapping(headings: list[str], remembered: dict[str, str]) -> None:
    mapping = suggest(headings, remembered)
    filled = [column.field for column in mapping.columns if column.field]
    assert len(filled) == len(set(filled))
    assert len(mapping.as_dict()) == len(headings)
    assert suggest(headings, mapping.as_dict()).places == mapping.places
