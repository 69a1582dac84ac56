"""Statements and the circle as pages and plans read them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.access import where_a_shield_lets
from alongside.children.models import Standing
from alongside.children.queries import StandsBy, describes
from alongside.voice.choices import Audience, Gathered, Ring, StatementKind, Voice
from alongside.voice.models import CirclePerson, Draft, Statement, StatementVersion
from alongside.voice.rules import Writer


@dataclass(frozen=True)
class Passage:
    """One statement, frozen, with whose words it is."""

    id: UUID
    kind: StatementKind
    topic: str
    text: str
    evidence: str
    voice: Voice
    speaker_id: UUID | None
    speaker_name: str
    gathered: Gathered
    gathered_by_name: str
    gathered_on: date
    private: bool
    serves: UUID | None
    area: str
    adulthood_area: str
    measure: str
    who: str
    ratio: str
    how_often: str
    how_long: str
    starts_on: date | None
    ends_on: date | None
    edition: int
    written_by_id: UUID | None
    written_by_name: str
    changed_at: datetime
    confirmed_on: date | None = None

    @property
    def as_of(self) -> date:
        """The day these words were last known to be right."""
        return self.confirmed_on or self.gathered_on


COLUMNS = (
    "id", "kind", "topic", "text", "evidence", "voice", "speaker_id", "speaker_name", "gathered",
    "gathered_by_name", "gathered_on", "audience", "serves_id", "area", "adulthood_area", "measure", "who", "ratio",
    "how_often", "how_long", "starts_on", "ends_on", "edition", "written_by_id", "written_by_name", "changed_at",
    "confirmed_on",
)  # fmt: skip
"""What a passage is read from: a plan has fifty, and whole rows take twice as long."""


def passage(row: Any) -> Passage:
    """The read model of a row already fetched through the gate, or of its `COLUMNS`.

    Where a shield keeps the place from the reader (`place_known`), nobody who comes from a setting is named.
    """
    found = _passage(row)
    return found if getattr(row, "place_known", True) else _without_staff(found)


STAFF = "Somebody at work"
"""Who stands for a member of staff where a name would say which setting it is (trust 2.4.1)."""


def _without_staff(one: Passage) -> Passage:
    speaker = STAFF if one.voice is Voice.PROFESSIONAL else one.speaker_name
    return replace(one, speaker_name=speaker, gathered_by_name="", written_by_name=speaker, who="")


def _place_known(actor: Actor) -> ExpressionWrapper:
    known = where_a_shield_lets(actor) or Q(pk__isnull=False)
    return ExpressionWrapper(known, output_field=BooleanField())


def _passage(row: Any) -> Passage:
    return Passage(
        row.id, StatementKind(row.kind), row.topic, row.text, row.evidence, Voice(row.voice), row.speaker_id,
        row.speaker_name, Gathered(row.gathered), row.gathered_by_name, row.gathered_on,
        row.audience == Audience.PRIVATE, row.serves_id, row.area, row.adulthood_area, row.measure, row.who,
        row.ratio, row.how_often, row.how_long, row.starts_on, row.ends_on, row.edition, row.written_by_id,
        row.written_by_name, row.changed_at, row.confirmed_on,
    )  # fmt: skip


def passages_of(
    actor: Actor,
    child_id: UUID,
    permission: Permission = Permission.PLAN_READ,
    topics: tuple[str, ...] | None = None,
) -> list[Passage]:
    """Every live passage about a child that the actor may read, in order, in one query."""
    return [passage(row) for row in _statements(actor, child_id, permission, topics)]


@kept
def _statements(
    actor: Actor, child_id: UUID, permission: Permission, topics: tuple[str, ...] | None
) -> QuerySet[Statement, Any]:
    rows = Statement.objects.permitting(actor, permission, child_id).filter(ended_at__isnull=True)
    if topics is not None:
        rows = rows.filter(topic__in=topics)
    rows = rows.annotate(place_known=_place_known(actor)).order_by("topic", "position", "created_at")
    return rows.values_list(*COLUMNS, "place_known", named=True)


def passage_by_id(actor: Actor, child_id: UUID, statement_id: UUID, permission: Permission) -> Passage | None:
    """One live passage, or None when it is absent or not for this actor."""
    found = _statement(actor, child_id, statement_id, permission)
    return passage(found[0]) if found else None


@kept
def _statement(
    actor: Actor, child_id: UUID, statement_id: UUID, permission: Permission
) -> QuerySet[Statement]:
    rows = Statement.objects.permitting(actor, permission, child_id)
    return rows.filter(pk=statement_id, ended_at__isnull=True).annotate(place_known=_place_known(actor))


@dataclass(frozen=True)
class PassageVersion:
    """One saved state of a passage, for its history."""

    edition: int
    text: str
    written_by_name: str
    at: datetime


def history_of(actor: Actor, statement_id: UUID) -> list[PassageVersion]:
    """Every saved state of a passage, newest first."""
    rows = StatementVersion.objects.permitting(actor, Permission.PLAN_READ).filter(statement_id=statement_id)
    return [
        PassageVersion(row.edition, row.text, row.written_by_name if row.place_known else "", row.at)
        for row in rows.annotate(place_known=_version_place_known(actor)).order_by("-edition")[:100]
    ]


def _version_place_known(actor: Actor) -> ExpressionWrapper:
    known = where_a_shield_lets(actor, "statement__child_id") or Q(pk__isnull=False)
    return ExpressionWrapper(known, output_field=BooleanField())


@dataclass(frozen=True)
class Unfinished:
    """What the actor was in the middle of writing."""

    topic: str
    statement_id: UUID | None
    text: str
    base_edition: int
    saved_at: datetime


def unfinished(actor: Actor, child_id: UUID) -> list[Unfinished]:
    """The actor's own drafts about a child."""
    return [
        Unfinished(row.topic, row.statement_id, row.text, row.base_edition, row.saved_at)
        for row in _drafts(actor, child_id)
    ]


