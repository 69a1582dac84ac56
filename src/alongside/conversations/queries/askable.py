"""Who could be asked to take part, and what each would see: worked out by the rule that lets them in."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import POLICY, Permission
from alongside.children.access import who_holds
from alongside.children.holders import staff_holding
from alongside.children.queries import ChildCard, StandsBy, stands_by
from alongside.conversations.queries.invitations import AskView
from alongside.conversations.rules.invitations import AskedAs
from alongside.organisations.choices import OrganisationKind
from alongside.organisations.models import Membership, Organisation
from alongside.people.access import who_sign_in


@dataclass(frozen=True)
class Askable:
    """Someone who knows the child already and could be asked."""

    person_id: UUID
    name: str
    describes: str
    asked_as: AskedAs
    kind: StandingKind
    role: Role
    organisation_id: UUID | None
    signs_in: bool
    stands_until: date | None = None


def could_be_asked(actor: Actor, child_id: UUID) -> list[Askable]:
    """Everyone around the child who can take part, but the actor: family first, then staff, then the invited."""
    around = stands_by(actor, child_id)
    found: dict[UUID, Askable] = {}
    for one in (*_near(around), *_staff(actor, around, child_id)):
        found.setdefault(one.person_id, one)  # who was invited through a service is not its staff as well
    found.pop(actor.person_id, None)  # type: ignore[call-overload]
    sign_in = who_sign_in(found)
    return [
        Askable(
            one.person_id, one.name, one.describes, one.asked_as, one.kind, one.role, one.organisation_id,
            one.person_id in sign_in, one.stands_until,
        )
        for one in found.values()
    ]  # fmt: skip


def _near(around: list[StandsBy]) -> list[Askable]:
    order = [*FAMILY_ORDER, StandingKind.INVITED]
    near = [one for one in around if one.person_id and one.kind in order]
    return [_person(one) for one in sorted(near, key=lambda one: order.index(one.kind))]


FAMILY_ORDER = (StandingKind.CHILD, StandingKind.PARENT, StandingKind.CARER)


def _person(one: StandsBy) -> Askable:
    assert one.person_id is not None
    if one.kind is StandingKind.INVITED:
        describes = ", ".join(filter(None, [one.responsibility, one.organisation_name]))
        role, asked_as = Role.PROFESSIONAL, AskedAs.PROFESSIONAL
    else:
        describes, role = one.relationship or one.kind.label, Role.FAMILY
        asked_as = AskedAs.CHILD if one.kind is StandingKind.CHILD else AskedAs.FAMILY
    last = one.ends_on - timedelta(days=1) if one.ends_on else None
    return Askable(
        one.person_id, one.name, describes, asked_as, one.kind, role, one.organisation_id, False, last
    )


def _staff(actor: Actor, around: list[StandsBy], child_id: UUID) -> list[Askable]:
    """Those of the organisations around the child who may write in the plan today, asked of the gate."""
    return [
        Askable(
            one.person_id, one.name, f"{one.role.label}, {one.organisation_name}", AskedAs.STAFF,
            StandingKind.ATTENDS, one.role, _organisation(around, one.organisation_name), False,
        )
        for one in staff_holding(around, child_id, Permission.PASSAGE_WRITE, actor.on)
    ]  # fmt: skip


def _organisation(around: list[StandsBy], name: str) -> UUID | None:
    return next((one.organisation_id for one in around if one.organisation_name == name), None)


_SEES = (
    (Permission.CHILD_READ, "who {called} is: name, age, school and class"),
    (Permission.PLAN_READ, "the whole plan as it stands, with everyone’s shared words"),
    (Permission.PASSPORT_READ, "the passport and the one page profile"),
    (Permission.PASSAGE_WRITE, "they can write their own part"),
    (Permission.PLAN_COMMENT, "they can comment beside any words"),
    (Permission.PLAN_PRINT, "they can print the plan"),
    (Permission.CONTACT_READ, "addresses and telephone numbers"),
    (Permission.LOOKS_READ, "who has looked at the record"),
)
_OWN_CONTACT = "their own address and telephone number, and nobody else’s"


@dataclass(frozen=True)
class Sees:
    """What somebody will be able to see and do, and what they will not."""

    will: tuple[str, ...]
    never: tuple[str, ...]


def will_see(
    child: ChildCard, asked_as: AskedAs, held: frozenset[Permission] | None, *, as_family: bool = False
) -> Sees:
    """What somebody who holds these permissions can see and do; None for who has no way in."""
    if held is None:
        return Sees(("Nothing here: they have no way in. They tell you, and you write it down.",), ())
    words, closed = [], []
    for permission, said in _SEES:
        if permission is Permission.CONTACT_READ and permission not in held:
            closed.append("any address or telephone number")
        elif permission in held:
            own = as_family and permission is Permission.CONTACT_READ
            words.append(_OWN_CONTACT if own else said.format(called=child.called))
    if asked_as is not AskedAs.CHILD:
        closed.append(f"words that {child.called} keeps private")
    return Sees(tuple(words), tuple(closed))


def sees_known(actor: Actor, child: ChildCard, one: Askable) -> Sees:
    """What someone around the child sees today: the gate itself is asked, as if they were signing in."""
    theirs = Actor(one.person_id, one.role, actor.on, one.organisation_id)
    return will_see(child, one.asked_as, _held(theirs, child.id), as_family=theirs.is_family)


def sees_by_link(child: ChildCard, asked_as: AskedAs) -> Sees:
    """What a link would open, by the table that the gate uses; nothing for who gets none."""
    if asked_as not in COMES_AS:
        return will_see(child, asked_as, None)
    kind, role = COMES_AS[asked_as]
    given = frozenset(one for one, _ in _SEES if role in POLICY[one].get(kind, frozenset()))
    return will_see(child, asked_as, given)


def _held(theirs: Actor, child_id: UUID) -> frozenset[Permission]:
    return frozenset(one for one, _ in _SEES if who_holds([theirs], one, child_id)[0])


COMES_AS = {
    AskedAs.PROFESSIONAL: (StandingKind.INVITED, Role.PROFESSIONAL),
    AskedAs.ADVOCATE: (StandingKind.ADVOCATE, Role.ADVISER),
}
"""The standing and role that a link gives."""


def sees_then(actor: Actor, child: ChildCard, ask: AskView) -> Sees:
    """What the person of an invitation sees: as they come today, or as their link would let them."""
    if ask.person_id is None:
        return sees_by_link(child, ask.asked_as)
    if ask.person_id == actor.person_id:
        return _to_themselves(
            will_see(child, ask.asked_as, _held(actor, child.id), as_family=actor.is_family)
        )
    known = next((one for one in could_be_asked(actor, child.id) if one.person_id == ask.person_id), None)
    return sees_known(actor, child, known) if known else sees_by_link(child, ask.asked_as)


def _to_themselves(sees: Sees) -> Sees:
    """The same lines, said to the person they are about."""
    said = (one.replace("they can write their own", "you can write your own") for one in sees.will)
    said = (
        one.replace("they can", "you can").replace("their own address", "your own address") for one in said
    )
    return Sees(tuple(said), sees.never)


def services() -> list[tuple[UUID, str]]:
    """The services and councils somebody can come from, by name."""
    rows = Organisation.objects.filter(kind__in=(OrganisationKind.SERVICE, OrganisationKind.COUNCIL))
    return list(rows.order_by("name").values_list("id", "name"))


@dataclass(frozen=True)
class Colleague:
    """Someone of the same organisation to whom an invitation can be passed."""

    person_id: UUID
    name: str
    describes: str


def colleagues_to_pass_to(actor: Actor, child_id: UUID) -> list[Colleague]:
    """For a professional, those in the same role and service; for school staff, those who may write for this child."""
    if actor.organisation_id is None:
        return []
    if actor.role is Role.PROFESSIONAL:
        return _same_service(actor)
    around = stands_by(actor, child_id)
    return [
        Colleague(one.person_id, one.name, one.describes)
        for one in _staff(actor, around, child_id)
        if one.person_id != actor.person_id and one.organisation_id == actor.organisation_id
    ]


def _same_service(actor: Actor) -> list[Colleague]:
    """Whom the service itself knows: a post that only a link made may be anybody's invention."""
    rows = (
        Membership.objects.permitting(actor, Permission.CHILD_READ)
        .filter(
            organisation_id=actor.organisation_id,
            role=Role.PROFESSIONAL,
            by_link=False,
            starts_on__lte=actor.on,
        )
        .exclude(ends_on__lte=actor.on)
        .exclude(person_id=actor.person_id)
        .select_related("person", "organisation")
        .order_by("person__family_name", "person__given_name")
    )
    sign_in = who_sign_in(row.person_id for row in rows)
    return [
        Colleague(
            row.person_id, row.person.name, ", ".join(filter(None, [row.job_title, row.organisation.name]))
        )
        for row in rows
        if row.person_id in sign_in
    ]
