"""The root of the gate: which children an actor reaches, and how people, addresses and classes narrow."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, FAMILY_KINDS, SHUTS_OUT, RestrictionKind, Role, StandingKind
from alongside.access.guarded import children_permitting, narrowed_for, register_root, register_ways
from alongside.access.kept import kept
from alongside.access.policy import POLICY, SUPPORTER_READS, Permission
from alongside.children.beside.access import whoever_asked_stands
from alongside.children.choices import Basis
from alongside.children.models import (
    Child,
    ClosedLine,
    GroupPlace,
    Invitation,
    Residence,
    Restriction,
    Standing,
)
from alongside.children.of_age.access import SUPPORTS, reads_shorter, supported_by
from alongside.children.sharing.lines import GOVERNS, Governs
from alongside.children.sharing.switches.access import needs_switch, switched_standings
from alongside.organisations.access import family_known_by
from alongside.organisations.models import GroupStaff, Membership
from alongside.people.models import ContactPoint, Person

_ORGANISATION_KINDS = (StandingKind.ATTENDS, StandingKind.MAINTAINS, StandingKind.CONSULTED)
_PERSONAL_KINDS = tuple(kind for kind in StandingKind if kind not in _ORGANISATION_KINDS)
_AT_ONCE = 40
"""About how many people the gate is asked in one query."""
FAMILY_HAT = (*FAMILY_KINDS, StandingKind.ADVOCATE)


@family_known_by
def stands_for_family(on: date) -> Exists:
    """Whether the person of a post also stands by some child as family, so may act in that role as well."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return Exists(
        Standing.everything.filter(
            live, person_id=OuterRef("person_id"), organisation_id=None, kind__in=FAMILY_HAT
        )
    )


def _live(actor: Actor, prefix: str = "") -> Q:
    """Valid on the actor's day: starts on or before it, ends after it or not at all."""
    started = Q(**{f"{prefix}starts_on__lte": actor.on})
    going_on = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": actor.on})
    return started & going_on


def taught_by(actor: Actor) -> QuerySet:
    """Children with a place today in a group that the actor teaches today."""
    groups = GroupStaff.everything.filter(_live(actor), person_id=actor.person_id).values("group_id")
    return GroupPlace.everything.filter(
        _live(actor), group_id__in=groups, group__organisation_id=actor.organisation_id
    ).values("child_id")


@kept
def groups_of(child_id: UUID, on: date) -> QuerySet[GroupPlace, UUID]:
    """The groups the child has a place in on a day; for `holders`, which asks who teaches them."""
    return group_ids_of(child_id, on)


