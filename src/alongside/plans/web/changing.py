"""Words that are there already: change them, meet somebody else's change, take them out, read earlier texts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.layout import lay_out
from alongside.plans.queries import PlanSummary, live_plan
from alongside.plans.web.cards import EVIDENCED, PassageCard, passage_card
from alongside.plans.web.opened import Banner, Opened, open_for, small_banner
from alongside.plans.web.thread import change_in_thread_page
from alongside.plans.web.words_forms import WordsForm
from alongside.platform.clock import now
from alongside.statute.plan_shapes import Section
from alongside.voice.choices import StatementKind
from alongside.voice.operations import StaleText, change_words, drop_draft, end_words
from alongside.voice.queries import Passage, PassageVersion, Unfinished, history_of, passage_by_id, unfinished


@dataclass(frozen=True)
class WordsPage:
    """One passage that is there already."""

    opened: Opened
    banner: Banner
    card: PassageCard
    back: tuple[str, str]
    draft: Unfinished | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class OneText:
    """One of two texts that met."""

    text: str
    name: str
    when: datetime | None

    def get(self, name: str) -> object:
        """As the design's part asks."""
        return getattr(self, name, None)

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


@dataclass(frozen=True)
class TwoTextsPage:
    """Both texts of a save that came second."""

    opened: Opened
    banner: Banner
    card: PassageCard
    back: tuple[str, str]
    mine: OneText
    theirs: OneText
    edition: int


def passage_or_404(
    opened: Opened, statement_id: UUID, permission: Permission = Permission.PLAN_READ
) -> Passage:
    """The passage of the address. Raises Http404 where it is absent or not for the reader."""
    passage = passage_by_id(opened.actor, opened.child.id, statement_id, permission)
    if passage is None:
        raise Http404
    return passage


def section_with(plan: PlanSummary | None, passage: Passage) -> Section | None:
    """The section of the live plan in which a passage stands."""
    if plan is None:
        return None
    return next(
        (one for one in plan.template.sections if any(t.key == passage.topic for t in one.topics)), None
    )


def back_from(opened: Opened, passage: Passage) -> tuple[str, str]:
    """Key and title of the section to go back to; empty where no plan shows the passage."""
    plan = live_plan(opened.actor, opened.child.id)
    section = section_with(plan, passage)
    if plan is None or section is None:
        return ("", "The plan")
    views = lay_out(plan.template, opened.child, [], [], opened.reader)
    return next((one.key, one.title) for one in views if one.key == section.key)


def go_back(opened: Opened, back: tuple[str, str]) -> HttpResponse:
    """To the section, or to the plan."""
    if back[0]:
        return redirect("plans:section", opened.child.id, back[0])
    return redirect("plans:plan", opened.child.id)


