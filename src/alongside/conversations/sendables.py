"""Documents that can be sent as a link: each app that makes some registers them here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.rendering.formats import Format


@dataclass(frozen=True)
class Paper:
    """A document made for one person: its bytes, what it is, and a file name that names nobody."""

    content: bytes
    media_type: str
    file_name: str
    what: str


@dataclass(frozen=True)
class Order:
    """As whom the document about a child is made, for whom, in which format."""

    actor: Actor
    child_id: UUID
    recipient_name: str
    form: Format
    now: datetime


@dataclass(frozen=True)
class Sendable:
    """A kind of document; whoever opens it must hold `needs` for the child."""

    key: str
    label: str
    needs: Permission
    make: Callable[[Order], Paper | None]


_known: dict[str, Sendable] = {}


def register_sendable(one: Sendable) -> None:
    """Let a kind of document be sent; a second one of the same key is a mistake."""
    if _known.setdefault(one.key, one) != one:
        raise RuntimeError(f"Two documents want to be sent as {one.key!r}.")


def sendables() -> tuple[Sendable, ...]:
    """Every kind of document that can be sent, in the order of registration."""
    return tuple(_known.values())


def sendable(key: str) -> Sendable | None:
    """The kind of document of this key."""
    return _known.get(key)
