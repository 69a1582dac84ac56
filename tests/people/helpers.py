"""Ways in, as a test walks them: each returns the client's last answer."""

import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from alongside.access.choices import Role, StandingKind
from alongside.people.models import Account
from alongside.platform import worker
from tests.makers import world

PASSWORD = "a long enough password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def a_teacher(email: str = "osei@larkfield.example", role: Role = Role.CLASS_TEACHER) -> Account:
    """Someone with a post, an account and no second factor yet."""
    setting = world.make_setting()
    person = world.make_person("Kwame", "Osei")
    world.joins(person, setting, role)
    return world.make_account(person, email)


def a_mother(email: str = "nadia@home.example") -> Account:
    """A parent who signs in without a password."""
    person = world.make_person()
    world.stands(world.make_child(), StandingKind.PARENT, person=person)
    account = world.make_account(person, email)
    account.set_unusable_password()
    account.save()
    return account


def with_app(account: Account) -> Account:
    """The account, with an authenticator app and recovery codes."""
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    return account


def app_code(ahead: int = 0) -> str:
    """What the app shows now."""
    counter = list(yield_hotp_counters_from_time())[1] + ahead
    return format_hotp_value(hotp_value(SECRET, counter))


def a_recovery_code(account: Account) -> str:
    row = Authenticator.objects.get(user=account, type="recovery_codes")
    return row.wrap().get_unused_codes()[0]


def by_password(client: Client, email: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password, **extra})


def ask_for_code(client: Client, email: str) -> Any:
    return client.post("/sign-in/code/", {"email": email})


def letters() -> list[Any]:
    """Every message that has left, after the queue was worked off."""
    worker.run_due()
    return mail.outbox


def code_in(message: Any) -> str:
    found = re.search(r"code is: ([\d-]+)", message.body)
    assert found, message.body
    return found[1]


def link_in(message: Any) -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body)
    assert found, message.body
    return found[1]


def is_in(client: Client) -> bool:
    """Whether pages for signed-in people open."""
    return client.get("/my-settings/").status_code == 200


def without_token(content: bytes) -> bytes:
    """A page without what differs on every page."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)
