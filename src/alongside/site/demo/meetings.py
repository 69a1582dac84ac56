"""Amira's meetings: one held with its points used and a guided conversation, one to come, and one asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.conversations.operations.guided import (
    GuidedWords,
    Start,
    finish_guided,
    note_action,
    note_words,
    start_guided,
)
from alongside.conversations.operations.interpreting import note_interpreter
from alongside.conversations.operations.meeting_points import keep_as_note, use_as_action, use_as_words
from alongside.conversations.operations.meeting_record import add_point, finish_record, note_who_came
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.operations.meeting_views import give_views
from alongside.conversations.operations.meetings import MyReply, NewMeeting, plan_meeting, reply_to_meeting
from alongside.conversations.queries.meetings import MeetingLine, Party, meeting_by_id, parties_of
from alongside.feedback.choices import Asked
from alongside.feedback.operations import say_how_it_was
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.families_of_cast import Family
from alongside.site.demo.told import StoryBroken
from alongside.support.operations import NewAction
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords

_PLANNED, _HELD = 26, 12
_TRAINING = "Person-centred planning, two days"


@dataclass(frozen=True)
class Table:
    """Amira, her family and her school, as they come to a meeting."""

    area: Area
    child_id: UUID
    school: Organisation
    people: dict[str, Person]

    def actor(self, key: str, on: date) -> Actor:
        """One of them, on a day."""
        role = {"whitcombe": Role.SENCO, "osei": Role.CLASS_TEACHER}.get(key, Role.FAMILY)
        return acting(self.people[key], role, self.school if role is not Role.FAMILY else None, on)

    def keys(self, *names: str) -> tuple[str, ...]:
        """Those to invite."""
        return tuple(str(self.people[name].id) for name in names)


def hold_meetings(area: Area, families: dict[str, Family]) -> None:
    """Hold, plan and ask for Amira's meetings, each through the product itself."""
    family = families["amira"]
    people = {
        **family.people,
        "amira": family.herself,
        "whitcombe": area.cast["whitcombe"],
        "osei": area.cast["osei"],
    }
    table = Table(area, family.pupil.child.id, area.places["primary"].organisation, people)
    _held(table)
    _to_come(table)
    wish = Wish(
        "How Amira gets on with her new reading book. She takes it to bed every evening and asks me for words.",
        "Tuesdays or Thursdays after two", "phone",
    )  # fmt: skip
    on = area.days.ago(2, school=False)
    _done(ask_for_meeting(table.actor("nadia", on), table.child_id, wish, _at(on, 19)))


def _done(result: Any) -> Any:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result


def _at(on: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on, time(hour, minute), LONDON)


def _held(table: Table) -> None:
    days, child_id = table.area.days, table.child_id
    before, on = days.ago(_PLANNED), days.ago(_HELD)
    new = NewMeeting(
        "How the term began, and what would help at playtime", _at(on, 14, 30), 45, "face", "The rainbow room",
        interpreter="Polish", invited=table.keys("amira", "nadia", "piotr", "osei"),
    )  # fmt: skip
    row = _done(plan_meeting(table.actor("whitcombe", before), child_id, new, _at(before, 11)))
    for name in ("nadia", "piotr"):
        _done(
            reply_to_meeting(table.actor(name, before), child_id, row.id, MyReply("coming"), _at(before, 20))
        )
    _say_before(table, row.id, on - timedelta(days=1))
    senco = table.actor("whitcombe", on)
    start = Start(_TRAINING, days.ago(500))
    _done(start_guided(senco, child_id, row.id, start, _at(on, 14, 30)))
    instead = (
        "Mrs Nowak from the office interpreted, and we went through it again with an interpreter on Friday"
    )
    _done(note_interpreter(senco, child_id, row.id, "absent", instead, _at(on, 15, 30)))
    meeting = meeting_by_id(senco, child_id, row.id)
    assert meeting
    parties = {one.person_id: one for one in parties_of(senco, meeting, for_holder=True)}
    _talk(table, meeting, parties, senco)
    _write_up(table, meeting, parties, senco)


