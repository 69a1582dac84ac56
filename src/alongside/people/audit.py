"""Sign-ins and changes of how one signs in, in the audit record (ASVS 5.0 16.3.1). Failures go to the log, unnamed."""

import logging

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.people.models import Account
from alongside.platform import clock

_log = logging.getLogger(__name__)


def note(account: Account, verb: str) -> None:
    """Record something the owner of an account did about signing in, in the past tense."""
    now = clock.now()
    with operation(Actor(account.person_id, Role.NOBODY, now.date()), verb, now) as unit:
        unit.record(verb, account)


def note_failure(what: str) -> None:
    """Log that an attempt failed. Whose it was is not said: an address somebody typed may be anybody's."""
    _log.warning("An attempt to sign in failed: %s", what)
