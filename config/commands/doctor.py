"""alongside doctor: is everything this installation needs in order?"""

import argparse
import json
from dataclasses import asdict

from config import start
from config.outcome import NOT_READY, OK

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `doctor` to the command line."""
    parser = subparsers.add_parser(
        "doctor",
        help="check that everything needed is in order",
        description="Check database, record, assets, fonts, disk, clock, background work. Changes nothing.",
        epilog="Ends with 0 when all is well and 3 when something needs doing.",
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Examine and print; 0 when nothing needs doing."""
    start.load()
    from config.examination import examine

    findings = examine()
    if chosen.json:
        print(json.dumps([asdict(each) for each in findings], indent=2))
    else:
        for each in findings:
            print(f"{'ok ' if each.well else 'NO '} {each.subject:<16} {each.found}")
            if each.what_to_do:
                print(f"    {'':<16} {each.what_to_do}")
    return OK if all(each.well for each in findings) else NOT_READY
