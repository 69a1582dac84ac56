"""The organisations of Merefield, the people who work there, and the classes they teach."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role
from alongside.ledger.unit import unit_of_work
from alongside.organisations.models import GroupStaff, LocalService, Membership, Organisation, TeachingGroup
from alongside.people.models import Account, Person
from alongside.site.demo.cast import member
from alongside.site.demo.data import words
from alongside.site.demo.when import Days

AREA_NUMBER = 875
"""Number of a council that closed in 2009: UPNs with it pass every check and belong to no school of today."""
_UNUSABLE = "!nobody-signs-in-with-a-password-here"


@dataclass
class Classroom:
    """A class of this year: who teaches it, and the same class a year ago."""

    group: TeachingGroup
    last_year: TeachingGroup
    years: tuple[str, ...]
    teacher: Person
    assistant: Person


@dataclass
class Place:
    """An organisation with its people by role and its classes."""

    key: str
    organisation: Organisation
    establishment: int
    room: str
    people: dict[str, Person] = field(default_factory=dict)
    classes: list[Classroom] = field(default_factory=list)

    def classroom(self, nc_year: str) -> Classroom:
        """The class for a year group; the last one where none is named for it."""
        return next((one for one in self.classes if nc_year in one.years), self.classes[-1])


@dataclass
class Area:
    """Everything in Merefield that is not a child or a family."""

    days: Days
    places: dict[str, Place]
    cast: dict[str, Person]

    @property
    def council(self) -> Organisation:
        return self.places["council"].organisation


def acting(person: Person, role: Role, organisation: Organisation | None, on: date) -> Actor:
    """An actor without signing in, for the days on which the story happened."""
    return Actor(
        person.id, role, on, organisation.id if organisation else None,
        organisation.name if organisation else "", person.name, two_factors=True,
    )  # fmt: skip


@dataclass
class _Rows:
    people: list[Person] = field(default_factory=list)
    posts: list[Membership] = field(default_factory=list)
    teaching: list[GroupStaff] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)


def build_area(days: Days) -> Area:
    """Make every organisation, post and class, with accounts for the cast."""
    area, rows = Area(days, {}, {}), _Rows()
    for about in words("area")["organisation"]:
        _build_place(area, rows, about)
    with unit_of_work(SystemActor("demo area", days.today), "demo.make_area", days.at(0)) as unit:
        Person.objects.bulk_create(rows.people)
        Membership.objects.bulk_create(rows.posts)
        GroupStaff.objects.bulk_create(rows.teaching)
        Account.objects.bulk_create(rows.accounts)
        unit.record("demo.area_made", area.council)
    return area


def _build_place(area: Area, rows: _Rows, about: dict[str, Any]) -> None:
    establishment = about.get("establishment", 0)
    organisation = Organisation.objects.create(
        name=about["name"], kind=about["kind"], phase=about.get("phase", ""), urn=about.get("urn", ""),
        dfe_number=f"{AREA_NUMBER}{establishment}" if establishment else "",
        telephone=about["telephone"], email=about["email"], website=about["website"],
    )  # fmt: skip
    place = area.places[about["key"]] = Place(
        about["key"], organisation, establishment, about.get("room", "")
    )
    for service in about.get("services", ()):
        LocalService.objects.create(
            council=organisation, changed_by_name="Farida Rahman", changed_at=area.days.at(400), **service
        )
    for post in about["posts"]:
        person = _person(area, rows, post)
        place.people.setdefault(post["role"], person)
        _post(area, rows, place, person, post)
    for one in about.get("classes", ()):
        place.classes.append(_class(area, rows, place, one))
    for post in about.get("leavers", ()):
        _leaver(area, rows, place, post)


def _person(area: Area, rows: _Rows, post: dict[str, Any]) -> Person:
    person = Person(
        given_name=post["given"], family_name=post["family"], title=post.get("title", ""),
        preferred_name=post.get("called", ""),
    )  # fmt: skip
    rows.people.append(person)
    if "cast" in post:
        area.cast[post["cast"]] = person
        rows.accounts.append(account_for(post["cast"], person, area.days))
    return person


def account_for(key: str, person: Person, days: Days) -> Account:
    """The account of one of the cast: it has no password, the demo area's front page is its only door."""
    return Account(
        email=member(key).email, person=person, password=_UNUSABLE, joined_at=days.at(200, school=False)
    )


def _post(area: Area, rows: _Rows, place: Place, person: Person, post: dict[str, Any]) -> None:
    left, joined = post.get("left"), area.days.starts(area.days.year - post["years"])
    rows.posts.append(
        Membership(
            person=person, organisation=place.organisation, role=post["role"], job_title=post["job"],
            person_centred_training=post.get("training", ""), starts_on=joined,
            ends_on=area.days.today - timedelta(days=left) if left else None,
        )
    )  # fmt: skip


def _class(area: Area, rows: _Rows, place: Place, about: dict[str, Any]) -> Classroom:
    days = area.days
    this_year, last_year = (
        TeachingGroup.objects.create(
            organisation=place.organisation, name=about["name"], school_year=days.year - back
        )
        for back in (0, 1)
    )
    people = []
    for what, role, job in _CLASS_POSTS:
        title, given, family = about[what]
        post = {
            "title": title, "given": given, "family": family, "role": role, "job": job, "years": 2 + len(given) % 7,
        }  # fmt: skip
        if "cast" in about and role is Role.CLASS_TEACHER:
            post["cast"] = about["cast"]
        person = _person(area, rows, post)
        _post(area, rows, place, person, post)
        people.append(person)
        rows.teaching.append(GroupStaff(group=this_year, person=person, starts_on=days.starts()))
        rows.teaching.append(
            GroupStaff(
                group=last_year, person=person, starts_on=days.starts(days.year - 1), ends_on=days.starts()
            )
        )
    return Classroom(this_year, last_year, tuple(about["years"]), *people)


_CLASS_POSTS = (
    ("teacher", Role.CLASS_TEACHER, "Class teacher"),
    ("assistant", Role.TEACHING_ASSISTANT, "Teaching assistant"),
)


def _leaver(area: Area, rows: _Rows, place: Place, post: dict[str, Any]) -> None:
    """A teacher who left: the class and the post both ended, and with them everything reached through them."""
    person = _person(area, rows, post)
    _post(area, rows, place, person, post)
    classroom = next(one for one in place.classes if one.group.name == post["class"])
    ended = area.days.today - timedelta(days=post["left"])
    rows.teaching.append(
        GroupStaff(
            group=classroom.last_year, person=person, starts_on=area.days.starts(area.days.year - 1), ends_on=ended
        )
    )  # fmt: skip
