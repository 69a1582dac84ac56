"""A guided conversation on one screen: each note fills the plan at once (O7, O12).

Plain forms throughout: Enter in the line of a note saves it, and the page that comes back is ready for the next one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.conversations.operations.guided import (
    finish_guided,
    note_action,
    note_words,
    pause_guided,
    undo_note,
)
from alongside.conversations.queries.guided import Guided, NoteLine, guided_at, notes_of
from alongside.conversations.queries.meetings import MeetingLine, Party, parties_of
from alongside.conversations.rules.guided import STAGES, GuidedTopic, topics_in_order, usual_way
from alongside.conversations.template import template_of
from alongside.conversations.web.guided_forms import NoteForm
from alongside.conversations.web.meetings_opened import Opened, meeting_or_404, open_meetings
from alongside.conversations.web.meetings_using import OwnerFields, owners_of
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.wording import Voice, Wording
from alongside.voice.queries import Passage, passages_of

_HOLD = Permission.MEETING_HOLD


@dataclass(frozen=True)
class TopicLink:
    """One topic in the list at the side."""

    key: str
    heading: str
    count: int
    href: str
    is_here: bool


@dataclass(frozen=True)
class StageLinks:
    """Whose turn it is, with its topics."""

    title: str
    topics: tuple[TopicLink, ...]


@dataclass(frozen=True)
class GuidedPage:
    """The one screen: what is asked now, whose turn it is, what was noted so far."""

    opened: Opened
    meeting: MeetingLine
    guided: Guided
    topic: GuidedTopic
    heading: str
    asked: tuple[tuple[str, str], ...]
    stages: tuple[StageLinks, ...]
    there: tuple[Passage, ...]
    notes: tuple[NoteLine, ...]
    headings: dict[str, str]
    previous: str
    following: str
    actions: OwnerFields
    doing: str


@dataclass(frozen=True)
class Room:
    """What is on the table: the conversation, who is here, the topics in order."""

    opened: Opened
    meeting: MeetingLine
    guided: Guided
    parties: tuple[Party, ...]
    topics: tuple[GuidedTopic, ...]

    def address(self, name: str = "guided") -> str:
        """One of the conversation's pages."""
        return reverse(f"conversations:{name}", args=[self.opened.child.id, self.meeting.id])

    def words(self, wording: Wording, reader: Voice) -> str:
        """A wording for one reader at the child's age."""
        return wording.for_age(self.opened.child.age, reader, self.opened.child.called)

    def heading(self, one: GuidedTopic) -> str:
        """A topic's heading as adults read it."""
        return self.words(one.topic.heading, Voice.PROFESSIONAL)


