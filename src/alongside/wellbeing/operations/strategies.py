"""Saying that one has read what helps a child, and uses it."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.wellbeing.models import StrategyAgreed
from alongside.wellbeing.queries.strategies import strategies_of

_AGREE = Permission.STRATEGY_AGREE


@at_most(300, "note")
def agree_strategies(actor: Actor, child_id: UUID, note: str, now: datetime) -> int | Refusal:
    """Agree to every strategy as it stands; returns how many were new. Refuses where there is nothing to agree to."""
    with operation(actor, _AGREE, now) as unit:
        if child_card(actor, child_id, _AGREE) is None:
            return NOT_FOUND
        passages = strategies_of(actor, child_id)
        if not passages:
            return Refusal(
                "strategy.none", "Nobody has written what helps yet.", "Write it in the plan first."
            )
        rows = StrategyAgreed.objects.permitting(actor, _AGREE, child_id).filter(person_id=actor.person_id)
        held = set(rows.values_list("statement_id", "edition"))
        new = [one for one in passages if (one.id, one.edition) not in held]
        for one in new:
            row = StrategyAgreed(
                child_id=child_id, statement_id=one.id, edition=one.edition, person_id=actor.person_id,
                person_name=actor.name, note=clean(note), at=now,
            )  # fmt: skip
            row.save(force_insert=True)
            unit.record("strategy.agreed", row, child_id=child_id)
        return len(new)
