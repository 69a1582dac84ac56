"""One letter for each person with a say, in the caller's unit: none for whom a restriction shuts out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.annualreviews.letters import To
from alongside.annualreviews.models import PlanLetter
from alongside.children.choices import Deciding
from alongside.children.invitations.access import is_shut_out
from alongside.children.of_age.queries import out_of_reach, told_of, written_to
from alongside.children.queries import ChildCard, child_card, stands_by
from alongside.ehc.letters import to_hand_on
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.local_services import local_services
from alongside.rendering.frozen import canonical_json, digest
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day


@dataclass(frozen=True)
class Matter:
    """What letters are about: the child's plan, and the review or the end of it."""

    child: ChildCard
    plan_id: UUID
    id: UUID
    council: str
    council_id: UUID
    met_on: date | None = None


def write_to_each(
    unit: Unit, actor: Actor, matter: Matter, written: Callable[[To], Document]
) -> list[PlanLetter]:
    """Freeze and send `written` to each who has the say, each to them alone."""
    sent, on, child = [], london_day(unit.at), matter.child
    around = stands_by(actor, child.id)
    away = out_of_reach(child, around, Deciding.PLAN, on)
    services = local_services(matter.council_id)
    for one in written_to(child, around, Deciding.PLAN, on):
        if one.person_id is None or is_shut_out(child.id, one.person_id, on):
            continue
        about = "you" if one.kind is StandingKind.CHILD else child.called
        document = written(To(one.name, about, matter.council, actor.name, on, matter.met_on, services))
        document = to_hand_on(document, child) if away else document
        letter = PlanLetter(
            child_id=child.id, plan_id=matter.plan_id, matter_id=matter.id, person_id=one.person_id, to_name=one.name,
            content=canonical_json(document).decode(), digest=digest(document), sent_at=unit.at,
        )  # fmt: skip
        letter.save(force_insert=True)
        unit.record("plan-letter.sent", letter, child_id=child.id)
        sent.append(letter)
    return sent


def tell_around(unit: Unit, actor: Actor, child_id: UUID, event: str, key: str, path: str) -> None:
    """Tell those with a say and whoever leads that something happened, but not whoever did it. Once rights have passed,
    a parent who has no say is told nothing about rights."""
    card, around = child_card(actor, child_id), stands_by(actor, child_id)
    people = told_of(card, around, Deciding.PLAN, london_day(unit.at)) if card else set()
    for person_id in people - {actor.person_id}:
        tell(unit, person_id, child_id, event, path, f"{event}:{key}")
