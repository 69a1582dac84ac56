"""The test runner behind `make test` and `make check`.

    python -m tests.run                    check, then the whole suite on both databases at once (tests
                                           that touch no database, and the guards, run once)
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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import browser, postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CORES = max(2, min(os.cpu_count() or 2, 8))
# Debian packages of programs the tests run, and the programs of which one must be here.
NEEDED = {"chromium-headless-shell": browser.PROGRAMS, "poppler-utils": ("pdftotext",)}
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
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
    started = time.monotonic()
    if not quiet:
        print(f"\n== {name} begins", flush=True)
    printed = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**_compiled_once(), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        for line in running.stdout or ():
            printed.append(line)
            if not quiet:
                print(f"{name.removeprefix('suite: '):10} | {line}", end="", flush=True)
    return Outcome(name, running.returncode == 0, time.monotonic() - started, "".join(printed))


def _compiled_once() -> dict[str, str]:
    """The environment, in which Python keeps what it compiled (here, not beside the code) wherever it is told not to.

    Containers often tell it so: then each of the thirty programs of a run compiles everything again, for seven seconds.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / "build" / "bytecode"), **kept}


Step = tuple[str, list[str], dict[str, str]]


def check(beside: Sequence[Step] = ()) -> list[Outcome]:
    """The fast part, two steps at a time, with others `beside` it: the slow ones first."""
    steps: list[Step] = [
        ("types", [str(BIN / "mypy"), "--strict", "--follow-imports=silent", *typed_files()], {}),
        *beside,
        ("guards", [sys.executable, "-m", "pytest", "tests/guards", "-p", "no:playwright"], {}),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."], {}),
        ("lint", [str(BIN / "ruff"), "check", "--quiet", "--output-format=concise", "."], {}),
    ]
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda each: step(each[0], each[1], quiet=True, **each[2]), steps))
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


@dataclass(frozen=True)
class Database:
    """One of the two the suite runs on: its address, and a folder for what is made once for all tests on it."""

    name: str
    url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a program must be told to use it."""
        return {
            "ALONGSIDE_VAR": str(self.folder),
            "ALONGSIDE_SNAPSHOTS": str(self.folder),
            "DATABASE_URL": self.url,
        }

    def made_ready(self) -> Step:
        """The step that makes what all tests on it share."""
        return f"{self.name} made ready", [sys.executable, "-m", "tests.ready"], self.environment


def suite(database: Database, paths: list[str], which: str = "all", processes: int = CORES) -> Outcome:
    """The suite on one database, browser tests included.

    which="unguarded" leaves out the guards, which `check` has run; which="database" runs what uses one alone.
    """
    spread = ["-n", str(processes), "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *spread, *(paths or ["tests"])]
    return step(f"suite: {database.name}", command, **database.environment, ALONGSIDE_TESTS=which)


@contextmanager
def databases(*wanted: str) -> Iterator[list[Database]]:
    """The databases named, for as long as the block lasts; raises NoServer."""
    with ExitStack() as stack:
        found = []
        for name in wanted:
            folder = Path(
                stack.enter_context(tempfile.TemporaryDirectory(prefix="alongside-test-", dir=MEMORY))
            )
            if name == "embedded":
                found.append(Database("embedded", f"sqlite:///{folder}/alongside.sqlite3", folder))
            else:
                url = stack.enter_context(postgres.server())
                stack.callback(postgres.drop_databases, url, f"alongside_{folder.name}".replace("-", "_"))
                found.append(Database("PostgreSQL", url, folder))
        yield found


COMPILED: Step = ("tests compiled", [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:xdist"], {})
"""Once, and kept: otherwise each of the five processes of a first run does it, for seven seconds."""


def everything(paths: list[str]) -> list[Outcome]:
    """Check, with both databases and the tests made ready beside it; then the suite on both at once.

    A test that drives a browser waits for it, and for a fifth of the time a core had nothing to do; so there are more
    than twice as many processes as cores, and no core waits for the last test of the first suite. The embedded one has
    one more, for there everything runs.
    """
    with databases("embedded", "postgresql") as (embedded, other), ThreadPoolExecutor(2) as both:
        outcomes = check([embedded.made_ready(), other.made_ready(), COMPILED])
        suites = [
            both.submit(suite, embedded, paths, "unguarded", CORES + 1),
            both.submit(suite, other, paths, "database"),
        ]
        return outcomes + [each.result() for each in suites]


def missing_programs() -> list[str]:
    """Debian packages of programs the tests need and this machine lacks, after trying to install the best of each."""
    wanted = [package for package, programs in NEEDED.items() if not shutil.which(programs[0])]
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        postgres.install(*wanted)
    return [package for package, programs in NEEDED.items() if not any(map(shutil.which, programs))]


def report(outcomes: list[Outcome]) -> int:
    """Print what ran and for how long, with the tests that failed at the very end; the exit code.

    The end is what is kept of a long log: whoever reads only that must learn which test to mend.
    """
    print()
    for outcome in outcomes:
        print(f"{'passed' if outcome.passed else 'FAILED':8} {outcome.name:28} {outcome.seconds:6.1f} s")
    print(f"{'':8} {'all together':28} {time.monotonic() - _BEGAN:6.1f} s")
    for outcome in outcomes:
        for test in failed_tests(outcome.printed):
            print(f"{outcome.name}: {test}")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def failed_tests(printed: str) -> list[str]:
    """The lines of pytest's short summary: each test that failed, with the first line of why."""
    return [line for line in printed.splitlines() if line.startswith(("FAILED ", "ERROR "))]


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
    try:
        return report(everything(paths) if command == "all" else [alone(command, paths)])
    except postgres.NoServer as nothing:
        print(nothing)
        return 3


def alone(name: str, paths: list[str]) -> Outcome:
    """The suite, or some of it, on one database."""
    with databases(name) as (only,):
        return suite(only, paths)


_BEGAN = time.monotonic()

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
