"""Two children beside each other: one with a short story, one with 5,000 lines and a thread of 2,000 messages.

A page of a long story is to cost what a page of a short one costs.
"""

from datetime import timedelta
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.choices import StandingKind
from alongside.children.models import Child, Standing
from alongside.conversations.models import Message, Thread, ThreadMember
from alongside.conversations.rules.threads import thread_id
from alongside.kernel.ids import new_id
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import unit_of_work
from alongside.plans.models import Plan
from alongside.platform.clock import now, today
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement

LINES, MESSAGES = 5_000, 2_000


def long_and_short() -> dict[str, str]:
    """The ids of both children and of a thread of each; made the first time."""
    plans = Plan.everything.filter(child_id__in=_of_setting_0()).order_by("child_id")[:2]
    found: dict[str, str] = {}
    for name, plan, lines, messages in zip(("short", "long"), plans, (0, LINES), (20, MESSAGES), strict=True):
        found[f"{name} child"] = str(plan.child_id)
        found[f"{name} thread"] = str(
            _thread(plan.child_id, messages) or _fill(plan.child_id, lines, messages)
        )
    return found


def _of_setting_0() -> list[UUID]:
    rows = Standing.everything.filter(organisation__name="Setting 0", kind=StandingKind.ATTENDS)
    return list(rows.values_list("child_id", flat=True))


def _thread(child_id: UUID, messages: int) -> UUID | None:
    row = Thread.everything.filter(child_id=child_id).first()
    kept = row is not None and Message.everything.filter(thread=row).count() >= messages
    return row.pk if row and kept else None


def _fill(child_id: UUID, lines: int, messages: int) -> UUID:
    """Words of many days, and a thread of the parent with the setting."""
    child = Child.everything.get(pk=child_id)
    setting = Standing.everything.get(child=child, kind=StandingKind.ATTENDS).organisation
    parent = (
        Standing.everything.filter(child=child, kind=StandingKind.PARENT).select_related("person").first()
    )
    assert parent is not None and parent.person is not None
    thread = Thread(
        id=thread_id(child_id, setting.pk, [parent.person_id]), child=child, organisation=setting,
        begun_at=now() - timedelta(days=900), last_at=now(),
    )  # fmt: skip
    with unit_of_work(SystemActor("bench", today()), "bench.long", now()) as unit:
        insert_many([_words(child, number) for number in range(lines)])
        insert_many([thread])
        insert_many([ThreadMember(thread=thread, person=parent.person, name=parent.person.name)])
        insert_many([_message(thread, parent, number) for number in range(messages)])
        unit.record("bench.long", child)
    return thread.pk


def _words(child: Child, number: int) -> Statement:
    at = now() - timedelta(hours=4 * number + 1)
    return Statement(
        id=new_id(), child=child, topic="bench-diary", text=f"Day {number}: she waited her turn.",
        voice=Voice.PROFESSIONAL, speaker_name="Mrs Bench", gathered=Gathered.TYPED, gathered_on=at.date(),
        created_at=at, changed_at=at, ended_at=at,
    )  # fmt: skip


def _message(thread: Thread, parent: Standing, number: int) -> Message:
    at = now() - timedelta(hours=8 * number)
    assert parent.person is not None
    return Message(
        child_id=thread.child_id, thread=thread, text=f"Message {number}: a good day.", author=parent.person,
        author_name=parent.person.name, author_role="parent", from_family=True, at=at, happened_at=at,
    )  # fmt: skip
