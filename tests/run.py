"""The test runner behind `make test` and `make check`.

    python -m tests.run                    check, then the whole suite on both databases (tests that
                                           touch no database run once)
    python -m tests.run check              format, lint, types, guards (under a minute)
    python -m tests.run embedded [paths]   the suite on the embedded database
    python -m tests.run postgresql [paths] the suite on a PostgreSQL found or started here

Nothing here asks a question. Ends with 0 when everything passed, 1 when something failed, 2 for wrong use,
3 when something the tests need is missing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORES = max(2, min(os.cpu_count() or 2, 8))
# Programs the tests run, and the Debian package that brings each.
NEEDED = {"chromium": "chromium", "pdftotext": "poppler-utils"}
STRICT = ["kernel", "statute", "access", "ledger"]


@dataclass(frozen=True)
class Outcome:
    """One step that was run."""

    name: str
    passed: bool
    seconds: float
    printed: str = ""


def step(name: str, command: list[str], quiet: bool = False, **environment: str) -> Outcome:
    """Run one program; its output is kept back when quiet, to be shown only if it failed."""
    if not quiet:
        print(f"\n== {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, time.monotonic() - started, done.stdout or "")


def check() -> list[Outcome]:
    """The fast part, two steps at a time: the slow ones first."""
    steps = [
        ("types", [str(BIN / "mypy"), "--strict", "--follow-imports=silent", *typed_files()]),
        ("guards", [sys.executable, "-m", "pytest", "tests/guards", "-p", "no:playwright"]),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        ("lint", [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."]),
    ]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda each: step(each[0], each[1], quiet=True), steps))
    for outcome in outcomes:
        if not outcome.passed:
            print(f"\n== {outcome.name}\n{outcome.printed.rstrip()}", flush=True)
    return outcomes


def typed_files() -> list[str]:
    """What is held to mypy --strict: the foundations, and every rule and operation."""
    source = ROOT / "src" / "alongside"
    found = [source / name for name in STRICT]
    for pattern in ("**/rules.py", "**/rules/*.py", "**/operations.py", "**/operations/*.py"):
        found += sorted(source.glob(pattern))
    return [str(path.relative_to(ROOT)) for path in found if path.exists()]


def suite(database: str, url: str, paths: list[str], scratch: str, which: str = "all") -> Outcome:
    """The whole suite on one database, browser tests included; or which="database", those that use one."""
    command = [sys.executable, "-m", "pytest", "-n", str(CORES), "--dist", "worksteal", *(paths or ["tests"])]
    environment = {"ALONGSIDE_VAR": scratch, "DATABASE_URL": url, "ALONGSIDE_TESTS": which}
    return step(f"suite on {database}", command, **environment)


def suites(which: list[str], paths: list[str]) -> list[Outcome]:
    """The suite on each of the databases named."""
    outcomes = []
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-test-"))
        if "embedded" in which:
            url = f"sqlite:///{scratch}/alongside.sqlite3"
            outcomes.append(suite("the embedded database", url, paths, scratch))
        if "postgresql" in which:
            url = stack.enter_context(postgres.server())
            rest = "database" if outcomes else "all"
            outcomes.append(suite("PostgreSQL", url, paths, scratch, rest))
    return outcomes


def missing_programs() -> list[str]:
    """Debian packages of programs the tests need and this machine lacks, after trying to install them."""
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        postgres.install(*missing)
    return [package for program, package in NEEDED.items() if not shutil.which(program)]


def report(outcomes: list[Outcome]) -> int:
    """Print what ran and for how long; the exit code."""
    print()
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED':8} {outcome.name:28} {outcome.seconds:6.1f} s")
    print(f"{'':8} {'all together':28} {time.monotonic() - _BEGAN:6.1f} s")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def main(arguments: list[str]) -> int:
    """Run what was asked for."""
    command, *paths = arguments or ["all"]
    if command not in {"all", "check", "embedded", "postgresql"}:
        print(__doc__, file=sys.stderr)
        return 2
    if command == "check":
        return report(check())
    if missing := missing_programs():
        print(f"The tests need programs that are not here. Debian: apt-get install {' '.join(missing)}")
        return 3
    outcomes = check() if command == "all" else []
    try:
        outcomes += suites(["embedded", "postgresql"] if command == "all" else [command], paths)
    except postgres.NoServer as nothing:
        print(nothing)
        report(outcomes)
        return 3
    return report(outcomes)


_BEGAN = time.monotonic()

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
