"""Threads as pages show them: whose they are, what stands in them, who has read it, who answers what by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.households.access import Household
from alongside.conversations.models import Message, Question, Reading, Thread, ThreadMember
from alongside.conversations.queries.who_writes import Place, live_households, setting_side
from alongside.conversations.rules.threads import Stretch, readers_of

PAGE = 20


def key_from(text: str) -> tuple[datetime, UUID] | None:
    """The place that an address names; None, which is the newest page, when it names none."""
    at, _, last = text.partition("~")
    try:
        moment = datetime.fromisoformat(at.replace(" ", "+"))  # a plus comes out of an address as a space
        return (moment, UUID(last)) if moment.tzinfo else None
    except ValueError:
        return None


@dataclass(frozen=True)
class QuestionView:
    """A question: who answers it, by when, and whether it has been."""

    id: UUID
    owner_id: UUID
    owner_name: str
    handed_by_name: str
    to_family: bool
    due_on: date
    answered_at: datetime | None
    answer_id: UUID | None
    text: str = ""

    def is_late(self, today: date) -> bool:
        """Whether its day has passed without an answer; worked out, never stored."""
        return self.answered_at is None and self.due_on < today


@dataclass(frozen=True)
class MessageView:
    """One message, call or letter, with who has read it."""

    id: UUID
    kind: MessageKind
    text: str
    with_whom: str
    interpreter: str
    follows: str
    author_id: UUID
    author_name: str
    author_role: str
    from_family: bool
    at: datetime
    happened_at: datetime
    mine: bool
    question: QuestionView | None
    answers: UUID | None
    readers: tuple[Stretch, ...]


Members = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Whose:
    """Whose a thread is, and whether it goes on."""

    id: UUID
    whose: str
    members: Members
    is_live: bool


@dataclass(frozen=True)
class ThreadLine(Whose):
    """A thread in a list, with how much is new to the reader."""

    last_at: datetime | None
    unread: int
    open_questions: int
    begun: bool


@dataclass(frozen=True)
class ThreadView:
    """One page of a thread, newest first."""

    line: Whose
    place: Place
    others: bool
    household: Household | None
    messages: tuple[MessageView, ...]
    open_questions: tuple[QuestionView, ...]
    earlier: str
    unread: tuple[datetime, datetime] | None


def threads_of(actor: Actor, child_id: UUID) -> list[ThreadLine]:
    """The child's threads for this actor: those that go on today, begun or not, then those that have ended."""
    place = setting_side(actor, child_id)
    if place is None:
        return []
    live = live_households(actor, child_id, place.id)
    known = {row.id: row for row in _begun(actor, child_id, place.id)}
    ids = [*live, *(key for key in known if key not in live)]
    members = _members(actor, child_id, known)
    unread, open_now = _unread(actor, child_id, known), _open(actor, child_id)
    return [
        _line(
            key, live.get(key), known.get(key), members.get(key, ()), unread.get(key, 0), open_now.get(key, 0)
        )
        for key in ids
    ]


@kept
def _begun(actor: Actor, child_id: UUID, place: UUID) -> QuerySet[Thread]:
    rows = Thread.objects.permitting(actor, Permission.THREAD_READ, child_id)
    return rows.filter(organisation_id=place).order_by("-last_at")


def _line(
    key: UUID, household: Household | None, row: Thread | None, kept: Members, unread: int, open_now: int
) -> ThreadLine:
    whose = _whose(key, household, kept)
    return ThreadLine(
        key, whose.whose, whose.members, whose.is_live,
        row.last_at if row else None, unread, open_now, row is not None,
    )  # fmt: skip


def _whose(key: UUID, household: Household | None, kept: Members) -> Whose:
    members = tuple((one.name, one.relationship) for one in household.members) if household else kept
    return Whose(key, " and ".join(name for name, _ in members), members, household is not None)


