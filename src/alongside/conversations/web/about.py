"""The child a page of conversations is about, opened through the gate."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.access.routes import who_asks
from alongside.children.queries import ChildCard, open_child
from alongside.platform.clock import now

Result = TypeVar("Result")


@dataclass(frozen=True)
class About:
    """Who asks, and about whom."""

    actor: Actor
    child: ChildCard

    @property
    def may(self) -> frozenset[str]:
        """What the reader's role could hold; the operations decide for which rows."""
        return frozenset(str(one) for one in Permission if role_may(self.actor.role, one))

    @property
    def picture(self) -> str:
        """Where the child's picture is served; nothing where there is none."""
        return (
            reverse("documents:file", args=[self.child.id, self.child.picture_id])
            if self.child.picture_id
            else ""
        )

    @property
    def details(self) -> str:
        """Age and year, in a line."""
        return " · ".join(part for part in (f"{self.child.age} years old", self.child.year) if part)


def about(request: HttpRequest, child_id: UUID, permission: Permission) -> About:
    """Open the child for the reader and note it in the access log. Raises Http404 where they may not."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, now())
    if child is None:
        raise Http404
    return About(actor, child)
