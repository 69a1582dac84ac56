"""What is kept in the repository works for anybody: no secrets, no paths of one machine, no package hosts."""

import re
from collections.abc import Iterator

from tests.guards.sources import ROOT, short, tracked

_LARGEST = 1_000_000
_TEXT = {
    ".py",
    ".toml",
    ".txt",
    ".in",
    ".md",
    ".html",
    ".css",
    ".js",
    ".json",
    ".typ",
    ".cfg",
    ".sh",
    ".yml",
    "",
}
# The bad words are put together here, so that this file does not find itself.
_FAULTS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----"),
    "an access token": re.compile(
        r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|xox[bap]-[0-9A-Za-z-]{20,})"
    ),
    "a password in an address": re.compile(r"\b[a-z+]+://[^\s:/@\"'{}]+:(?!\{)[^\s:/@\"'{}]{6,}@"),
    "a path of one machine": re.compile(
        r"(?<![\w.$/-])/(?:root|work|Users|home/(?:user|runner|ubuntu))" + r"/\w"
    ),
    "a package host": re.compile(
        r"\b(?:pypi\.org/simple|files\.python"
        + r"hosted\.org|registry\.npm"
        + r"js\.org|index"
        + r"-url\s*[=:])"
    ),
}


def faults(text: str) -> Iterator[str]:
    """What must not be in a file that everybody gets."""
    for name, shape in _FAULTS.items():
        if found := shape.search(text):
            yield f"{text.count(chr(10), 0, found.start()) + 1}: {name}"


def test_no_tracked_file_has_a_fault() -> None:
    found = [
        f"{short(path)}:{fault}"
        for path in tracked()
        if path.suffix in _TEXT and path != ROOT / "tests/guards/test_tracked_files.py"
        for fault in faults(path.read_text(errors="replace"))
    ]
    assert not found


def test_no_tracked_file_is_large() -> None:
    assert not [short(path) for path in tracked() if path.stat().st_size > _LARGEST]


def test_each_fault_is_found() -> None:
    slash = "/"
    for text in (
        "-----BEGIN RSA PRIVATE" + " KEY-----",
        "gh" + "p_" + "a" * 36,
        "postgres://me:" + "hunter22@db/x",
        f"see {slash}root{slash}x",
        "https://files.python" + "hosted.org/packages",
    ):
        assert list(faults(text)), text
