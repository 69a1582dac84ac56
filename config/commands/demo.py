"""alongside demo: make the demo area, or make it again."""

import argparse

from config import start
from config.outcome import OK, REFUSED, Stop

Subparsers = argparse._SubParsersAction
MOST_CHILDREN = 100_000


def register(subparsers: Subparsers) -> None:
    """Add `demo` to the command line."""
    parser = subparsers.add_parser(
        "demo",
        help="make the demo area, or make it again",
        description="Load the demo area: one local area, its settings, and children nobody is.",
    )
    parser.add_argument("--again", action="store_true", help="throw the demo area away and make it again")
    parser.add_argument("--children", type=int, default=400, metavar="N", help="how many children (400)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Load it; emptying first only when asked."""
    if not 20 <= chosen.children <= MOST_CHILDREN:
        raise Stop(REFUSED, f"Ask for 20 to {MOST_CHILDREN:,} children.")
    start.load(demo=True)
    start.prepare_database()
    from config import demo_area

    if chosen.again:
        demo_area.make_again(chosen.children)
    elif not demo_area.load_once(chosen.children):
        print("The demo area is there already. `alongside demo --again` makes it again.")
    return OK