def _say_before(table: Table, meeting_id: UUID, on: date) -> None:
    said = {
        "going-well": "She runs in on Mondays now.",
        "worries": "Playtime. She stands by the fence and waits.",
        "talk-about": "Who she could play with.",
    }
    _done(give_views(table.actor("nadia", on), table.child_id, meeting_id, said, "begins", _at(on, 20)))
    hers = {"going-well": "Mr Osei. Painting.", "worries": "Loud.", "talk-about": "My yellow book."}
    _done(give_views(table.actor("amira", on), table.child_id, meeting_id, hers, "now", _at(on, 17)))


def _talk(table: Table, meeting: MeetingLine, parties: dict[UUID | None, Party], senco: Actor) -> None:
    """A guided conversation: Amira first, then her mother, then what somebody will do."""
    amira, nadia = parties[table.people["amira"].id], parties[table.people["nadia"].id]
    minute = 32
    for topic, text, who, how in (
        ("better-days", "Somebody to ask me: do you want to play?", amira, "signed"),
        ("help-myself", "I go to the den and look at my yellow book.", amira, "drawn"),
        ("parent-worries", "That she is alone at playtime and does not tell me.", nadia, "said"),
    ):
        note = GuidedWords(topic, text, who.id, how)
        _done(note_words(senco, table.child_id, meeting.id, note, _at(meeting.on, 14, minute)))
        minute += 4
    new = _action(table, "Choose two play partners with Amira, with pictures")
    _done(note_action(senco, table.child_id, meeting.id, "better-days", new, _at(meeting.on, 14, minute)))
    _done(finish_guided(senco, table.child_id, meeting.id, _at(meeting.on, 14, 55)))


def _action(table: Table, what: str) -> NewAction:
    return NewAction(what, table.area.days.ahead(9), owner_id=table.people["whitcombe"].id)


def _write_up(table: Table, meeting: MeetingLine, parties: dict[UUID | None, Party], senco: Actor) -> None:
    """Three points: one became an action, one words in the plan, one is kept; a fourth waits to be used."""
    child_id, now = table.child_id, _at(meeting.on, 15, 20)
    came = {one.id for one in parties.values()}
    _done(note_who_came(senco, child_id, meeting.id, came, now))

    def point(text: str, who: str) -> UUID:
        found: UUID = _done(
            add_point(senco, child_id, meeting.id, text, parties[table.people[who].id].id, now)
        ).id
        return found

    den = point("A quiet corner outside, with a picture of a den on it.", "nadia")
    _done(use_as_action(senco, child_id, den, _action(table, "Make a quiet corner in the playground"), now))
    sings = point("When she is tired she hums. Humming back helps more than asking.", "piotr")
    words = NewWords(
        "support-me", "When she hums, she is tired. Hum with her.", Voice.PARENT, Gathered.SAID,
        speaker_id=table.people["piotr"].id, speaker_name="Piotr Kowalski", gathered_by_name=senco.name,
    )  # fmt: skip
    _done(use_as_words(senco, child_id, sings, words, now))
    _done(
        keep_as_note(senco, child_id, point("The whole class liked her painting of the cat.", "nadia"), now)
    )
    point("Could the reading book come home on Fridays?", "nadia")
    _done(finish_record(senco, child_id, meeting.id, now))
    mother = table.actor("nadia", now.date())
    for number, question in enumerate(Asked):
        _done(say_how_it_was(mother, child_id, meeting.id, (question.value, 4 - number % 2), now))


def _to_come(table: Table) -> None:
    days = table.area.days
    on, ahead = days.ago(4), days.ahead(28)
    new = NewMeeting(
        "What has changed at playtime, and the words Amira uses now", _at(ahead, 14, 30), 45, "face",
        "The rainbow room", interpreter="Polish", invited=table.keys("amira", "nadia", "osei"),
    )  # fmt: skip
    row = _done(plan_meeting(table.actor("whitcombe", on), table.child_id, new, _at(on, 12)))
    mine = MyReply(
        "another_time", suits="The same day, but after three", interpreter="Polish",
        needs="Small words, and time to read on my phone",
    )  # fmt: skip
    _done(reply_to_meeting(table.actor("nadia", on), table.child_id, row.id, mine, _at(on, 20)))
    _done(note_interpreter(table.actor("whitcombe", on), table.child_id, row.id, "booked", "", _at(on, 21)))
