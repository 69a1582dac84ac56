"""Who else wants to know when a link is opened: apps above this one register what they do then."""

from collections.abc import Callable
from uuid import UUID

from alongside.children.models import Invitation
from alongside.ledger.unit import Unit

WhenJoined = Callable[[Unit, Invitation, UUID], None]
_when_joined: list[WhenJoined] = []


def when_joined(function: WhenJoined) -> WhenJoined:
    """Register what else happens, in the same unit of work, when somebody accepts a link."""
    if function not in _when_joined:
        _when_joined.append(function)
    return function


def joined(unit: Unit, invitation: Invitation, person_id: UUID) -> None:
    """Tell everyone who registered that the invitation now belongs to this person."""
    for function in _when_joined:
        function(unit, invitation, person_id)
