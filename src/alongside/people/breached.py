"""Passwords that were stolen somewhere before, by a list kept on this machine: no password leaves it, whole or in part.

The list is the one of Have I Been Pwned, ordered by hash, as its own downloader writes it: a line is the SHA-1 of a
password in capitals, a colon and how often it was seen. With 38 GB it is not shipped: whoever runs the installation
brings it and names it in ALONGSIDE_BREACHED_PASSWORDS. Without one this rule passes everything (ASVS 5.0 6.2.12).
"""

from hashlib import sha1
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError

_DIGEST = 40  # characters of a SHA-1 in hexadecimal
ADVICE = (
    "This password is on a list of stolen passwords, so it is tried early. Use three or four words that have "
    "nothing to do with each other."
)


class NotBreached:
    """A password validator in Django's sense."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for a password on the list. A list that cannot be read lets nobody through unseen.

        Raises OSError where a list is named and cannot be read: `alongside doctor` says so beforehand.
        """
        if settings.BREACHED_PASSWORDS and holds(Path(settings.BREACHED_PASSWORDS), password):
            raise ValidationError(ADVICE, code="breached")

    def get_help_text(self) -> str:
        return "Not one that was stolen before."


def holds(path: Path, password: str) -> bool:
    """Whether the list at `path` has this password: some 35 reads of a line, however long the list is."""
    # SHA-1 is what the list is ordered by; nothing is kept or proved with it.
    wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as lines:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            if _first_line_from(lines, middle)[:_DIGEST].upper() < wanted:
                low = middle + 1
            else:
                high = middle
        return _first_line_from(lines, low)[:_DIGEST].upper() == wanted


def is_such_a_list(path: Path) -> bool:
    """Whether the file begins like the list: two lines of a digest and a count, the lower first."""
    with path.open("rb") as lines:
        first, second = lines.readline(100), lines.readline(100)
    return all(line[_DIGEST : _DIGEST + 1] == b":" for line in (first, second)) and first < second


def _first_line_from(lines: IO[bytes], position: int) -> bytes:
    """The first line that begins at or after a position; at the end of the file an empty one, after all others."""
    lines.seek(max(position - 1, 0))
    if position:
        lines.readline()
    return lines.readline() or b"~"
