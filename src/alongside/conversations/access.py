"""How meetings narrow: known to those invited, and to those who hold meetings for the child."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.guarded import also_permitting, narrowed_for
from alongside.access.policy import Permission
from alongside.conversations.choices.meetings import ShownFrom
from alongside.conversations.models import (
    GuidedConversation,
    GuidedNote,
    Meeting,
    MeetingParty,
    MeetingPoint,
    MeetingRequest,
    MeetingView,
)

_SEES_ALL = frozenset({Role.HEAD, Role.SAFEGUARDING_LEAD})
"""Heads and safeguarding leads read the meetings of their setting (trust 2.3), without holding them."""


def _holds(actor: Actor, path: str) -> Q:
    return Q(**{f"{path}__in": also_permitting(actor, Permission.MEETING_HOLD)})


def _invited(actor: Actor, path: str) -> Q:
    mine = MeetingParty.everything.filter(
        meeting_id=OuterRef(path), person_id=actor.person_id, left_out_at__isnull=True
    )
    return Q(Exists(mine))


def _knows(rows: QuerySet, actor: Actor, permission: Permission, meeting: str, child: str) -> QuerySet:
    """A meeting is known to those invited alone: one parent does not learn that the other was met apart."""
    if permission is Permission.MEETING_HOLD or actor.role in _SEES_ALL:
        return rows
    if actor.is_family:
        return rows.filter(_invited(actor, meeting))
    return rows.filter(_invited(actor, meeting) | _holds(actor, child))


@narrowed_for(Meeting)
def _meetings(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _knows(rows, actor, permission, "pk", "child_id")


@narrowed_for(MeetingParty)
def _parties(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _knows(rows, actor, permission, "meeting_id", "meeting__child_id")


@narrowed_for(MeetingPoint)
def _points(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _knows(rows, actor, permission, "meeting_id", "meeting__child_id")


@narrowed_for(MeetingView)
def _views(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """One's own; those of others from when they chose, and never what they keep for themselves."""
    shown = Q(given_at__isnull=False) & (
        Q(shown_from=ShownFrom.NOW) | Q(shown_from=ShownFrom.BEGINS, meeting__begun_at__isnull=False)
    )
    rows = rows.filter(Q(person_id=actor.person_id) | shown)
    return _knows(rows, actor, permission, "meeting_id", "meeting__child_id")


@narrowed_for(MeetingRequest)
def _requests(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Who asked, and who answers: a wish to meet says things the other household need not know."""
    if permission is Permission.MEETING_HOLD:
        return rows
    mine = Q(asked_by_id=actor.person_id)
    return rows.filter(mine) if actor.is_family else rows.filter(mine | _holds(actor, "child_id"))


@narrowed_for(GuidedConversation)
def _guided(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _knows(rows, actor, permission, "meeting_id", "meeting__child_id")


@narrowed_for(GuidedNote)
def _notes(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    """Which words were said at which meeting is for those who know of the meeting."""
    return _knows(rows, actor, permission, "conversation__meeting_id", "conversation__meeting__child_id")
