"""Messages about signing in: what each says, and how one is sent. They name no child and no other person.

`send_letter` queues; a worker sends. A page answers as quickly for an address nobody has as for one that is
known, because both put one letter in the same queue (ASVS 5.0 6.3.8).
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from alongside.design.brand import brand
from alongside.people.models import Letter
from alongside.platform import clock, jobs
from alongside.statute.notices import notices

SEND = "people.send_letter"


@dataclass(frozen=True)
class Wording:
    """The subject and the text of a kind of letter; `{secret}` is its code or link, `{site}` the way in."""

    subject: str
    text: str


_NOT_YOU = (
    "If this was not you, sign in at {site} and look at “How you sign in”, or ask your school or council."
)
WORDINGS = {
    "sign-in-code": Wording(
        "Your code to sign in",
        "Your code is: {secret}\n\nIt works once, for 10 minutes. Type it on the page where you asked for it.\n\n"
        "Nobody from a school or council will ever ask you for this code. If you did not ask for it, you need do "
        "nothing.",
    ),
    "no-account": Wording(
        "Someone tried to sign in with this address",
        "Someone typed this e-mail address to sign in. Nobody signs in here with it.\n\n"
        "If it was you, you may have used another address before, or not been invited yet. Ask the person who "
        "works with you. If it was not you, you need do nothing.",
    ),
    "no-code-for-staff": Wording(
        "How to sign in",
        "Someone asked for a code by e-mail to sign in with this address. People who sign in for their work "
        "cannot use a code by e-mail. Sign in with your password or your passkey instead:\n\n{site}\n\n"
        "If you did not ask, you need do nothing.",
    ),
    "new-password": Wording(
        "Choose a new password",
        "To choose a new password, open this page:\n\n{secret}\n\nThe link works once. If you did not ask for "
        "it, you need do nothing: your password stays as it is.",
    ),
    "no-password-needed": Wording(
        "You do not need a password",
        "Someone asked for a new password for this address. You sign in without one: go to the page below and "
        "choose “Get a code by e-mail”.\n\n{site}\n\nIf you did not ask, you need do nothing.",
    ),
    "password-changed": Wording(
        "Your password was changed",
        "The password of your account was changed, and every other device was signed out.\n\n" + _NOT_YOU,
    ),
    "factor-added": Wording(
        "A way to sign in was added",
        "A passkey or an authenticator app was added to your account, and every other device was signed out.\n\n"
        + _NOT_YOU,
    ),
    "work-account": Wording(
        "A way to sign in was added",
        "From now on you can sign in with your work account. The second step is asked as before.\n\n"
        + _NOT_YOU,
    ),
    "work-account-removed": Wording(
        "A way to sign in was removed",
        "Your work account no longer opens your account here.\n\n" + _NOT_YOU,
    ),
    "factor-removed": Wording(
        "A way to sign in was removed",
        "A passkey or an authenticator app was removed from your account.\n\n" + _NOT_YOU,
    ),
    "recovery-codes": Wording(
        "New recovery codes were made",
        "New recovery codes were made for your account. The old ones no longer work.\n\n" + _NOT_YOU,
    ),
    "assessment-asked": Wording(
        "We have your request",
        "The council has your request for an assessment. Your reference is {secret}.\n\nWe now confirm who you are, "
        "and write to you at this address. The council has six weeks from the moment you sent it to say whether it "
        "will assess.\n\nIf you did not send a request, tell the council and give the reference.",
    ),
    "account-invitation": Wording(
        "You are invited to sign in",
        "Someone you work with has invited you. To choose your password, open this page:\n\n{secret}\n\nYou "
        "will be asked for the six figures they give you. The link works once, for 7 days.",
    ),
}


INVITED, NEW_DEVICE = "invited", "sign-in.new-device"
"""Letters whose words are among those of the law's other messages, in every language they have there."""


def send_letter(kind: str, to: str, secret: str = "", language: str = "en") -> None:
    """Put one letter in the queue, in the transaction that is open or in one of its own."""
    if kind not in WORDINGS and kind not in (INVITED, NEW_DEVICE):
        raise LookupError(f"There is no letter called {kind!r}.")
    with transaction.atomic():
        letter = Letter.objects.create(
            kind=kind, to=to, secret=secret, language=language, created_at=clock.now()
        )
        jobs.queue(SEND, letter_id=letter.pk)


def written(letter: Letter) -> tuple[str, str]:
    """The subject and text of a letter as it leaves."""
    if letter.kind in (INVITED, NEW_DEVICE):
        leads_to = letter.secret or link("/my-account/places/")
        words = (
            notices()[letter.kind].in_language(letter.language).filled(service=brand().name, link=leads_to)
        )
        return words.subject, f"{words.body}\n"
    wording = WORDINGS[letter.kind]
    text = wording.text.format(secret=letter.secret, site=link("/sign-in/"))
    return (
        wording.subject,
        f"{text}\n\n{brand().name}\nPlease do not answer this message: nobody reads the answers.\n",
    )


def link(path: str) -> str:
    """A path as a whole address. From the settings, never from what a browser claims the host to be."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"
