"""Logs say what happened and where in the program, never who a child is.

A log line can hold a path, an exception's text or an argument, and each of them can hold a name or an
identifier. So: query strings go, request objects go, tracebacks keep their frames and lose their message,
and anything shaped like an identifier, an address or a postcode is masked.
"""

import logging
import re
import traceback

from django.conf import settings

_MASKS = [
    (re.compile(r"(?<=\S)\?[^\s\"']*=[^\s\"']*"), "?[…]"),
    (re.compile(r"[\w.+%-]+@[\w-]+\.[\w.-]+"), "[e-mail]"),
    (re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]?\b", re.I), "[UPN]"),
    (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), "[number]"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I), "[postcode]"),
]


def masked(text: str) -> str:
    """The text with everything shaped like personal data replaced by what it was."""
    for shape, instead in _MASKS:
        text = shape.sub(instead, text)
    return text


def frames_only(error: BaseException) -> str:
    """A traceback without the exception's own words: databases quote the row that broke a rule."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    # The demo area holds nobody's data, and whoever tries it needs to see what went wrong.
    said = f": {masked(str(error))}" if settings.DEMO else ""
    return f"Traceback (most recent call last):\n{frames}{kind}{said}"


class WithoutContent(logging.Filter):
    """Takes content out of every record before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            text = record.getMessage()
        except (TypeError, ValueError):
            text = "(a log message that could not be put together)"
        record.msg, record.args = masked(text), ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = frames_only(record.exc_info[1])
            record.exc_info = None
        record.__dict__.pop("request", None)
        return True
