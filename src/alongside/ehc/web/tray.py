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
from alongside.deadlines.queries import Whose, caseworker_of, caseworkers
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.ehc import queries
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

KEEP = Permission.CASE_KEEP
_WORDS = {Whose.MINE: "Mine", Whose.ALL: "Everyone’s", Whose.NOBODY: "Nobody’s yet"}


@dataclass(frozen=True)
class TrayPage:
    """A page of the tray, whose work can be shown, and of which kind; the address holds both."""

    tray: queries.TrayStretch
    manages: bool

    @property
    def choices(self) -> tuple[tuple[str, str, bool], ...]:
        """Address, words, and whether it is the one shown."""
        shown = self.tray.shown
        return tuple(
            (self._address(one, shown.kind), words, one is shown.whose) for one, words in _WORDS.items()
        )

    @property
    def kinds(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, words, and whether it is the one shown."""
        kind = self.tray.shown.kind
        return (("", "Everything", kind is None), *((one.value, one.label, one is kind) for one in WorkKind))

    @property
    def following(self) -> str:
        """The address of the next page, if there is one."""
        shown = self.tray.shown
        return self._address(shown.whose, shown.kind, self.tray.next) if self.tray.next else ""

    def _address(self, whose: Whose, kind: WorkKind | None, after: str = "") -> str:
        held = {"whose": whose.value, "kind": kind.value if kind else "", "after": after}
        return "?" + urlencode({name: value for name, value in held.items() if value})


@needs(KEEP)
@require_safe
def tray(request: HttpRequest) -> HttpResponse:
    """What the council has to do, by legal date: one's own cases first."""
    actor = who_asks(request)
    given = request.GET
    shown = queries.tray(actor, given.get("whose", ""), given.get("after", ""), given.get("kind", ""))
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
