"""How rows narrow is written in files that nothing else needs to import: each has to be in force from the start."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator

from tests.guards.sources import ROOT, parsed, python_files, short

_IN_FORCE = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django
django.setup()
from alongside.access.guarded import _narrowings
print(json.dumps(sorted(f"{function.__module__}.{function.__name__}" for function in _narrowings.values())))
"""


def written() -> Iterator[str]:
    """Every function that is marked as the narrowing of a model, by its full name."""
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and any(_is_narrowing(each) for each in node.decorator_list):
                module = short(path).removeprefix("src/").removesuffix(".py").replace("/", ".")
                yield f"{module}.{node.name}"


def _is_narrowing(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id == "narrowed_for"


def test_every_narrowing_is_in_force_when_the_product_starts() -> None:
    """In a process of its own: a test that imports a narrowing would put it in force by that alone."""
    done = subprocess.run(
        [sys.executable, "-c", _IN_FORCE], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )  # fmt: skip
    in_force, marked = set(json.loads(done.stdout)), set(written())
    assert marked, "nothing is marked: the guard looks in the wrong place"
    assert marked <= in_force, "import it in the app's ready()"
