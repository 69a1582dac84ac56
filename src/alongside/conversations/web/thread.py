"""The messages between one household and the setting (R14, R25)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from alongside import statute
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import stands_by
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.operations.threads import (
    ANSWER_WITHIN,
    Contact,
    Writing,
    hand_question,
    log_contact,
    note_read,
    write_message,
)
from alongside.conversations.queries.threads import (
    QuestionView,
    ThreadLine,
    ThreadView,
    key_from,
    question_of,
    thread_view,
    threads_of,
)
from alongside.conversations.queries.who_writes import (
    Answerer,
    StaffSide,
    place_name,
    staff_side,
    staff_who_answer,
)
from alongside.conversations.web.about import About, about
from alongside.conversations.web.thread_forms import ContactForm, HandForm, MessageForm
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.voice.unsent import NOTHING_BEGUN, Unsent, sent, unsent


@dataclass(frozen=True)
class ThreadsPage:
    """The threads of a child with the setting."""

    about: About
    lines: tuple[ThreadLine, ...]
    place: str


@dataclass(frozen=True)
class ThreadPage:
    """One thread, and what can be done in it."""

    about: About
    view: ThreadView
    place: str
    others: bool
    earlier: str
    is_first: bool
    may_write: bool
    may_log: bool
    readers: tuple[tuple[str, str], ...]
    answering: QuestionView | None
    asks_hint: str
    today: date
    began: Unsent = NOTHING_BEGUN

    @property
    def to_whom(self) -> str:
        """Whom the reader writes to."""
        return self.place if self.about.actor.is_family else self.view.line.whose


@needs(Permission.THREAD_READ)
def threads(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The conversations about a child; straight to the only one."""
    opened = about(request, child_id, Permission.THREAD_READ)
    lines = tuple(threads_of(opened.actor, child_id))
    if len(lines) == 1:
        return redirect("conversations:thread", child_id, lines[0].id)
    content = ThreadsPage(opened, lines, place_name(opened.actor, child_id))
    return page(request, "conversations/threads.html", content, title="Messages")


@needs(Permission.THREAD_READ)
def thread(request: HttpRequest, child_id: UUID, thread_id: UUID) -> HttpResponse:
    """Read a thread and write in it; what is new to the reader is noted as read by them."""
    opened = about(request, child_id, Permission.THREAD_READ)
    before = key_from(request.GET.get("before", ""))
    view = thread_view(opened.actor, child_id, thread_id, before)
    if view is None:
        raise Http404
    staff = _staff(request, opened, view)
    mine = [one.text for one in view.messages if one.mine]
    began = unsent(opened.actor, child_id, "message", view.line.id, mine)
    form = MessageForm(
        request.POST or None,
        owners=_owners(opened, view),
        initial={"answers": request.GET.get("answers", ""), "text": began.text},
    )
    if request.method == "POST" and form.is_valid():
        result = found_or_404(write_message(opened.actor, child_id, thread_id, _written(form), now()))
        if not isinstance(result, Refusal):
            sent(opened.actor, child_id, began, now())
            messages.success(request, "Sent.")
            return redirect("conversations:thread", child_id, thread_id)
        show_refusal(form, result)
    if request.method == "GET" and view.unread:
        note_read(opened.actor, child_id, thread_id, view.unread, now())
    content = replace(_page_of(opened, view, staff, form, before is None), began=began)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "conversations/thread.html", content, title="Messages", form=form, status=status)


def _staff(request: HttpRequest, opened: About, view: ThreadView) -> StaffSide:
    """The people of the setting; who is around the child is left with the request for the foot of the page."""
    if not view.line.is_live:
        return StaffSide()
    around = stands_by(opened.actor, opened.child.id)
    request.known_around = (opened.child, around)  # type: ignore[attr-defined]
    return staff_side(around, opened.child.id, view.place.id, opened.actor.on)


def _owners(opened: About, view: ThreadView) -> list[tuple[str, str]]:
    """Whom the setting can ask, where more than one of the family shares the thread."""
    if opened.actor.is_family or view.household is None or len(view.household.members) < 2:
        return []
    return [(str(one.person_id), one.name) for one in view.household.members]


def _written(form: MessageForm) -> Writing:
    told = form.cleaned_data
    owner = told.get("owner")
    return Writing(told["text"], told["asks"], UUID(owner) if owner else None, answers=told["answers"])


