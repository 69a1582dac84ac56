"""Writing into the plan: new words under a topic, changing, taking out, earlier texts, drafts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.readers import may_read
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.layout import SectionView, TopicView, lay_out
from alongside.plans.queries import PlanSummary
from alongside.plans.web.cards import EVIDENCED, voices_for
from alongside.plans.web.opened import Banner, Opened, drawn, open_for, plan_of, small_banner
from alongside.plans.web.thread import add_need_page, add_outcome_page
from alongside.plans.web.words_forms import ToldForm, WordsForm
from alongside.plans.web.workspace import people
from alongside.platform.clock import now
from alongside.statute.plan_shapes import SectionKind
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, drop_draft, write_words
from alongside.voice.queries import Unfinished, unfinished


@dataclass(frozen=True)
class AddPage:
    """One topic to write under, in one voice."""

    opened: Opened
    banner: Banner
    section: SectionView
    topic: TopicView
    symbol: str
    voice: Voice
    told: bool
    others: tuple[tuple[str, str], ...]
    readers: tuple[tuple[str, str], ...]
    draft: Unfinished | None


@needs(Permission.PASSAGE_WRITE)
def add(request: HttpRequest, child_id: UUID, section: str, topic: str) -> HttpResponse:
    """Write something new under a topic of a section."""
    opened = open_for(request, child_id, Permission.PASSAGE_WRITE)
    plan = plan_of(opened)
    view, asked = _asked(opened, plan, section, topic)
    if view.kind is SectionKind.NEEDS:
        return add_need_page(request, opened, view, asked)
    if view.kind is SectionKind.OUTCOMES:
        return add_outcome_page(request, opened, plan, view)
    return _add_words(request, opened, view, asked)


def _asked(opened: Opened, plan: PlanSummary, section: str, topic: str) -> tuple[SectionView, TopicView]:
    """The section and topic of the address, worded for the reader. Raises Http404 where the template has none."""
    sections = lay_out(plan.template, opened.child, [], [], opened.reader)
    view = next((one for one in sections if one.key == section), None)
    if view is None:
        raise Http404
    if view.kind is SectionKind.OUTCOMES and topic == "outcome":
        return view, TopicView(topic, view.title, (), "", (), "", "professional", True, True, ())
    found = next((one for one in view.topics if one.key == topic), None)
    if found is None or not found.asked_now:
        raise Http404
    return view, found


def _add_words(request: HttpRequest, opened: Opened, view: SectionView, asked: TopicView) -> HttpResponse:
    voices = [voice for voice, _ in voices_for(asked, opened)]
    if not voices:
        raise Http404
    given = request.POST.get("voice") or request.GET.get("voice") or voices[0]
    voice = Voice(given) if given in {one.value for one in voices} else voices[0]
    told = voice != opened.writer.voice
    draft = _draft(opened, asked.key)
    form = _form(request, opened, view, voice, draft)
    if request.method == "POST":
        if "without" in request.POST:
            drop_draft(opened.actor, opened.child.id, asked.key, None, now())
            return redirect(request.get_full_path())
        if form.is_valid():
            result = found_or_404(
                write_words(opened.actor, opened.child.id, _new(form, asked.key, voice, opened), now())
            )
            if not isinstance(result, Refusal):
                return _saved(request, opened, view, asked)
            show_refusal(form, result)
    here = reverse("plans:add", args=[opened.child.id, view.key, asked.key])
    content = AddPage(
        opened, small_banner(opened), view, asked, drawn(asked.symbol), voice, told,
        tuple((words, f"{here}?voice={one.value}") for one, words in voices_for(asked, opened) if one is not voice),
        people(may_read(opened.actor, opened.child.id, opened.child.called, Permission.PLAN_READ)), draft,
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/add.html", content, title="Write in the plan", form=form, status=status)


def _draft(opened: Opened, topic: str) -> Unfinished | None:
    drafts = unfinished(opened.actor, opened.child.id)
    return next(
        (one for one in drafts if one.topic == topic and not one.statement_id and one.text.strip()), None
    )


def _form(
    request: HttpRequest, opened: Opened, view: SectionView, voice: Voice, draft: Unfinished | None
) -> WordsForm:
    """The form for this voice; what was left unfinished is in it already."""
    options: dict[str, Any] = {
        "evidenced": view.kind in EVIDENCED,
        "initial": {"text": draft.text if draft else "", "gathered_on": opened.actor.on, "edition": 0},
    }
    data = request.POST if request.method == "POST" and "without" not in request.POST else None
    if voice == opened.writer.voice:
        return WordsForm(data, **options)
    return ToldForm(data, voice=voice, opened=opened, **options)


def _new(form: WordsForm, topic: str, voice: Voice, opened: Opened) -> NewWords:
    """What the form says, as words to keep. With nothing chosen for how, the rule asks for it."""
    told = form.cleaned_data
    speaker_id = UUID(told["speaker"]) if told.get("speaker") else None
    speaker = next((one.name for one in opened.around if speaker_id and one.person_id == speaker_id), "")
    return NewWords(
        topic=topic, text=told["text"], voice=voice,
        gathered=Gathered(told.get("gathered") or Gathered.TYPED), speaker_id=speaker_id, speaker_name=speaker,
        gathered_by_name=told.get("gathered_by", ""), gathered_on=told.get("gathered_on"), details=form.details,
    )  # fmt: skip


def _saved(request: HttpRequest, opened: Opened, view: SectionView, asked: TopicView) -> HttpResponse:
    messages.success(request, "Saved. It is in the plan.")
    if "another" in request.POST:
        voice = request.POST.get("voice", "")
        here = reverse("plans:add", args=[opened.child.id, view.key, asked.key])
        return HttpResponseRedirect(f"{here}?voice={voice}" if voice in Voice else here)
    return to_section(opened, view.key, f"topic-{asked.key}")


def to_section(opened: Opened, section: str, place: str) -> HttpResponse:
    """Back to a section, at the place something was just done."""
    return HttpResponseRedirect(f"{reverse('plans:section', args=[opened.child.id, section])}#{place}")