def group_ids_of(child_id: UUID, on: date) -> QuerySet:
    """The same, as a subquery; for `readers`."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = GroupPlace.everything.filter(live, child_id=child_id, starts_on__lte=on)
    return rows.values_list("group_id", flat=True)


@register_root
def children_holding(actor: Actor, permission: Permission) -> QuerySet:
    """Ids of the children for whom `actor` holds `permission` on `actor.on`: the one root of every read.

    A grant needs a live standing of a kind the policy names for the actor's role. Restrictions on the person
    beat it, and so does being the child's own parent while acting for an organisation. A line of sharing that is
    closed takes from the standings it governs what it does not leave by duty; what only a switch gives, is given
    while the switch is on.
    """
    reach = Q(pk__in=[])
    for way in _ways(actor, permission):
        reach |= way
    return _holding(actor, permission, reach)


@register_ways
def ways_of_holding(actor: Actor, permission: Permission) -> list[QuerySet]:
    """The same children, with a query set for each way of reaching them.

    Put after one another, databases gather them four times as fast as one query that says "or".
    """
    return [_holding(actor, permission, way) for way in _ways(actor, permission)]


def _ways(actor: Actor, permission: Permission) -> list[Q]:
    """The standings that can give `permission`: those of the actor's organisation, and the actor's own."""
    grants = [kind for kind, roles in POLICY[permission].items() if actor.role in roles]
    personal = [kind for kind in grants if kind in _PERSONAL_KINDS]
    through = [kind for kind in grants if kind in _ORGANISATION_KINDS]
    ways = []
    if through and actor.organisation_id:
        by_organisation = Q(person_id=None, organisation_id=actor.organisation_id, kind__in=through)
        if actor.role in CLASS_ROLES:
            by_organisation &= Q(child_id__in=taught_by(actor))
        ways.append(by_organisation)
    if personal and actor.person_id:
        own = Q(person_id=actor.person_id, organisation_id=actor.organisation_id, kind__in=personal)
        ways.append(own)
    return ways


def _holding(actor: Actor, permission: Permission, reach: Q) -> QuerySet:
    """The children of those standings that hold today, after all that takes them away."""
    grants = [kind for kind, roles in POLICY[permission].items() if actor.role in roles]
    standings = Standing.everything.filter(reach, _live(actor))
    taken = taken_by_lines(permission, {kind: {actor.role} for kind in grants}, actor.on)
    standings = standings.filter(~taken) if taken else standings
    if StandingKind.ADVOCATE in grants:
        standings = standings.filter(whoever_asked_stands(actor.on))
    switched = needs_switch(permission, actor)
    standings = standings.filter(switched) if switched else standings
    if actor.role is Role.FAMILY and permission not in SUPPORTER_READS:
        standings = standings.exclude(kind__in=SUPPORTS, child_id__in=supported_by(actor))
    return _without_denials(standings, actor).values("child_id")


def who_holds(actors: Sequence[Actor], permission: Permission, child_id: UUID) -> list[bool]:
    """For each actor whether they hold `permission` for the child: the gate asked about many people at once."""
    asked = [tuple(actors[first : first + _AT_ONCE]) for first in range(0, len(actors), _AT_ONCE)]
    return [bool(held) for some in asked for row in _held(child_id, permission, some) for held in row]


@kept
def _held(
    child_id: UUID, permission: Permission, actors: tuple[Actor, ...]
) -> QuerySet[Child, tuple[bool, ...]]:
    """One row with an answer for each actor."""
    columns = [
        ExpressionWrapper(Q(pk__in=children_permitting(one, permission, child_id)), BooleanField())
        for one in actors
    ]
    return Child.everything.filter(pk=child_id).values_list(*columns)


def _without_denials(standings: QuerySet, actor: Actor) -> QuerySet:
    """Without the children somebody is shut out from: a short list for each person, so it is made once for a query."""
    shut_out = Restriction.everything.filter(_live(actor), person_id=actor.person_id, kind__in=SHUTS_OUT)
    standings = standings.exclude(child_id__in=shut_out.values("child_id"))
    if not actor.organisation_id:
        return standings
    own_child = Standing.everything.filter(_live(actor), person_id=actor.person_id, kind__in=FAMILY_KINDS)
    return standings.exclude(child_id__in=own_child.values("child_id"))


@kept
def closed_to(person_id: UUID, on: date) -> QuerySet[Child, UUID]:
    """The children whose whole record is closed to somebody at work, whatever their post: those they are shut out from
    by a restriction, and their own. For numbers of an organisation, from which these are taken before they are told."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    shut = Restriction.everything.filter(live, person_id=person_id, kind__in=SHUTS_OUT, starts_on__lte=on)
    own = Standing.everything.filter(live, person_id=person_id, kind__in=FAMILY_KINDS, starts_on__lte=on)
    ids = Q(pk__in=shut.values("child_id")) | Q(pk__in=own.values("child_id"))
    return Child.everything.filter(ids).values_list("pk", flat=True)


def taken_by_lines(permission: Permission, roles: Mapping[StandingKind, Collection[Role]], on: date) -> Q:
    """Picks the standings from which a line closed on a day takes `permission`, for each of the roles given by kind.

    Falsy where no line could: most questions ask the database nothing more than before.
    """
    taken = Q()
    for line, governs in GOVERNS.items():
        coming = roles.get(governs.kind, ())
        if coming and all(governs.takes(permission, role) for role in coming):
            closings = ClosedLine.everything.filter(
                Q(ends_on__isnull=True) | Q(ends_on__gt=on),
                child_id=OuterRef("child_id"), line=line, starts_on__lte=on,
            )  # fmt: skip
            taken |= Q(kind=governs.kind) & ~_beats(governs) & Q(Exists(_touching(closings, governs)))
    return taken


def _touching(closings: QuerySet, governs: Governs) -> QuerySet:
    """Those closings that are about the standing of the outer query."""
    if governs.later_standings_only:
        return closings.filter(starts_on__lt=OuterRef("starts_on"))
    if not governs.one_by_one:
        return closings
    service = Q(organisation_id=OuterRef("organisation_id"), person_id__isnull=True)
    return closings.filter(Q(person_id=OuterRef("person_id")) | service)


