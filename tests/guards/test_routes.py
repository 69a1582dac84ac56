"""Every address is accounted for: it names the permission it needs, or says why it is public."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Views of the sign-in library, by name of their route, each let through with the reason it is safe.
# The library checks for itself who is signed in; none of these shows anything but one's own account.
LIBRARY: dict[str, str] = {
    "account_login": "the sign-in form",
    "account_logout": "ends one's own session",
    "account_reauthenticate": "asks again for a proof of one's own",
    "account_request_login_code": "sends a code to an address, and says the same for every address",
    "account_confirm_login_code": "takes the code",
    "account_change_password": "one's own password",
    "account_set_password": "one's own password",
    "account_reset_password": "sends a link to an address, and says the same for every address",
    "account_reset_password_done": "says that a link was sent if there is an account",
    "account_reset_password_from_key": "takes the link",
    "account_reset_password_from_key_done": "says that the password was changed",
    "account_inactive": "says that the account is closed",
    "mfa_index": "one's own factors",
    "mfa_authenticate": "asks for the second factor",
    "mfa_trust": "one's own device",
    "mfa_reauthenticate": "asks again for one's own factor",
    "mfa_activate_totp": "one's own factors",
    "mfa_deactivate_totp": "one's own factors",
    "mfa_view_recovery_codes": "one's own codes, after proving it again",
    "mfa_generate_recovery_codes": "one's own codes, after proving it again",
    "mfa_download_recovery_codes": "one's own codes, after proving it again",
    "mfa_list_webauthn": "one's own passkeys",
    "mfa_add_webauthn": "one's own passkeys",
    "mfa_remove_webauthn": "one's own passkeys",
    "mfa_edit_webauthn": "one's own passkeys",
    "mfa_login_webauthn": "signs in by passkey",
    "mfa_reauthenticate_webauthn": "asks again for one's own passkey",
    "mfa_signup_webauthn": "makes a passkey for an account an invitation opened",
    "usersessions_list": "one's own sessions",
}


def routes(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every address with its name and its view."""
    for each in patterns:
        here = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        elif isinstance(each, URLPattern):
            yield here, each.name or "", each.callback


def unaccounted(found: Iterator[tuple[str, str, Callable[..., Any]]]) -> list[str]:
    """Addresses that declare nothing and are not the library's."""
    return [f"/{address} ({name})" for address, name, view in found if not accounted(name, view)]


def accounted(name: str, view: Callable[..., Any]) -> bool:
    if getattr(view, "policy", None) is not None:
        return True
    return view.__module__.startswith("allauth.") and name in LIBRARY


def test_every_address_is_accounted_for() -> None:
    assert not unaccounted(routes(get_resolver().url_patterns))


def test_names_are_used_once() -> None:
    names = [
        name for _, name, view in routes(get_resolver().url_patterns) if name and hasattr(view, "policy")
    ]
    assert sorted(names) == sorted(set(names))


def test_a_view_that_declares_nothing_is_found() -> None:
    def view(request: object) -> None: ...

    assert unaccounted(iter([("secret/", "secret", view)])) == ["/secret/ (secret)"]
