"""The plan as pages, documents and registers read it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.of_age.rules import is_grown
from alongside.children.queries import ChildCard, StandsBy, class_of, stands_by
from alongside.conversations.households.access import households_of
from alongside.conversations.queries.invitations import on_record
from alongside.documents.queries import picture_for_documents
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.differently import on_paper
from alongside.plans.documents import About, passport_document, plan_document, profile_document
from alongside.plans.helped import who_helped
from alongside.plans.layout import SectionView, lay_out
from alongside.plans.models import Agreement, Comment, Plan, PlanVersion
from alongside.plans.rules import Missing, PlanFacts, missing_before_proposing
from alongside.plans.shielded import without_staff
from alongside.plans.templates import template_for
from alongside.rendering.frozen import checkable, from_json
from alongside.rendering.model import Document
from alongside.statute.plan_shapes import PlanTemplate
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Voice
from alongside.voice.queries import circle_of, passages_of

_WAITING = 10
"""How many of the things that wait longest a home page shows."""


@dataclass(frozen=True)
class PlanSummary:
    """A child's one live plan and where it is."""

    id: UUID
    child_id: UUID
    template_key: str
    template_version: int
    state: PlanState
    started_by_name: str
    started_at: datetime
    review_on: date | None
    edition: int

    @property
    def template(self) -> PlanTemplate:
        return template_for(self.template_key, self.template_version)


def live_plan(
    actor: Actor, child_id: UUID, permission: Permission = Permission.PLAN_READ
) -> PlanSummary | None:
    """The child's live plan, or None: not started, or not for this actor."""
    found = _live_plans(actor, child_id, permission)
    return _summary(found[0]) if found else None


