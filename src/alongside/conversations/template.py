"""The plan template that a child's conversations follow.

Plans stand above conversations, so the app that knows which template a child's plan has gives a function once,
when it starts: `template_from(chosen)`. Without one the product's own template is followed.
"""

from collections.abc import Callable
from uuid import UUID

from alongside.access.actor import Actor
from alongside.statute.plan_shapes import PlanTemplate
from alongside.statute.plan_templates import built_in_templates

TemplateOf = Callable[[Actor, UUID], PlanTemplate]
_source: list[TemplateOf] = []


def template_from(chosen: TemplateOf) -> TemplateOf:
    """Let `chosen(actor, child_id)` say which template a child's plan has."""
    _source[:] = [chosen]
    return chosen


def template_of(actor: Actor, child_id: UUID) -> PlanTemplate:
    """The template of the child's plan, or the one it would be started from."""
    return _source[0](actor, child_id) if _source else built_in_templates()["one-plan"]
