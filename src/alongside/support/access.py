"""How what was asked narrows: what one parent asks is not for the other household."""

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission
from alongside.support.models import Asked
from alongside.voice.choices import Voice


@narrowed_for(Asked)
def _asked(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Staff read all of it; a family member or adviser what the child asked, and what they asked themselves."""
    if actor.role not in (Role.FAMILY, Role.ADVISER):
        return rows
    return rows.filter(Q(voice=Voice.CHILD) | Q(asker_id=actor.person_id))
