"""The files the guards look at."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "src" / "alongside"


@cache
def python_files() -> tuple[Path, ...]:
    """Every module of the product and its commands, without migrations."""
    found = [*PRODUCT.rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def parsed(path: Path) -> ast.Module:
    """The module as a syntax tree."""
    return ast.parse(path.read_text())


@cache
def templates() -> tuple[Path, ...]:
    """Every page template."""
    return tuple(sorted(path for path in PRODUCT.rglob("*.html") if "templates" in path.parts))


def short(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def tracked() -> Iterator[Path]:
    """Every file that is kept in the repository; in a copy without one, every file that would be."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        names = [
            path
            for folder in ("src", "config", "tests", "bench", "docs")
            for path in (ROOT / folder).rglob("*")
        ]
    yield from (path for path in names if path.is_file())
