"""Writing the thread: needs, outcomes, steps and provision, each a statement that serves another."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.refusal import Refusal
from alongside.support.rules import (
    ProvisionFacts,
    refuse_dates,
    refuse_need,
    refuse_outcome,
    refuse_provision,
)
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, change_words, write_words
from alongside.voice.queries import Passage, passage_by_id, passages_of

_EDIT = Permission.PLAN_EDIT


def add_need(
    actor: Actor, child_id: UUID, area: str, text: str, evidence: str, now: datetime
) -> Statement | Refusal:
    """Keep a need in one of the four areas, with its evidence."""
    refusal = refuse_need(area, evidence)
    if refusal:
        return refusal
    details = {"area": area, "evidence": evidence}
    return _write(actor, child_id, _in_thread(StatementKind.NEED, f"need-{area}", text, None, details), now)


def add_outcome(  # noqa: PLR0913 - the parts of an outcome
    actor: Actor,
    child_id: UUID,
    text: str,
    hope_id: UUID | None,
    now: datetime,
    *,
    hope_topics: Iterable[str],
    adulthood_area: str = "",
    measure: str = "",
    by_when: date | None = None,
) -> Statement | Refusal:
    """Keep a long-term outcome that serves a hope; from Year 9 with its adulthood area."""
    child = child_card(actor, child_id, _EDIT)
    if child is None:
        return NOT_FOUND
    hopes = passages_of(actor, child_id, _EDIT, tuple(hope_topics))
    refusal = refuse_outcome(
        has_hope=any(one.id == hope_id for one in hopes),
        hopes_there=bool(hopes),
        adulthood_area=adulthood_area,
        age=child.age,
    )
    if refusal:
        return refusal
    details = {"adulthood_area": adulthood_area, "measure": measure, "ends_on": by_when}
    return _write(actor, child_id, _in_thread(StatementKind.OUTCOME, "outcome", text, hope_id, details), now)


def add_step(
    actor: Actor, child_id: UUID, outcome_id: UUID, text: str, by_when: date | None, now: datetime
) -> Statement | Refusal:
    """Keep a short-term step towards an outcome."""
    if _outcome(actor, child_id, outcome_id) is None:
        return NOT_FOUND
    return _write(
        actor, child_id, _in_thread(StatementKind.STEP, "step", text, outcome_id, {"ends_on": by_when}), now
    )


def add_provision(  # noqa: PLR0913 - the parts of a provision
    actor: Actor,
    child_id: UUID,
    outcome_id: UUID | None,
    text: str,
    now: datetime,
    *,
    who: str,
    how_often: str,
    how_long: str,
    ratio: str = "",
    starts_on: date | None,
    ends_on: date | None = None,
) -> Statement | Refusal:
    """Keep the provision for an outcome: what, who, ratio, how often, how long, from, until."""
    outcome = _outcome(actor, child_id, outcome_id) if outcome_id else None
    facts = ProvisionFacts(who, how_often, how_long, starts_on, ends_on)
    refusal = refuse_provision(facts, has_outcome=outcome is not None)
    if refusal:
        return refusal
    details = {
        "who": who, "ratio": ratio, "how_often": how_often, "how_long": how_long,
        "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip
    return _write(
        actor, child_id, _in_thread(StatementKind.PROVISION, "provision", text, outcome_id, details), now
    )


def change_in_thread(
    actor: Actor, child_id: UUID, statement_id: UUID, text: str, edition: int, now: datetime, **details: Any
) -> Statement | Refusal:
    """Save a need, outcome, step or provision again; the same rules hold as when it was first written."""
    kept = passage_by_id(actor, child_id, statement_id, _EDIT)
    if kept is None:
        return NOT_FOUND
    refusal = _recheck(actor, kept, details, child_id)
    if refusal:
        return refusal
    return change_words(actor, statement_id, text, edition, now, details=details, permission=_EDIT)


def _recheck(actor: Actor, kept: Passage, details: dict[str, Any], child_id: UUID) -> Refusal | None:
    def value(name: str) -> Any:
        return details.get(name, getattr(kept, name))

    if kept.kind is StatementKind.NEED:
        return refuse_need(value("area"), value("evidence"))
    if kept.kind is StatementKind.PROVISION:
        facts = ProvisionFacts(
            value("who"), value("how_often"), value("how_long"), value("starts_on"), value("ends_on")
        )
        return refuse_provision(facts, has_outcome=True)
    if kept.kind is StatementKind.OUTCOME:
        child = child_card(actor, child_id, _EDIT)
        age = child.age if child else 0
        return refuse_outcome(
            has_hope=True, hopes_there=True, adulthood_area=value("adulthood_area"), age=age
        )
    return refuse_dates(value("starts_on"), value("ends_on"))


def _outcome(actor: Actor, child_id: UUID, outcome_id: UUID | None) -> Passage | None:
    found = passage_by_id(actor, child_id, outcome_id, _EDIT) if outcome_id else None
    return found if found and found.kind is StatementKind.OUTCOME else None


def _in_thread(
    kind: StatementKind, topic: str, text: str, serves_id: UUID | None, details: dict[str, Any]
) -> NewWords:
    """A statement of the thread, in the professionals' voice."""
    return NewWords(
        topic=topic, text=text, voice=Voice.PROFESSIONAL, gathered=Gathered.TYPED, kind=kind,
        serves_id=serves_id, details=details,
    )  # fmt: skip


def _write(actor: Actor, child_id: UUID, new: NewWords, now: datetime) -> Statement | Refusal:
    return write_words(actor, child_id, new, now, permission=_EDIT)
