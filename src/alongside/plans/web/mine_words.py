"""One's own words again: still right, changed, taken out, or saved twice at once."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.dates import clock_time
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.asking import can_change
from alongside.plans.provenance import provenance
from alongside.plans.web.mine_shared import TOGETHER, Mine, open_mine
from alongside.plans.web.mine_topic import WordsForm
from alongside.platform.clock import now
from alongside.voice.choices import Voice
from alongside.voice.operations import StaleText, change_words, drop_draft, end_words, save_draft, still_right
from alongside.voice.queries import Passage, passage_by_id


@dataclass(frozen=True)
class WordsPage:
    """One passage to change. With `other`, somebody saved first and both texts are shown."""

    mine: Mine
    passage: Passage
    line: str
    edition: int
    action: str
    draft_href: str
    remove_href: str
    back_href: str
    saved_at: object = None
    other: dict[str, object] | None = None
    own: dict[str, object] | None = None


def _open(request: HttpRequest, child_id: UUID, statement_id: UUID) -> tuple[Mine, Passage]:
    """The visit and the passage. Raises Http404 alike for absent, unseen and another's."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    found = passage_by_id(mine.actor, child_id, statement_id, Permission.PASSAGE_WRITE)
    if found is None or not can_change(found, mine.writer):
        raise Http404
    return _as_it_was_told(mine, found), found


def _as_it_was_told(mine: Mine, passage: Passage) -> Mine:
    """Words an adult wrote down for the child are changed as they were written: beside the child, told the same way."""
    together = passage.voice is Voice.CHILD and not mine.is_child and passage.gathered in TOGETHER
    return replace(mine, how=passage.gathered) if together else mine


@needs(Permission.PASSAGE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def my_words(request: HttpRequest, child_id: UUID, topic: str, statement_id: UUID) -> HttpResponse:
    """Change a passage of one's own. POST saves it, or settles which of two texts stands."""
    mine, passage = _open(request, child_id, statement_id)
    if request.method == "POST":
        return _posted(request, mine, passage)
    begun = next((one for one in mine.drafts if one.statement_id == statement_id and one.text.strip()), None)
    if begun and begun.base_edition < passage.edition and begun.text.strip() != passage.text:
        return _both(request, mine, passage, begun.text)
    form = WordsForm(initial={"text": begun.text if begun else passage.text})
    return _answer(request, _shown(mine, passage, saved_at=begun.saved_at if begun else None), form)


def _shown(mine: Mine, passage: Passage, **more: object) -> WordsPage:
    here = mine.address("my_words", passage.topic, passage.id)
    return WordsPage(
        mine, passage, provenance(passage), passage.edition, here, f"{here}draft/", f"{here}remove/",
        mine.topic_address(passage.topic), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _answer(request: HttpRequest, shown: WordsPage, form: WordsForm, status: int = 200) -> HttpResponse:
    return page(request, "plans/mine/words.html", shown, title="Change your words", form=form, status=status)


def _both(request: HttpRequest, mine: Mine, passage: Passage, text: str) -> HttpResponse:
    """Both texts, when another save came first: neither is lost."""
    shown = _shown(
        mine,
        passage,
        other={"text": passage.text, "name": passage.written_by_name, "when": passage.changed_at},
        own={"text": text, "name": mine.actor.name},
    )
    return page(request, "plans/mine/words.html", shown, title="Two texts", status=200, form=None)


def _posted(request: HttpRequest, mine: Mine, passage: Passage) -> HttpResponse:
    text, choice = request.POST.get("text", ""), request.POST.get("choice", "")
    back = mine.topic_address(passage.topic)
    if choice == "theirs":
        drop_draft(mine.actor, mine.child.id, passage.topic, passage.id, now())
        messages.success(request, "The saved text stays as it is.")
        return redirect(back)
    if choice == "both":
        text = f"{passage.text}\n\n{text}"
    result = change_words(mine.actor, passage.id, text, _edition(request), now())
    if isinstance(result, StaleText):
        save_draft(mine.actor, mine.child.id, passage.topic, text, now(), statement_id=passage.id)
        return _both(request, mine, passage, text)
    if isinstance(result, Refusal):
        form = WordsForm(request.POST)
        form.errors.clear()
        form.add_error("text", str(result))
        return _answer(request, _shown(mine, passage), form, status=422)
    messages.success(request, "Saved.")
    return redirect(back)


def _edition(request: HttpRequest) -> int:
    given = request.POST.get("edition", "")
    return int(given[:9]) if given.isdecimal() and given.isascii() else 0


@needs(Permission.PASSAGE_WRITE)
@require_POST
def words_draft(request: HttpRequest, child_id: UUID, topic: str, statement_id: UUID) -> JsonResponse:
    """Keep a change as it is typed; say so when somebody else saved first."""
    actor = who_asks(request)
    passage = passage_by_id(actor, child_id, statement_id, Permission.PASSAGE_WRITE)
    if passage is None:
        raise Http404
    when, edition = now(), _edition(request)
    kept = save_draft(
        actor, child_id, topic, request.POST.get("text", ""), when, statement_id=statement_id, base_edition=edition
    )  # fmt: skip
    if isinstance(kept, Refusal):
        raise Http404
    if edition != passage.edition:
        return JsonResponse({"stale": True, "url": request.path.removesuffix("draft/")}, status=409)
    return JsonResponse({"saved_at": clock_time(when), "edition": edition})


@needs(Permission.PASSAGE_WRITE)
@require_POST
def confirm_words(request: HttpRequest, child_id: UUID, topic: str, statement_id: UUID) -> HttpResponse:
    """ "Still right": kept with today's date."""
    mine, passage = _open(request, child_id, statement_id)
    result = still_right(mine.actor, passage.id, now())
    if isinstance(result, Refusal):
        messages.info(request, str(result))
    else:
        messages.success(request, "Thank you. We will not ask again for a while.")
    return redirect(mine.topic_address(topic))


@needs(Permission.PASSAGE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_words(request: HttpRequest, child_id: UUID, topic: str, statement_id: UUID) -> HttpResponse:
    """Ask once, then take the passage out. History keeps that it was there."""
    mine, passage = _open(request, child_id, statement_id)
    if request.method == "POST":
        result = end_words(mine.actor, passage.id, _edition(request), now())
        if isinstance(result, Refusal):
            messages.info(request, str(result))
        else:
            messages.success(request, "Taken out.")
        return redirect(mine.topic_address(topic))
    return page(request, "plans/mine/remove.html", _shown(mine, passage), title="Take this out")
