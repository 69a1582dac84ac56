"""Answering one line of the sharing page: one thing at a time, on a phone, with a way to stop."""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.choices import SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import SharingReply
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import describes
from alongside.children.sharing.operations import Reply
from alongside.children.sharing.queries import LineState, Outside, is_line, line_states, outside_of
from alongside.children.sharing.trusted import Adult, adults_to_choose
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.proofs import text_digest
from alongside.kernel.refusal import Refusal
from alongside.plans.sharing.operations import sign
from alongside.plans.web.opened import Banner, Opened, open_for, small_banner
from alongside.plans.web.signing import PICTURE, SIGNS, Given, SigningForm, circumstances, signed_with
from alongside.platform.clock import now
from alongside.statute.sharing import PageLine, SharingPage, ShownLine, sharing_page, shown_line
from alongside.statute.wording import YOUNG_PERSON_FROM_AGE
from alongside.voice.choices import Voice

INTENT = "By signing and pressing the button I give this answer to the words shown above."
"""The words beside the button, kept with the answer."""
SYMBOLS = {"agree": "yes", "disagree": "no", "unsure": "not-sure", "rather_not": "quiet"}


@dataclass(frozen=True)
class Asked:
    """One line as it is asked of this signer: where it stands in the row of lines, and what was said before."""

    line: PageLine
    about: Outside
    number: int
    state: LineState | None
    href: str

    @property
    def key(self) -> tuple[str, UUID | None, UUID | None]:
        """What the line is known by."""
        return (self.line.key, *self.about.about)

    @property
    def answered(self) -> bool:
        """Whether this signer has said something to it."""
        return self.state is not None and self.state.mine is not None


def lines_asked(opened: Opened) -> list[Asked]:
    """Every line that is put to this reader, in order: one for each person or service outside. What is asked of the
    child alone stands on nobody else's page."""
    actor, child_id = opened.actor, opened.child.id
    states, outside = line_states(actor, child_id), outside_of(actor, child_id)
    is_child = opened.standing is not None and opened.standing.kind is StandingKind.CHILD
    found: list[Asked] = []
    for line in sharing_page().lines:
        if line.by_child and not is_child:
            continue
        for about in outside if line.one_by_one else [Outside.nobody()]:
            state = states.get((line.key, *about.about))
            found.append(Asked(line, about, len(found) + 1, state, line_address(child_id, line, about)))
    return found


def line_address(child_id: UUID, line: PageLine, about: Outside) -> str:
    """Where a line is answered."""
    who = f"?{urlencode({'who': str(about.standing_id)})}" if about.standing_id else ""
    return reverse("plans:sharing_line", args=[child_id, line.key]) + who


