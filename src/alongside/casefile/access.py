"""A saved view is its owner's, in the organisation where it was kept."""

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.casefile.models import SavedView


@narrowed_for(SavedView)
def _own(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return rows.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)
