"""Every change happens inside one operation: a transaction, a permission check and a ledger entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from alongside.access import wall
from alongside.access.actor import Actor, SystemActor
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.ledger.unit import Unit, unit_of_work


class NotPermitted(Exception):
    """The actor's role can never do this. Pages answer it exactly as they answer what does not exist."""


@contextmanager
def operation(
    actor: Actor | SystemActor,
    permission: Permission | Work | str,
    now: datetime,
    on_behalf_of_id: UUID | None = None,
) -> Iterator[Unit]:
    """Open a unit of work for `actor` under `permission`.

    Raises NotPermitted where the role can never hold the permission; for which child is decided by
    fetching the row with `.permitting(actor, permission)` inside. A plain string names work that no
    permission governs (one's own settings, the system's sweeps).
    """
    if (
        isinstance(permission, Permission | Work)
        and isinstance(actor, Actor)
        and not role_may(actor.role, permission)
    ):
        raise NotPermitted(permission)
    with unit_of_work(actor, str(permission), now, on_behalf_of_id) as unit, wall.behind(actor):
        yield unit
