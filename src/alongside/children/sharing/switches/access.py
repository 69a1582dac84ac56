"""The switches of the sharing page, as the gate asks them: what is closed until somebody with the say turns it on.

Where another line takes away what a standing gives, a switch is needed for the standing to give anything.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SHUTS_OUT, Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import ClosedLine, OpenLine, Restriction, Standing


def _holds(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def turned_on(line: SharingLine, kinds: tuple[StandingKind, ...], on: date) -> QuerySet:
    """Rows of a switch that is on for the child of the outer query, on a day.

    Only while whoever turned it on still stands by the child as one of `kinds`, and no restriction shuts them out:
    what is off by default goes off by itself when nobody with a say stands for it any more.
    """
    signer = {"child_id": OuterRef("child_id"), "person_id": OuterRef("signer_id")}
    stands = Standing.everything.filter(_holds(on), organisation_id=None, kind__in=kinds, **signer)
    shut_out = Restriction.everything.filter(_holds(on), kind__in=SHUTS_OUT, **signer)
    rows = OpenLine.everything.filter(_holds(on), child_id=OuterRef("child_id"), line=line)
    return rows.filter(Exists(stands), ~Exists(shut_out))


def _naming(on: date) -> QuerySet:
    """Who the child has named for private words; nobody but the child can (trust 2.4.3)."""
    return turned_on(SharingLine.PRIVATE_WORDS, (StandingKind.CHILD,), on)


def needs_switch(permission: Permission, actor: Actor) -> Q:
    """What a standing must meet for `actor` besides, where only a switch gives `permission`; falsy elsewhere.

    Whoever is named is named in one post or at home: in another setting they were not chosen. To supply staff a
    child is there where one parent, or the young person, said yes and nobody with a say said no.
    """
    if actor.role is Role.SUPPLY:
        on = turned_on(SharingLine.SUPPLY, (StandingKind.CHILD, StandingKind.PARENT), actor.on)
        no = ClosedLine.everything.filter(
            _holds(actor.on), child_id=OuterRef("child_id"), line=SharingLine.SUPPLY
        )
        return Q(Exists(on)) & ~Q(Exists(no))
    if permission is not Permission.PRIVATE_READ:
        return Q()
    named = _naming(actor.on).filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return Q(kind=StandingKind.CHILD) | Q(Exists(named))


def switched_standings(permission: Permission, on: date) -> Q:
    """The same asked of standings and not of one actor, for telling people who could read something."""
    if permission is not Permission.PRIVATE_READ:
        return Q()
    rows = _naming(on)
    themselves = rows.filter(person_id=OuterRef("person_id"))
    at_home = Q(Exists(themselves.filter(organisation_id=None))) & Q(organisation_id=None)
    in_post = Q(Exists(themselves.filter(organisation_id=OuterRef("organisation_id"))))
    of_setting = Q(Exists(rows.filter(organisation_id=OuterRef("organisation_id")))) & Q(person_id=None)
    return Q(kind=StandingKind.CHILD) | at_home | in_post | of_setting
