"""The list of help that somebody gives on a day: one tap a line, all at once, nothing lost when it is corrected."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.support.operations import NewTick, all_as_planned, tick
from alongside.support.queries.today import Line, NotNamed, lines_on, without_giver
from alongside.support.rules.delivery import FURTHEST_BACK

RECORD = Permission.DELIVERY_RECORD


@dataclass(frozen=True)
class ChildLines:
    """What one child is to be given that day."""

    child_id: UUID
    called: str
    picture: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class TodayPage:
    """Everything on the reader's list for a day."""

    day: date
    before: date | None
    after: date | None
    is_today: bool
    children: tuple[ChildLines, ...]
    left: int
    not_named: tuple[NotNamed, ...]


@needs(RECORD)
def today(request: HttpRequest) -> HttpResponse:
    """The reader's list for a day; sending `given` ticks one line, `all` every line that is left."""
    actor = who_asks(request)
    day = _day(request.POST.get("day") or request.GET.get("day", ""), actor.on)
    if request.method == "POST":
        return _send(request, day)
    lines = lines_on(actor, day)
    content = TodayPage(
        day,
        day - timedelta(days=1) if day > actor.on - timedelta(days=FURTHEST_BACK) else None,
        day + timedelta(days=1) if day < actor.on else None,
        day == actor.on,
        tuple(_by_child(lines)),
        sum(1 for one in lines if one.state is None),
        tuple(without_giver(actor)),
    )
    return page(request, "support/today.html", content, title="Help to give")


def _day(value: str, today: date) -> date:
    """The day asked for, if the list can be opened for it; else today."""
    try:
        asked = date.fromisoformat(value)
    except ValueError:
        return today
    return asked if today - timedelta(days=FURTHEST_BACK) <= asked <= today else today


def _by_child(lines: list[Line]) -> list[ChildLines]:
    groups = groupby(lines, key=lambda one: (one.child_id, one.child_called, one.picture_id))
    return [
        ChildLines(
            child_id,
            called,
            reverse("documents:file", args=[child_id, picture]) if picture else "",
            tuple(each),
        )
        for (child_id, called, picture), each in groups
    ]


def _send(request: HttpRequest, day: date) -> HttpResponse:
    actor = who_asks(request)
    address = reverse("support:today") + ("" if day == actor.on else f"?{urlencode({'day': day})}")
    if "all" in request.POST:
        result = found_or_404(all_as_planned(actor, day, now()))
        if isinstance(result, Refusal):
            messages.info(request, str(result))
        elif result:
            messages.success(request, f"Ticked as planned: {result}.")
        return redirect(address)
    line = _chosen(request, day)
    outcome = found_or_404(tick(actor, line.child_id, line.statement_id, NewTick(line.on, "given"), now()))
    if isinstance(outcome, Refusal):
        messages.info(request, str(outcome))
    return redirect(f"{address}#help-{line.statement_id}")


def _chosen(request: HttpRequest, day: date) -> Line:
    """The line of the reader's own list that was tapped."""
    wanted = request.POST.get("given", "")
    lines = lines_on(who_asks(request), day)
    line = next((one for one in lines if str(one.statement_id) == wanted), None)
    if line is None:
        raise Http404
    return line
