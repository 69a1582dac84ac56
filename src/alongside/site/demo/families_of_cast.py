"""Amira's and Theo's families, and their stories told through the product itself."""

from dataclasses import dataclass
from datetime import time

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.children.choices import Basis, SenProvision, Sex
from alongside.children.models import Child, Standing
from alongside.children.operations import name_key
from alongside.kernel.identifiers import make_upn
from alongside.kernel.school_years import age_on
from alongside.ledger.unit import unit_of_work
from alongside.people.choices import Channel, DocumentFormat
from alongside.people.models import Account, Person
from alongside.plans.models import Plan
from alongside.site.demo.area import AREA_NUMBER, Area, account_for
from alongside.site.demo.data import story, words
from alongside.site.demo.households import Adult, Home
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.registering import register, standing
from alongside.site.demo.told import Story, Teller


@dataclass
class Family:
    """One child of the cast with the family around them, registered and able to sign in."""

    pupil: Pupil
    herself: Person
    people: dict[str, Person]


def tell_stories(area: Area) -> dict[str, Family]:
    """Make both families and tell both stories."""
    amira, theo = _amira(area), _theo(area)
    first = Story(area.days, amira.pupil.child.id, _around_amira(area, amira))
    second = Story(area.days, theo.pupil.child.id, _around_theo(area, theo))
    parts = ("amira", "amira-acting", "amira-differing", "amira-noticing", "amira-cycles")
    first.tell([step for part in parts for step in story(part)["step"]])
    second.tell([*story("theo")["step"], *story("theo-acting")["step"]])
    _plan_reviews(area, ((first.made["plan"], 41), (second.made["plan"], 23)))
    return {"amira": amira, "theo": theo}


def _plan_reviews(area: Area, plans: tuple[tuple[Plan, int], ...]) -> None:
    """Both plans are looked at again within weeks; Theo's review is the one he will run."""
    with unit_of_work(SystemActor("demo area", area.days.today), "demo.review", area.days.at(1)) as unit:
        for plan, ahead in plans:
            plan.review_on = area.days.ahead(ahead)
            plan.save(update_fields=["review_on"])
            unit.record("plan.review_planned", plan, child_id=plan.child_id)


def _heritage(language: str) -> dict[str, object]:
    found: dict[str, object] = next(one for one in words("names")["heritage"] if one["language"] == language)
    return found


def _amira(area: Area) -> Family:
    days = area.days
    nadia = Person(
        given_name="Nadia", family_name="Kowalska", language="pl", interpreter="Polish", channel=Channel.TEXT,
        document_format=DocumentFormat.WEB, message_from=time(14), message_until=time(20),
        communication_note="Reads on her phone. Early shift at the bakery: not before two in the afternoon.",
    )  # fmt: skip
    piotr = Person(
        given_name="Piotr", family_name="Kowalski", language="pl", document_format=DocumentFormat.PDF
    )
    adults = [
        Adult(
            nadia, StandingKind.PARENT, "mother", "Mama", "27 Nightingale Avenue, Merefield, ZZ3 4QT",
            telephone="07700 900417", email="nadia@family.example.org",
        ),
        Adult(
            piotr, StandingKind.PARENT, "father", "Tata", "9 Canal Side, Merefield, ZZ1 2BD", lives_with_child=False,
            telephone="07700 900823", email="piotr@family.example.org",
        ),
    ]  # fmt: skip
    herself = Person(given_name="Amira", family_name="Kowalska", preferred_name="Amira", language="en")
    child = Child(
        person=herself, given_name="Amira", family_name="Kowalska", born_on=days.starts(days.year - 8), sex=Sex.FEMALE,
        nc_year="3", ethnicity="WOTH", first_language="Polish", sen_provision=SenProvision.SUPPORT,
        primary_need="SLCN",
        communication_note="Words, signs and symbols. Show, wait, then ask. Her yellow book is always near.",
    )  # fmt: skip
    home = Home("apart", _heritage("Polish"), ("Kowalska", "Kowalski"), adults)  # type: ignore[arg-type]
    place = area.places["primary"]
    pupil = Pupil(
        -3, child, place, place.classroom("3"), home, age_on(child.born_on, days.today),
        make_upn(AREA_NUMBER, place.establishment, days.year - 3, 901), needs=["SLCN"],
    )  # fmt: skip
    return _register(area, Family(pupil, herself, {"nadia": nadia, "piotr": piotr}), "amira")


