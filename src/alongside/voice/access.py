"""How statements narrow: private words reach the child and whom they named; drafts, whoever is writing them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.models import Standing
from alongside.voice.choices import Audience
from alongside.voice.models import Draft, Statement, StatementVersion


def _mine(actor: Actor, path: str) -> Exists:
    """The actor is the child the row speaks of."""
    return Exists(
        Standing.everything.filter(
            child_id=OuterRef(path),
            person_id=actor.person_id,
            kind=StandingKind.CHILD,
            starts_on__lte=actor.on,
        ).exclude(ends_on__lte=actor.on)
    )


@narrowed_for(Statement)
def _statements(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """K3: a child's private words are for the child; an adult who wrote them down does not get them back.

    The one adult the child has named reads them under their own permission, which the gate gives nobody else, and
    nothing but them: they stand on no other page, on no paper and in no count of that adult's.
    """
    if permission is Permission.PRIVATE_READ:
        return rows.filter(audience=Audience.PRIVATE)
    shared = Q(audience=Audience.SHARED)
    if not actor.is_family:
        return rows.filter(shared)
    return rows.filter(shared | Q(_mine(actor, "child_id")))


@narrowed_for(StatementVersion)
def _versions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    shared = Q(statement__audience=Audience.SHARED)
    if not actor.is_family:
        return rows.filter(shared)
    return rows.filter(shared | Q(_mine(actor, "statement__child_id")))


@narrowed_for(Draft)
def _drafts(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A draft is read by whoever is writing it, and nobody else."""
    return rows.filter(person_id=actor.person_id)