def _page_of(
    opened: About, view: ThreadView, staff: StaffSide, form: MessageForm, is_first: bool
) -> ThreadPage:
    actor, child_id = opened.actor, opened.child.id
    asked = str(form["answers"].value() or "")
    answering = next(
        (one for one in view.open_questions if str(one.id) == asked and one.to_family == actor.is_family),
        None,
    )
    readers = [*view.line.members, *((one.name, one.role) for one in staff.read)]
    address = reverse("conversations:thread", args=[child_id, view.line.id])
    return ThreadPage(
        opened, view, view.place.name, view.others,
        f"{address}?before={view.earlier}" if view.earlier else "", is_first,
        may_write=view.line.is_live and role_may(actor.role, Permission.THREAD_WRITE) and _writes(opened, staff.answer),
        may_log=view.line.is_live and role_may(actor.role, Permission.CALL_LOG),
        readers=tuple(readers), answering=answering, asks_hint=_asks_hint(opened, staff.answer), today=today(),
    )  # fmt: skip


def _writes(opened: About, staff: Sequence[Answerer]) -> bool:
    """At work, whether the reader is among those who write; an assistant reads and does not."""
    return opened.actor.is_family or any(one.person_id == opened.actor.person_id for one in staff)


def _asks_hint(opened: About, staff: Sequence[Answerer]) -> str:
    """Who would answer a question, and by when."""
    due = statute.on(today()).due_on(ANSWER_WITHIN, today())
    if opened.actor.is_family:
        return f"{staff[0].name} answers it by {due:%A} {due.day} {due:%B}." if staff else ""
    return f"They are asked to answer it by {due:%A} {due.day} {due:%B}."


@dataclass(frozen=True)
class HandPage:
    """A question to give to somebody else, or more time."""

    about: About
    question: QuestionView
    back: str


@needs(Permission.THREAD_WRITE)
def hand(request: HttpRequest, child_id: UUID, question_id: UUID) -> HttpResponse:
    """Give a question to a colleague, or another day."""
    opened = about(request, child_id, Permission.THREAD_WRITE)
    found = question_of(opened.actor, child_id, question_id)
    if found is None or found[1].to_family or opened.actor.is_family:
        raise Http404
    thread_id, question = found
    staff = staff_who_answer(opened.actor, child_id, opened.actor.organisation_id)  # type: ignore[arg-type]
    form = HandForm(
        request.POST or None,
        owners=[(str(one.person_id), f"{one.name}, {one.role}") for one in staff],
        initial={"owner": str(question.owner_id), "due_on": question.due_on},
    )
    back = reverse("conversations:thread", args=[child_id, thread_id])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        result = found_or_404(
            hand_question(opened.actor, child_id, question_id, UUID(told["owner"]), told["due_on"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, f"{result.owner_name} answers it now.")
            return HttpResponseRedirect(back)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = HandPage(opened, question, back)
    return page(request, "conversations/hand.html", content, title="Who answers", form=form, status=status)


@dataclass(frozen=True)
class LogPage:
    """A call or a letter to write down."""

    about: About
    line: ThreadLine
    back: str


@needs(Permission.CALL_LOG)
def log(request: HttpRequest, child_id: UUID, thread_id: UUID) -> HttpResponse:
    """Write down a call, a letter, or a conversation, where those it was with can read it."""
    opened = about(request, child_id, Permission.CALL_LOG)
    line = next((one for one in threads_of(opened.actor, child_id) if one.id == thread_id), None)
    if line is None or not line.is_live:
        raise Http404
    form = ContactForm(request.POST or None, initial={"with_whom": line.whose, "happened_on": today()})
    back = reverse("conversations:thread", args=[child_id, thread_id])
    if request.method == "POST" and form.is_valid():
        told, moment = form.cleaned_data, now()
        contact = Contact(
            MessageKind(told["kind"]),
            told["text"],
            form.moment(moment),
            told["with_whom"],
            told["follows"],
            told["interpreter"],
        )
        result = found_or_404(log_contact(opened.actor, child_id, thread_id, contact, moment))
        if not isinstance(result, Refusal):
            messages.success(request, "Written down. The people it was with can read it.")
            return HttpResponseRedirect(back)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = LogPage(opened, line, back)
    return page(request, "conversations/log.html", content, title="Write it down", form=form, status=status)
