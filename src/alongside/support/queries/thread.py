"""The thread as pages read it: outcomes with their hope, steps and provision."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.voice.choices import StatementKind
from alongside.voice.queries import Passage


@dataclass(frozen=True)
class OutcomeThread:
    """One long-term outcome, the hope it serves, the steps that lead to it and the provision for it."""

    outcome: Passage
    hope: Passage | None
    steps: tuple[Passage, ...]
    provision: tuple[Passage, ...]


def threads(passages: Iterable[Passage]) -> tuple[OutcomeThread, ...]:
    """Outcomes in order, each with what hangs on it, from passages already read through the gate."""
    everything = list(passages)
    by_id = {one.id: one for one in everything}

    def hanging_on(outcome_id: UUID, kind: StatementKind) -> tuple[Passage, ...]:
        return tuple(one for one in everything if one.kind is kind and one.serves == outcome_id)

    return tuple(
        OutcomeThread(
            one,
            by_id.get(one.serves) if one.serves else None,
            hanging_on(one.id, StatementKind.STEP),
            hanging_on(one.id, StatementKind.PROVISION),
        )
        for one in everything
        if one.kind is StatementKind.OUTCOME
    )
