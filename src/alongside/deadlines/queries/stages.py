"""Where the matters of a page of work have come to, in the words of the app that has them."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from alongside.access.actor import Actor
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.queries.work import WorkLine

Teller = Callable[[Actor, tuple[UUID, ...]], Mapping[UUID, str]]
_tellers: dict[WorkKind, Teller] = {}


def stages_of(*kinds: WorkKind) -> Callable[[Teller], Teller]:
    """Register who tells, through the gate, where matters of these kinds have come to."""

    def register(teller: Teller) -> Teller:
        _tellers.update(dict.fromkeys(kinds, teller))
        return teller

    return register


def stages(actor: Actor, lines: Iterable[WorkLine]) -> dict[UUID, str]:
    """By matter, where it has come to: one query for each app that has matters among these lines."""
    asked: dict[Teller, set[UUID]] = {}
    for one in lines:
        if one.kind in _tellers:
            asked.setdefault(_tellers[one.kind], set()).add(one.matter_id)
    return {
        matter: words
        for teller, ids in asked.items()
        for matter, words in teller(actor, tuple(sorted(ids))).items()
    }
