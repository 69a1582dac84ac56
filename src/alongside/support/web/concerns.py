"""Telling the setting about a worry, and reading what it does: pages of one child, for family and staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.children.readers import MayRead, may_read
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.loading import all_codes
from alongside.support.choices import ConcernSource
from alongside.support.operations.concerns import NewConcern, raise_concern
from alongside.support.queries.concerns import ConcernLine, concerns_for, whose_words
from alongside.support.rules.concerns import HAS_A_SAY_FROM, TWO_YEAR_CHECK_UNTIL
from alongside.voice.choices import Gathered
from alongside.voice.unsent import Unsent, sent, unsent

READ, RAISE, ANSWER = Permission.CONCERN_READ, Permission.CONCERN_RAISE, Permission.CONCERN_ANSWER
_LONGEST = 4_000


@dataclass(frozen=True)
class ConcernsPage:
    """Everything somebody worried about that the reader may read, newest first."""

    opened: OpenedChild
    concerns: tuple[ConcernLine, ...]
    may_raise: bool
    may_answer: bool


@needs(READ)
def concerns(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was worried about, and what the setting does about it."""
    opened = open_for_page(request, child_id, READ, RAISE, ANSWER)
    content = ConcernsPage(
        opened, tuple(concerns_for(opened.actor, child_id)), RAISE in opened.may, ANSWER in opened.may
    )
    return page(request, "support/concerns.html", content, title="Worries, and what is done about them")


class ConcernForm(forms.Form):
    """A worry: what, since when it was tried to help, whose words it is."""

    conditional: ClassVar = ("whose", "gathered")

    text = forms.CharField(
        label="What are you worried about?", max_length=_LONGEST, widget=forms.Textarea,
        error_messages={"required": "Write a few words about the worry."},
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label="What is it about?", widget=forms.CheckboxSelectMultiple, required=False
    )
    tried = forms.CharField(
        label="What have you tried?", max_length=_LONGEST, widget=forms.Textarea, required=False
    )
    source = forms.ChoiceField(label="Where does it come from?", widget=forms.RadioSelect, required=False)
    whose = forms.ChoiceField(label="Whose words are these?", required=False)
    gathered = forms.ChoiceField(label="How did they tell you?", required=False)
    family_reads = forms.ChoiceField(
        label="May your parents or carers read it?", widget=forms.RadioSelect, required=False,
        choices=[("yes", "Yes"), ("no", "No, only staff who look after this")],
    )  # fmt: skip

    def __init__(
        self, *args: Any, opened: OpenedChild, people: Iterable[tuple[UUID, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        asks_child = opened.is_child
        self._choose("areas", _areas(opened))
        self._choose("whose", [("", "My own"), *((str(key), name) for key, name in people)])
        told = [one for one in Gathered.choices if one[0] in _TOLD]
        self._choose("gathered", [("", ""), *told])
        self._choose("source", _sources(opened))
        if opened.actor.is_family:
            for name in ("source", "whose", "gathered"):
                del self.fields[name]
        elif opened.child.age > TWO_YEAR_CHECK_UNTIL:
            del self.fields["source"]
        if not (asks_child and opened.child.age >= HAS_A_SAY_FROM):
            del self.fields["family_reads"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        choose_from(self, name, choices)

    def handed_in(self) -> NewConcern:
        """What the form says, as the operation takes it."""
        given = self.cleaned_data
        whose = given.get("whose") or ""
        return NewConcern(
            given["text"], tuple(given["areas"]), given["tried"], "" if whose else given.get("source") or "",
            UUID(whose) if whose else None, given.get("gathered") or Gathered.TYPED,
            given.get("family_reads") != "no",
        )  # fmt: skip


_TOLD = (Gathered.SAID, Gathered.SIGNED, Gathered.DRAWN, Gathered.ON_PAPER)


def _areas(opened: OpenedChild) -> list[tuple[str, str]]:
    """The four areas, in the words of whoever is asked."""
    if opened.is_child:
        return [(one.code, one.details["child"]) for one in all_codes("area-of-need")]
    family = opened.actor.is_family
    return [(one.code, one.plain.capitalize() if family else one.label) for one in all_codes("area-of-need")]


def _sources(opened: OpenedChild) -> list[tuple[str, str]]:
    return [
        (one.value, str(one.label))
        for one in (ConcernSource.STAFF, ConcernSource.TWO_YEAR_CHECK)
        if opened.child.age <= TWO_YEAR_CHECK_UNTIL or one is ConcernSource.STAFF
    ]


@dataclass(frozen=True)
class RaisePage:
    """Room to tell a worry, and who will be able to read it."""

    opened: OpenedChild
    readers: tuple[tuple[str, str], ...]
    began: Unsent


@needs(RAISE)
def raise_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Tell the setting about a worry; for staff also in the words of somebody in the family."""
    opened = open_for_page(request, child_id, RAISE)
    people = [] if opened.actor.is_family else whose_words(opened.actor, child_id)
    began = unsent(opened.actor, child_id, "worry", None)
    form = ConcernForm(
        request.POST or None, opened=opened, people=people,
        initial={"source": "staff", "family_reads": "yes", "text": began.text},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(raise_concern(opened.actor, child_id, form.handed_in(), now()))
        if not isinstance(result, Refusal):
            sent(opened.actor, child_id, began, now())
            messages.success(
                request, "Sent to the SENCo. You will see here when it is read, and what is done."
            )
            return redirect("support:concerns", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = RaisePage(opened, _readers(opened), began)
    return page(
        request, "support/raise_concern.html", content, title="Tell the setting about a worry", form=form,
        status=status,
    )  # fmt: skip


def _readers(opened: OpenedChild) -> tuple[tuple[str, str], ...]:
    """Who will read it: what a parent says is not for the other home or the child."""
    people = may_read(opened.actor, opened.child.id, opened.child.called, READ)
    return tuple(
        (f"{one.name} (you)" if one.is_reader else one.name, one.why)
        for one in people
        if one.is_reader or _reads(opened, one)
    )


def _reads(opened: OpenedChild, one: MayRead) -> bool:
    if one.kind not in FAMILY_KINDS:
        return True
    if opened.standing is None:
        return one.kind is not StandingKind.CHILD or opened.child.age >= HAS_A_SAY_FROM
    return opened.is_child