@needs(Permission.PASSAGE_WRITE)
def change(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """Change a passage, or a need, outcome, step or provision."""
    opened = open_for(request, child_id, Permission.PASSAGE_WRITE)
    passage = passage_or_404(opened, statement_id, Permission.PASSAGE_WRITE)
    back = back_from(opened, passage)
    if passage.kind is not StatementKind.PASSAGE:
        return change_in_thread_page(request, opened, passage, back)
    if request.method == "POST" and ("without" in request.POST or request.POST.get("choice") == "theirs"):
        drop_draft(opened.actor, child_id, passage.topic, statement_id, now())
        return redirect(request.path) if "without" in request.POST else go_back(opened, back)
    draft = next(
        (one for one in unfinished(opened.actor, child_id) if one.statement_id == statement_id), None
    )
    if request.method != "POST" and draft and draft.base_edition != passage.edition:
        return _both(request, opened, passage, back, draft.text)
    return _change_words(request, opened, passage, back, draft)


def _change_words(
    request: HttpRequest, opened: Opened, passage: Passage, back: tuple[str, str], draft: Unfinished | None
) -> HttpResponse:
    evidenced = bool(passage.evidence) or _evidenced(opened, passage)
    initial = {
        "text": draft.text if draft else passage.text,
        "evidence": passage.evidence,
        "edition": passage.edition,
    }
    form = WordsForm(_posted(request, passage), initial=initial, evidenced=evidenced)
    if request.method == "POST" and form.is_valid():
        text, edition = form.cleaned_data["text"], form.cleaned_data["edition"] or 0
        details = form.details or None
        result = found_or_404(change_words(opened.actor, passage.id, text, edition, now(), details=details))
        if isinstance(result, StaleText):
            return _both(request, opened, passage_or_404(opened, passage.id), back, text)
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. The text before is kept in its history.")
            return go_back(opened, back)
        show_refusal(form, result)
    card = passage_card(passage, opened, {})
    content = WordsPage(opened, small_banner(opened), card, back, draft, card.why_not)
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/change.html", content, title="Change the words", form=form, status=status)


def _posted(request: HttpRequest, passage: Passage) -> dict[str, str] | None:
    """What was sent; where two texts met, the text that the choice makes."""
    if request.method != "POST":
        return None
    sent = request.POST.dict()
    choice = sent.get("choice")
    if choice in ("both", "mine"):
        sent.setdefault("evidence", passage.evidence)
    if choice == "both":
        sent["text"] = f"{passage.text}\n\n{sent.get('text', '')}"
    return sent


def _evidenced(opened: Opened, passage: Passage) -> bool:
    section = section_with(live_plan(opened.actor, opened.child.id), passage)
    return section is not None and section.kind in EVIDENCED


def _both(
    request: HttpRequest, opened: Opened, passage: Passage, back: tuple[str, str], mine: str
) -> HttpResponse:
    content = TwoTextsPage(
        opened, small_banner(opened), passage_card(passage, opened, {}), back,
        OneText(mine, opened.actor.name, None),
        OneText(passage.text, passage.written_by_name, passage.changed_at), passage.edition,
    )  # fmt: skip
    return page(request, "plans/two_texts.html", content, title="Two texts", status=409)


@needs(Permission.PASSAGE_WRITE)
def end(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """Take a passage out of the plan; it stays in history."""
    opened = open_for(request, child_id, Permission.PASSAGE_WRITE)
    passage = passage_or_404(opened, statement_id, Permission.PASSAGE_WRITE)
    back = back_from(opened, passage)
    card = passage_card(passage, opened, {})
    refusal = card.why_not
    if request.method == "POST":
        sent = request.POST.get("edition", "")
        edition = int(sent) if sent.isascii() and sent.isdigit() else 0
        permission = (
            Permission.PASSAGE_WRITE if passage.kind is StatementKind.PASSAGE else Permission.PLAN_EDIT
        )
        result = found_or_404(end_words(opened.actor, statement_id, edition, now(), permission))
        if not isinstance(result, Refusal):
            messages.success(request, "Taken out. It is kept in the history.")
            return go_back(opened, back)
        refusal = result
    content = WordsPage(opened, small_banner(opened), card, back, refusal=refusal)
    status = 422 if request.method == "POST" else 200
    return page(
        request, "plans/end.html", content, title="Take words out of the plan", refusal=refusal, status=status
    )


@dataclass(frozen=True)
class HistoryPage:
    """Every text a passage has had."""

    opened: Opened
    banner: Banner
    card: PassageCard
    back: tuple[str, str]
    versions: tuple[PassageVersion, ...]


@needs(Permission.PLAN_READ)
def history(request: HttpRequest, child_id: UUID, statement_id: UUID) -> HttpResponse:
    """The earlier texts of a passage."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    passage = passage_or_404(opened, statement_id)
    content = HistoryPage(
        opened, small_banner(opened), passage_card(passage, opened, {}), back_from(opened, passage),
        tuple(history_of(opened.actor, statement_id)),
    )  # fmt: skip
    return page(request, "plans/history.html", content, title="Earlier texts")
