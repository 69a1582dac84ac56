"""Messages that leave the product. Each goes to one address; nothing here knows what it says.

Source: `never attach, always link` and one recipient a message (reference/trust.md, incidents I3-I11);
ASVS 5.0 1.3.11 (header injection).
"""

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
