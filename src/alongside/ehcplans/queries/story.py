"""What a plan tells in a child's story, and what waits for whom because of it."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Authority, Deciding
from alongside.children.models import Child
from alongside.children.of_age.access import is_the_child, lacking
from alongside.children.of_age.rules import is_grown
from alongside.deadlines.access import held_by
from alongside.design.addresses import page_address
from alongside.ehcplans.choices import AnswerKind, Because, EhcPlanState, VersionKind
from alongside.ehcplans.models import EhcAnswer, EhcVersion
from alongside.ehcplans.queries.consultations import to_answer
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.statute.almanac import london_day

_READ, _KEEP, _ANSWER = Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ANSWER
_A_FEW = 30
_NOBODY = UUID(int=0)


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each version that was served, newest first, through the gate."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    url = page_address("ehcplans:ehc_plan", child_id)
    return told(
        (
            Entry(row.made_at, row.id, EntryKind.STATUTORY, _words(row), Because(row.because).label,
                  row.made_by_name, url)
            for row in _served(actor, child_id)
        ),
        reach,
    )  # fmt: skip


def _words(row: EhcVersion) -> str:
    return {
        VersionKind.DRAFT: "A draft of the plan went to the family",
        VersionKind.FINAL: "The education, health and care plan is final",
        VersionKind.AMENDED_DRAFT: "Changes to the plan were proposed to the family",
        VersionKind.AMENDED_FINAL: "The changed plan is final",
    }[VersionKind(row.kind)]


@kept
def _served(actor: Actor, child_id: UUID) -> QuerySet[EhcVersion]:
    rows = EhcVersion.objects.permitting(actor, _READ, child_id).filter(served_on__isnull=False)
    return rows.defer("content").order_by("-made_at")[:40]


def waiting_for(actor: Actor) -> list[Waiting]:
    """A family's draft to answer; a council's answers to give; a setting's consultations."""
    found = [
        Waiting(
            "Answer whether your setting can meet these needs", page_address("ehcplans:ehc_consultation", one.id),
            one.child_name, one.child_id, one.due_on, "The council asks, and 15 days are usual",
        )
        for one in to_answer(actor)
    ]  # fmt: skip
    if role_may(actor.role, _ANSWER):
        found += [*_to_read(actor), *_to_meet(actor)]
    if role_may(actor.role, _KEEP):
        found += _to_reply(actor)
    return found


def _to_read(actor: Actor) -> list[Waiting]:
    """Drafts and notices before the family, for those who have not said anything about them yet."""
    found: dict[UUID, Waiting] = {}
    rows = list(_before_the_family(actor))
    answered = set(_answered(actor, tuple(row.id for row in rows))) if rows else set()
    for row in rows:
        plan = row.plan
        if (
            row.id in answered
            or plan.id in found
            or row.served_on is None
            or not _theirs(actor, plan.child, own=row.own)
        ):
            continue
        until = own_time_until(VersionKind(row.kind), row.served_on)
        if until >= actor.on:
            found[plan.id] = Waiting(
                "Read the draft plan, and say what you think" if row.kind == VersionKind.DRAFT
                else "Read the changes proposed, and say what you think",
                page_address("ehcplans:ehc_plan", plan.child_id), plan.child.called, plan.child_id, until,
                "The law gives you 15 days",
            )  # fmt: skip
    return list(found.values())


def _theirs(actor: Actor, child: Child, *, own: bool) -> bool:
    """Whether the right to answer is the reader's today: a parent's, then the young person's (CFA 2014 s.83)."""
    if not is_grown(child.born_on, actor.on):
        return not own
    without = lacking(child.pk, Deciding.PLAN, actor.on)
    if without is None:
        return own
    if without.representative_id:
        return without.representative_id == actor.person_id
    return not own and without.authority == Authority.PARENT


