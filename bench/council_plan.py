"""What the plans of the large council say: some thirty statements each, tied to one another and frozen in a version."""

from dataclasses import dataclass, field

from alongside.ehcplans.choices import Whose
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread
from alongside.ehcplans.queries.working import as_line
from alongside.ehcplans.rules.content import Content, in_order, to_json

_AREAS = ("communication", "learning", "social-emotional", "sensory-physical")
_NEED = (
    "Ada finds it hard to follow what is said to a whole class. She waits to see what others do, and often "
    "begins late, so that she misses the first part of a task. In a group of four she joins in."
)
_PROVISION = "A programme of listening and talking, planned by a speech and language therapist."
_OUTCOME = "Ada asks for help in words, in class, on most days, without being reminded."
_ABOUT = "Ada likes swimming, her cousin’s dog and building things. She says that mornings are hard."


@dataclass
class PlanWords:
    """The rows of one plan, and how many of each section it has."""

    plan: EhcPlan
    lines: list[EhcLine] = field(default_factory=list)
    threads: list[EhcThread] = field(default_factory=list)

    def __post_init__(self) -> None:
        for n in range(4):
            self._line("A", _ABOUT, n, whose=(Whose.CHILD, Whose.PARENT)[n % 2], told="On a visit, in words")
        needs = [self._line("B", _NEED, n, area=_AREAS[n % 4]) for n in range(8)]
        for n, need in enumerate(needs):
            given = self._line(
                "F", _PROVISION, n, area=need.area, who="A teaching assistant", training="Trained by the therapist",
                ratio="1 to 1", how_often="Three times a week", how_long="20 minutes", where="A quiet room",
            )  # fmt: skip
            self.threads.append(EhcThread(line=given, need=need))
        for n, need in enumerate(needs[:6]):
            aimed = self._line(
                "E",
                _OUTCOME,
                n,
                area=need.area,
                by_when="The end of Year 6",
                measure="The class’s tally of each week",
            )
            self.threads.append(EhcThread(line=aimed, need=need))
        self._line("C", "Ada has an inhaler for asthma and needs it before sport.", 0)
        self._line("G", "The school nurse reviews the care plan for asthma each September.", 0)

    def _line(self, section: str, text: str, position: int, **more: str) -> EhcLine:
        row = EhcLine(
            plan=self.plan, section=section, text=text, position=position + 1, written_by_name="Bench",
            changed_at=self.plan.started_at, **more,
        )  # fmt: skip
        self.lines.append(row)
        return row

    def frozen(self) -> str:
        """The same as the content of a version."""
        meets: dict[object, tuple[str, ...]] = {one.line_id: (str(one.need_id),) for one in self.threads}
        child = self.plan.child
        lines = in_order(as_line(row, meets.get(row.id, ())) for row in self.lines)
        return to_json(
            Content(child.full_name, child.given_name, child.born_on.isoformat(), "Large Council", lines)
        )
