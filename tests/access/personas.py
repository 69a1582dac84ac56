"""A small area with three children and everyone who could ask about them.

Amira is at Larkfield in Mr Osei's class; Beatrice is at Larkfield in another class; Cassius is at another school
under another council. Each has the same things, each with words of its own that can be looked for afterwards.
"""

from dataclasses import dataclass
from functools import cached_property

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.children.models import Child, Standing
from alongside.ledger.unit import unit_of_work
from alongside.notices.models import Notice
from alongside.organisations.models import Organisation
from tests.access.area_facts import facts_of
from tests.access.kept import Around3, Place, a_child, canary, family_member, person_of
from tests.access.oracle import Asker, Facts
from tests.makers import world


@dataclass
class Area:
    """The whole of it, and what the oracle is told about it: people and organisations go by their ids."""

    own: Around3
    near: Around3
    far: Around3
    personas: dict[str, Actor | None]

    @cached_property
    def facts(self) -> dict[str, Facts]:
        """What is recorded about who may know each child, by the position of their records."""
        return {
            "own": facts_of(self.own.child),
            "same setting": facts_of(self.near.child),
            "elsewhere": facts_of(self.far.child),
        }

    def asker(self, persona: str) -> Asker:
        """The persona, as the oracle is asked."""
        actor = self.personas[persona]
        if actor is None:
            return Asker("nobody")
        return Asker(actor.role.value, str(actor.person_id), str(actor.organisation_id or ""))

    def setting_at(self, position: str) -> str:
        """The setting whose things stand in this position."""
        whose = self.far if position == "elsewhere" else self.own
        return str(whose.place.setting.id)

    def child(self, whose: str) -> Around3:
        return {"A": self.own, "B": self.near, "C": self.far}[whose]

    @staticmethod
    def position(whose: str) -> str:
        return {"A": "own", "B": "same setting", "C": "elsewhere"}[whose]


def staffed(council: Organisation, name: str, classes: tuple[str, ...]) -> Place:
    """A setting, its SENCo, head, office and safeguarding lead, and a teacher for each class."""
    place = Place(council, world.make_setting(name))
    for role in (Role.SENCO, Role.HEAD, Role.OFFICE, Role.SAFEGUARDING_LEAD, Role.GOVERNOR):
        join(place, role.value, role)
    for label in classes:
        place.groups[label] = world.make_class(place.setting, label)
        teacher = join(place, f"teacher of {label}", Role.CLASS_TEACHER)
        world.teaches(person_of(teacher), place.groups[label])
    return place


def join(place: Place, name: str, role: Role, organisation: Organisation | None = None) -> Actor:
    """Somebody new with a post."""
    organisation = organisation or place.setting
    person = world.make_person(name.capitalize(), f"of {organisation.name}")
    place.posts[name] = world.joins(person, organisation, role)
    place.staff[name] = world.acting(person, role, organisation)
    return place.staff[name]


def make_area() -> Area:
    """Three children, and everyone who might ask."""
    council, elsewhere = world.make_council("Merefield Council"), world.make_council("Farshire Council")
    larkfield = staffed(council, "Larkfield Primary School", ("3W", "4B"))
    other = staffed(elsewhere, f"{canary('setting', 'C')} School", ("3A",))
    own, near, far = a_child("A", larkfield, "3W"), a_child("B", larkfield, "4B"), a_child("C", other, "3A")
    return Area(
        own, near, far, {**_family(own), **_staff(larkfield, own, near), **_outside(council, own, far)}
    )


def _family(own: Around3) -> dict[str, Actor | None]:
    child = own.child
    father = family_member(child, StandingKind.PARENT, "father", "Father")
    carer = family_member(child, StandingKind.CARER, "aunt", "Aunt")
    barred = family_member(child, StandingKind.PARENT, "stepfather", "Barred")
    world.restrict(child, person_of(barred), RestrictionKind.COURT_ORDER)
    accused = family_member(child, StandingKind.PARENT, "uncle", "Uncle")
    world.restrict(child, person_of(accused), RestrictionKind.PROPOSED)
    former = family_member(child, StandingKind.ADVOCATE, "friend", "Former")
    _end_standing(child, former)
    return {
        "child": own.herself, "mother": own.mother, "father": father, "carer": carer, "parent restricted": barred,
        "parent under question": accused, "former friend": former,
        "stranger": world.acting(world.make_person("A", "Stranger"), Role.FAMILY),
        "nobody": None,
    }  # fmt: skip


def _end_standing(child: Child, actor: Actor) -> None:
    with unit_of_work(SystemActor("test", world.TODAY), "test.end", world.NOW) as unit:
        Standing.everything.filter(child=child, person_id=actor.person_id).update(ends_on=world.TODAY)
        unit.record("test.ended", child)


def _staff(larkfield: Place, own: Around3, near: Around3) -> dict[str, Actor | None]:
    staff = larkfield.staff
    assistant = join(larkfield, "assistant", Role.TEACHING_ASSISTANT)
    world.teaches(person_of(assistant), larkfield.groups["3W"])
    left = join(larkfield, "left class", Role.CLASS_TEACHER)
    world.teaches(person_of(left), larkfield.groups["3W"], ends_on=world.TODAY)
    own_child = join(larkfield, "own child's", Role.TEACHING_ASSISTANT)
    world.teaches(person_of(own_child), larkfield.groups["4B"])
    world.stands(near.child, StandingKind.PARENT, person=person_of(own_child), relationship="father")
    return {
        "senco": staff["senco"], "head": staff["head"], "office": staff["office"],
        "safeguarding lead": staff["safeguarding_lead"], "class teacher": staff["teacher of 3W"],
        "assistant": assistant, "teacher of another class": staff["teacher of 4B"],
        "teacher who left the class": left, "assistant in own child's class": own_child,
        "governor": staff["governor"],
    }  # fmt: skip


def _outside(council: Organisation, own: Around3, far: Around3) -> dict[str, Actor | None]:
    service = world.make_setting("Merefield Therapy Service")
    place = Place(council, service)
    therapist = join(place, "therapist", Role.PROFESSIONAL)
    world.stands(
        own.child,
        StandingKind.INVITED,
        person=person_of(therapist),
        organisation=service,
        responsibility="speech",
    )
    adviser = join(place, "adviser", Role.ADVISER)
    world.stands(own.child, StandingKind.ADVOCATE, person=person_of(adviser), organisation=service)
    found = {"therapist": therapist, "adviser": adviser}
    for name, role in (
        ("caseworker", Role.CASEWORKER), ("SEND manager", Role.SEND_MANAGER),
        ("strategy lead", Role.STRATEGY_LEAD), ("administrator", Role.ADMINISTRATOR),
    ):  # fmt: skip
        found[name] = join(place, name, role, council)
    return {
        **found,
        "SENCo elsewhere": far.place.staff["senco"],
        "caseworker elsewhere": join(place, "caseworker elsewhere", Role.CASEWORKER, far.place.council),
    }


def tell_everyone(area: Area) -> None:
    """A notice about Amira for each persona, as they may have got it on a day when they could still see her."""
    for actor in area.personas.values():
        if actor:
            path = f"/children/{area.own.child.id}/plan/"
            notice = Notice(
                person_id=actor.person_id,
                child=area.own.child,
                event="comment.added",
                path=path,
                created_at=world.NOW,
            )
            world.saved(notice)
