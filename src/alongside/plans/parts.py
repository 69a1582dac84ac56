"""Which parts of a child's plan somebody can be asked about, told to whoever invites people to take part."""

from alongside.access.actor import Actor
from alongside.children.queries import ChildCard, setting_of
from alongside.conversations.parts import Part, parts_known_by
from alongside.plans.asking import ASKED_ALONE
from alongside.plans.queries import live_plan
from alongside.plans.templates import NoSuchTemplate, newest_template
from alongside.statute.plan_shapes import PlanTemplate, SectionKind
from alongside.statute.wording import Voice as Reader
from alongside.statute.wording import Wording
from alongside.voice.choices import Voice

_ASKED = {Voice.PROFESSIONAL: ASKED_ALONE | {SectionKind.FORMULATION}}


@parts_known_by
def parts_of_plan(actor: Actor, child: ChildCard, voice: Voice) -> tuple[Part, ...]:
    """The sections of the live plan's template that this voice answers at the child's age; of the template that the
    setting starts plans from, where there is no plan yet."""
    template = _template(actor, child)
    if template is None:
        return ()
    reader = Reader(voice.value)
    parts = []
    for section in template.sections:
        topics = section.topics_for(reader, child.age)
        if section.kind in _ASKED.get(voice, ASKED_ALONE) and voice.value in section.writers and topics:
            named = tuple(
                (one.key, one.heading.for_age(child.age, Reader.PROFESSIONAL, child.called)) for one in topics
            )
            title = section.title.for_age(child.age, Reader.PROFESSIONAL, child.called)
            parts.append(Part(section.key, title, named))
    return tuple(parts)


def _worded(words: Wording, child: ChildCard) -> str:
    """As professionals read it: one wording for everyone who asks."""
    return words.for_age(child.age, Reader.PROFESSIONAL, child.called)


def _template(actor: Actor, child: ChildCard) -> PlanTemplate | None:
    plan = live_plan(actor, child.id)
    if plan:
        return plan.template
    setting = setting_of(actor, child.id)
    try:
        return newest_template(setting.plan_template if setting else "one-plan")
    except NoSuchTemplate:
        return None
