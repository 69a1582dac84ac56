"""What pages about a plan start from: the child, the plan, who reads, and how a section is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest

from alongside.access.policy import Permission
from alongside.children.opening import OpenedChild, open_for_page
from alongside.ehcplans.documents import adulthood_name, area_name
from alongside.ehcplans.queries import EhcPlanView, plan_of
from alongside.ehcplans.queries.said import SaidView
from alongside.ehcplans.rules.checks import RULES, Finding, Rule
from alongside.ehcplans.rules.compare import said
from alongside.ehcplans.rules.content import Content, Line
from alongside.statute.ehc_plan import EhcSection, SectionKind, ehc_shape

READ, KEEP = Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP
ISSUE, ANSWER = Permission.EHCPLAN_ISSUE, Permission.EHCPLAN_ANSWER
_RULES: Mapping[str, Rule] = {one.key: one for one in RULES}


def open_plan(
    request: HttpRequest, child_id: UUID, permission: Permission, *also: Permission
) -> tuple[OpenedChild, EhcPlanView]:
    """The child and the newest plan; Http404 where there is none for this reader."""
    opened = open_for_page(request, child_id, permission, *also)
    plan = plan_of(opened.actor, child_id)
    if plan is None:
        raise Http404
    return opened, plan


@dataclass(frozen=True)
class Noted:
    """A check that found something, as it stands beside a line."""

    rule: Rule
    words: str


@dataclass(frozen=True)
class LineShown:
    """One statement with its name, what it is for, what was found, and what was said beside it."""

    line: Line
    ref: str
    area: str
    adulthood: str
    details: tuple[tuple[str, str], ...]
    serves: str
    noted: tuple[Noted, ...] = ()
    said: tuple[SaidView, ...] = ()


@dataclass(frozen=True)
class SectionShown:
    """One section with its lines; `title` and `holds` name the child."""

    section: EhcSection
    title: str
    plain: str
    holds: str
    lines: tuple[LineShown, ...] = field(default=())

    @property
    def written(self) -> bool:
        """A section in which statements are written; I and K are filled otherwise."""
        return self.section.kind not in (SectionKind.SETTING, SectionKind.ADVICE)


_DETAILS = (
    ("who", "Who"), ("training", "Trained in"), ("ratio", "To how many"), ("how_often", "How often"),
    ("how_long", "How long"), ("where", "Where"), ("by_when", "By when"), ("measure", "How we will know"),
)  # fmt: skip


def sections_shown(
    content: Content,
    findings: Mapping[str, tuple[Finding, ...]] | None = None,
    answers: Iterable[SaidView] = (),
) -> tuple[SectionShown, ...]:
    """Every section in its order, each line with what stands beside it."""
    noted = findings or {}
    beside: dict[str, list[SaidView]] = {}
    for one in answers:
        beside.setdefault(one.line_id, []).append(one)
    return tuple(
        SectionShown(
            each, each.title.replace("{name}", content.called), each.plain.replace("{name}", content.called),
            each.holds.replace("{name}", content.called),
            tuple(
                _line(one, content, noted.get(one.id, ()), tuple(beside.get(one.id, ())))
                for one in content.of(each.letter)
            ),
        )
        for each in ehc_shape().sections.values()
    )  # fmt: skip


def _under(line: Line, called: str) -> str:
    """Under which area of need a line stands, or in section A what it tells."""
    topic = next((one.label for one in ehc_shape().topics if one.key == line.topic), "")
    return area_name(line.area) if line.area else topic.replace("{name}", called)


def _line(
    line: Line, content: Content, findings: tuple[Finding, ...], answers: tuple[SaidView, ...]
) -> LineShown:
    refs, called = content.refs, content.called
    details = tuple((words, getattr(line, key)) for key, words in _DETAILS if getattr(line, key))
    serves = ", ".join(refs[need] for need in line.meets if need in refs)
    return LineShown(
        line, refs[line.id], _under(line, called),
        adulthood_name(line.adulthood_area) if line.adulthood_area else "", details, serves,
        noted_from(findings), answers,
    )  # fmt: skip


def noted_from(findings: Iterable[Finding]) -> tuple[Noted, ...]:
    """Findings with the rule they come from."""
    return tuple(Noted(_RULES[one.key], one.words) for one in findings)


def line_in_full(content: Content, line_id: str) -> tuple[str, str] | None:
    """A line's name and its words, for a page about that line alone."""
    found = next((one for one in content.lines if one.id == line_id), None)
    return (content.refs[found.id], said(found)) if found else None