def _members(actor: Actor, child_id: UUID, threads: Iterable[UUID]) -> dict[UUID, Members]:
    rows = ThreadMember.objects.permitting(actor, Permission.THREAD_READ, child_id)
    found: dict[UUID, Members] = {}
    for row in rows.filter(thread_id__in=list(threads)).order_by("id"):
        found[row.thread_id] = (*found.get(row.thread_id, ()), (row.name, row.relationship))
    return found


def _unread(actor: Actor, child_id: UUID, threads: Iterable[UUID]) -> dict[UUID, int]:
    """How many messages of others came after the last that the actor was shown, by thread; counted up to a few."""
    upto = dict(
        Reading.objects.permitting(actor, Permission.THREAD_READ, child_id)
        .filter(person_id=actor.person_id)
        .values_list("thread_id")
        .annotate(upto=Max("upto_at"))
    )
    rows = Message.objects.permitting(actor, Permission.THREAD_READ, child_id).exclude(
        author_id=actor.person_id
    )
    newer = Q(pk__in=[])
    for key in threads:
        newer |= Q(thread_id=key, at__gt=upto[key]) if key in upto else Q(thread_id=key)
    counted: dict[UUID, int] = {}
    for key in rows.filter(newer).values_list("thread_id", flat=True)[:100]:
        counted[key] = counted.get(key, 0) + 1
    return counted


def _open(actor: Actor, child_id: UUID) -> dict[UUID, int]:
    rows = Question.objects.permitting(actor, Permission.THREAD_READ, child_id).filter(
        answered_at__isnull=True
    )
    counted: dict[UUID, int] = {}
    for key in rows.values_list("thread_id", flat=True):
        counted[key] = counted.get(key, 0) + 1
    return counted


def thread_view(
    actor: Actor, child_id: UUID, wanted: UUID, before: tuple[datetime, UUID] | None = None
) -> ThreadView | None:
    """One page of a thread, newest first, from before the message named by `before`; None where it is not theirs."""
    place = setting_side(actor, child_id)
    live = live_households(actor, child_id, place.id) if place else {}
    known = {row.id for row in _begun(actor, child_id, place.id)} if place else set()
    if place is None or (wanted not in live and wanted not in known):
        return None
    household = live.get(wanted)
    former = () if household else _members(actor, child_id, [wanted]).get(wanted, ())
    found = _messages(actor, child_id, wanted, before)
    page, more = found[:PAGE], len(found) > PAGE
    stretches = _stretches(actor, child_id, wanted, page)
    questions = _questions(actor, child_id, tuple(row.id for row in page)) if page else []
    return ThreadView(
        _whose(wanted, household, former), place, len(known.union(live)) > 1, household,
        tuple(_view(row, actor, stretches, questions) for row in page),
        tuple(_question(row) for row in _still_open(actor, child_id, wanted)),
        f"{page[-1].at.isoformat()}~{page[-1].id}" if more else "",
        _not_shown_before(actor, page, stretches),
    )  # fmt: skip


@kept
def _messages(
    actor: Actor, child_id: UUID, thread: UUID, before: tuple[datetime, UUID] | None
) -> QuerySet[Message]:
    rows = Message.objects.permitting(actor, Permission.THREAD_READ, child_id).filter(thread_id=thread)
    if before:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    return rows.order_by("-at", "-id")[: PAGE + 1]


def _stretches(actor: Actor, child_id: UUID, thread: UUID, page: Sequence[Message]) -> list[Stretch]:
    """Who was shown any of these messages."""
    if not page:
        return []
    return [
        Stretch(row.person_id, row.person_name, row.first_at, row.upto_at, row.at, row.from_family)
        for row in _readings(actor, child_id, thread, page[-1].at, page[0].at)
    ]


@kept
def _readings(
    actor: Actor, child_id: UUID, thread: UUID, oldest: datetime, newest: datetime
) -> QuerySet[Reading]:
    rows = Reading.objects.permitting(actor, Permission.THREAD_READ, child_id)
    return rows.filter(thread_id=thread, upto_at__gte=oldest, first_at__lte=newest).order_by("at")


