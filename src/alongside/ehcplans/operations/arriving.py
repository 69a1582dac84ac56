"""A child who comes with a plan and whom the council does not know yet: found by name and birth date, or added."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND, know_by_duty, name_key
from alongside.ehc.access import answers_for, children_like
from alongside.ehc.models import SecondLook
from alongside.ehc.operations.second_look import second_look
from alongside.ehcplans.operations.starting import DUTY
from alongside.ehcplans.operations.telling import those_with_a_say
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_KEEP = Permission.EHCPLAN_KEEP
PATH = "/plans-that-came/"
SecondLooked = SecondLook
ToKnow = Child | SecondLook


@dataclass(frozen=True)
class Arrival:
    """Whose plan it is, as it says on it, and how the council knows that it is responsible.

    `child_id` is the child here who is meant; None for one who is not known here yet.
    """

    given_name: str
    family_name: str
    born_on: date
    how: str
    child_id: UUID | None = None


@at_most(100, "new.given_name", "new.family_name")
@at_most(300, "new.how")
def know_who_came(actor: Actor, new: Arrival, now: datetime) -> ToKnow | Refusal:
    """Let the council know a child whose plan came to it, by the duty to keep it; a new child where there is none.

    Only a child of exactly that birth date and family name can be chosen. Refuses a day that has not come, and nothing
    said of how the council knows. A child who is known here, and not to this council, opens to it only when a second
    person says the same; until then what the first said is given back.
    """
    with operation(actor, _KEEP, now) as unit:
        if actor.organisation_id is None:
            return NOT_FOUND
        refusal = _refuse(new, actor.on)
        if refusal:
            return refusal
        child = _meant(actor, new) if new.child_id else _new(unit, new)
        if child is None:
            return NOT_FOUND
        if new.child_id:
            look = second_look(unit, actor, child.id, new.how, PATH)
            if look is not None:
                return look
        came_anew = bool(new.child_id) and not answers_for(actor.organisation_id, child.id, actor.on)
        know_by_duty(unit, child.id, actor.organisation_id, DUTY, actor.on)
        unit.record("ehcplan.arrived", child, child_id=child.id, why=clean(new.how))
        if came_anew:
            _tell_the_family(unit, actor, child.id)
        return child


def _tell_the_family(unit: Unit, actor: Actor, child_id: UUID) -> None:
    """Two people of a council said that it answers for this child now, and it reads the record: the family hears so at
    once, with the page that says who may know, whoever a restriction shuts out excepted."""
    for one in those_with_a_say(unit, actor, child_id):
        if one.person_id:
            key = f"council.knows:{child_id}:{actor.organisation_id}:{actor.on}"
            tell(unit, one.person_id, child_id, "council.knows", f"/children/{child_id}/who/", key)


def _refuse(new: Arrival, today: date) -> Refusal | None:
    if new.born_on > today:
        return Refusal("arrival.born", "That day has not come.", "Check the date of birth.", "born_on")
    if not clean(new.how):
        return Refusal(
            "arrival.how", "Say how you know that this plan is for us to keep.",
            "For example: Derby’s letter of 2 March.", "how",
        )  # fmt: skip
    return None


def _meant(actor: Actor, new: Arrival) -> Child | None:
    found = children_like(actor, new.family_name, new.born_on)
    return next((one for one in found if one.id == new.child_id), None)


def _new(unit: Unit, new: Arrival) -> Child:
    child = Child(given_name=clean(new.given_name), family_name=clean(new.family_name), born_on=new.born_on)
    child.search_key = name_key(child)
    child.save(force_insert=True)
    unit.record("child.known_by_plan", child, child_id=child.id)
    return child
