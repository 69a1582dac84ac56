"""What a file is: decided by its bytes, never by its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.reading.sniff import Kind, Sniffed, sniff
from alongside.kernel.refusal import Refusal
from tests.exchange.reading.makers import AMIRA, HEADINGS, csv_bytes, ctf_bytes, ctf_text, small_pupil


@pytest.mark.parametrize(
    ("python_name", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_encodings_of_csv(python_name: str, found: str) -> None:
    data = csv_bytes(HEADINGS, ["", "O’Neill", "Zoë", "14/05/2018"], encoding=python_name)
    assert sniff(data) == Sniffed(Kind.CSV, found)


@pytest.mark.parametrize("python_name", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_common_transfer_file_in_each_encoding(python_name: str) -> None:
    sniffed = sniff(ctf_text(small_pupil(), declaration="").strip().encode(python_name))
    assert isinstance(sniffed, Sniffed)
    assert sniffed.kind is Kind.CTF


def test_what_the_bytes_are_beats_what_the_file_says_of_itself() -> None:
    text = ctf_text(small_pupil(Surname="Zoë"), declaration='<?xml version="1.0" encoding="{}"?>')
    mislabelled = text.replace("{}", "ISO-8859-1").encode("utf-8")
    old = text.replace("{}", "UTF-8").encode("cp1252")
    assert sniff(mislabelled) == Sniffed(Kind.CTF, "utf-8")
    assert sniff(old) == Sniffed(Kind.CTF, "cp1252")


@pytest.mark.parametrize("words", ["BMI,Zoë\n", "MZ,RIFF\n", "II,III\n", "Rar!,x\n", "BZh,x\n"])
def test_words_that_begin_like_another_format_are_still_words(words: str) -> None:
    assert sniff(words.encode()) == Sniffed(Kind.CSV, "utf-8")


def test_a_file_at_the_limit_is_read_and_one_past_it_is_not() -> None:
    limit = 20 * 1024 * 1024
    assert isinstance(sniff(b"x" * limit), Sniffed)
    refusal = sniff(b"x" * (limit + 1))
    assert isinstance(refusal, Refusal)
    assert "20 MB" in refusal.message


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer_and_an_encoding_that_decodes_them(data: bytes) -> None:
    sniffed = sniff(data)
    if isinstance(sniffed, Sniffed):
        assert "\0" not in data.decode(sniffed.encoding)
    else:
        assert sniffed.message
        assert sniffed.what_to_do


def test_a_transfer_file_is_known_by_any_name() -> None:
    assert sniff(ctf_bytes(small_pupil())) == Sniffed(Kind.CTF, "utf-8")
    assert sniff(csv_bytes(HEADINGS, AMIRA)) == Sniffed(Kind.CSV, "utf-8")
