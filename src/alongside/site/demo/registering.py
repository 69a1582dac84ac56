"""Putting children into the records: numbers, families, classes, homes, and who may know them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from alongside.access.actor import SystemActor
from alongside.access.choices import RestrictionKind, StandingKind
from alongside.children.choices import Basis, IdentifierKind, SenProvision
from alongside.children.models import (
    Child,
    GroupPlace,
    Identifier,
    Residence,
    Restriction,
    SenEntry,
    Standing,
)
from alongside.children.operations import sort_key
from alongside.kernel.school_years import school_year
from alongside.ledger.unit import unit_of_work
from alongside.people.choices import ContactKind
from alongside.people.models import ContactPoint, Person
from alongside.platform.encryption import blind_index
from alongside.site.demo.area import Area
from alongside.site.demo.households import Adult
from alongside.site.demo.pupils import Pupil

_COURT_ORDER = "Non-molestation order, Merefield Family Court; copy seen by the safeguarding lead"
_PROPOSED = "The mother has applied for an order; the school was told by letter"


@dataclass
class Records:
    """Rows waiting to be written, in the order in which they lean on each other."""

    people: list[Person] = field(default_factory=list)
    contacts: list[ContactPoint] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    places: list[GroupPlace] = field(default_factory=list)
    residences: list[Residence] = field(default_factory=list)
    history: list[SenEntry] = field(default_factory=list)

    def write(self, area: Area) -> None:
        """Write everything in one unit that records each child."""
        with unit_of_work(
            SystemActor("demo area", area.days.today), "demo.register", area.days.at(0)
        ) as unit:
            for rows in (
                self.people, self.contacts, self.children, self.identifiers, self.standings, self.restrictions,
                self.places, self.residences, self.history,
            ):  # fmt: skip
                _write(rows)
            for child in self.children:
                unit.record("child.registered", child, child_id=child.id)


def _write(rows: list[Any]) -> None:
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=500)


def register(area: Area, pupils: list[Pupil]) -> None:
    """Write the children, once, with everyone around them."""
    records = Records()
    for pupil in pupils:
        records.children.append(pupil.child)
        if pupil.upn:
            records.identifiers.append(identifier(pupil.child, IdentifierKind.UPN, pupil.upn))
        for adult in pupil.home.adults:
            if not adult.is_registered:
                _know(records, adult, area)
            _stand(records, pupil, adult, area)
        _attend(records, pupil, area)
        _history(records, pupil, area)
        _restrict(records, pupil, area)
    records.write(area)


def identifier(child: Child, kind: IdentifierKind, value: str) -> Identifier:
    """A number as it is kept: unreadable, found by its blind index."""
    return Identifier(child=child, kind=kind, value=value, lookup=blind_index(value, kind))


def _know(records: Records, adult: Adult, area: Area) -> None:
    """The adult and how to reach them."""
    adult.is_registered = True
    records.people.append(adult.person)
    since = area.days.starts(area.days.year - 3)
    given, family = adult.person.given_name, adult.person.family_name
    email = adult.email or f"{_plain(given)}.{_plain(family)}@example.org"
    for kind, value in (
        (ContactKind.PHONE, adult.telephone), (ContactKind.EMAIL, email), (ContactKind.ADDRESS, adult.address),
    ):  # fmt: skip
        records.contacts.append(ContactPoint(person=adult.person, kind=kind, value=value, starts_on=since))


def _plain(name: str) -> str:
    from alongside.kernel.text import search_key

    return search_key(name).replace(" ", "-")


def _stand(records: Records, pupil: Pupil, adult: Adult, area: Area) -> None:
    """The adult's standing, and the household if the child lives in it."""
    since = _joined(pupil, area)
    foster = adult.relationship == "foster carer"
    records.standings.append(
        standing(
            pupil.child, adult.kind, since, person=adult.person, relationship=adult.relationship,
            basis=Basis.COURT_ORDER if "guardian" in adult.relationship else Basis.DUTY,
            evidence="Placed by Merefield Council" if foster else "",
        )
    )  # fmt: skip
    shares_the_week = not adult.lives_with_child and pupil.number % 3 == 0
    if adult.lives_with_child or shares_the_week:
        records.residences.append(
            Residence(child=pupil.child, person=adult.person, address=adult.address, starts_on=since)
        )


def standing(child: Child, kind: StandingKind, starts_on: date, **fields: Any) -> Standing:
    """A standing with the name it is sorted by."""
    return Standing(
        child=child,
        kind=kind,
        starts_on=starts_on,
        sort_key=sort_key(child),
        **{"basis": Basis.DUTY, **fields},
    )