@kept
def _before_the_family(actor: Actor) -> QuerySet[EhcVersion]:
    rows = EhcVersion.objects.permitting(actor, _ANSWER).filter(
        plan__state__in=(EhcPlanState.WITH_FAMILY.value, EhcPlanState.AMENDING.value),
        kind__in=(VersionKind.DRAFT.value, VersionKind.AMENDED_DRAFT.value),
    )
    rows = rows.annotate(own=is_the_child(actor, "plan__child_id"))
    return rows.select_related("plan__child").defer("content").order_by("-number")[:_A_FEW]


@kept
def _answered(actor: Actor, version_ids: tuple[UUID, ...]) -> QuerySet[EhcAnswer, UUID]:
    rows = EhcAnswer.objects.permitting(actor, _ANSWER).filter(version_id__in=version_ids)
    return rows.filter(person_id=actor.person_id or _NOBODY).values_list("version_id", flat=True)


def _to_meet(actor: Actor) -> list[Waiting]:
    """The meetings about a draft that the reader asked for and whose day is to come."""
    return [
        Waiting(
            "Meet the council about the draft plan", page_address("ehcplans:ehc_plan", row.plan.child_id),
            row.plan.child.called, row.plan.child_id, london_day(row.meet_at), "You asked for it",
        )
        for row in _meetings(actor)
        if row.meet_at and london_day(row.meet_at) >= actor.on
    ]  # fmt: skip


@kept
def _meetings(actor: Actor) -> QuerySet[EhcAnswer]:
    rows = EhcAnswer.objects.permitting(actor, _ANSWER).filter(
        person_id=actor.person_id or _NOBODY, kind=AnswerKind.MEETING.value, answered_at=None, meet_at__isnull=False,
    )  # fmt: skip
    return rows.select_related("plan__child").order_by("meet_at")[:_A_FEW]


def _to_reply(actor: Actor) -> list[Waiting]:
    """What families said to the plans of whose children the actor has the work, and nobody has answered."""
    return [
        Waiting(
            _to_do(row, actor), page_address("ehcplans:ehc_said", row.plan.child_id), row.plan.child.full_name,
            row.plan.child_id, london_day(row.meet_at) if row.meet_at else None,
            "Each is answered before the plan is final",
        )
        for row in _unanswered(actor)
    ]  # fmt: skip


def _to_do(row: EhcAnswer, actor: Actor) -> str:
    """What comes next about something that was said."""
    if row.kind != AnswerKind.MEETING:
        return f"Answer the words of {row.person_name}"
    if row.meet_at is None:
        return f"Set a day to meet {row.person_name}"
    met = london_day(row.meet_at) < actor.on
    return f"Write down what came of the meeting with {row.person_name}" if met else f"Meet {row.person_name}"


@kept
def _unanswered(actor: Actor) -> QuerySet[EhcAnswer]:
    rows = EhcAnswer.objects.permitting(actor, _KEEP, each_row=True).filter(
        held_by(actor.person_id or _NOBODY, "plan__child_id"), answered_at=None,
        kind__in=(AnswerKind.COMMENT.value, AnswerKind.DISAGREE.value, AnswerKind.MEETING.value),
    )  # fmt: skip
    return rows.select_related("plan__child").order_by("said_at")[:_A_FEW]


def board(actor: Actor, organisation_id: UUID, today: object) -> list[BoardList]:
    """For a SENCo: the consultations of councils that wait for an answer. The setting and the day are the actor's."""
    rows = to_answer(actor)
    if not rows or actor.organisation_id != organisation_id:
        return []
    shown = tuple(
        BoardRow(one.child_id, "A council asks whether you can meet these needs",
                 page_address("ehcplans:ehc_consultation", one.id), one.due_on)
        for one in rows[:ROWS]
    )  # fmt: skip
    return [
        BoardList(
            "consultations",
            "Consultations to answer",
            shown,
            len(rows),
            page_address("ehcplans:ehc_consultations"),
        )
    ]
