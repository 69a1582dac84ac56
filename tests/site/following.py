"""Following the links of pages: which lead to pages of the product, and which pages are of one kind."""

import re
from urllib.parse import urlsplit

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"/\d+(?=/)")
_CHOSEN = re.compile(
    r"/(section|step|answer|do|together|my-part|sharing|letters|word|asks/new)/[A-Za-z0-9-]+(?=/)"
)
_PAPER = re.compile(
    r"/(my-format|pdf|word|text|large-print|easy-read|web|file|calendar|picture|print|letter|proof|download|"
    r"answers|check)/|\.csv|/open/$|/files/|sign-out|/notices/.+/|/sent/|/what-changed/"
)


def pages_in(links: list[str]) -> list[str]:
    """The addresses of pages among the links of a page: no papers to take along, no other place, nothing asked."""
    return [each for each in links if each.startswith("/") and not _PAPER.search(urlsplit(each).path)]


def kind(path: str) -> str:
    """What is alike in the addresses of all pages of one kind."""
    return _CHOSEN.sub(r"/\1/*", _NUMBER.sub("/N", _ID.sub("ID", urlsplit(path).path)))
