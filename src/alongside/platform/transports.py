"""Messages that leave the product. Each goes to one address; nothing here knows what it says.

Source: `never attach, always link` and one recipient a message (reference/trust.md, incidents I3-I11);
ASVS 5.0 1.3.11 (header injection).
"""

import json
import re
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from alongside.kernel.refusal import Refusal

LONGEST_SUBJECT = 150


def send_email(to: str, subject: str, text: str, *, reference: str = "") -> Refusal | None:
    """Hand one message for one address to the mail server; None when it took it.

    `reference` is the delivery's own number: it makes the Message-ID, so a receiver can tell a repeat.
    Raises what the mail server raises, so that a job tries again.
    """
    if refusal := _may_send(to, subject):
        return refusal
    headers = {"Auto-Submitted": "auto-generated"}
    if reference:
        headers["Message-ID"] = f"<{reference}@alongside.invalid>"
    EmailMessage(subject=subject, body=text, to=[to], headers=headers).send(fail_silently=False)
    return None


def _may_send(to: str, subject: str) -> Refusal | None:
    if any(ord(letter) < 32 for letter in to + subject):
        return Refusal("header-injection", "An address or a subject cannot hold line breaks.", field="to")
    try:
        validate_email(to)
    except ValidationError:
        return Refusal(
            "not-an-address",
            "That is not one e-mail address.",
            "Write a single address, like name@example.com.",
            field="to",
        )
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        return Refusal("subject-length", f"A subject has 1 to {LONGEST_SUBJECT} characters.", field="subject")
    return None


LONGEST_TEXT = 300
_NUMBER = re.compile(r"\+[1-9]\d{7,14}")
_PATIENCE = 20  # seconds; a gateway that does not answer must not hold up the other work


def text_number(written: str) -> str:
    """A telephone number as gateways take it (+447700900417); "" for what is none. Numbers without a country are of
    the United Kingdom."""
    plain = re.sub(r"[\s().-]", "", written)
    plain = re.sub(r"^00", "+", plain)
    plain = re.sub(r"^0", "+44", plain)
    return plain if _NUMBER.fullmatch(plain) else ""


def send_text(to: str, text: str, *, reference: str = "") -> Refusal | None:
    """Hand one text message for one number to the gateway; None when it took it.

    The gateway is any service that takes `POST {"to", "text", "reference"}` as JSON with a bearer key
    (`ALONGSIDE_TEXT_URL`, `ALONGSIDE_TEXT_KEY`) and answers 2xx. Without one, texts are files in `var/texts`. Raises
    what the connection raises, so that a job tries again; `reference` is the same each time, so that a gateway that
    knows it sends once.
    """
    number = text_number(to)
    if not number:
        return Refusal(
            "not-a-number", "That is not a telephone number.", "Write it like 07700 900417.", field="to"
        )
    if not 0 < len(text) <= LONGEST_TEXT or any(ord(letter) < 32 for letter in text):
        return Refusal("text-length", f"A text has 1 to {LONGEST_TEXT} letters, on one line.", field="text")
    message = {"to": number, "text": text, "reference": reference}
    if settings.TEXT_URL:
        _post(message)
    else:
        folder = Path(settings.TEXT_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{re.sub(r'[^0-9a-zA-Z-]', '', reference) or 'text'}.json").write_text(
            json.dumps(message, ensure_ascii=False)
        )
    return None


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not the one that was set up."""

    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


def _post(message: dict[str, str]) -> None:
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's own, checked in the settings
        settings.TEXT_URL,
        data=json.dumps(message).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {settings.TEXT_KEY}"},
        method="POST",
    )
    with urllib.request.build_opener(_NoDetour).open(request, timeout=_PATIENCE):
        pass
