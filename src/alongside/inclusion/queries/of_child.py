"""How the help in one child's plan is given: through which intervention, in which group."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.inclusion.models import ProvisionUse
from alongside.voice.choices import StatementKind
from alongside.voice.queries import passages_of

_EDIT = Permission.PLAN_EDIT


@dataclass(frozen=True)
class HelpLine:
    """A provision of the plan, and how it is given."""

    statement_id: UUID
    text: str
    intervention_id: UUID | None = None
    intervention: str = ""
    group: str = ""


@dataclass(frozen=True)
class PlanHelp:
    """The outcomes of a child's plan and the help for them."""

    outcomes: tuple[tuple[UUID, str], ...]
    lines: tuple[HelpLine, ...]


def help_in_plan(actor: Actor, child_id: UUID) -> PlanHelp:
    """What the plan promises now and how each is given, for who keeps the plan."""
    passages = passages_of(actor, child_id, _EDIT)
    rows = ProvisionUse.objects.permitting(actor, _EDIT, child_id).filter(ends_on=None)
    uses = {row.statement_id: row for row in rows.select_related("intervention", "group")}
    outcomes = tuple((one.id, one.text) for one in passages if one.kind is StatementKind.OUTCOME)
    lines = [
        _line(one.id, one.text, uses.get(one.id)) for one in passages if one.kind is StatementKind.PROVISION
    ]
    return PlanHelp(outcomes, tuple(lines))


def _line(statement_id: UUID, text: str, use: ProvisionUse | None) -> HelpLine:
    if use is None:
        return HelpLine(statement_id, text)
    group = use.group.name if use.group else ""
    return HelpLine(statement_id, text, use.intervention_id, use.intervention.name, group)
