"""Who could be asked to take part, and what each would see: worked out by the rule that lets them in."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import POLICY, Permission
from alongside.children.holders import staff_holding
from alongside.children.queries import ChildCard, StandsBy, own_standing, stands_by
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


def could_be_asked(actor: Actor, child_id: UUID) -> list[Askable]:
    """Everyone around the child who can take part, but the actor: family first, then staff, then the invited."""
    around = stands_by(actor, child_id)
    found = {one.person_id: one for one in (*_near(around), *_staff(actor, around, child_id))}
    found.pop(actor.person_id, None)  # type: ignore[call-overload]
    sign_in = who_sign_in(found)
    return [
        Askable(
            one.person_id, one.name, one.describes, one.asked_as, one.kind, one.role, one.organisation_id,
            one.person_id in sign_in,
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
    return Askable(one.person_id, one.name, describes, asked_as, one.kind, role, one.organisation_id, False)


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


def will_see(child: ChildCard, asked_as: AskedAs, kind: StandingKind | None, role: Role | None) -> Sees:
    """What a standing of this kind opens in this role, from the table that the gate itself uses."""
    if kind is None or role is None:
        return Sees(("Nothing here: they have no way in. They tell you, and you write it down.",), ())
    words, closed = [], []
    for permission, said in _SEES:
        if role not in POLICY[permission].get(kind, frozenset()):
            closed += ["any address or telephone number"] if permission is Permission.CONTACT_READ else []
        elif permission is Permission.CONTACT_READ and role is Role.FAMILY:
            words.append(_OWN_CONTACT)
        else:
            words.append(said.format(called=child.called))
    if asked_as is not AskedAs.CHILD:
        closed.append(f"words that {child.called} keeps private")
    return Sees(tuple(words), tuple(closed))


COMES_AS = {
    AskedAs.PROFESSIONAL: (StandingKind.INVITED, Role.PROFESSIONAL),
    AskedAs.ADVOCATE: (StandingKind.ADVOCATE, Role.ADVISER),
}
"""The standing and role that a link gives."""


def sees_then(actor: Actor, child: ChildCard, ask: AskView) -> Sees:
    """What the person of an invitation sees: in the role they come in now, or in the one that a link gives."""
    if ask.by_hand and ask.person_id is None:
        return will_see(child, ask.asked_as, None, None)
    if ask.person_id == actor.person_id:
        kind = own_kind(actor, child.id, ask.asked_as)
        return will_see(child, ask.asked_as, kind, actor.role)
    known = next((one for one in could_be_asked(actor, child.id) if one.person_id == ask.person_id), None)
    if known:
        return will_see(child, ask.asked_as, known.kind, known.role)
    return will_see(child, ask.asked_as, *COMES_AS.get(ask.asked_as, (None, None)))


def own_kind(actor: Actor, child_id: UUID, asked_as: AskedAs) -> StandingKind:
    """As what the actor comes to the child."""
    mine = own_standing(actor, child_id)
    if mine:
        return StandingKind(mine.kind)
    return COMES_AS.get(asked_as, (StandingKind.ATTENDS, actor.role))[0]


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
    rows = (
        Membership.objects.permitting(actor, Permission.CHILD_READ)
        .filter(organisation_id=actor.organisation_id, role=Role.PROFESSIONAL, starts_on__lte=actor.on)
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
