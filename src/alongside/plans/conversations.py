"""Which template a child's conversations follow: that of the live plan, or the one it would be started from."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.children.queries import setting_of
from alongside.conversations.template import template_from
from alongside.plans.queries import live_plan
from alongside.plans.templates import newest_template
from alongside.statute.plan_shapes import PlanTemplate


@template_from
def template_of_child(actor: Actor, child_id: UUID) -> PlanTemplate:
    """The template of the child's live plan; before there is one, that of the setting."""
    plan = live_plan(actor, child_id)
    if plan:
        return plan.template
    setting = setting_of(actor, child_id)
    return newest_template(setting.plan_template if setting else "one-plan")
