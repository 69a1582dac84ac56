"""Only platform/clock.py asks what time it is, so that every date in the product can be tested."""

import ast
from collections.abc import Iterator

from tests.guards.sources import parsed, python_files, short

ALLOWED = {"src/alongside/platform/clock.py"}
_ASKING = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}
_FIELDS = {"auto_now", "auto_now_add"}


def asks_for_the_time(tree: ast.Module) -> Iterator[int]:
    """Lines that read the machine's clock, or have Django read it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in _ASKING:
                yield node.lineno
        if isinstance(node, ast.keyword) and node.arg in _FIELDS:
            yield node.value.lineno


def test_nothing_else_reads_the_clock() -> None:
    found = [
        f"{short(path)}:{line}"
        for path in python_files()
        if short(path) not in ALLOWED
        for line in asks_for_the_time(parsed(path))
    ]
    assert not found, "ask alongside.platform.clock instead"


def test_each_way_to_ask_is_found() -> None:
    text = "timezone.now()\ndatetime.datetime.now()\ndate.today()\nmodels.DateTimeField(auto_now=True)\n"
    assert len(list(asks_for_the_time(ast.parse(text)))) == 4


def takes_the_day_in_utc(tree: ast.Module) -> Iterator[int]:
    """Lines that take the day of a moment by itself: a moment from the database is in UTC, where in summer the first
    hour of a London day is still the day before."""
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
        ):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Attribute | ast.Name):
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id
            if name == "at" or name.endswith("_at"):
                yield node.lineno


_IN_LONDON_ALREADY = {"src/alongside/casefile/chronology.py", "src/alongside/casefile/web/story.py"}


def test_the_day_of_a_moment_is_londons() -> None:
    """Legal dates count days as they fall in England: `london_day` says which day a moment was on."""
    found = [
        f"{short(path)}:{line}"
        for path in python_files()
        if "/site/demo/" not in short(path) and short(path) not in _IN_LONDON_ALREADY
        for line in takes_the_day_in_utc(parsed(path))
    ]
    assert not found, "use alongside.statute.almanac.london_day"
    assert list(takes_the_day_in_utc(ast.parse("row.sent_at.date()\nnow.date()"))) == [1]
