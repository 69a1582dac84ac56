"""alongside export: a setting's register as CSV or JSON, as a named person may see it."""

import argparse
import json
import sys
from pathlib import Path

from config import start
from config.outcome import OK, REFUSED, Stop

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `export` to the command line."""
    parser = subparsers.add_parser(
        "export",
        help="write the register of a person's organisation",
        description="Write the children a person may see on their register, as CSV or JSON. "
        "Each child written is noted in the access log, which the family can read.",
    )
    parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the person it is done as")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (otherwise standard output)")
    parser.add_argument("--json", action="store_true", help="write JSON instead of CSV")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Write the register; 1 when the person has none."""
    start.load()
    from alongside.access.policy import Permission, role_may
    from alongside.casefile.export import COLUMNS, as_csv, cells, register_lines
    from alongside.organisations.access import actor_by_email
    from alongside.platform.clock import now, today

    actor = actor_by_email(chosen.email, today())
    if actor is None or not role_may(actor.role, Permission.REGISTER_READ):
        raise Stop(REFUSED, "Nobody with that e-mail address has a post with a register.")
    lines = register_lines(actor, now())
    if chosen.json:
        text = [json.dumps([dict(zip(COLUMNS, cells(line), strict=True)) for line in lines], indent=2), "\n"]
    else:
        text = list(as_csv(lines))
    if chosen.out:
        chosen.out.write_text("".join(text), encoding="utf-8", newline="")
    else:
        sys.stdout.write("".join(text))
    return OK
