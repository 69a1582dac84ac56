"""What happens around the plans: professionals and advisers invited, invitations sent, notices left, records opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Basis, SenProvision
from alongside.children.models import Child, Invitation, Standing
from alongside.ledger.models import AccessEntry
from alongside.ledger.unit import unit_of_work
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.people.rules import INVITATION_LASTS
from alongside.people.tokens import digest_of, new_token
from alongside.site.demo.area import Area, acting
from alongside.site.demo.families_of_cast import Family
from alongside.site.demo.lives import Life
from alongside.site.demo.registering import standing
from alongside.site.demo.when import Days

_LOOKED_BACK = 42


@dataclass(frozen=True)
class _Looker:
    """Someone who opens records: in which role, where, and which pages."""

    person: Person
    role: Role
    organisation_id: UUID | None
    permissions: tuple[Permission, ...]
    times: int


def invite_professionals(area: Area, lives: list[Life]) -> None:
    """The therapist, the psychologist and the adviser, each to a few children besides the story's."""
    rows: list[Standing] = []
    speech = [life for life in lives if {"SLCN", "DS", "SLD"} & set(life.pupil.needs)]
    thinking = [life for life in lives if {"ASD", "SPLD", "SEMH"} & set(life.pupil.needs)]
    for who, where, what, some in (
        ("therapist", "therapy", "Speech and language therapy", speech[::4][:14]),
        ("psychologist", "psychology", "Advice on learning and well-being", thinking[::7][:11]),
    ):
        for number, life in enumerate(some):
            rows.append(_invited(area, life, who, where, what, ended=number == 3))
    for life in lives[3::31][:4]:
        mother = life.pupil.home.first.person
        rows.append(
            standing(
                life.pupil.child, StandingKind.ADVOCATE, area.days.ago(50), person=area.cast["adviser"],
                basis=Basis.AGREEMENT, relationship="adviser, Merefield Family Advice",
                evidence="accepted an invitation", invited_by=mother,
            )
        )  # fmt: skip
    with unit_of_work(SystemActor("demo area", area.days.today), "demo.invite", area.days.at(0)) as unit:
        Standing.objects.bulk_create(rows)
        for row in rows:
            unit.record("standing.begun", row, child_id=row.child_id)


def _invited(area: Area, life: Life, who: str, where: str, what: str, *, ended: bool) -> Standing:
    days, number = area.days, life.pupil.number
    return standing(
        life.pupil.child, StandingKind.INVITED, days.ago(60 + number % 90), person=area.cast[who],
        organisation=area.places[where].organisation, basis=Basis.AGREEMENT, responsibility=what,
        ends_on=days.ago(15) if ended else None,
    )  # fmt: skip


