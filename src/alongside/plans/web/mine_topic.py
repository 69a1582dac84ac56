"""One topic on one screen: one question, one place to write, saved as you go."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.design.dates import clock_time
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.plans.asking import Asked, can_change, find, has_word, next_to_ask, with_word
from alongside.plans.provenance import provenance
from alongside.plans.web.mine_shared import Mine, how_told, is_stale, open_mine
from alongside.plans.web.mine_symbols import concept, concept_of_word
from alongside.platform.clock import now
from alongside.voice.choices import Audience, Gathered, Voice
from alongside.voice.operations import NewWords, drop_draft, save_draft, write_words
from alongside.voice.queries import Passage, Unfinished, passages_of

SHARED, PRIVATE = Audience.SHARED.value, Audience.PRIVATE.value
_LONGEST_KEY = 60
NOTHING_WRITTEN = "There is nothing written yet. Write something, or leave this for now."


class WordsForm(forms.Form):
    """What is being written, and for a child who may read it."""

    text = forms.CharField(
        label="Your words", widget=forms.Textarea, error_messages={"required": NOTHING_WRITTEN}
    )
    audience = forms.ChoiceField(
        label="Who can read this?",
        choices=[(SHARED, "People who help me"), (PRIVATE, "Just for me")],
        widget=forms.RadioSelect,
    )


@dataclass(frozen=True)
class Word:
    """A suggested word as a button; `chosen` when it stands in the text."""

    text: str
    concept: str
    chosen: bool


@dataclass(frozen=True)
class Told:
    """Something this person told before, under the same topic."""

    passage: Passage
    line: str
    change_href: str
    asks: bool


@dataclass(frozen=True)
class TopicPage:
    """One topic as it is put to one writer. `asking` is false when only what is there is shown."""

    mine: Mine
    topic: Asked
    concept: str
    asking: bool
    question: str
    step: int
    steps: int
    words: tuple[Word, ...]
    told: tuple[Told, ...]
    draft: Unfinished | None
    action: str
    draft_href: str
    private_href: str
    skip_href: str
    stop_href: str
    offers_private: bool

    @property
    def has_text(self) -> bool:
        """Something is in the box already."""
        return bool(self.draft and self.draft.text)


@needs(Permission.PASSAGE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def my_topic(request: HttpRequest, child_id: UUID, topic: str, how: str = "") -> HttpResponse:
    """One topic. GET shows what is there, or the question; POST adds a word, or keeps what was written."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE, how)
    asked = find(mine.sections, topic)
    if asked is None:
        raise Http404
    if request.method == "POST":
        return _posted(request, mine, asked)
    step = _step(request, asked)
    draft = mine.draft_of(asked.key)
    form = WordsForm(initial={"text": draft.text if draft else "", "audience": _audience(request.GET)})
    return _answer(request, mine, _shown(mine, asked, step, draft), form)


def _audience(values: object) -> str:
    return PRIVATE if values.get("audience") == PRIVATE else SHARED  # type: ignore[attr-defined]


def _step(request: HttpRequest, asked: Asked) -> int:
    """Which question is asked: 0 shows what is there already."""
    given = request.POST.get("ask") or request.GET.get("ask") or ""
    if given.isdecimal() and given.isascii():
        return min(max(int(given[:3]), 1), len(asked.questions))
    return 0 if asked.told and not asked.draft else 1


def _answer(
    request: HttpRequest, mine: Mine, shown: TopicPage, form: WordsForm, status: int = 200
) -> HttpResponse:
    title = "What you told us" if not shown.asking else "Write your part"
    return page(request, "plans/mine/topic.html", shown, title=title, form=form, status=status)


def _shown(mine: Mine, asked: Asked, step: int, draft: Unfinished | None) -> TopicPage:
    text = draft.text if draft else ""
    here = mine.topic_address(asked.key)
    later = step + 1 if step and step < len(asked.questions) else 0
    return TopicPage(
        mine=mine, topic=asked, concept=concept(asked.symbol), asking=step > 0, question=asked.question(step or 1),
        step=step, steps=len(asked.questions),
        words=tuple(Word(word, concept_of_word(word), has_word(text, word)) for word in asked.words),
        told=tuple(told(mine, asked, one) for one in asked.told),
        draft=draft, action=here, draft_href=f"{here}draft/",
        private_href=mine.address("just_for_me"),
        skip_href=mine.topic_address(asked.key, later) if later else after_topic(mine, asked.key),
        stop_href=mine.start_address, offers_private=offers_private(mine),
    )  # fmt: skip


def told(mine: Mine, asked: Asked, passage: Passage) -> Told:
    """What was told, with the way to change it where it is this person's to change."""
    may = can_change(passage, mine.writer)
    href = mine.address("my_words", asked.key, passage.id) if may else ""
    return Told(passage, provenance(passage), href, bool(href) and is_stale(passage, mine))


def offers_private(mine: Mine) -> bool:
    """Words can be kept just for the child where the child has a way in of their own to read them."""
    return mine.wording.voice is Voice.CHILD and mine.child_signs_in


def after_topic(mine: Mine, key: str) -> str:
    """The next topic with nothing in it yet, or back to the list when there is none."""
    coming = next_to_ask(mine.sections, after=key)
    return mine.topic_address(coming.key) if coming and coming.key != key else mine.start_address


