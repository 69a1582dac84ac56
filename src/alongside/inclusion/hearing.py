"""Who hears at once what a setting put right for its census: the apps above say it here."""

from collections.abc import Callable
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ledger.unit import Unit

Hears = Callable[[Unit, Actor, UUID], None]
_hearing: dict[str, Hears] = {}


def when_census_kept(name: str) -> Callable[[Hears], Hears]:
    """Register what an app above does in the unit in which a child's needs or place were put right."""

    def register(hears: Hears) -> Hears:
        _hearing[name] = hears
        return hears

    return register


def let_hear(unit: Unit, actor: Actor, child_id: UUID) -> None:
    """Let every app look at the child again."""
    for name in sorted(_hearing):
        _hearing[name](unit, actor, child_id)
