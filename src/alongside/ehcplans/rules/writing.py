"""What a statement of a plan must be to be kept at all. What it should be is said by `checks` beside it."""

from alongside.ehcplans.rules.content import NewLine
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.statute.ehc_plan import EhcShape, SectionKind

LONGEST = 4_000


def refuse_line(new: NewLine, shape: EhcShape, areas: frozenset[str]) -> Refusal | None:
    """None where the statement can be kept."""
    section = shape.sections.get(new.section)
    if section is None or section.kind in (SectionKind.SETTING, SectionKind.ADVICE):
        return Refusal(
            "line.section", "There is no such section to write in.", "Choose one of the sections.", "section"
        )
    if not new.text.strip():
        return Refusal("line.empty", "Nothing is written yet.", "Write a sentence.", "text")
    if no := too_long(new.text, LONGEST, "text", "line.long"):
        return no
    if new.section == "B" and new.area not in areas:
        return Refusal("line.area", "A need stands under an area of need.", "Choose the area.", "area")
    return None