def _not_shown_before(
    actor: Actor, page: Sequence[Message], stretches: Iterable[Stretch]
) -> tuple[datetime, datetime] | None:
    """The stretch these messages cover, where one of somebody else's is new to the actor."""
    own = [one for one in stretches if one.person_id == actor.person_id]
    new = any(row.author_id != actor.person_id and not any(one.covers(row.at) for one in own) for row in page)
    return (page[-1].at, page[0].at) if new else None


@kept
def _questions(actor: Actor, child_id: UUID, messages: tuple[UUID, ...]) -> QuerySet[Question]:
    rows = Question.objects.permitting(actor, Permission.THREAD_READ, child_id)
    return rows.filter(Q(message_id__in=messages) | Q(answer_id__in=messages))


@kept
def _still_open(actor: Actor, child_id: UUID, thread: UUID) -> QuerySet[Question]:
    rows = Question.objects.permitting(actor, Permission.THREAD_READ, child_id).select_related("message")
    return rows.filter(thread_id=thread, answered_at__isnull=True).order_by("due_on", "id")[:20]


def _question(row: Question) -> QuestionView:
    is_loaded = "message" in row._state.fields_cache
    return QuestionView(
        row.id, row.owner_id, row.owner_name, row.handed_by_name, row.to_family, row.due_on, row.answered_at,
        row.answer_id, row.message.text if is_loaded else "",
    )  # fmt: skip


def _view(
    row: Message, actor: Actor, stretches: Iterable[Stretch], questions: Iterable[Question]
) -> MessageView:
    asked = next((one for one in questions if one.message_id == row.id), None)
    answered = next((one for one in questions if one.answer_id == row.id), None)
    return MessageView(
        row.id, MessageKind(row.kind), row.text, row.with_whom, row.interpreter, row.follows, row.author_id,
        row.author_name, row.author_role, row.from_family, row.at, row.happened_at, row.author_id == actor.person_id,
        _question(asked) if asked else None, answered.message_id if answered else None,
        readers_of(row.at, row.author_id, stretches),
    )  # fmt: skip


def question_of(actor: Actor, child_id: UUID, question_id: UUID) -> tuple[UUID, QuestionView] | None:
    """A question the actor may read and the thread it stands in; None when it is not theirs or not there."""
    rows = Question.objects.permitting(actor, Permission.THREAD_READ, child_id).select_related("message")
    row = rows.filter(pk=question_id).first()
    return (row.thread_id, _question(row)) if row else None


@kept
def questions_of(actor: Actor) -> QuerySet[Question]:
    """Open questions that the actor answers, by date, for what waits for them (O5)."""
    rows = Question.objects.permitting(actor, Permission.THREAD_READ).select_related("child")
    return rows.filter(owner_id=actor.person_id, answered_at__isnull=True).order_by("due_on", "id")[:50]


@kept
def unread_threads(actor: Actor) -> QuerySet[Thread]:
    """Threads in which somebody else wrote after the actor last looked; at work, those they had a part in.

    The gate is asked of each row: few threads are one's own, and there is no need to gather a whole school for them.
    """
    read = Reading.objects.permitting(actor, Permission.THREAD_READ, each_row=True)
    last_seen = (
        read.filter(thread_id=OuterRef("pk"), person_id=actor.person_id)
        .order_by("-upto_at")
        .values("upto_at")[:1]
    )
    last_said = (
        Message.objects.permitting(actor, Permission.THREAD_READ, each_row=True)
        .filter(thread_id=OuterRef("pk"))
        .exclude(author_id=actor.person_id)
        .order_by("-at")
        .values("at")[:1]
    )
    rows = Thread.objects.permitting(actor, Permission.THREAD_READ, each_row=True).annotate(
        seen=Subquery(last_seen), said=Subquery(last_said)
    )
    own = read.filter(person_id=actor.person_id).values("thread_id")
    part_of = Q(pk__in=own) if actor.organisation_id else Q()
    new = Q(said__isnull=False) & (Q(seen__isnull=True) | Q(said__gt=F("seen")))
    return rows.filter(part_of & new).select_related("child").order_by("-last_at")[:20]
