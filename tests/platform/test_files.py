"""The file store: what a file is, whether it is safe, and that it stays what it was."""

import os
import re
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from alongside.kernel.refusal import Refusal
from alongside.platform import files

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ACCEPTS = {"application/pdf"}


def code(result: files.Stored | Refusal) -> str:
    assert isinstance(result, Refusal), result
    assert result.what_to_do
    return result.code


def test_a_file_is_kept_under_a_random_name_and_comes_back() -> None:
    stored = files.put(PDF, accepts=ACCEPTS)
    assert isinstance(stored, files.Stored)
    assert re.fullmatch(r"kept/[0-9a-f]{2}/[0-9a-f]{40}", stored.key)
    assert files.get(stored.key, stored.digest) == PDF
    assert stored.kind == "application/pdf"
    files.discard(stored.key)
    with pytest.raises(FileNotFoundError):
        files.get(stored.key)


def test_a_changed_file_is_noticed() -> None:
    stored = files.keep(PDF, "application/pdf")
    with pytest.raises(files.Changed):
        files.get(stored.key, "0" * 64)


@pytest.mark.parametrize(
    "key", ["../settings.py", "/etc/passwd", "aside/ab/" + "a" * 40, "kept/../../x", "kept/ab/x\n"]
)
def test_only_kept_files_can_be_reached(key: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.get(key)


def test_the_content_decides_what_a_file_is() -> None:
    assert code(files.put(b"<html><script>x</script></html>", accepts=ACCEPTS)) == "kind"
    assert code(files.put(b"MZ\x90\x00" + b"\0" * 60, accepts=ACCEPTS)) == "kind"
    assert code(files.put(b"", accepts=ACCEPTS)) == "empty"
    assert code(files.put(PDF * 10, accepts=ACCEPTS, largest=100)) == "too-large"


def test_the_standard_test_virus_is_put_aside() -> None:
    before = len(_aside())
    assert code(files.put(PDF + TEST_VIRUS, accepts=ACCEPTS)) == "virus"
    assert len(_aside()) == before + 1


def _aside() -> list[str]:
    if not default_storage.exists("aside"):
        return []
    return [
        name
        for folder in default_storage.listdir("aside")[0]
        for name in default_storage.listdir(f"aside/{folder}")[1]
    ]


@pytest.fixture
def clamd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """A double of clamd that speaks INSTREAM on a socket and answers what the test wants."""
    says = {"answer": b"stream: OK"}
    address = tmp_path / "clamd"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(address))
    listener.listen()

    def serve() -> None:
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            with link, link.makefile("rb") as incoming:
                assert incoming.read(10) == b"zINSTREAM\0"
                received = b""
                while size := struct.unpack("!L", incoming.read(4))[0]:
                    received += incoming.read(size)
                says["received"] = received
                link.sendall(says["answer"] + b"\0")

    threading.Thread(target=serve, daemon=True).start()
    monkeypatch.setenv("ALONGSIDE_CLAMD", str(address))
    yield says
    listener.close()


def test_a_scanner_that_is_set_is_asked(clamd: dict[str, bytes]) -> None:
    large = PDF + os.urandom(200_000)
    assert isinstance(files.put(large, accepts=ACCEPTS), files.Stored)
    assert clamd["received"] == large
    clamd["answer"] = b"stream: Win.Test FOUND"
    assert code(files.put(PDF, accepts=ACCEPTS)) == "virus"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b""])
def test_a_scanner_that_cannot_say_keeps_the_file_out(clamd: dict[str, bytes], answer: bytes) -> None:
    clamd["answer"] = answer
    assert code(files.put(PDF, accepts=ACCEPTS)) == "not-checked"


def test_a_scanner_that_is_down_keeps_the_file_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("/nowhere/clamd", "localhost:1", "nonsense"):
        monkeypatch.setenv("ALONGSIDE_CLAMD", address)
        assert code(files.put(PDF, accepts=ACCEPTS)) == "not-checked"
