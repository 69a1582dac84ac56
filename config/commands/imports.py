"""alongside import: bring a class list, transfer file or attendance into a setting, as a named person."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from config import start
from config.outcome import OK, REFUSED, WRONG_USE, Stop

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `import` to the command line."""
    parser = subparsers.add_parser(
        "import",
        help="bring children or their attendance in from a file",
        description="Read a file, compare it with the children of a setting, and say what would change. "
        "With --commit, bring it in. Rows that may be someone already here are left for the page. "
        "With --attendance the file holds the marks of a school year.",
    )
    parser.add_argument("file", type=Path, help="a CSV class list, common transfer file or attendance file")
    parser.add_argument("--attendance", action="store_true", help="the file holds attendance marks")
    parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the person it is done as")
    parser.add_argument("--commit", action="store_true", help="bring in what can be brought in")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Propose, and with --commit bring in; 1 when the file or the person is refused."""
    if not chosen.file.is_file():
        raise Stop(WRONG_USE, f"There is no file {chosen.file}.")
    start.load()
    from alongside.exchange.operations import commit_import, start_attendance, start_import
    from alongside.kernel.refusal import Refusal
    from alongside.organisations.access import actor_by_email
    from alongside.platform.clock import now, today

    actor = actor_by_email(chosen.email, today())
    if actor is None:
        raise Stop(REFUSED, "Nobody with that e-mail address has a post that can bring children in.")
    start_reading = start_attendance if chosen.attendance else start_import
    batch = start_reading(actor, chosen.file.name, chosen.file.read_bytes(), now(), _bar)
    if not isinstance(batch, Refusal) and chosen.commit and batch.state == "proposed":
        batch = commit_import(actor, batch.id, now(), _bar)
    if isinstance(batch, Refusal):
        raise Stop(REFUSED, str(batch))
    _show(batch, as_json=chosen.json)
    return OK


def _bar(done: int, total: int, doing: str) -> None:
    """A progress bar on the terminal of whoever waits; nothing into a file or pipe."""
    if sys.stderr.isatty():
        filled = 30 * done // max(total, 1)
        sys.stderr.write(f"\r[{'#' * filled}{' ' * (30 - filled)}] {doing:<48}")


def _show(batch: Any, *, as_json: bool) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\n")
    if as_json:
        print(json.dumps({"import": str(batch.id), "state": batch.state, "rows": batch.counts}, indent=2))
        return
    print(f"{batch.file_name}: {batch.get_state_display()}")
    for kind, count in sorted(batch.counts.items()):
        print(f"  {count:>6}  {kind}")
