"""Who sees which answers to the sharing page, and who has the say."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import gives
from alongside.children.choices import Deciding
from alongside.children.models import Child, OpenLine, SharingAnswer, Standing
from alongside.children.of_age.access import lacking
from alongside.children.of_age.rules import Around, Lacking, holders, is_grown


@narrowed_for(SharingAnswer)
def _own_answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """In a family each signer sees their own answers and nobody else's: two parents may live apart, and a child
    may answer otherwise than a parent. Staff who have to act on the lines see them all, but for whom a child lets
    read their private words: that there are any is the child's to tell."""
    if actor.is_family:
        return rows.filter(signer_id=actor.person_id)
    return rows.exclude(line=SharingLine.PRIVATE_WORDS)


@narrowed_for(OpenLine)
def _switches(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """That a switch is on is for every reader of the page; whom a child chose, for the child and the chosen."""
    chosen = Q(person_id=actor.person_id, organisation_id=actor.organisation_id)
    return rows.filter(~Q(line=SharingLine.PRIVATE_WORDS) | Q(signer_id=actor.person_id) | chosen)


def with_a_say(child: Child, on: date) -> set[UUID]:
    """Who decides about sharing on a day. Whoever a restriction shuts out has no say while it lasts.

    For operations that have fetched the child through the gate: a parent may not learn who the others are.
    """
    signers = Standing.everything.filter(
        gives(Permission.SHARING_SIGN, on), child_id=child.id, organisation_id=None, person_id__isnull=False
    )
    family = [Around(person_id, kind) for person_id, kind in signers.values_list("person_id", "kind")]
    return set(holders(family, child.born_on, on, somebody_else_says(child, on)))


def somebody_else_says(child: Child, on: date) -> Lacking | None:
    """Who says instead of a young person who cannot decide who may read, if that was found: the same rule as for every
    other decision that passes on the day (SI 2014/1530 reg 64; trust 2.4.4)."""
    return lacking(child.id, Deciding.READING, on) if is_grown(child.born_on, on) else None
