"""A child's chronology, on screen and on paper."""

from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.casefile.child_page import picture_url
from alongside.casefile.chronology import (
    MOST_PRINTED,
    WORDS,
    Chronology,
    chronology,
    chronology_document,
)
from alongside.casefile.web.forms import StoryForm
from alongside.children.opening import held
from alongside.children.queries import ChildCard, open_child, stands_by
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.people.formats import mark, wanted
from alongside.platform.clock import now
from alongside.rendering.formats import Format


@dataclass(frozen=True)
class StoryPage:
    """A stretch of the chronology by day, and the addresses that lead on."""

    child: ChildCard
    picture: str
    days: tuple[tuple[object, tuple[object, ...]], ...]
    chosen: frozenset[str]
    since: str
    older: str
    newest: str
    paper: str
    prints: bool


def _opened(request: HttpRequest, child_id: UUID, permission: Permission) -> ChildCard:
    found = open_child(request.actor, child_id, permission, now())
    if found is None:
        raise Http404
    return found


def _by_day(found: Chronology) -> tuple[tuple[object, tuple[object, ...]], ...]:
    return tuple((on, tuple(lines)) for on, lines in groupby(found.lines, key=lambda line: line.at.date()))


@needs("plan.read")
def story_view(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What happened, newest first; filters and the place in the story live in the address."""
    child = _opened(request, child_id, Permission.PLAN_READ)
    request.known_around = (child, stands_by(request.actor, child_id))  # for the foot of the page
    reach = StoryForm(request.GET).reach()
    found = chronology(request.actor, child_id, reach)
    kept = [("kind", kind.value) for kind in WORDS if kind in reach.kinds]
    kept += [("since", reach.on_or_after.isoformat())] if reach.on_or_after else []
    content = StoryPage(
        child,
        picture_url(child),
        _by_day(found),
        frozenset(kind.value for kind in reach.kinds),
        reach.on_or_after.isoformat() if reach.on_or_after else "",
        f"?{urlencode([*kept, ('before', found.older)])}" if found.older else "",
        f"?{urlencode(kept)}" if reach.before else "",
        f"?{urlencode(kept)}" if kept else "",
        Permission.PLAN_PRINT in held(request.actor, child_id, [Permission.PLAN_PRINT]),
    )
    return page(request, "casefile/story.html", content, title="The story so far", words=WORDS)


@needs("plan.print")
def story_file(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The same on paper, in a format, for those who may take the plan along; the name of the file names nobody."""
    child = _opened(request, child_id, Permission.PLAN_PRINT)
    chosen = wanted(request.actor, form)
    if chosen is Format.WEB:
        return redirect(f"{reverse('casefile:story', args=[child_id])}?{request.GET.urlencode()}")
    found = chronology(request.actor, child_id, StoryForm(request.GET).reach(MOST_PRINTED))
    document = chronology_document(child.called, found, now(), mark(request.actor))
    return made_anew(document, "story", chosen)
