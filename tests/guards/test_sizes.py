"""Files and functions stay small enough to read in one go: 400 lines, 40 lines, six parameters by position.

What is given by name reads well at the call, so named-only parameters do not count.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.guards.sources import parsed, python_files, short

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_PARAMETERS = 6
# Larger on purpose, each with its reason. Keep it short.
ALLOWED: dict[str, str] = {}


def too_large(name: str, text: str, tree: ast.Module) -> Iterator[str]:
    """What in this module is over a limit."""
    if (lines := text.count("\n")) > LONGEST_FILE:
        yield f"{name}: {lines} lines"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno} {node.name}: {length} lines"
            if _parameters(node) > MOST_PARAMETERS:
                yield f"{name}:{node.lineno} {node.name}: {_parameters(node)} parameters"


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = node.args.posonlyargs + node.args.args
    return sum(1 for each in given if each.arg not in ("self", "cls"))


def findings(paths: tuple[Path, ...]) -> list[str]:
    found = [each for path in paths for each in too_large(short(path), path.read_text(), parsed(path))]
    return [each for each in found if each.split(":")[0] not in ALLOWED]


def test_the_product_is_made_of_small_pieces() -> None:
    assert not findings(python_files())


def test_a_long_function_and_a_long_file_are_found() -> None:
    text = "def long(a, b, c, d, e, f, g):\n" + "    pass\n" * 400
    assert len(list(too_large("x.py", text, ast.parse(text)))) == 3
