"""Who is written to and told about a plan: each parent and the young person their own letter, nobody shut out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.children.choices import Deciding
from alongside.children.invitations.access import is_shut_out
from alongside.children.of_age.queries import out_of_reach, written_to
from alongside.children.queries import StandsBy, child_card, stands_by
from alongside.deadlines.access import who_at
from alongside.ehc.letters import Recipient, to_hand_on
from alongside.ehcplans.choices import LetterKind
from alongside.ehcplans.models import EhcLetter, EhcPlan, EhcVersion
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.rendering.frozen import canonical_json, digest
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day


def those_with_a_say(unit: Unit, actor: Actor, child_id: UUID) -> list[StandsBy]:
    """Those to whom the council writes about a plan, but for whoever a restriction shuts out: each once."""
    card, on = child_card(actor, child_id), london_day(unit.at)
    people = written_to(card, stands_by(actor, child_id), Deciding.PLAN, on) if card else []
    return [one for one in people if one.person_id and not is_shut_out(child_id, one.person_id, on)]


def write_to_family(
    unit: Unit, actor: Actor, version: EhcVersion, kind: LetterKind, letter: Callable[[Recipient, UUID], Document]
) -> None:  # fmt: skip
    """One letter to each who has a say, made by `letter` for that reader alone."""
    card, on = child_card(actor, version.plan.child_id), london_day(unit.at)
    away = card and out_of_reach(card, stands_by(actor, card.id), Deciding.PLAN, on)
    apart = card if away else None
    for one in those_with_a_say(unit, actor, version.plan.child_id):
        if one.person_id is not None:
            to = Recipient(one.name, is_child=one.kind is StandingKind.CHILD)
            document = letter(to, one.person_id)
            if apart is not None:
                document = to_hand_on(document, apart)
            keep_letter(unit, version, kind, document, Addressee(one.name, one.person_id))


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: a person, a setting here, or a body that is only named."""

    name: str
    person_id: UUID | None = None
    organisation_id: UUID | None = None


def keep_letter(
    unit: Unit, version: EhcVersion, kind: LetterKind, document: Document, to: Addressee
) -> EhcLetter:
    """Keep a letter as it goes out."""
    row = EhcLetter(
        plan_id=version.plan_id, version=version, kind=kind, person_id=to.person_id,
        organisation_id=to.organisation_id, to_name=to.name,
        content=canonical_json(document).decode(), digest=digest(document), sent_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("ehcplan.letter_sent", row, child_id=version.plan.child_id, after={"kind": str(kind)})
    return row


def tell_family(unit: Unit, actor: Actor, plan: EhcPlan, event: str, key: str) -> None:
    """Tell everybody with a say that something happened with the plan, and where to read it."""
    people = (one.person_id for one in those_with_a_say(unit, actor, plan.child_id))
    tell_people(unit, actor, plan, people, event, key)


def tell_people(
    unit: Unit, actor: Actor, plan: EhcPlan, people: Iterable[UUID | None], event: str, key: str
) -> None:
    """Tell these people, but for whoever acts."""
    path = f"/children/{plan.child_id}/ehc-plan/"
    for person_id in {one for one in people if one is not None} - {actor.person_id}:
        tell(unit, person_id, plan.child_id, event, path, f"{event}:{key}")


def tell_caseworker(unit: Unit, actor: Actor, plan: EhcPlan, event: str, key: str) -> None:
    """Tell whoever has the child's work at the council."""
    held = who_at(plan.council_id, plan.child_id)
    tell_people(unit, actor, plan, [held[0] if held else None], event, key)
