"""What changed between two versions of a plan, line by line: for the notice of an amendment, and for anyone to see."""

from dataclasses import dataclass, fields
from enum import StrEnum

from alongside.ehcplans.rules.content import Content, Line, Money, Named
from alongside.ehcplans.rules.marking import Marked, marked


class ChangeKind(StrEnum):
    """What happened to a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One line that is not the same in both, with what it said before and says after, in whole sentences."""

    kind: ChangeKind
    section: str
    ref: str
    before: str
    after: str
    line_id: str = ""

    @property
    def marked(self) -> Marked:
        """Both in pieces, with the words that differ; worked out only where it is shown."""
        return marked(self.before, self.after)


_WORDS = {
    "who": "Who gives it", "training": "Trained in", "ratio": "To how many", "how_often": "How often",
    "how_long": "For how long", "where": "Where", "by_when": "By when", "measure": "How we will know",
}  # fmt: skip
_IN_CONTENT = (*_WORDS, "text", "area", "topic", "adulthood_area", "whose")


def said(line: Line) -> str:
    """A line in full, each detail on its own row: how it stands in a list of changes."""
    details = [f"{words}: {getattr(line, key)}" for key, words in _WORDS.items() if getattr(line, key)]
    return "\n".join((line.text, *details))


def compare(before: Content, after: Content) -> tuple[Change, ...]:
    """Each difference in the order of the later version; where a line was taken out, at the end of its section.

    Where a statement comes from and what it is tied to are no part of what the plan says.
    """
    old, new = {one.id: one for one in before.lines}, {one.id: one for one in after.lines}
    refs = {**before.refs, **after.refs}
    found = [
        change for one in after.lines if (change := _change(old.get(one.id), one, refs[one.id])) is not None
    ]
    found += [
        Change(ChangeKind.REMOVED, one.section, before.refs[one.id], said(one), "", one.id)
        for one in before.lines
        if one.id not in new
    ]
    found += _settings(before.settings, after.settings)
    found += _sums(before, after)
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.section)))


_ORDER = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")


def _change(old: Line | None, new: Line, ref: str) -> Change | None:
    if old is None:
        return Change(ChangeKind.ADDED, new.section, ref, "", said(new), new.id)
    same = all(
        getattr(old, one.name) == getattr(new, one.name) for one in fields(Line) if one.name in _IN_CONTENT
    )
    return None if same else Change(ChangeKind.CHANGED, new.section, ref, said(old), said(new), new.id)


def _sums(before: Content, after: Content) -> list[Change]:
    """The personal budget as a whole: its sums have no life of their own in a plan."""
    was, now = (("\n".join(paid(one) for one in each.money)) for each in (before, after))
    if was == now:
        return []
    kind = ChangeKind.ADDED if not was else ChangeKind.REMOVED if not now else ChangeKind.CHANGED
    return [Change(kind, "J", "J", was, now)]


def paid(one: Money) -> str:
    """One sum of a personal budget in words."""
    return ". ".join(part for part in (f"{one.help}: {one.yearly}", one.how, one.purpose) if part)


def named(settings: tuple[Named, ...]) -> str:
    """Section I in words."""
    return "\n".join(", ".join(part for part in (one.name, one.kind) if part) for one in settings)


def _settings(before: tuple[Named, ...], after: tuple[Named, ...]) -> list[Change]:
    """Section I is chosen when a plan is issued: what goes to the family first names none yet, and takes none out."""
    if before == after or not after:
        return []
    kind = ChangeKind.CHANGED if before else ChangeKind.ADDED
    return [Change(kind, "I", "I", named(before), named(after))]
