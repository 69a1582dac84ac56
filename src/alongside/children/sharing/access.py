"""Who sees which answers to the sharing page, and who has the say."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.children.access import gives
from alongside.children.models import Child, SharingAnswer, Standing
from alongside.children.sharing.rules import counts


@narrowed_for(SharingAnswer)
def _own_answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """In a family each signer sees their own answers and nobody else's: two parents may live apart, and a child
    may answer otherwise than a parent. Staff who have to act on the lines see them all."""
    return rows.filter(signer_id=actor.person_id) if actor.is_family else rows


def with_a_say(child: Child, on: date) -> set[UUID]:
    """Who decides about sharing on a day. Whoever a restriction shuts out has no say while it lasts.

    For operations that have fetched the child through the gate: a parent may not learn who the others are.
    """
    signers = Standing.everything.filter(
        gives(Permission.SHARING_SIGN, on), child_id=child.id, organisation_id=None, person_id__isnull=False
    )
    return {
        person_id
        for person_id, kind in signers.values_list("person_id", "kind")
        if counts(StandingKind(kind), child.born_on, on)
    }
