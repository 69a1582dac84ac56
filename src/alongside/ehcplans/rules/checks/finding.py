"""What a check is: a rule with its reason and an example, and what it finds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from alongside.ehcplans.rules.content import Content


@dataclass(frozen=True)
class CheckFacts:
    """What checks depend on besides the plan: the child's age and whether they are in or beyond Year 9."""

    age: int
    year_nine_or_later: bool


@dataclass(frozen=True)
class Finding:
    """One thing a rule found: at which line (none is the whole plan), and the words it found."""

    key: str
    line_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Rule:
    """One check, as it is shown: what to do, why, and how it could read."""

    key: str
    rule: str
    reason: str
    example: str
    finds: Callable[[Content, CheckFacts], Iterable[Finding]]


def by_line(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Findings by the line they stand beside; "" holds those about the whole plan."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.line_id, []).append(one)
    return {line: tuple(all_of) for line, all_of in found.items()}