def _beats(governs: Governs) -> Q:
    """The basis of a standing that agreement does not govern. A duty counts where it is named."""
    named_duty = Q(basis=Basis.DUTY) & ~Q(evidence="")
    outright = Q(basis__in=sorted(governs.beaten_by - {Basis.DUTY}))
    return outright | named_duty if Basis.DUTY in governs.beaten_by else outright


def gives(permission: Permission, on: date) -> Q:
    """Picks the standings through which somebody holds `permission` on a day: the root, asked the other way round.

    For telling people who will be able to read something. A person shut out by a restriction holds nothing, so an
    honest list leaves them out. Who may see the rows is still decided by `permitting`.
    """
    kinds = [kind for kind, roles in POLICY[permission].items() if roles]
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    shut_out = Restriction.everything.filter(
        live, child_id=OuterRef("child_id"), person_id=OuterRef("person_id"), kind__in=SHUTS_OUT
    )
    given = live & Q(kind__in=kinds) & ~Q(Exists(shut_out))
    given = given if permission in SUPPORTER_READS else given & ~reads_shorter(on)
    taken = taken_by_lines(permission, POLICY[permission], on)
    given = given & ~taken if taken else given
    given = given & whoever_asked_stands(on) if StandingKind.ADVOCATE in kinds else given
    return given & switched_standings(permission, on)


def shielded_children(actor: Actor) -> QuerySet:
    """Ids of the children over whom a shield lies today."""
    return Restriction.everything.filter(_live(actor), kind=RestrictionKind.SHIELD).values("child_id")


FAMILY_SIDE = frozenset({Role.FAMILY, Role.ADVISER})


def where_a_shield_lets(actor: Actor, child: str = "child_id") -> Q:
    """Picks the rows that may tell where a child is: all but, on the family side, those of a child under a shield.

    Only the home where the child lives and the child read on (trust 2.4.1: whereabouts, setting, timetable). `child`
    is the path to the child's id. For staff it is true of every row and never an empty Q, which vanishes in an "or".
    """
    if actor.role not in FAMILY_SIDE:
        return Q(pk__isnull=False)
    homes = Residence.everything.filter(_live(actor), person_id=actor.person_id).values("child_id")
    themselves = Child.everything.filter(person_id=actor.person_id).values("id")
    stands = Standing.everything.filter(_live(actor), person_id=actor.person_id, kind=StandingKind.CHILD)
    lets = Q(**{f"{child}__in": homes}) | Q(**{f"{child}__in": themselves})
    lets |= Q(**{f"{child}__in": stands.values("child_id")})
    return ~Q(**{f"{child}__in": shielded_children(actor)}) | lets


def is_shielded(child_id: UUID, on: date) -> bool:
    """Whether a shield holds for a child on a day: for what the program itself has to do because of it."""
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    return Restriction.everything.filter(live, child_id=child_id, kind=RestrictionKind.SHIELD).exists()


def place_kept_from(actor: Actor, child_id: UUID) -> bool:
    """Whether a shield keeps from this reader where a child is: where a row stays to be read, and words of it go."""
    return actor.role in FAMILY_SIDE and not _place_let(actor, child_id)


@kept
def _place_let(actor: Actor, child_id: UUID) -> QuerySet[Child, UUID]:
    rows = Child.everything.filter(where_a_shield_lets(actor, "id"), pk=child_id)
    return rows.values_list("id", flat=True)


SEES_SHIELDED = frozenset({Role.SAFEGUARDING_LEAD, Role.SEND_MANAGER})


def _told_to_the_family(actor: Actor) -> Q:
    """An advocate is known to whoever invited them and to themselves: not to the other home, nor to those they are
    to stand up to (trust 2.4.19). Where nobody is on record as having invited them, the whole family knows them."""
    known = Q(person_id=actor.person_id)
    if actor.is_family:
        known |= Q(invited_by_id=actor.person_id) | Q(invited_by_id__isnull=True)
    return ~Q(kind=StandingKind.ADVOCATE) | known


def unknown_advocates(actor: Actor, child_id: UUID) -> list[UUID]:
    """Those who stand or stood by the child as advocates and of whom the actor does not know: nor of their looks."""
    return _unknown_advocates(actor, child_id)


@kept
def _unknown_advocates(actor: Actor, child_id: UUID) -> QuerySet[Standing, UUID]:
    rows = Standing.everything.filter(child_id=child_id, person_id__isnull=False)
    family = rows.filter(kind__in=FAMILY_KINDS).values("person_id")
    beside = rows.filter(kind=StandingKind.ADVOCATE).exclude(person_id__in=family)
    if actor.is_family:
        beside = beside.exclude(person_id__in=rows.filter(_known_advocate(actor)).values("person_id"))
    return beside.values_list("person_id", flat=True)