def send_invitations(area: Area, lives: list[Life]) -> None:
    """Invitations in every state, from the primary school: waiting, accepted, taken back, run out."""
    here = [life for life in lives if life.pupil.place.key == "primary" and life.pupil.home.parents]
    rows = [
        _invitation(area, life, number)
        for number, life in enumerate(here[4 : len(here) : max(len(here) // 9, 1)][:8])
    ]
    with unit_of_work(
        SystemActor("demo area", area.days.today), "demo.invite_families", area.days.at(0)
    ) as unit:
        Invitation.objects.bulk_create(rows)
        for row in rows:
            unit.record("family.invited", row, child_id=row.child_id)


def _invitation(area: Area, life: Life, number: int) -> Invitation:
    adult, days = life.pupil.home.parents[0], area.days
    sent = days.at((2, 24, 12, 3, 90, 1, 5, 40)[number % 8], 15, 20)
    accepted = sent + timedelta(days=1, hours=3) if number % 4 == 1 else None
    withdrawn = sent + timedelta(days=2) if number % 4 == 2 else None
    return Invitation(
        child=life.pupil.child, person=adult.person, given_name=adult.person.given_name,
        family_name=adult.person.family_name, kind=StandingKind.PARENT, relationship=adult.relationship,
        language=adult.person.language, email=f"{adult.person.id.hex[:8]}@example.org",
        token_digest=digest_of(new_token()), created_at=sent, expires_at=sent + INVITATION_LASTS,
        accepted_at=accepted, withdrawn_at=withdrawn,
    )  # fmt: skip


_EVENTS = {
    "nadia": ((54, "photograph.permission-asked"), (7, "words.added"), (3, "document.ready")),
    "piotr": ((7, "words.added"),),
    "amira": ((7, "words.added"),),
    "theo": ((30, "words.added"), (3, "passport.changed")),
    "osei": ((53, "words.asked"), (6, "passport.changed")),
    "therapist": ((60, "invited"), (33, "words.asked")),
    "psychologist": ((240, "invited"), (236, "words.asked")),
    "adviser": ((70, "invited"), (9, "plan.ready-to-read")),
    "head": ((30, "import.finished"),),
    "whitcombe": ((58, "import.finished"), (10, "child.joined"), (1, "child.left")),
}  # fmt: skip
"""What each of the cast was told besides what the operations of the stories told them."""
_READ_AFTER, _READ_SELDOM = 5, 14


def leave_notices(area: Area, families: dict[str, Family]) -> None:
    """Notices for the cast: what is older than a few days has been read, the newest has not."""
    rows: list[Notice] = []
    for key, events in _EVENTS.items():
        person, child = _told(area, families, key)
        for ago, event in events:
            at = area.days.at(ago, 16, 20, school=False)
            read = at + timedelta(hours=5) if ago > _READ_AFTER else None
            path = (
                f"/children/{child.id}/plan/" if child and not event.startswith(("import", "child")) else ""
            )
            about = child if path else None
            rows.append(
                Notice(person=person, child=about, event=event, path=path, created_at=at, read_at=read)
            )
    with unit_of_work(SystemActor("demo area", area.days.today), "demo.notices", area.days.at(0)) as unit:
        Notice.objects.bulk_create(rows)
        for row in rows:
            unit.record("notice.left", row, child_id=row.child_id, after={"event": row.event})


def read_old_notices(area: Area, families: dict[str, Family]) -> None:
    """What the stories told people is read within hours; Piotr reads his once a fortnight."""
    for key in _EVENTS:
        person, _child = _told(area, families, key)
        patience = _READ_SELDOM if key == "piotr" else _READ_AFTER
        actor = acting(person, Role.FAMILY, None, area.days.today)
        mine = Notice.objects.permitting(actor, Permission.CHILD_READ)
        with unit_of_work(actor, "notice.read", area.days.at(0)) as unit:
            for row in mine.filter(read_at=None, created_at__lt=area.days.at(patience, school=False)):
                row.read_at = row.created_at + timedelta(hours=6)
                row.save(update_fields=["read_at"])
                unit.record("notice.read", row, child_id=row.child_id)


def _told(area: Area, families: dict[str, Family], key: str) -> tuple[Person, Child]:
    amira, theo = families["amira"], families["theo"]
    if key in ("theo", "psychologist"):
        return (theo.herself if key == "theo" else area.cast[key]), theo.pupil.child
    own = {"amira": amira.herself, **amira.people}
    return own.get(key) or area.cast[key], amira.pupil.child


def note_looks(area: Area, lives: list[Life], families: dict[str, Family]) -> None:
    """Who opened whose record in the last weeks; entries are kept in the order of their times."""
    entries: list[AccessEntry] = []
    watched = [life for life in lives if life.pupil.child.sen_provision != SenProvision.NONE]
    for life in watched:
        for looker in _lookers(area, life):
            entries += _opened(area.days, life, looker)
    for key, family in families.items():
        entries += _family_looks(area, key, family)
    entries.sort(key=lambda entry: entry.at)
    AccessEntry.objects.bulk_create(entries, batch_size=500)


def _lookers(area: Area, life: Life) -> Iterator[_Looker]:
    pupil, place = life.pupil, life.pupil.place
    here, room = place.organisation.id, pupil.classroom
    read, passport = Permission.PLAN_READ, Permission.PASSPORT_READ
    yield _Looker(room.teacher, Role.CLASS_TEACHER, here, (passport, read), 3)
    yield _Looker(room.assistant, Role.TEACHING_ASSISTANT, here, (passport,), 2)
    yield _Looker(place.people["senco"], Role.SENCO, here, (read, Permission.PASSAGE_WRITE), 2)
    if pupil.number % 6 == 0 and "safeguarding_lead" in place.people:
        yield _Looker(place.people["safeguarding_lead"], Role.SAFEGUARDING_LEAD, here, (read,), 1)
    if pupil.child.sen_provision == SenProvision.PLAN:
        council = area.council.id
        yield _Looker(area.cast["caseworker"], Role.CASEWORKER, council, (read,), 2)
        if pupil.number % 7 == 0:
            yield _Looker(area.cast["manager"], Role.SEND_MANAGER, council, (read,), 1)
    yield _Looker(pupil.home.first.person, Role.FAMILY, None, (read,), 1)


def _opened(days: Days, life: Life, looker: _Looker) -> Iterator[AccessEntry]:
    random = life.pupil.dice(f"looks/{looker.role}")
    for _ in range(random.randint(0, looker.times)):
        yield _look(life.pupil.child.id, looker, _moment(days, random, looker.role), random)


def _look(child_id: UUID, looker: _Looker, at: datetime, random: Random) -> AccessEntry:
    return AccessEntry(
        at=at, child_id=child_id, actor_id=looker.person.id, actor_role=looker.role,
        organisation_id=looker.organisation_id, permission=random.choice(looker.permissions),
    )  # fmt: skip


def _moment(days: Days, random: Random, role: Role) -> datetime:
    """Staff look on school days, families in the evening."""
    family = role == Role.FAMILY
    hour = random.choice((7, 19, 20, 21, 22)) if family else random.choice((8, 8, 9, 10, 12, 13, 15, 15, 16))
    return days.at(random.randint(1, _LOOKED_BACK), hour, random.randint(0, 59), school=not family)


def _family_looks(area: Area, key: str, family: Family) -> Iterator[AccessEntry]:
    """The two children of the story, whose pages are open most."""
    random, place = family.pupil.dice("looks"), family.pupil.place
    here, child = place.organisation.id, family.pupil.child
    read, write, passport = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PASSPORT_READ
    room = family.pupil.classroom
    lookers = [
        _Looker(family.herself, Role.FAMILY, None, (read, write), 9),
        *(_Looker(person, Role.FAMILY, None, (read, write), 7) for person in family.people.values()),
        _Looker(place.people["senco"], Role.SENCO, here, (read, write), 12),
        _Looker(room.teacher, Role.CLASS_TEACHER, here, (passport, write), 8),
        _Looker(room.assistant, Role.TEACHING_ASSISTANT, here, (passport,), 5),
        _Looker(place.people["head"], Role.HEAD, here, (read,), 1),
    ]
    service = ("therapist", "therapy") if key == "amira" else ("psychologist", "psychology")
    there = area.places[service[1]].organisation.id
    lookers.append(_Looker(area.cast[service[0]], Role.PROFESSIONAL, there, (read, write), 4))
    if key == "amira":
        lookers.append(_Looker(area.cast["adviser"], Role.FAMILY, None, (read,), 3))
    for looker in lookers:
        for _ in range(looker.times):
            yield _look(child.id, looker, _moment(area.days, random, looker.role), random)
