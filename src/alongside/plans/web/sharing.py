"""What is shared, with whom, why: each line, who reads by it on which basis, and what each signer said."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import SharingReply
from alongside.children.readers import MayRead, may_read
from alongside.children.sharing.queries import Reader, Said, kept_answer, readers_by_basis
from alongside.children.sharing.trusted import Trusted, trusted_adult
from alongside.design.page import page
from alongside.kernel.proofs import sealed
from alongside.plans.web.opened import Banner, Opened, open_for, small_banner
from alongside.plans.web.sharing_line import Asked, lines_asked
from alongside.platform.web.downloads import as_download
from alongside.statute.sharing import SharingPage, ShownLine, sharing_page, shown_line
from alongside.statute.wording import YOUNG_PERSON_FROM_AGE
from alongside.voice.choices import Voice

_KIND_OF_LINE = {
    "authors": (StandingKind.LEAD_WORKER,),
    "setting": (StandingKind.ATTENDS,),
    "outside": (StandingKind.INVITED,),
    "council": (StandingKind.MAINTAINS,),
}
_STATES = {
    SharingReply.AGREE: ("agreed", "You said yes"),
    SharingReply.DISAGREE: ("disagreed", "You said no"),
    SharingReply.UNSURE: ("partly", "You are not sure"),
    SharingReply.RATHER_NOT: ("stopped", "You would rather not say"),
}


@dataclass(frozen=True)
class LineCard:
    """One line as the page lists it."""

    asked: Asked
    shown: ShownLine
    state: tuple[str, str]
    closed_by_another: bool
    readers: tuple[Reader, ...]
    staff: tuple[MayRead, ...]
    said: tuple[Said, ...]

    trusted: Trusted | None = None

    @property
    def mine(self) -> Said | None:
        """What the reader said last."""
        return self.asked.state.mine if self.asked.state else None

    def saying(self, reply: str) -> str:
        """The address at which an answer is chosen already."""
        address = self.asked.href
        return f"{address}{'&' if '?' in address else '?'}say={reply}"


@dataclass(frozen=True)
class OverviewPage:
    """The whole sharing page for one reader."""

    opened: Opened
    banner: Banner
    words: SharingPage
    introduction: str
    stored: str
    not_asked: str
    cards: tuple[LineCard, ...]
    first: str
    signs: bool

    @property
    def for_child(self) -> bool:
        """Whether the large style for children is used."""
        return self.opened.writer.voice == Voice.CHILD and self.opened.child.age < YOUNG_PERSON_FROM_AGE

    @property
    def answered(self) -> int:
        """How many lines the reader has answered."""
        return sum(one.mine is not None for one in self.cards)


@needs(Permission.SHARING_READ)
def overview(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Every line, how it stands, and who reads by it today."""
    opened = open_for(request, child_id, Permission.SHARING_READ)
    actor, child, words = opened.actor, opened.child, sharing_page()
    asked = lines_asked(opened)
    readers = readers_by_basis(actor, child_id)
    staff = [one for one in may_read(actor, child_id, child.called) if one.kind is StandingKind.ATTENDS]
    signs = opened.standing is not None
    waiting = next((one for one in asked if not one.answered), None)
    first = f"{waiting.href}{'&' if '?' in waiting.href else '?'}walk=1" if waiting and signs else ""
    content = OverviewPage(
        opened, small_banner(opened), words,
        words.introduction.for_age(child.age, opened.reader, child.called),
        words.stored.for_age(child.age, opened.reader, child.called),
        words.not_asked.for_age(child.age, opened.reader, child.called),
        tuple(_card(opened, words, one, readers, staff) for one in asked), first, signs,
    )  # fmt: skip
    return page(request, "plans/sharing/overview.html", content, title="What is shared, with whom, why")


def _card(
    opened: Opened, words: SharingPage, asked: Asked, readers: list[Reader], staff: list[MayRead]
) -> LineCard:
    child, state, signs = opened.child, asked.state, opened.standing is not None
    kinds = _KIND_OF_LINE.get(asked.line.key, ())
    near = tuple(one for one in readers if one.kind in kinds and asked.about.is_about(one))
    shown = shown_line(words, asked.line, child.age, opened.reader, child.called, asked.about.name)
    by_another = bool(state and state.closed_by_another and signs)
    said = () if signs or state is None else state.said
    named = tuple(staff) if asked.line.key == "setting" else ()
    trusted = trusted_adult(opened.actor, child.id) if asked.line.by_child else None
    return LineCard(asked, shown, _state(asked, signs), by_another, near, named, said, trusted)


def _state(asked: Asked, signs: bool) -> tuple[str, str]:
    state = asked.state
    mine = state.mine if state else None
    if state and state.closed_by_another:
        return ("stopped", "Closed")
    if signs and mine:
        withdrawn = mine.reply is SharingReply.DISAGREE and mine.withdrawn
        if asked.line.off_by_default and mine.reply is SharingReply.AGREE and not (state and state.on):
            return ("stopped", "You said yes. It is off now")
        return ("disagreed", "You took your yes back") if withdrawn else _STATES[mine.reply]
    if state and state.closed:
        return ("stopped", "Closed")
    if state and any(one.reply is SharingReply.AGREE and one.counts for one in state.said):
        return ("agreed", "Agreed")
    off = asked.line.off_by_default
    if off and state and state.on:
        return ("agreed", "On")
    return ("not-started", "Off until somebody says yes" if off else "Not answered yet")


@needs(Permission.SHARING_READ)
def evidence(request: HttpRequest, child_id: UUID, answer_id: UUID) -> HttpResponse:
    """What proves one answer, as a small file that can be checked without this service."""
    opened = open_for(request, child_id, Permission.SHARING_READ)
    found = kept_answer(opened.actor, child_id, answer_id)
    if found is None:
        raise Http404
    return as_download(readable(found.evidence), "signature.json", "application/json")


def readable(kept: dict[str, object]) -> bytes:
    """The sealed file, laid out so that a person can read it."""
    return (json.dumps(sealed(kept), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