def _known_advocate(actor: Actor) -> Q:
    return Q(kind=StandingKind.ADVOCATE) & _told_to_the_family(actor)


def places_known(actor: Actor, child_id: UUID) -> list[UUID] | None:
    """The organisations of which the actor may learn that somebody there looked; None where it may be any.

    Under a shield the home apart knows the councils alone: who looks from a school or a service says where the
    child is.
    """
    if not place_kept_from(actor, child_id):
        return None
    councils = Standing.everything.filter(child_id=child_id, kind=StandingKind.MAINTAINS)
    return list(councils.values_list("organisation_id", flat=True))


@narrowed_for(Standing)
def _standings(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(_told_to_the_family(actor), _no_place(actor))


def _no_place(actor: Actor) -> Q:
    """Under a shield the home apart learns of no setting and of nobody who comes from one: that says where the child
    is. The council that answers for the child stays to be seen."""
    if actor.role not in FAMILY_SIDE:
        return Q()
    return where_a_shield_lets(actor) | Q(organisation_id=None) | Q(kind=StandingKind.MAINTAINS)


@narrowed_for(Invitation)
def _invitations(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Links carry addresses: the family sees those it sent itself, staff those that staff sent (2.4.1, 2.4.19)."""
    if actor.is_family:
        return rows.filter(by_family=True, invited_by_id=actor.person_id)
    return rows.filter(by_family=False).exclude(kind=StandingKind.ADVOCATE)


@narrowed_for(Person)
def _people_around(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Oneself, the people standing by a child one reaches, and colleagues."""
    near = Standing.everything.filter(
        _live(actor),
        _told_to_the_family(actor),
        child_id__in=children_permitting(actor, permission),
        person_id__isnull=False,
    ).values("person_id")
    reach = Q(pk=actor.person_id) | Q(pk__in=near)
    if actor.organisation_id:
        here = Membership.everything.filter(_live(actor), organisation_id=actor.organisation_id)
        reach |= Q(pk__in=here.values("person_id")) & _works_here(actor)
    return rows.filter(reach)


def _works_here(actor: Actor) -> Q:
    """The organisation itself knows the actor's post: one that only a link made, which anybody in a family can send,
    shows its holder no colleague."""
    known = Membership.everything.filter(
        _live(actor), person_id=actor.person_id, organisation_id=actor.organisation_id, by_link=False
    )
    return Q(Exists(known))


@narrowed_for(ContactPoint)
def _contact_points(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Family members see their own alone; staff with a duty see those of the people around a child, unless shielded."""
    if not actor.organisation_id:
        return rows.filter(person_id=actor.person_id)
    children = children_permitting(actor, permission)
    near = Standing.everything.filter(
        _live(actor), _told_to_the_family(actor), child_id__in=children, person_id__isnull=False
    )
    if actor.role not in SEES_SHIELDED:
        shielded = Standing.everything.filter(child_id__in=shielded_children(actor), person_id__isnull=False)
        rows = rows.exclude(person_id__in=shielded.values("person_id"))
    return rows.filter(Q(person_id=actor.person_id) | Q(person_id__in=near.values("person_id")))


@narrowed_for(Residence)
def _residences(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A family member sees only the household that is their own; a shield hides it from all but a few (K4)."""
    if not actor.organisation_id:
        return rows.filter(Q(person_id=actor.person_id))
    return rows if actor.role in SEES_SHIELDED else rows.exclude(child_id__in=shielded_children(actor))


@narrowed_for(Membership)
def _colleagues(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Posts in one's own organisation, and of the people named beside a child one reaches."""
    near = Standing.everything.filter(
        _told_to_the_family(actor),
        child_id__in=children_permitting(actor, permission),
        person_id__isnull=False,
    ).values("person_id")
    reach = Q(person_id=actor.person_id) | Q(person_id__in=near)
    if actor.organisation_id:
        reach |= Q(organisation_id=actor.organisation_id) & _works_here(actor)
    return rows.filter(reach)


@narrowed_for(GroupStaff)
def _class_staff(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Who teaches the groups of one's own setting; for the family, those who teach their child."""
    if actor.organisation_id:
        return rows.filter(group__organisation_id=actor.organisation_id)
    places = GroupPlace.everything.filter(_live(actor), child_id__in=children_permitting(actor, permission))
    return rows.filter(group_id__in=places.values("group_id"))