def _theo(area: Area) -> Family:
    days = area.days
    joanne, luca = (
        Person(given_name="Joanne", family_name="Marchetti"), Person(given_name="Luca", family_name="Marchetti"),
    )  # fmt: skip
    adults = [
        Adult(person, StandingKind.PARENT, relationship, called, "3 Weaver’s Yard, Merefield, ZZ2 7LN", telephone=phone)
        for person, relationship, called, phone in (
            (joanne, "mother", "Mum", "07700 900208"), (luca, "father", "Dad", "07700 900355"),
        )
    ]  # fmt: skip
    himself = Person(
        given_name="Theo", family_name="Marchetti", preferred_name="Theo",
        communication_note="Write first. No telephone calls.",
    )  # fmt: skip
    child = Child(
        person=himself, given_name="Matteo", preferred_given_name="Theo", family_name="Marchetti",
        born_on=days.starts(days.year - 15).replace(day=2), sex=Sex.MALE, nc_year="10", ethnicity="WOTH",
        first_language="English", sen_provision=SenProvision.PLAN, primary_need="ASD",
        communication_note="Write first. No telephone calls.",
    )  # fmt: skip
    home = Home("together", _heritage("English"), ("Marchetti", "Marchetti"), adults)  # type: ignore[arg-type]
    place = area.places["secondary"]
    pupil = Pupil(
        -6, child, place, place.classroom("10"), home, age_on(child.born_on, days.today),
        make_upn(AREA_NUMBER, area.places["primary"].establishment, days.year - 10, 902), needs=["ASD"],
    )  # fmt: skip
    return _register(area, Family(pupil, himself, {"joanne": joanne, "luca": luca}), "theo")


def _register(area: Area, family: Family, key: str) -> Family:
    """The child's own person, then child and family, then who was invited, then the accounts."""
    child, days = family.pupil.child, area.days
    child.search_key = name_key(child)
    with unit_of_work(SystemActor("demo area", days.today), "demo.make_family", days.at(400)) as unit:
        family.herself.save(force_insert=True)
        unit.record("person.made", family.herself)
    register(area, [family.pupil])
    invited = {
        "amira": (("therapist", "therapy", "Speech and language therapy"),),
        "theo": (("psychologist", "psychology", "Educational psychology advice"),),
    }
    themselves = "herself" if child.sex == Sex.FEMALE else "himself"
    rows = [
        standing(child, StandingKind.CHILD, child.born_on, person=family.herself, relationship=themselves),
        *(
            standing(
                child, StandingKind.INVITED, days.ago(420), person=area.cast[who], basis=Basis.AGREEMENT,
                organisation=area.places[where].organisation, responsibility=what,
                ends_on=days.ahead(9) if key == "amira" else None,
            )
            for who, where, what in invited[key]
        ),
    ]  # fmt: skip
    if key == "amira":
        rows.append(
            standing(
                child, StandingKind.ADVOCATE, days.ago(70), person=area.cast["adviser"], basis=Basis.AGREEMENT,
                relationship="adviser, Merefield Family Advice", evidence="accepted an invitation",
                invited_by=family.people["nadia"],
            )
        )  # fmt: skip
    _stand(area, rows)
    accounts = {key: family.herself} | {
        name: family.people[name] for name in ("nadia", "piotr") if name in family.people
    }
    Account.objects.bulk_create([account_for(name, person, days) for name, person in accounts.items()])
    return family


def _stand(area: Area, rows: list[Standing]) -> None:
    with unit_of_work(SystemActor("demo area", area.days.today), "demo.stand", area.days.at(0)) as unit:
        Standing.objects.bulk_create(rows)
        for row in rows:
            unit.record("standing.begun", row, child_id=row.child_id)


def _around_amira(area: Area, family: Family) -> dict[str, Teller]:
    school, therapy = area.places["primary"].organisation, area.places["therapy"].organisation
    own = {name: Teller(person, Role.FAMILY) for name, person in family.people.items()}
    herself = Teller(family.herself, Role.FAMILY)
    return {
        **own, "child": herself, "amira": herself,
        "adviser": Teller(area.cast["adviser"], Role.FAMILY),
        "head": Teller(area.cast["head"], Role.HEAD, school),
        "whitcombe": Teller(area.cast["whitcombe"], Role.SENCO, school),
        "osei": Teller(area.cast["osei"], Role.CLASS_TEACHER, school),
        "safeguarding": Teller(area.cast["safeguarding"], Role.SAFEGUARDING_LEAD, school),
        "therapist": Teller(area.cast["therapist"], Role.PROFESSIONAL, therapy),
    }  # fmt: skip


def _around_theo(area: Area, family: Family) -> dict[str, Teller]:
    place = area.places["secondary"]
    school, service = place.organisation, area.places["psychology"].organisation
    own = {name: Teller(person, Role.FAMILY) for name, person in family.people.items()}
    himself = Teller(family.herself, Role.FAMILY)
    return {
        **own, "child": himself, "theo": himself,
        "stonebeck-head": Teller(place.people["head"], Role.HEAD, school),
        "iqbal": Teller(place.people["senco"], Role.SENCO, school),
        "lund": Teller(place.classroom("10").teacher, Role.CLASS_TEACHER, school),
        "psychologist": Teller(area.cast["psychologist"], Role.PROFESSIONAL, service),
    }  # fmt: skip
