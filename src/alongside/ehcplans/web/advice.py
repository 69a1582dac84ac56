"""The advice beside the plan: what has become a statement, what has not, and making statements of it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild
from alongside.design.page import page
from alongside.ehcplans.advice import Advice, Said, advice_for, not_reached
from alongside.ehcplans.queries.working import working
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.statute.ehc_plan import ehc_shape


@dataclass(frozen=True)
class AdvicePage:
    """All advice, and by key which line each statement of it became."""

    opened: OpenedChild
    advice: tuple[Advice, ...]
    unused: tuple[Said, ...]
    became: dict[str, str]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Where a statement can be put."""
        called = self.opened.child.called
        return [
            (one.letter, f"{one.letter}: {one.plain.replace('{name}', called)}")
            for one in ehc_shape().sections.values()
            if one.letter not in ("I", "K")
        ]


@needs(KEEP)
@require_safe
def advice(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Every advice with the statements made of it; first those that have not reached the plan."""
    opened, plan = open_plan(request, child_id, KEEP)
    content = working(opened.actor, opened.child, plan).content
    refs = content.refs
    became: dict[str, str] = {}
    for line in content.lines:
        if line.source_key:
            before = became.get(line.source_key, "")
            became[line.source_key] = f"{before}, {refs[line.id]}" if before else refs[line.id]
    found = advice_for(opened.actor, child_id)
    shown = AdvicePage(opened, found, not_reached(found, frozenset(became)), became)
    return page(request, "ehcplans/advice.html", shown, title="The advice, and what became of it")
