"""What a document tells about who made it does not leave with it (ASVS 14.2.8, trust 1.2 row 64)."""

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from docx import Document

from alongside.kernel.refusal import Refusal
from alongside.platform import files
from alongside.platform.metadata import PDF, WORD, without_metadata

PLANTED = "Planted Author of Lime Street"


def pdf(**save: Any) -> bytes:
    """A page with an author, a note of its program, an attachment and something that runs."""
    made = io.BytesIO()
    with pikepdf.new() as new:
        new.add_blank_page()
        with new.open_metadata() as notes:
            notes["dc:creator"] = [PLANTED]
        new.docinfo["/Author"] = PLANTED
        new.attachments["list.txt"] = PLANTED.encode()
        new.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=PLANTED)
        new.pages[0].obj.PieceInfo = pikepdf.Dictionary(Note=PLANTED)
        new.save(made, compress_streams=False, **save)
    return made.getvalue()


def word(text: str = "Amira swam.") -> bytes:
    made, document = io.BytesIO(), Document()
    document.add_paragraph(text)
    document.core_properties.author = document.core_properties.last_modified_by = PLANTED
    document.core_properties.comments = PLANTED
    document.save(made)
    return made.getvalue()


def everything_in(content: bytes) -> str:
    """All bytes of a document, unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(packed.read(one).decode(errors="replace") for one in packed.namelist())
    opened = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(opened, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return opened.getvalue().decode("latin-1")


@pytest.mark.parametrize(("content", "kind"), [(pdf(), PDF), (word(), WORD)])
def test_nothing_of_whoever_made_it_is_left(content: bytes, kind: str) -> None:
    assert PLANTED in everything_in(content)
    clean = without_metadata(content, kind)
    assert isinstance(clean, bytes) and PLANTED not in everything_in(clean)
    assert files.kind_of(clean) == kind


def test_the_words_stay() -> None:
    clean = without_metadata(word(), WORD)
    assert isinstance(clean, bytes)
    assert [one.text for one in Document(io.BytesIO(clean)).paragraphs] == ["Amira swam."]


def test_what_was_changed_and_can_still_be_read_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as packed, zipfile.ZipFile(made, "w") as changed:
        for one in packed.namelist():
            text = packed.read(one)
            if one == "word/document.xml":
                text = text.replace(b"<w:p>", b'<w:p><w:ins w:id="1" w:author="P"></w:ins>', 1)
            changed.writestr(one, text)
    refused = without_metadata(made.getvalue(), WORD)
    assert isinstance(refused, Refusal) and refused.code == "tracked"


def test_what_is_locked_or_broken_says_what_to_do() -> None:
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    for content, kind, code in (
        (locked, PDF, "locked"), (b"%PDF-1.4 nothing", PDF, "broken"), (b"PK nothing", WORD, "broken"),
    ):  # fmt: skip
        refused = without_metadata(content, kind)
        assert isinstance(refused, Refusal) and refused.code == code and refused.what_to_do


def test_other_files_stay_as_they_are() -> None:
    assert without_metadata(b"plain words", "text/plain") == b"plain words"