@kept
def _live_plans(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet[Plan]:
    return Plan.objects.permitting(actor, permission, child_id).exclude(state=PlanState.CLOSED)


def _summary(row: Plan) -> PlanSummary:
    return PlanSummary(
        row.id, row.child_id, row.template_key, row.template_version, PlanState(row.state), row.started_by_name,
        row.started_at, row.review_on, row.edition,
    )  # fmt: skip


def plan_states(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, PlanState]:
    """The state of each child's live plan, for lists, in one query."""
    return {child_id: PlanState(state) for child_id, state in _states_of(actor, tuple(child_ids))}


@kept
def _states_of(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Plan, tuple[UUID, str]]:
    rows = Plan.objects.permitting(actor, Permission.REGISTER_READ, child_ids)
    return rows.exclude(state=PlanState.CLOSED).values_list("child_id", "state")


def children_with_plan(actor: Actor, state: PlanState | None = None) -> QuerySet:
    """The ids of children with a live plan, or one in `state`, as a subquery for lists."""
    rows = Plan.objects.permitting(actor, Permission.REGISTER_READ).exclude(state=PlanState.CLOSED)
    return (rows.filter(state=state) if state else rows).values("child_id")


def plan_counts(actor: Actor) -> dict[PlanState, int]:
    """How many live plans the actor's register holds in each state, in one query."""
    return {PlanState(state): count for state, count in _counted(actor)}


@kept
def _counted(actor: Actor) -> QuerySet[Plan, tuple[str, int]]:
    rows = Plan.objects.permitting(actor, Permission.REGISTER_READ).exclude(state=PlanState.CLOSED)
    return rows.order_by().values_list("state").annotate(Count("id"))


def plans_in(actor: Actor, state: PlanState) -> list[tuple[UUID, str, datetime]]:
    """Child id, child and since when, of the plans that have been longest in a state."""
    if state is PlanState.PROPOSED:
        return [(row.plan.child_id, row.plan.child.full_name, row.proposed_at) for row in _with_family(actor)]
    return [(row.child_id, row.child.full_name, row.started_at) for row in _longest_in(actor, state)]


@kept
def _with_family(actor: Actor) -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.permitting(actor, Permission.REGISTER_READ).filter(state=VersionState.PROPOSED)
    return rows.select_related("plan__child").defer("content").order_by("proposed_at")[:_WAITING]


@kept
def _longest_in(actor: Actor, state: PlanState) -> QuerySet[Plan]:
    rows = Plan.objects.permitting(actor, Permission.REGISTER_READ).filter(state=state)
    return rows.select_related("child").order_by("started_at")[:_WAITING]


def unanswered_comments(actor: Actor) -> list[tuple[UUID, str, str, datetime]]:
    """Child id, child, author and when, of comments nobody has answered yet, oldest first."""
    return [
        (row.plan.child_id, row.plan.child.full_name, row.author_name, row.said_at)
        for row in _unanswered(actor)
    ]


@kept
def _unanswered(actor: Actor) -> QuerySet[Comment]:
    rows = Comment.objects.permitting(actor, Permission.PLAN_EDIT).filter(answered_at__isnull=True)
    rows = rows.exclude(author_id=actor.person_id).select_related("plan__child")
    return rows.order_by("said_at")[:_WAITING]


@dataclass(frozen=True)
class CommentView:
    """What someone said beside a passage."""

    id: UUID
    statement_id: UUID | None
    author_id: UUID
    author_name: str
    author_role: str
    text: str
    said_at: datetime
    answer: str
    answered_by_name: str
    answered_at: datetime | None


def comments_on(actor: Actor, plan: PlanSummary) -> list[CommentView]:
    """Every comment on a plan, oldest first. Under a shield the home apart reads no name of staff (trust 2.4.1)."""
    found = [
        CommentView(
            row.id, row.statement_id, row.author_id, row.author_name, row.author_role, row.text, row.said_at,
            row.answer, row.answered_by_name, row.answered_at,
        )
        for row in _comments(actor, plan.child_id, plan.id)
    ]  # fmt: skip
    return without_staff(actor, plan.child_id, found)


@kept
def _comments(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[Comment]:
    rows = Comment.objects.permitting(actor, Permission.PLAN_READ, child_id).filter(plan_id=plan_id)
    return rows.order_by("said_at")


@dataclass(frozen=True)
class AnswerView:
    """One person's answer to a version. What somebody of another home added, and when they signed, is not told."""

    name: str
    signs_as: str
    decision: str
    remark: str
    signed_at: datetime | None
    mine: bool


@dataclass(frozen=True)
class VersionView:
    """A frozen version: the document as it was put to the family, and the answers to it."""

    id: UUID
    plan_id: UUID
    child_id: UUID
    number: int
    state: VersionState
    digest: str
    proposed_by_name: str
    proposed_at: datetime
    agreed_at: datetime | None
    document: Document
    answers: tuple[AnswerView, ...]
    my_answer: str
    taken_back_because: str = ""


def versions_of(
    actor: Actor, plan_id: UUID
) -> list[tuple[UUID, int, VersionState, datetime, datetime | None]]:
    """Id, number, state, when proposed and when agreed of each version, newest first; without their contents."""
    rows = PlanVersion.objects.permitting(actor, Permission.PLAN_READ).filter(plan_id=plan_id)
    return [
        (row_id, number, VersionState(state), proposed_at, agreed_at)
        for row_id, number, state, proposed_at, agreed_at in rows.order_by("-number").values_list(
            "id", "number", "state", "proposed_at", "agreed_at"
        )
    ]


def plan_version(
    actor: Actor,
    child_id: UUID,
    *,
    number: int | None = None,
    state: VersionState | None = None,
    permission: Permission = Permission.PLAN_READ,
) -> VersionView | None:
    """One version of the child's plan, by number or the newest in a state; None when absent or not for this actor."""
    rows = PlanVersion.objects.permitting(actor, permission, child_id)
    rows = rows.filter(number=number) if number is not None else rows
    rows = rows.filter(state=state) if state is not None else rows
    row = rows.order_by("-number").first()
    if row is None:
        return None
    answers = list(
        Agreement.objects.permitting(actor, permission, child_id)
        .filter(version_id=row.id)
        .order_by("signed_at")
    )
    return VersionView(
        row.id, row.plan_id, child_id, row.number, VersionState(row.state), row.digest, row.proposed_by_name,
        row.proposed_at, row.agreed_at, from_json(row.content),
        _answers(actor, child_id, answers),
        next((one.get_decision_display() for one in answers if one.person_id == actor.person_id), ""),
        row.taken_back_because,
    )  # fmt: skip


def _answers(actor: Actor, child_id: UUID, rows: list[Agreement]) -> tuple[AnswerView, ...]:
    """The answers as this reader may see them: in a family, those of another home without when and what was added."""
    others = {row.person_id for row in rows} - {actor.person_id}
    if actor.is_family and others:
        homes = households_of(child_id, actor.on)
        others -= {one for home in homes if actor.person_id in home.ids for one in home.ids}
    apart = others if actor.is_family else set()
    return tuple(
        AnswerView(
            row.typed_name, row.signs_as, row.get_decision_display(),
            "" if row.person_id in apart else row.remark, None if row.person_id in apart else row.signed_at,
            row.person_id == actor.person_id,
        )
        for row in rows
    )  # fmt: skip


def version_to_answer(actor: Actor, child_id: UUID) -> VersionView | None:
    """What those with a signature answer: the version with the family, else the one that holds while nothing is."""
    plan = live_plan(actor, child_id, Permission.PLAN_AGREE)
    state = VersionState.PROPOSED if plan and plan.state is PlanState.PROPOSED else VersionState.AGREED
    return plan_version(actor, child_id, state=state, permission=Permission.PLAN_AGREE) if plan else None


def sections_of(
    actor: Actor,
    plan: PlanSummary,
    child: ChildCard,
    reader: Reader,
    permission: Permission = Permission.PLAN_READ,
) -> tuple[SectionView, ...]:
    """The plan laid out for a reader, in two queries: its statements and its circle."""
    passages = passages_of(actor, child.id, permission)
    return lay_out(plan.template, child, passages, circle_of(actor, child.id, permission), reader)


def about(actor: Actor, child: ChildCard, around: list[StandsBy] | None = None) -> About:
    """What documents say of the child besides the statements."""
    around = stands_by(actor, child.id) if around is None else around
    setting = next((one.name for one in around if one.kind is StandingKind.ATTENDS), "")
    lead = next((one.name for one in around if one.kind is StandingKind.LEAD_WORKER), "")
    return About(child, setting, class_of(actor, child.id), lead, picture_for_documents(actor, child))


def _shared(sections: tuple[SectionView, ...]) -> tuple[SectionView, ...]:
    """The same sections without private words: what is printed can be handed on."""
    return tuple(
        replace(
            section,
            topics=tuple(
                replace(topic, passages=tuple(one for one in topic.passages if not one.private))
                for topic in section.topics
            ),
        )
        for section in sections
    )


def live_document(actor: Actor, plan: PlanSummary, child: ChildCard, mark: str = "") -> Document:
    """The plan as it stands now, as a document in the child's own wording."""
    sections = _shared(sections_of(actor, plan, child, Reader.CHILD))
    around = stands_by(actor, child.id)
    helped = who_helped(actor, child, around, passages_of(actor, child.id))
    told = replace(about(actor, child, around), helped=helped, differently=on_paper(actor, child.id))
    return plan_document(plan.template, sections, told, actor.on, mark)


def profile(actor: Actor, plan: PlanSummary, child: ChildCard, mark: str = "") -> Document:
    """The one page profile as it stands now."""
    sections = _shared(sections_of(actor, plan, child, Reader.CHILD))
    return profile_document(plan.template, sections, about(actor, child), actor.on, mark)


def passport(actor: Actor, child: ChildCard, mark: str = "") -> Document:
    """The passport as it stands now; needs no plan, only words."""
    passages = [one for one in passages_of(actor, child.id, Permission.PASSPORT_READ) if not one.private]
    return passport_document(passages, about(actor, child), actor.on, mark)


def still_missing(
    actor: Actor,
    plan: PlanSummary,
    child: ChildCard,
    sections: tuple[SectionView, ...],
    around: list[StandsBy],
) -> tuple[Missing, ...]:
    """What the plan needs before it can go to the family."""
    threads = [thread for section in sections for thread in section.outcomes]
    told = {one.voice for section in sections for one in section.passages}
    voices = on_record(actor, child.id, child_told=Voice.CHILD in told, family_told=Voice.PARENT in told)
    facts = PlanFacts(
        empty_needed_sections=tuple((one.key, one.title) for one in sections if one.needed and one.is_empty),
        child_on_record=voices.child,
        family_on_record=voices.family,
        outcomes_without_provision=tuple(one.outcome.text for one in threads if not one.provision),
        has_outcomes=bool(threads),
        has_lead_worker=any(one.kind is StandingKind.LEAD_WORKER for one in around),
        family_can_answer=any(
            one.kind is StandingKind.PARENT
            or (one.kind is StandingKind.CHILD and is_grown(child.born_on, actor.on))
            for one in around
        ),
    )
    return missing_before_proposing(facts, child.called)


def has_answered(actor: Actor, child_id: UUID, state: VersionState = VersionState.PROPOSED) -> bool:
    """Whether the actor has answered the version that is with the family now, or that holds."""
    return bool(_own_answers(actor, child_id, state))


@kept
def _own_answers(actor: Actor, child_id: UUID, state: VersionState) -> QuerySet[Agreement, UUID]:
    rows = Agreement.objects.permitting(actor, Permission.PLAN_READ, child_id)
    return rows.filter(version__state=state, person_id=actor.person_id).values_list("id", flat=True)


def why_taken_back(actor: Actor, child_id: UUID) -> str:
    """Why the newest version was taken back from the family; nothing when it was not."""
    for state, because in _newest_version(actor, child_id):
        return str(because) if state == VersionState.WITHDRAWN else ""
    return ""


@kept
def _newest_version(actor: Actor, child_id: UUID) -> QuerySet[PlanVersion, tuple[str, str]]:
    rows = PlanVersion.objects.permitting(actor, Permission.PLAN_READ, child_id)
    return rows.order_by("-number").values_list("state", "taken_back_because")[:1]


def proof_of_answer(actor: Actor, child_id: UUID, number: int) -> dict[str, Any] | None:
    """What proves the actor's own answer to a version, with the version itself; None where there is none."""
    rows = Agreement.objects.permitting(actor, Permission.PLAN_AGREE, child_id)
    row = (
        rows.filter(person_id=actor.person_id, version__number=number)
        .select_related("version")
        .order_by("-signed_at")
        .first()
    )
    if row is None:
        return None
    return {
        **row.evidence,
        "what": "an answer to a version of the plan",
        "version_number": row.version.number,
        "version_digest": row.digest,
        "document": checkable(from_json(row.version.content)),
        "answer": row.get_decision_display(),
        "remark": row.remark,
        "signer": row.typed_name,
        "signs_as": row.signs_as,
    }
