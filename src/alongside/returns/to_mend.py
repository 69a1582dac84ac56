"""What a caseworker can put right for the return: of the children whose work they have, or of everybody."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.access import held_by
from alongside.returns.models import ReturnProblem
from alongside.returns.rules.answers import about
from alongside.returns.rules.checks.checking import all_rules
from alongside.returns.rules.checks.rule import Mends
from alongside.statute.sen2 import collection_due

_MOST = 400
"""Rules broken that are read at once: a caseworker has some two hundred children."""


@dataclass(frozen=True)
class ChildToMend:
    """A child whose record does not go together yet, and each thing that is wrong, errors first."""

    child_id: UUID
    name: str
    errors: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True)
class ToMend:
    """The children of a list, by name; whether there are more than were read."""

    year: int
    mine: bool
    children: tuple[ChildToMend, ...]
    more: bool


def to_mend(actor: Actor, *, everyone: bool = False) -> ToMend:
    """What the council's team can put right in the return that is being worked on; of one's own children first."""
    asked = collection_due(actor.on)
    if actor.person_id is None:
        return ToMend(asked.year, not everyone, (), False)
    rows = ReturnProblem.objects.permitting(actor, Permission.RETURN_MEND, each_row=True).filter(
        council_id=actor.organisation_id,
        year=asked.year,
        mends__in=[Mends.CASEWORKER.value, Mends.OFFICE.value],
    )
    rows = rows if everyone else rows.filter(held_by(actor.person_id))
    found = list(rows.select_related("child").order_by("-is_error", "rule", "id")[: _MOST + 1])
    rules, named = all_rules(asked), {row.child_id: row.child.full_name for row in found}
    wrong: dict[tuple[UUID, bool], list[str]] = {}
    for row in found[:_MOST]:
        if row.rule in rules:
            words = f"{about(asked, rules[row.rule].name)}: {rules[row.rule].words}"
            wrong.setdefault((row.child_id, row.is_error), []).append(words)
    children = [
        ChildToMend(one, name, tuple(wrong.get((one, True), ())), tuple(wrong.get((one, False), ())))
        for one, name in sorted(named.items(), key=lambda pair: pair[1].casefold())
        if (one, True) in wrong or (one, False) in wrong
    ]
    return ToMend(asked.year, not everyone, tuple(children), len(found) > _MOST)
