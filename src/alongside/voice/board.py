"""What a co-ordinator must see each morning of children's voices: who was last heard more than a term ago (T2)."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import with_total
from alongside.children.choices import SenProvision
from alongside.children.models import Child
from alongside.design.addresses import page_address
from alongside.design.dates import day
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.voice.choices import Audience, Voice
from alongside.voice.models import Statement

A_TERM = timedelta(weeks=13)
_READ = Permission.PLAN_READ


def board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """Children with support of whom there are no words, or none since a term ago: the longest first."""
    if not role_may(actor.role, _READ):
        return []
    found = _not_heard(actor, today - A_TERM, (SenProvision.PLAN.value, SenProvision.SUPPORT.value))
    rows = tuple(
        BoardRow(
            row.pk, f"Last heard on {day(row.heard_on)}" if row.heard_on else "No words of theirs yet", _address(row.pk)
        )
        for row in found
    )  # fmt: skip
    title = "Last heard more than a term ago"
    register = f"{page_address('casefile:register')}?heard=term"
    return [BoardList("heard", title, rows, found[0].in_all if found else 0, register)]


def _address(child_id: UUID) -> str:
    return page_address("plans:my_page", child_id)


def last_heard(actor: Actor, child: str = "pk") -> Subquery:
    """When the child of the outer row (its column `child`) last said something that is shared."""
    return Subquery(_said(actor, child).order_by("-gathered_on").values("gathered_on")[:1])


def heard_since(actor: Actor, since: date, child: str = "pk") -> Exists:
    """Whether the child of the outer row said something since a day that is shared."""
    return Exists(_said(actor, child).filter(gathered_on__gte=since))


def _said(actor: Actor, child: str) -> QuerySet[Statement]:
    """What the child of the outer row said: a row of it is enough, so the gate is asked of that row."""
    rows = Statement.objects.permitting(actor, _READ, each_row=True)
    return rows.filter(child_id=OuterRef(child), voice=Voice.CHILD, audience=Audience.SHARED)


@kept
def _not_heard(actor: Actor, since: date, levels: tuple[str, ...]) -> QuerySet:
    rows = Child.objects.permitting(actor, _READ).filter(sen_provision__in=levels)
    rows = rows.filter(~heard_since(actor, since))
    rows = rows.annotate(heard_on=last_heard(actor)).only("pk")
    return with_total(rows).order_by(F("heard_on").asc(nulls_first=True), "family_name", "pk")[:ROWS]
