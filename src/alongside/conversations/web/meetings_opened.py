"""What every page of a child's meetings starts from."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import who_asks
from alongside.children.queries import ChildCard, StandsBy, open_child, stands_by
from alongside.conversations.queries.meetings import MeetingLine, holds, meeting_by_id
from alongside.platform.clock import now

Result = TypeVar("Result")


@dataclass(frozen=True)
class Opened:
    """A child's meetings as one person opened them."""

    actor: Actor
    child: ChildCard
    around: tuple[StandsBy, ...]
    holds: bool

    @property
    def setting(self) -> str:
        """The name of the setting the child attends."""
        return next((one.name for one in self.around if one.kind is StandingKind.ATTENDS), "")

    @property
    def picture(self) -> str:
        """Where the child's picture is served through the gate."""
        child = self.child
        return reverse("documents:file", args=[child.id, child.picture_id]) if child.picture_id else ""

    @property
    def details(self) -> str:
        """A short line about the child."""
        return " · ".join(part for part in (self.child.year, self.setting) if part)

    @property
    def is_the_child(self) -> bool:
        """Whether the reader is the child themselves, who is spoken to as "you"."""
        return self._kind is StandingKind.CHILD

    @property
    def asks(self) -> bool:
        """Whether the reader may ask for a meeting: the child and the family."""
        return self._kind in (StandingKind.CHILD, StandingKind.PARENT, StandingKind.CARER)

    @property
    def _kind(self) -> StandingKind | None:
        if not self.actor.is_family:
            return None
        mine = (one.kind for one in self.around if one.person_id == self.actor.person_id)
        return next(mine, None)


def open_meetings(request: HttpRequest, child_id: UUID, permission: Permission) -> Opened:
    """Open the child for the reader and note it. Raises Http404 where they may not."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, now())
    if child is None:
        raise Http404
    return Opened(actor, child, tuple(stands_by(actor, child_id)), holds(actor, child_id))


def meeting_or_404(
    opened: Opened, meeting_id: UUID, permission: Permission = Permission.MEETING_READ
) -> MeetingLine:
    """The meeting of the address. Raises Http404 for those who are not invited and do not hold it."""
    found = meeting_by_id(opened.actor, opened.child.id, meeting_id, permission)
    if found is None:
        raise Http404
    return found
