"""Families and what they write, as the tests of conversations need them."""

from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.children.models import Residence
from alongside.conversations.operations.threads import Contact, Writing, log_contact, write_message
from alongside.conversations.queries.threads import threads_of
from alongside.kernel.refusal import Refusal
from tests.makers import world
from tests.makers.family import Around

MOTHERS, FATHERS = "Zmothersword", "Zfathersword"


def done(result: Any) -> Any:
    """What an operation gave, which must not be a refusal."""
    assert not isinstance(result, Refusal), str(result)
    return result


def lives(around: Around, person: Any, address: str) -> None:
    world.saved(Residence(child=around.child, person=person, address=address, starts_on=world.LONG_AGO))


def thread_with(actor: Actor, around: Around, name: str = "") -> UUID:
    """The thread whose household has this name; one's own where no name is given."""
    lines = [one for one in threads_of(actor, around.child.id) if one.is_live]
    return next(one.id for one in lines if name in one.whose)


def says(actor: Actor, around: Around, text: str, name: str = "", at: Any = world.NOW, **more: Any) -> Any:
    """Write in a thread, as an operation that must succeed."""
    return done(
        write_message(actor, around.child.id, thread_with(actor, around, name), Writing(text, **more), at)
    )


def logs(actor: Actor, around: Around, contact: Contact, name: str) -> Any:
    return done(log_contact(actor, around.child.id, thread_with(actor, around, name), contact, world.NOW))
