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
