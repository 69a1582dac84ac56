"""What happened to the plan, as a child's chronology tells it, and what waits in it for whom."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.children.models import SharingAnswer
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, newest_first, told
from alongside.plans.models import Comment, Plan, PlanVersion

_READ = Permission.PLAN_READ


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """The plan started, put to the family, taken back, agreed; what was said beside it; what was said to sharing."""
    parts: list[list[Entry]] = []
    if reach.wants(EntryKind.PLAN) and role_may(actor.role, _READ):
        parts += [told(_moves(actor, child_id), reach), _comments(actor, child_id, reach)]
    if reach.wants(EntryKind.SHARING) and role_may(actor.role, Permission.SHARING_READ):
        parts.append(_sharing(actor, child_id, reach))
    return newest_first(parts, reach.limit)


def _sharing(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Answers to the sharing page: in a family each reads their own, staff who act on them read all."""
    url = page_address("plans:sharing", child_id)
    return [
        Entry(
            row.signed_at, row.id, EntryKind.SHARING, f"Sharing: {row.about_name or row.get_line_display()}",
            f"“{row.get_reply_display()}”", f"{row.signer_name}, {row.signs_as}", url,
            private=row.line == SharingLine.PRIVATE_WORDS,
        )
        for row in _answers(actor, child_id, within(reach))
    ]  # fmt: skip


@kept
def _answers(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[SharingAnswer]:
    rows = SharingAnswer.objects.permitting(actor, Permission.SHARING_READ, child_id)
    return stretch(rows, bounds, "signed_at")


@kept
def _plans(actor: Actor, child_id: UUID) -> QuerySet[Plan]:
    return Plan.objects.permitting(actor, _READ, child_id)


@kept
def _versions(actor: Actor, child_id: UUID) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.permitting(actor, _READ, child_id).defer("content")


def _moves(actor: Actor, child_id: UUID) -> Iterator[Entry]:
    """A plan has few versions, so they are read whole."""
    for plan in _plans(actor, child_id):
        url = page_address("plans:plan", child_id)
        yield Entry(plan.started_at, plan.id, EntryKind.PLAN, "Plan started", "", plan.started_by_name, url)
    for row in _versions(actor, child_id):
        url, number = page_address("plans:version", child_id, row.number), f"Version {row.number}"
        text = f"Taken back: {row.taken_back_because}" if row.taken_back_because else ""
        title = f"{number} put to the family"
        yield Entry(row.proposed_at, row.id, EntryKind.PLAN, title, text, row.proposed_by_name, url)
        if row.agreed_at:
            yield Entry(row.agreed_at, row.id, EntryKind.PLAN, f"{number} agreed", "", "", url)


def _comments(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    return [
        Entry(
            row.said_at, row.id, EntryKind.PLAN, "Comment beside the plan",
            f"{row.text}\nAnswer: {row.answer}" if row.answer else row.text,
            row.author_name, page_address("plans:plan", child_id),
        )
        for row in _said_beside(actor, child_id, within(reach))
    ]  # fmt: skip


@kept
def _said_beside(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Comment]:
    return stretch(Comment.objects.permitting(actor, _READ, child_id), bounds, "said_at")
