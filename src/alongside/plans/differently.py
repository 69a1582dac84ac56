"""What is seen differently about the plan. The app of disputes, which stands above, tells what stands beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from alongside.access.actor import Actor


@dataclass(frozen=True)
class SeenDifferently:
    """One view that stands beside a passage, or, with no `statement_id`, beside the whole plan."""

    statement_id: UUID | None
    name: str
    whose: Literal["child", "family", "professional"]
    text: str
    line: str
    raised_on: date
    url: str
    beside_plan: bool


Tells = Callable[[Actor, UUID], tuple[SeenDifferently, ...]]
_tells: list[Tells] = []


def seen_differently_by(function: Tells) -> Tells:
    """Register the question "what is seen differently about this child's plan, that this reader may read?"."""
    _tells[:] = [function]
    return function


def seen_differently(actor: Actor, child_id: UUID) -> tuple[SeenDifferently, ...]:
    """What is open now, oldest first; those who raised it end it, and nobody else."""
    return _tells[0](actor, child_id) if _tells else ()


def on_paper(actor: Actor, child_id: UUID) -> tuple[SeenDifferently, ...]:
    """What stands in a document: only what is beside the plan for all its readers, because paper is handed on."""
    return tuple(one for one in seen_differently(actor, child_id) if one.beside_plan)
