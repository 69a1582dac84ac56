"""What a page about one child starts from: who asks, about whom, as what, and who may read what is written there.

Apps below `plans` begin their pages here. Opening notes the look in the access log, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.guarded import children_permitting
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.routes import who_asks
from alongside.children.models import Child
from alongside.children.of_age.access import SUPPORTS
from alongside.children.of_age.rules import is_grown
from alongside.children.queries import ChildCard, StandsBy, open_child, stands_by
from alongside.children.readers import may_read
from alongside.design.addresses import page_address
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

Result = TypeVar("Result")


@dataclass(frozen=True)
class OpenedChild:
    """A child's record as one person opened it, and how a page about them begins."""

    actor: Actor
    child: ChildCard
    around: tuple[StandsBy, ...]
    may: frozenset[Permission]
    standing: StandsBy | None

    @property
    def picture(self) -> str:
        """Where the child's picture is served through the gate; "" when there is none."""
        child = self.child
        return page_address("documents:file", child.id, child.picture_id) if child.picture_id else ""

    @property
    def details(self) -> str:
        """Short facts under the name."""
        setting = next((one.name for one in self.around if one.kind is StandingKind.ATTENDS), "")
        return " · ".join(part for part in (f"{self.child.age} years old", self.child.year, setting) if part)

    @property
    def is_child(self) -> bool:
        """The reader is the child or young person."""
        return self.standing is not None and self.standing.kind is StandingKind.CHILD

    def closes(self, permission: Permission) -> bool:
        """Whether the young person’s rights have passed and this is closed to the reader, a parent or carer: then
        a page does not say that there is nothing. The page asked for the permission when it opened the child."""
        supports = self.standing is not None and self.standing.kind in SUPPORTS
        return supports and is_grown(self.child.born_on, self.actor.on) and permission not in self.may

    @property
    def lead(self) -> StandsBy | None:
        """The one lead worker."""
        return next((one for one in self.around if one.kind is StandingKind.LEAD_WORKER), None)


def held(actor: Actor, child_id: UUID, permissions: Iterable[Permission]) -> frozenset[Permission]:
    """Which of these the actor holds for this child today, asked of the gate in one query."""
    asked = tuple(one for one in permissions if role_may(actor.role, one))
    rows = _answers(actor, child_id, asked) if asked else []
    return frozenset(one for row in rows for one, holds in zip(asked, row, strict=True) if holds)


@kept
def _answers(
    actor: Actor, child_id: UUID, asked: tuple[Permission, ...]
) -> QuerySet[Child, tuple[bool, ...]]:
    """One row with an answer for each permission; none for a child the actor may not know."""
    columns = [
        ExpressionWrapper(Q(pk__in=children_permitting(actor, one, child_id)), BooleanField())
        for one in asked
    ]
    return Child.objects.permitting(actor, Permission.CHILD_READ, child_id).values_list(*columns)


def open_for_page(
    request: HttpRequest, child_id: UUID, permission: Permission, *also: Permission
) -> OpenedChild:
    """Open the child for the reader, and say which of `also` they hold too. Raises Http404 where they may not."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, now())
    if child is None:
        raise Http404
    around = tuple(stands_by(actor, child_id))
    mine = [
        one
        for one in around
        if actor.is_family and one.person_id == actor.person_id and one.organisation_id is None
    ]
    request.known_around = (child, around)  # type: ignore[attr-defined]  # for the foot of the page
    may = held(actor, child_id, also) | {permission}
    return OpenedChild(actor, child, around, may, mine[0] if mine else None)


def found_or_404(result: Result | Refusal) -> Result | Refusal:
    """What an operation gave back; Http404 when it found nothing that the actor may reach."""
    if isinstance(result, Refusal) and result.code == "not_found":
        raise Http404
    return result


def show_refusal(form: Form, refusal: Refusal) -> Form:
    """Show a refusal at its field of the form, or above it where it has none."""
    form.is_valid()
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal).replace("%", "%%"))
    return form


def readers(
    opened: OpenedChild, permission: Permission = Permission.PLAN_READ
) -> tuple[tuple[str, str], ...]:
    """Who will be able to read what is being written, for `who_can_see`."""
    return tuple(
        (one.name, "you" if one.is_reader else one.why)
        for one in may_read(opened.actor, opened.child.id, opened.child.called, permission)
    )
