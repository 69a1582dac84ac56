"""How far each section of a plan is, in a few words, for the task list of those who keep it."""

from dataclasses import dataclass

from alongside.plans.choices import PlanState
from alongside.plans.layout import SectionView
from alongside.plans.web.next_step import STATES
from alongside.plans.web.opened import Opened
from alongside.statute.plan_shapes import SectionKind

FROM_THE_RECORD = (SectionKind.COVER, SectionKind.PEOPLE)
_WRITERS = {"child": "", "parent": "family", "professional": "professionals"}


@dataclass(frozen=True)
class SectionState:
    """One line of the task list."""

    key: str
    title: str
    hint: str
    state: str
    words: str


def section_states(
    sections: tuple[SectionView, ...], opened: Opened, plan: PlanState
) -> tuple[SectionState, ...]:
    """Every section in order, with its state."""
    return tuple(_state(one, opened, plan) for one in sections)


def _state(section: SectionView, opened: Opened, plan: PlanState) -> SectionState:
    agreeing = section.kind is SectionKind.AGREEMENT
    state, words = STATES[plan] if agreeing and plan is not PlanState.DRAFTING else _words(section)
    writers = [opened.child.called if one == "child" else _WRITERS[one] for one in section.writers]
    hint = f"{_listed(writers)} can write here" if len(writers) < 3 and writers else ""
    return SectionState(section.key, section.title, hint[:1].upper() + hint[1:], state, words)


def _words(section: SectionView) -> tuple[str, str]:
    """The tag and what it says: "3 passages", "Nothing yet", "Needed before agreement"."""
    parts = [
        _counted(len(section.circle), "person", "people"),
        _counted(len(section.outcomes), "outcome", "outcomes"),
        _counted(
            len(section.passages),
            *(("need", "needs") if section.kind is SectionKind.NEEDS else ("passage", "passages")),
        ),
    ]
    found = ", ".join(part for part in parts if part)
    if section.outcomes and not all(one.provision for one in section.outcomes):
        return "started", f"{found}, help missing"
    if found:
        return "started" if section.is_empty else "done", found
    if section.kind is SectionKind.AGREEMENT:
        return "not-started", "Not asked yet"
    if section.kind in FROM_THE_RECORD:
        return "done", "From the record"
    return ("missing", "Needed before agreement") if section.needed else ("not-started", "Nothing yet")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _listed(names: list[str]) -> str:
    return " and ".join(names)