def _joined(pupil: Pupil, area: Area) -> date:
    """When the child came to the setting they are in: at the start of its first year for them."""
    if pupil.moved_on:
        return pupil.moved_on
    years_there = {"nursery": 1, "primary": 7, "secondary": 5, "special": 6, "college": 2}[pupil.place.key]
    school_age = area.days.year - school_year(pupil.child.born_on) - 5
    first = {"nursery": -2, "primary": 0, "secondary": 7, "special": 0, "college": 12}[pupil.place.key]
    there = max(0, min(school_age - first, years_there))
    return area.days.starts(area.days.year - there)


def _attend(records: Records, pupil: Pupil, area: Area) -> None:
    """The setting, the one before it, this year's class and last year's, and the council where it maintains."""
    child, days, joined = pupil.child, area.days, _joined(pupil, area)
    attends = StandingKind.ATTENDS
    records.standings.append(standing(child, attends, joined, organisation=pupil.place.organisation))
    if pupil.moved_from and pupil.moved_on:
        records.standings.append(
            standing(
                child, attends, days.starts(days.year - 2), organisation=pupil.moved_from.organisation,
                ends_on=pupil.moved_on,
            )
        )  # fmt: skip
    started = max(days.starts(), joined)
    records.places.append(GroupPlace(child=child, group=pupil.classroom.group, starts_on=started))
    if joined < days.starts():
        before = _class_last_year(pupil)
        records.places.append(
            GroupPlace(
                child=child, group=before, starts_on=max(joined, days.starts(days.year - 1)), ends_on=days.starts()
            )
        )  # fmt: skip
    if child.sen_provision == SenProvision.PLAN:
        since = max(joined - timedelta(days=200), child.born_on + timedelta(days=700))
        records.standings.append(standing(child, StandingKind.MAINTAINS, since, organisation=area.council))


def _class_last_year(pupil: Pupil) -> Any:
    classes = pupil.place.classes
    here = classes.index(pupil.classroom)
    several_years = len(pupil.classroom.years) > 2
    return classes[here if several_years else max(here - 1, 0)].last_year


def _history(records: Records, pupil: Pupil, area: Area) -> None:
    """SEN level since when; those with a plan had support first, some who had support no longer need it."""
    child, random = pupil.child, pupil.dice("history")
    earliest = child.born_on + timedelta(days=900)
    begun = min(max(earliest, area.days.ago(random.randint(200, 1100))), area.days.ago(60))
    level = child.sen_provision
    needs = pupil.needs or ["SLCN"]
    if level == SenProvision.NONE and (random.random() > 0.12 or not pupil.needs):
        return
    source = f"School census, autumn {school_year(begun)}"
    first = SenProvision.SUPPORT
    records.history.append(
        SenEntry(
            child=child, provision=first, needs=_as_sent(pupil, needs[:1]), starts_on=begun, source=source
        )
    )
    if level != first:
        later = area.days.ago(max(20, (area.days.today - begun).days // 2))
        source = "Plan issued by Merefield Council" if level == SenProvision.PLAN else "School census"
        records.history.append(
            SenEntry(
                child=child,
                provision=level,
                needs=_as_sent(pupil, pupil.needs),
                starts_on=later,
                source=source,
            )
        )


def _as_sent(pupil: Pupil, needs: list[str]) -> list[list[int | str]]:
    """Needs as an office sent them: now and then without a main one, or “not yet assessed” beside a plan."""
    if pupil.child.sen_provision == SenProvision.PLAN and pupil.number % 6 == 1:
        return [[1, "NSA"]]
    ranked = _ranked(needs)
    return [[rank + 1, need] for rank, need in ranked] if pupil.number % 11 == 3 else ranked


def _ranked(needs: list[str]) -> list[list[int | str]]:
    """Needs with their rank, as the school census orders them."""
    return [[rank, need] for rank, need in enumerate(needs, 1)]


def _restrict(records: Records, pupil: Pupil, area: Area) -> None:
    """A few families in which somebody must not know: orders, one only proposed, and shielded addresses."""
    apart = next((one for one in pupil.home.adults if not one.lives_with_child), None)
    if apart is None or pupil.number % 3 == 0:
        return
    random = pupil.dice("restriction")
    since = area.days.ago(random.randint(60, 500))
    kinds = {1: (RestrictionKind.COURT_ORDER, _COURT_ORDER), 2: (RestrictionKind.PROPOSED, _PROPOSED)}
    kind, evidence = kinds.get(random.randint(1, 16), (None, ""))
    if kind:
        records.restrictions.append(
            Restriction(child=pupil.child, person=apart.person, kind=kind, evidence=evidence, starts_on=since)
        )
    if kind == RestrictionKind.COURT_ORDER:
        shield = RestrictionKind.SHIELD
        records.restrictions.append(Restriction(child=pupil.child, kind=shield, starts_on=since))
