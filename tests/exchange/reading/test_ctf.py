"""Common transfer files: every block, what partial files leave out, and a second parser that must agree."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.exchange.reading import PupilRow, ReadResult, read_file
from alongside.exchange.reading.ctf import Transfer, read_ctf
from alongside.exchange.reading.pupil import Address, ContactRow, Phone, SenSpell, SourceSchool
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, search_key
from tests.exchange.reading.makers import PUPIL, TODAY, ctf_bytes, ctf_text, small_pupil


def result_of(data: bytes) -> ReadResult:
    result = read_file("8312001_CTF_8314001_001.xml", data, today=TODAY)
    assert isinstance(result, ReadResult)
    return result


@pytest.fixture
def amira() -> PupilRow:
    return result_of(ctf_bytes(PUPIL)).rows[0]


def test_who_the_child_is(amira: PupilRow) -> None:
    assert (amira.upn, amira.former_upn) == ("P831200125001", "A83120012500A")
    assert (amira.family_name, amira.given_name, amira.middle_names) == ("Khan", "Amira", "Noor")
    assert (amira.born_on, amira.sex, amira.nc_year) == (date(2018, 5, 14), "F", "3")
    assert (amira.ethnicity, amira.first_language) == ("APKN", "POL")


def test_support(amira: PupilRow) -> None:
    assert amira.sen_history == (SenSpell(date(2023, 1, 9), "N"), SenSpell(date(2024, 2, 5), "K"))
    assert (amira.sen_provision, amira.sen_started_on) == ("K", date(2024, 2, 5))
    assert amira.sen_needs == ((1, "SLCN"), (2, "SEMH"))
    assert amira.fsm is True
    assert amira.looked_after is False


def test_where_the_child_lives(amira: PupilRow) -> None:
    assert amira.address == Address(("12 Mill Lane", "Merefield"), "ZZ1 1ZZ", "100012345678")


def test_contacts_with_and_without_parental_responsibility(amira: PupilRow) -> None:
    mother, father, other = amira.contacts
    assert mother == ContactRow(
        1,
        "Mrs",
        "Nadia",
        "Khan",
        "Mother",
        True,
        (Phone("mobile", "07700 900123"),),
        "nadia@example.org",
        None,
        True,
    )
    assert (father.relationship, father.has_pr, father.lives_with_pupil) == ("Father", True, None)
    assert father.address == Address(("Flat 3", "Station Road"), "ZZ2 2ZZ")
    assert other.has_pr is None


def test_the_school_that_made_it() -> None:
    assert result_of(ctf_bytes(PUPIL)).source_school == SourceSchool(
        "8312001", "112345", "Mill Lane Primary", "2026", "25.0"
    )


def test_the_date_of_leaving_the_last_school_is_not_the_date_of_leaving_this_one(amira: PupilRow) -> None:
    assert amira.left_on is None


def test_a_partial_file_says_nothing_of_what_it_leaves_out() -> None:
    (theo,) = result_of(ctf_bytes(small_pupil())).rows
    assert (theo.sex, theo.fsm, theo.looked_after, theo.address, theo.contacts) == ("M", None, None, None, ())


@pytest.mark.parametrize(("element", "value"), [("Sex", "F"), ("Gender", "F")])
def test_sex_or_gender(element: str, value: str) -> None:
    pupil = small_pupil(**{"Gender": "", element: value})
    assert result_of(ctf_bytes(pupil)).rows[0].sex == "F"


def test_lines_are_those_of_the_file_even_far_down() -> None:
    spaces = "\n" * 70_000
    text = ctf_text(small_pupil(), spaces, PUPIL)
    first, last = result_of(text.encode()).rows
    assert first.line == text[: text.index("<Pupil>")].count("\n") + 1
    assert abs(last.line - text[: text.rindex("<Pupil>")].count("\n") - 1) <= 1


def test_a_pupil_that_cannot_be_identified_is_refused_alone() -> None:
    result = result_of(
        ctf_bytes(small_pupil(UPN="P831200125002"), PUPIL, small_pupil(UPN="", DOB="2030-01-01"))
    )
    assert [row.given_name for row in result.rows] == ["Amira"]
    assert [problem.column for problem in result.problems] == ["UPN", "DOB"]


def test_what_the_receiving_school_cannot_put_right_is_left_out_with_a_warning() -> None:
    pupil = (
        PUPIL.replace(">SLCN<", ">XYZ<").replace(">3<", ">99<").replace("nadia@example.org", "nadia at home")
    )
    result = result_of(ctf_bytes(pupil))
    (amira,) = result.rows
    assert (amira.nc_year, amira.sen_needs, amira.contacts[0].email) == ("", ((2, "SEMH"),), "")
    assert len(result.warnings) == 3
    assert all("left it out" in warning.message for warning in result.warnings)


def test_old_statuses_stay_in_the_history_only() -> None:
    result = result_of(ctf_bytes(PUPIL.replace("<SENprovision>K", "<SENprovision>A")))
    assert result.rows[0].sen_provision == ""
    assert [spell.provision for spell in result.rows[0].sen_history] == ["N", "A"]


def test_a_status_that_has_not_begun_is_not_the_present_one() -> None:
    result = result_of(ctf_bytes(PUPIL.replace("2024-02-05", "2027-02-05")))
    assert result.rows[0].sen_provision == "N"


def test_the_same_pupil_twice() -> None:
    result = result_of(ctf_bytes(small_pupil(), small_pupil()))
    assert len(result.rows) == 1
    assert result.problems[0].column == "UPN"


def test_comments_cdata_and_character_references_are_read_as_text() -> None:
    pupil = small_pupil().replace(">Bright<", ">Br<!-- x -->i<![CDATA[gh]]>&#116;<")
    assert result_of(ctf_bytes(pupil)).rows[0].family_name == "Bright"


def test_direction_overrides_are_taken_out_of_names() -> None:
    assert result_of(ctf_bytes(small_pupil(Surname="Bri\u202eght"))).rows[0].family_name == "Bright"


def test_a_pupil_within_a_pupil_is_refused() -> None:
    nested = small_pupil().replace("</Pupil>", "<Extra>" + small_pupil(UPN="") + "</Extra></Pupil>")
    refusal = read_file("x.xml", ctf_bytes(nested), today=TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "ctf.misplaced"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = ctf_text(small_pupil(Surname="Zoë")).encode(encoding)
    assert result_of(data).rows[0].family_name == "Zoë"


def test_truncation_names_its_line() -> None:
    data = ctf_bytes(PUPIL, small_pupil())
    cut = data[: data.index(b"<Contacts>") + 20]
    refusal = read_file("x.xml", cut, today=TODAY)
    assert isinstance(refusal, Refusal)
    last_line = cut.count(b"\n") + 1
    assert f"line {last_line}" in refusal.message


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20)


@given(words, words)
def test_a_second_parser_sees_the_same_names(surname: str, forename: str) -> None:
    data = ctf_bytes(small_pupil(Surname=surname, Forename=forename))
    transfer = read_ctf(data, "utf-8")
    assert isinstance(transfer, Transfer)
    pupil = ET.fromstring(data).find("CTFpupilData/Pupil")
    assert pupil is not None
    values = transfer.rows[0].values
    assert clean(values.get("family_name", "")) == clean(pupil.findtext("Surname") or "")
    assert clean(values.get("given_name", "")) == clean(pupil.findtext("Forename") or "")


markup = st.recursive(
    st.sampled_from(["Khan", "2018-05-14", "", "&lt;", "<!-- c -->"]),
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(
            ["Pupil", "Contacts", "Contact", "Address", "SENhistory", "SEN", "Phones", "Languages", "UPN"]
        ),
        st.lists(inside, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.lists(markup, max_size=3))
def test_any_well_formed_blocks_are_read_or_refused(blocks: list[str]) -> None:
    result = read_file("x.xml", ctf_bytes(f"<Pupil>{''.join(blocks)}</Pupil>"), today=TODAY)
    assert isinstance(result, ReadResult | Refusal)


@given(words)
def test_names_in_any_script_survive(name: str) -> None:
    (row,) = result_of(ctf_bytes(small_pupil(Surname=f"A{name}"))).rows
    assert search_key(row.family_name) == search_key(f"A{name}")
