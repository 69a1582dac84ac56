"""Whether there is an education, health and care plan: the app that keeps plans says so, and stands above this one."""

from collections.abc import Callable
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.children.choices import SenProvision
from alongside.children.queries import ChildCard

Answers = Callable[[Actor, UUID], bool | None]
_ASKED: list[Answers] = []


def says_whether_there_is_a_plan(answers: Answers) -> Answers:
    """Mark what answers: True where a plan is in force or being written, False where it ended, None for none ever."""
    _ASKED.append(answers)
    return answers


def has_plan(actor: Actor, card: ChildCard) -> bool:
    """Whether the child has a plan. The setting's record counts only where no plan was ever kept here."""
    reads = role_may(actor.role, Permission.EHCPLAN_READ)
    said = [answers(actor, card.id) for answers in _ASKED] if reads else []
    known = [one for one in said if one is not None]
    return any(known) if known else card.sen_provision == SenProvision.PLAN
