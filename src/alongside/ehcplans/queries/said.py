"""What was said about a draft or a notice, as its reader may read it, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehc.choices import Route
from alongside.ehcplans.choices import AnswerKind, Became
from alongside.ehcplans.models import EhcAnswer

_READ = Permission.EHCPLAN_READ


@dataclass(frozen=True)
class SaidView:
    """One thing somebody said, and the answer."""

    id: UUID
    version_number: int
    line_id: str
    kind: AnswerKind
    person_id: UUID | None
    person_name: str
    person_role: str
    text: str
    setting_name: str
    said_at: datetime
    taken_in_by_name: str
    route: Route
    became: Became | None
    answer: str
    answered_by_name: str
    answered_at: datetime | None
    met_on: date | None
    meet_at: datetime | None
    meet_minutes: int
    meet_where: str
    meet_with: str
    meet_set_at: datetime | None
    meet_edition: int

    @property
    def is_arranged(self) -> bool:
        """A meeting whose day is set and that nobody has written up."""
        return self.meet_at is not None and self.answered_at is None

    @property
    def ends_at(self) -> datetime | None:
        return self.meet_at + timedelta(minutes=self.meet_minutes) if self.meet_at else None

    @property
    def waits(self) -> bool:
        """It asks for an answer and has none. Agreeing asks for none; a setting is answered by the plan."""
        return self.answered_at is None and self.kind in (
            AnswerKind.COMMENT, AnswerKind.DISAGREE, AnswerKind.MEETING,
        )  # fmt: skip


def said_about(actor: Actor, child_id: UUID, plan_id: UUID) -> tuple[SaidView, ...]:
    """What the reader said, oldest first; for the council what everybody said."""
    return tuple(_view(row) for row in _rows(actor, child_id, plan_id))


@kept
def _rows(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcAnswer]:
    rows = EhcAnswer.objects.permitting(actor, _READ, child_id).filter(plan_id=plan_id)
    return rows.select_related("version").defer("version__content").order_by("said_at", "id")


def _view(row: EhcAnswer) -> SaidView:
    return SaidView(
        row.id, row.version.number, str(row.line_id or ""), AnswerKind(row.kind), row.person_id, row.person_name,
        row.person_role, row.text, row.setting_name, row.said_at, row.taken_in_by_name, Route(row.route),
        Became(row.became) if row.became else None, row.answer, row.answered_by_name, row.answered_at, row.met_on,
        row.meet_at, row.meet_minutes, row.meet_where, row.meet_with, row.meet_set_at, row.meet_edition,
    )  # fmt: skip