class LineForm(SigningForm):
    """The answer to one line, and the words it answers to."""

    conditional: ClassVar = ("adult",)

    reply = forms.ChoiceField(
        label="What do you say?", widget=forms.RadioSelect, choices=SharingReply.choices,
        error_messages={"required": "Choose one of the answers."},
    )  # fmt: skip
    page_digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    walk = forms.CharField(widget=forms.HiddenInput, max_length=1, required=False)
    adult = forms.ChoiceField(label="Which grown-up?", widget=forms.RadioSelect, required=False)
    field_order = ("reply", "adult")

    def __init__(self, *args: Any, adults: list[Adult] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adults is None:
            del self.fields["adult"]
        else:
            choices = [(one.key, f"{one.name}, {one.why}") for one in adults]
            choose_from(self, "adult", choices)


@dataclass(frozen=True)
class LinePage:
    """One line: what it says, and the questions under it."""

    opened: Opened
    banner: Banner
    asked: Asked
    shown: ShownLine
    of: int
    intent: str
    back: str

    @property
    def by_child(self) -> bool:
        """Whether the child answers."""
        return self.opened.writer.voice == Voice.CHILD

    @property
    def for_child(self) -> bool:
        """Whether the large style for children is used."""
        return self.by_child and self.opened.child.age < YOUNG_PERSON_FROM_AGE

    @property
    def symbols(self) -> dict[str, str]:
        """Pictures beside the answers, for a child."""
        return SYMBOLS if self.by_child else {}

    @property
    def signs(self) -> dict[str, str]:
        """The pictures one can sign with."""
        return {**{one: one for one in SIGNS}, PICTURE: "picture"}


@needs(Permission.SHARING_SIGN)
def line(request: HttpRequest, child_id: UUID, line: str) -> HttpResponse:
    """Answer one line. `?say=disagree` comes from "stop sharing": the answer is chosen, signing it is left."""
    opened = open_for(request, child_id, Permission.SHARING_SIGN)
    lines = lines_asked(opened)
    asked = _asked(lines, line, request.GET.get("who", ""))
    words = sharing_page()
    shown = _shown(opened, words, asked)
    adults = adults_to_choose(opened.actor, child_id) if asked.line.by_child else None
    form = LineForm(
        request.POST or None, initial=_initial(request, opened, asked, words),
        child=opened.child, by_child=opened.writer.voice == Voice.CHILD, adults=adults,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(_signed(request, opened, asked, form, shown))
        if not isinstance(result, Refusal):
            return redirect(_next(lines, asked, child_id, bool(form.cleaned_data["walk"])))
        form.data = {**request.POST.dict(), "page_digest": words.digest}
        show_refusal(form, result)
    content = LinePage(
        opened,
        small_banner(opened),
        asked,
        shown,
        len(lines),
        INTENT,
        reverse("plans:sharing", args=[child_id]),
    )
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "plans/sharing/line.html", content, title="Sharing", form=form, status=status)


def _asked(lines: list[Asked], key: str, who: str) -> Asked:
    found = [one for one in lines if one.line.key == key and str(one.about.standing_id or "") == who]
    if not found or not is_line(key):
        raise Http404
    return found[0]


def _shown(opened: Opened, words: SharingPage, asked: Asked) -> ShownLine:
    child = opened.child
    return shown_line(words, asked.line, child.age, opened.reader, child.called, asked.about.name)


def _initial(request: HttpRequest, opened: Opened, asked: Asked, words: SharingPage) -> dict[str, Any]:
    """Somebody who has signed this line before need not type their name again: two presses change it."""
    wanted = request.GET.get("say", "")
    before = opened.actor.name if asked.answered and opened.writer.voice != Voice.CHILD else ""
    return {
        "reply": wanted if wanted in SharingReply.values else "",
        "page_digest": words.digest,
        "typed_name": before,
        "walk": "1" if request.GET.get("walk") else "",
    }


def _signed(request: HttpRequest, opened: Opened, asked: Asked, form: LineForm, shown: ShownLine) -> object:
    told, moment = form.cleaned_data, now()
    given = Given.of(form, INTENT)
    reply = Reply(
        SharingLine(asked.line.key),
        told["reply"],
        given.signature,
        told["page_digest"],
        asked.about.standing_id,
        told.get("adult", ""),
    )
    proof = {
        **_evidence(opened, asked, reply, given, shown),
        **_chosen(form),
        **circumstances(request, opened.actor, moment),
    }
    return sign(opened.actor, opened.child.id, reply, proof, moment)


def _evidence(opened: Opened, asked: Asked, reply: Reply, given: Given, shown: ShownLine) -> dict[str, Any]:
    """What is kept so that the answer can be proved: the words, their version, the signature, the helper."""
    words = sharing_page()
    return {
        "what": "an answer to one line of the sharing page",
        "child": opened.child.full_name,
        "line": asked.line.key,
        "level": asked.line.level,
        "about": asked.about.name,
        "answer": SharingReply(reply.reply).label,
        "page_version": words.version,
        "page_sha256": words.digest,
        "text_shown": shown.text,
        "text_sha256": text_digest(shown.text),
        "signer": opened.actor.name,
        "signs_as": describes(opened.actor, opened.standing),
        "signature": signed_with(opened.actor, opened.child, given.signature),
        "format": given.read_as,
        "explained_by": given.explained_by,
        "intent": given.intent,
    }


def _chosen(form: LineForm) -> dict[str, str]:
    """The name of the adult whom a child chose with their yes, as it stood on the screen."""
    field = form.fields.get("adult")
    if field is None or form.cleaned_data["reply"] != SharingReply.AGREE:
        return {}
    return {"about": dict(field.choices).get(form.cleaned_data["adult"], "")}  # type: ignore[attr-defined]


def _next(lines: list[Asked], asked: Asked, child_id: UUID, walking: bool) -> str:
    """The next line without an answer while someone goes through them all, else the page of all lines."""
    waiting = [one for one in lines if one.number > asked.number and not one.answered]
    if not walking or not waiting:
        return reverse("plans:sharing", args=[child_id])
    address = waiting[0].href
    return f"{address}{'&' if '?' in address else '?'}walk=1"