def _posted(request: HttpRequest, mine: Mine, asked: Asked) -> HttpResponse:
    text = request.POST.get("text", "")
    step = _step(request, asked) or 1
    if word := request.POST.get("word"):
        return _word(request, mine, asked, with_word(text, word) if word in asked.words else text)
    stop = request.POST.get("do") == "stop"
    if stop and not text.strip():
        return redirect(mine.start_address)
    private = offers_private(mine) and _audience(request.POST) == PRIVATE
    if private and not _understood(request, mine):
        _keep_draft(mine, asked, text)
        query = urlencode({"topic": asked.key, "how": mine.how.value if mine.how else "", "ask": str(step)})
        return redirect(f"{mine.address('just_for_me')}?{query}")
    result = write_words(mine.actor, mine.child.id, _new(mine, asked, text, private=private), now())
    if isinstance(result, Refusal):
        return _refused(request, mine, asked, result)
    if mine.how:
        drop_draft(mine.actor, mine.child.id, asked.key + mine.draft_suffix, None, now())
    messages.success(request, "Saved, just for you." if private else "Saved. Thank you.")
    if stop:
        return redirect(mine.start_address)
    more = step < len(asked.questions)
    return redirect(mine.topic_address(asked.key, step + 1) if more else after_topic(mine, asked.key))


def _new(mine: Mine, asked: Asked, text: str, *, private: bool) -> NewWords:
    how = mine.how or Gathered.TYPED
    return NewWords(asked.key, text, mine.wording.voice, how, private=private, speaker_id=_child_person(mine))


def _child_person(mine: Mine) -> UUID | None:
    """The child as the speaker of what an adult writes down, where the child is known as a person."""
    if mine.how is None:
        return None
    return next((one.person_id for one in mine.readers if one.kind.value == "child"), None)


def _understood(request: HttpRequest, mine: Mine) -> bool:
    """The one exception was explained: just now, or before an earlier private passage of the child's own."""
    return request.POST.get("understood") == "yes" or any(one.private for one in mine.passages)


def _word(request: HttpRequest, mine: Mine, asked: Asked, text: str) -> HttpResponse:
    """Without JavaScript a tapped word goes into the text here, and the page comes back at the same place."""
    _keep_draft(mine, asked, text)
    query = {"ask": str(_step(request, asked) or 1)}
    if _audience(request.POST) == PRIVATE:
        query["audience"] = PRIVATE
    return redirect(f"{mine.topic_address(asked.key)}?{urlencode(query)}#words")


def _keep_draft(mine: Mine, asked: Asked, text: str) -> None:
    save_draft(mine.actor, mine.child.id, asked.key + mine.draft_suffix, text, now())


def _refused(request: HttpRequest, mine: Mine, asked: Asked, refusal: Refusal) -> HttpResponse:
    """The same page with what is in the way, and every word still in the box."""
    form = WordsForm(request.POST)
    field = refusal.field if refusal.field in form.fields else None
    form.errors.clear()  # the operation's own answer is the one to show
    form.add_error(field, str(refusal))
    text = request.POST.get("text", "")
    draft = Unfinished(asked.key, None, text, 0, now())
    return _answer(request, mine, _shown(mine, asked, _step(request, asked) or 1, draft), form, status=422)


@needs(Permission.PASSAGE_WRITE)
@require_POST
def draft(request: HttpRequest, child_id: UUID, topic: str, how: str = "") -> JsonResponse:
    """Keep what is being typed, and say truthfully when (the protocol of autosave.js)."""
    actor = who_asks(request)
    text, when = request.POST.get("text", ""), now()
    key = draft_key(topic, how)
    if text.strip() and not _is_kept(actor, child_id, topic, text):
        kept = save_draft(actor, child_id, key, text, when)
        if isinstance(kept, Refusal):
            return JsonResponse({"errors": str(kept)}, status=404)
    else:
        drop_draft(actor, child_id, key, None, when)
    return JsonResponse({"saved_at": clock_time(when), "edition": 0})


def _is_kept(actor: Actor, child_id: UUID, topic: str, text: str) -> bool:
    """Whether these words are a passage already: a save on its way must not bring their draft back."""
    kept = passages_of(actor, child_id, Permission.PASSAGE_WRITE, (topic,))
    return any(one.text == clean_lines(text) for one in kept)


def draft_key(topic: str, how: str) -> str:
    """What a draft is kept under. Raises Http404 for a way of telling, or a name, that cannot be."""
    gathered = how_told(how)
    key = f"{topic}--{gathered}" if gathered else topic
    if len(key) > _LONGEST_KEY:
        raise Http404
    return key


@dataclass(frozen=True)
class JustForMePage:
    """The one exception to "just for me", told before it is used for the first time."""

    mine: Mine
    text: str
    action: str
    back_href: str
    ask: str
    choose_href: str


@needs(Permission.PASSAGE_WRITE)
@require_safe
def just_for_me(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What "just for me" means, in words and pictures; the words wait in the draft meanwhile."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE, request.GET.get("how", ""))
    if not offers_private(mine):
        raise Http404
    asked = find(mine.sections, request.GET.get("topic", ""))
    back = mine.topic_address(asked.key, 1) if asked else mine.start_address
    shown = JustForMePage(
        mine,
        asked.draft if asked else "",
        mine.topic_address(asked.key) if asked else "",
        back,
        request.GET.get("ask", "1"),
        mine.address("sharing_line", "private-words"),
    )
    return page(request, "plans/mine/just_for_me.html", shown, title="Just for me")
