"""Messages that leave: one address each, and no way to add a header."""

import pytest
from django.core import mail

from alongside.platform.transports import send_email


def test_one_message_goes_to_one_address() -> None:
    assert (
        send_email("nadia@example.org", "Something to read", "Sign in to read it.", reference="42-email")
        is None
    )
    (message,) = mail.outbox
    assert message.recipients() == ["nadia@example.org"]
    assert message.extra_headers["Message-ID"] == "<42-email@alongside.invalid>"


@pytest.mark.parametrize(
    ("to", "subject", "code"),
    [
        ("a@example.org, b@example.org", "Hello", "not-an-address"),
        ("a@example.org\nBcc: b@example.org", "Hello", "header-injection"),
        ("a@example.org", "Hello\r\nBcc: b@example.org", "header-injection"),
        ("nobody", "Hello", "not-an-address"),
        ("a@example.org", "", "subject-length"),
        ("a@example.org", "x" * 200, "subject-length"),
    ],
)
def test_what_would_reach_another_is_refused(to: str, subject: str, code: str) -> None:
    refusal = send_email(to, subject, "text")
    assert refusal is not None
    assert refusal.code == code
    assert not mail.outbox