def room_of(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> Room:
    """The conversation of the address. Raises Http404 where there is none that the reader leads."""
    opened = open_meetings(request, child_id, _HOLD)
    found = meeting_or_404(opened, meeting_id, _HOLD)
    guided = guided_at(opened.actor, child_id, meeting_id, _HOLD)
    if guided is None:
        raise Http404
    parties = tuple(parties_of(opened.actor, found, for_holder=True))
    topics = topics_in_order(template_of(opened.actor, child_id), opened.child.age)
    return Room(opened, found, guided, parties, topics)


@needs(_HOLD)
def guided(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The live screen. POST keeps a note and comes back to the same topic, ready for the next."""
    room = room_of(request, child_id, meeting_id)
    if room.guided.finished_at:
        return HttpResponseRedirect(room.address("guided_filled"))
    asked = request.POST.get("topic") or request.GET.get("topic", "")
    topic = next((one for one in room.topics if one.key == asked), room.topics[0])
    note = NoteForm(room.parties, needs=topic.wants_evidence, initial=_usual(request, room, topic))
    actions = OwnerFields(owners_of(room.opened))
    doing = request.POST.get("do") or request.GET.get("do", "")
    if request.method == "POST":
        if doing == "action":
            actions = OwnerFields(owners_of(room.opened), request.POST)
            kept = _keep_action(room, topic, actions)
        else:
            note = NoteForm(room.parties, request.POST, needs=topic.wants_evidence)
            kept = _keep_note(room, topic, note)
        if kept:
            return HttpResponseRedirect(_again(request, room, topic, doing))
    shown = _shown(room, topic, actions, doing)
    failed = actions if doing == "action" else note
    status = 422 if failed.is_bound and failed.errors else 200
    return page(
        request, "conversations/guided.html", shown, title="Guided conversation", form=note, failed=failed,
        status=status,
    )  # fmt: skip


def _keep_note(room: Room, topic: GuidedTopic, form: NoteForm) -> bool:
    if not form.is_valid():
        return False
    said = form.said(topic.key)
    return _kept(form, note_words(room.opened.actor, room.opened.child.id, room.meeting.id, said, now()))


def _keep_action(room: Room, topic: GuidedTopic, form: OwnerFields) -> bool:
    if not form.is_valid():
        return False
    actor, child_id = room.opened.actor, room.opened.child.id
    return _kept(form, note_action(actor, child_id, room.meeting.id, topic.key, form.action(), now()))


def _kept(form: Form, result: object) -> bool:
    if isinstance(found_or_404(result), Refusal):
        show_refusal(form, result)  # type: ignore[arg-type]
        return False
    return True


def _again(request: HttpRequest, room: Room, topic: GuidedTopic, doing: str) -> str:
    """The same topic, the same speaker, the same way of telling: only the words are new.

    The address has no fragment: with one, a browser would not put the focus in the line of the next note.
    """
    kept = {
        name: request.POST[name] for name in ("who", "how") if request.POST.get(name) and doing != "action"
    }
    more = {"do": "action"} if doing == "action" else {}
    return f"{room.address()}?{urlencode({'topic': topic.key, **kept, **more})}"


def _usual(request: HttpRequest, room: Room, topic: GuidedTopic) -> dict[str, str]:
    """Whose turn it is speaks, unless somebody else just did."""
    party = next((one for one in room.parties if str(one.id) == request.GET.get("who")), None)
    party = party or next((one for one in room.parties if one.voice == topic.stage), None)
    if topic.stage is Voice.PROFESSIONAL and not request.GET.get("who"):
        mine = (one for one in room.parties if one.person_id == room.opened.actor.person_id)
        party = next(mine, party)
    if party is None:
        return {"how": "said"}
    how = request.GET.get("how") or usual_way(party.voice, room.opened.child.age)
    return {"who": str(party.id), "how": how}


def _shown(room: Room, topic: GuidedTopic, actions: OwnerFields, doing: str) -> GuidedPage:
    actor, child = room.opened.actor, room.opened.child
    passages = [one for one in passages_of(actor, child.id) if not one.private]
    position = room.topics.index(topic)
    headings = {one.key: room.heading(one) for one in room.topics}
    asked = tuple(
        (room.words(one, Voice.CHILD), room.words(one, Voice.PROFESSIONAL)) for one in topic.topic.prompts
    )
    return GuidedPage(
        room.opened, room.meeting, room.guided, topic, headings[topic.key], asked, _stages(room, topic, passages),
        tuple(one for one in passages if one.topic == topic.key),
        tuple(notes_of(actor, child.id, room.guided.id)), headings,
        _topic_address(room, position - 1), _topic_address(room, position + 1), actions, doing,
    )  # fmt: skip


def _topic_address(room: Room, position: int) -> str:
    if not 0 <= position < len(room.topics):
        return ""
    return f"{room.address()}?{urlencode({'topic': room.topics[position].key})}"


def _stages(room: Room, here: GuidedTopic, passages: Iterable[Passage]) -> tuple[StageLinks, ...]:
    called, counts = room.opened.child.called, _counts(passages)
    titles = {
        Voice.CHILD: called,
        Voice.PARENT: "Family",
        Voice.PROFESSIONAL: f"People who work with {called}",
    }
    return tuple(
        StageLinks(
            titles[stage],
            tuple(
                TopicLink(
                    one.key,
                    room.heading(one),
                    counts.get(one.key, 0),
                    _topic_address(room, position),
                    one == here,
                )
                for position, one in enumerate(room.topics)
                if one.stage is stage
            ),
        )
        for stage in STAGES
    )


def _counts(passages: Iterable[Passage]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in passages:
        found[one.topic] = found.get(one.topic, 0) + 1
    return found


@needs(_HOLD)
def undo(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Take a note back."""
    room = room_of(request, child_id, meeting_id)
    try:
        note_id = UUID(request.POST.get("note", ""))
    except ValueError:
        raise Http404 from None
    result = found_or_404(undo_note(room.opened.actor, child_id, meeting_id, note_id, now()))
    if isinstance(result, Refusal):
        messages.error(request, str(result))
    else:
        messages.success(request, "The note is taken back.")
    topic = request.POST.get("topic", "")
    here = topic if any(one.key == topic for one in room.topics) else room.topics[0].key
    return HttpResponseRedirect(f"{room.address()}?{urlencode({'topic': here})}")


@needs(_HOLD)
def stop(request: HttpRequest, child_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Stop for now, or finish; both keep everything."""
    room = room_of(request, child_id, meeting_id)
    if request.method != "POST":
        return HttpResponseRedirect(room.address())
    finishing = request.POST.get("do") == "finish"
    change = finish_guided if finishing else pause_guided
    result = found_or_404(change(room.opened.actor, child_id, meeting_id, now()))
    if isinstance(result, Refusal):
        messages.error(request, str(result))
    elif not finishing:
        messages.success(request, "Everything is kept. You can go on at any time.")
        return HttpResponseRedirect(room.address("meeting"))
    return HttpResponseRedirect(room.address("guided_filled"))