@kept
def _drafts(actor: Actor, child_id: UUID) -> QuerySet[Draft]:
    rows = Draft.objects.permitting(actor, Permission.PASSAGE_WRITE).filter(child_id=child_id)
    return rows.order_by("-saved_at")


@dataclass(frozen=True)
class InCircle:
    """Someone in the child's circle."""

    id: UUID
    name: str
    relationship: str
    ring: Ring
    position: int
    known_person: bool
    edition: int


def circle_of(actor: Actor, child_id: UUID, permission: Permission = Permission.PLAN_READ) -> list[InCircle]:
    """The child's circle of support, closest ring first."""
    return [
        InCircle(
            row.id,
            row.name,
            row.relationship,
            Ring(row.ring),
            row.position,
            row.person_id is not None,
            row.edition,
        )
        for row in _circle(actor, child_id, permission)
    ]


@kept
def _circle(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet[CirclePerson]:
    rows = CirclePerson.objects.permitting(actor, permission, child_id).filter(ended_at__isnull=True)
    return rows.order_by("ring", "position", "name")


def writing_as(actor: Actor, standing: Standing | StandsBy | None, *, keeps_the_plan: bool = False) -> Writer:
    """In which voice the actor writes, given the family standing in which they come to the child, if any.

    `keeps_the_plan`: they may edit the plan of this child, and so put right what was told to colleagues. A role that
    may do so for some child is not enough: a class teacher or a therapist is a lead worker of few.
    """
    label = describes(actor, standing)
    if standing is None:
        return Writer(actor.person_id, actor.name, Voice.PROFESSIONAL, keeps_the_plan, label)
    voice = Voice.CHILD if standing.kind == StandingKind.CHILD else Voice.PARENT
    return Writer(actor.person_id, actor.name, voice, False, label)


def words_to_open_with(passages: list[Passage], first: tuple[str, ...] = ()) -> Passage | None:
    """The child's own words that stand at the top of a page about them, from topics named `first` if there are any.

    Private words never stand there: a page may be read over a shoulder.
    """
    own = [
        one
        for one in passages
        if one.voice is Voice.CHILD and not one.private and one.kind is StatementKind.PASSAGE
    ]
    return min(
        own, key=lambda one: first.index(one.topic) if one.topic in first else len(first), default=None
    )
