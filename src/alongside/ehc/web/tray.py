"""A caseworker's tray, and who has a child's work."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.operations import assign
from alongside.deadlines.queries import Due, Turn, Whose, caseworker_of, caseworkers
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehc import queries
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

KEEP = Permission.CASE_KEEP
_WORDS = {Whose.MINE: "Mine", Whose.ALL: "Everyone’s", Whose.NOBODY: "Nobody’s yet"}
_TURNS = {"": "Anybody’s", Turn.COUNCIL: "What we have to do", Turn.OTHERS: "What we wait for"}
_DUE = {
    "": "Any day", Due.LATE: "The day has passed", Due.WEEK: "Up to a week from today",
    Due.MONTH: "Up to four weeks from today",
}  # fmt: skip
_ASKED = ("whose", "kind", "turn", "due")
Choice = tuple[str, str, bool]
"""Value or address, words, and whether it is the one shown."""


@dataclass(frozen=True)
class TrayPage:
    """A page of the tray, whose work can be shown, and how it is narrowed; the address holds all of it."""

    tray: queries.TrayStretch
    manages: bool

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Whose work can be shown, each with its address."""
        return tuple(
            (self._address(whose=one.value), words, one is self.tray.shown.whose)
            for one, words in _WORDS.items()
        )

    @property
    def filters(self) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
        """Each field the list is narrowed by: its name, its label, what can be chosen."""
        kinds = {"": "Everything", **{one.value: one.label for one in WorkKind}}
        fields = (("kind", "About", kinds), ("turn", "Whose turn", _TURNS), ("due", "By when", _DUE))
        return tuple(
            (
                name,
                label,
                tuple((str(value), words, value == self._held[name]) for value, words in of.items()),
            )
            for name, label, of in fields
        )

    @property
    def up_to(self) -> tuple[tuple[str, str, int], ...]:
        """Of one's own work: the words of each day that can be asked for, its address, how many dates there are."""
        whose = self._held["whose"]
        return tuple(
            (_DUE[due], "?" + urlencode({"whose": whose, "due": due.value}), number)
            for due, number in self.tray.up_to.items()
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether something else than whose work it is narrows the list."""
        return any(self._held[name] for name in _ASKED[1:])

    @property
    def without(self) -> str:
        """The address of the same work, not narrowed."""
        return "?" + urlencode({"whose": self._held["whose"]})

    @property
    def following(self) -> str:
        """The address of the next page, if there is one."""
        return self._address(after=self.tray.next) if self.tray.next else ""

    @property
    def _held(self) -> dict[str, str]:
        return {name: getattr(self.tray.shown, name) or "" for name in _ASKED}

    def _address(self, **other: str) -> str:
        return "?" + urlencode({name: value for name, value in {**self._held, **other}.items() if value})


@needs(KEEP)
@require_safe
def tray(request: HttpRequest) -> HttpResponse:
    """What the council has to do, by legal date: one's own cases first."""
    actor = who_asks(request)
    given = {name: request.GET.get(name, "") for name in _ASKED}
    shown = queries.tray(actor, request.GET.get("after", ""), **given)
    return page(
        request,
        "ehc/tray.html",
        TrayPage(shown, role_may(actor.role, Permission.CASE_DECIDE)),
        title="Work by legal date",
    )


class AssignForm(forms.Form):
    """Who has the work."""

    person = forms.ChoiceField(
        label="Who has it?",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody."},
    )

    def __init__(self, *args: object, team: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "person", [("", "Choose"), *team])


@dataclass(frozen=True)
class AssignPage:
    """Who has it now."""

    opened: OpenedChild
    held_by: str


@needs(KEEP)
def caseworker(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Give a child's statutory work to somebody of the team."""
    opened = open_for_page(request, child_id, KEEP)
    held = caseworker_of(opened.actor, child_id)
    team = [(str(one.person_id), one.name) for one in caseworkers(opened.actor)]
    form = AssignForm(request.POST or None, team=team, initial={"person": str(held[0])} if held else {})
    if request.method == "POST" and form.is_valid():
        result = found_or_404(assign(opened.actor, child_id, UUID(form.cleaned_data["person"]), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It is first in their work by legal date.")
            return redirect("ehc:tray")
        show_refusal(form, result)
    content = AssignPage(opened, held[1] if held else "")
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehc/caseworker.html", content, title="Who has this", form=form, status=status)
