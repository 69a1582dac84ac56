"""Passkeys in a real browser, with an authenticator the browser plays itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, fits
from tests.people import helpers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(desktop: Page) -> Iterator[Page]:
    """A page in a browser whose machine has an authenticator that knows the person."""
    devtools = desktop.context.new_cdp_session(desktop)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield desktop


def _by_code(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_role("button", name="Get a code by e-mail").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the e-mail").fill(helpers.code_in(helpers.letters()[-1]))
    page.get_by_role("button", name="Sign in").click()


def test_a_mother_makes_a_passkey_and_comes_back_with_it(page: Page) -> None:
    helpers.a_mother()
    _by_code(page, "nadia@home.example")
    page.goto("/my-account/passkeys/add/")
    axe(page)
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/my-account/")
    expect(page.get_by_text("Chrome on", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/?next=/my-settings/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"/my-settings/$"))


def test_a_teacher_sets_up_a_passkey_as_the_second_step(page: Page) -> None:
    helpers.a_teacher()
    page.goto("/sign-in/")
    _type_password(page)
    page.goto("/my-settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/my-settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How I like to be written to")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    _type_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto("/my-settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How I like to be written to")


def test_a_passkey_of_nobody_is_refused_kindly(page: Page) -> None:
    helpers.a_mother()
    _by_code(page, "nadia@home.example")
    page.goto("/my-account/passkeys/add/")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.get_by_role("button", name="Sign out").click()
    from allauth.mfa.models import Authenticator

    Authenticator.objects.all().delete()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("did not open anything here")).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/sign-in/", "/sign-in/code/", "/password/forgotten/", "/invitation/none/", "/join/none/"]
)
def test_the_doors_are_open_to_everyone(desktop: Page, path: str) -> None:
    desktop.goto(path)
    axe(desktop)
    fits(desktop)
    assert not re.search(r"@|\d{6}", desktop.title())


def test_without_scripts_the_other_doors_remain(without_javascript: Page) -> None:
    helpers.a_mother()
    expect_no_passkey = without_javascript
    _by_code(expect_no_passkey, "nadia@home.example")
    without_javascript.goto("/my-settings/")
    expect(without_javascript.get_by_role("heading", level=1)).to_have_text("How I like to be written to")


def _type_password(page: Page) -> None:
    page.get_by_label("E-mail address").fill("osei@larkfield.example")
    page.get_by_label("Password", exact=True).fill(helpers.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_person_is_asked_before_the_session_ends_and_stays_with_one_button(desktop: Page) -> None:
    from datetime import timedelta

    from alongside.platform import clock
    from tests.makers import world

    helpers.a_mother()
    with clock.moved_to(world.NOW):
        _by_code(desktop, "nadia@home.example")
        desktop.goto("/my-settings/")
    desktop.clock.install()
    with clock.moved_to(world.NOW + timedelta(minutes=1)):
        desktop.goto("/my-settings/")
    with clock.moved_to(world.NOW + timedelta(minutes=58, seconds=30)):
        desktop.clock.fast_forward("59:00")
        dialog = desktop.get_by_role("dialog", name="Are you still there?")
        expect(dialog).to_be_visible()
        axe(desktop)
        desktop.get_by_role("button", name="Stay signed in").click()
        expect(dialog).to_have_count(0)
    with clock.moved_to(world.NOW + timedelta(minutes=100)):
        desktop.goto("/my-settings/")
        expect(desktop.get_by_role("heading", level=1)).to_have_text("How I like to be written to")
