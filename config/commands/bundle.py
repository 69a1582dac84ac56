"""alongside bundle: the whole record of one child as one file, to another installation and back."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from config import start
from config.outcome import OK, REFUSED, Stop

if TYPE_CHECKING:
    from alongside.exchange.bundle.looking import Coming

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `bundle` to the command line."""
    parser = subparsers.add_parser(
        "bundle",
        help="hand a child's whole record on, or bring one in",
        description="When a child moves, their record moves with them: the plan, whose words it is made of, its "
        "history, agreements and files. The file holds everything, private words included: send it only by a way "
        "that your data protection officer has agreed, and delete it afterwards.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    out = actions.add_parser(
        "make", help="make a bundle", description="Write a child's whole record to a file."
    )
    out.add_argument("child", type=UUID, metavar="CHILD", help="the id in the address of the child's page")
    out.add_argument("--why", required=True, help="the reason; the family reads it")
    out.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write the bundle")
    out.set_defaults(run=run_make)
    bring = actions.add_parser(
        "bring-in", help="bring a bundle in", description="Read a bundle in, whole or not at all."
    )
    bring.add_argument("file", type=Path, metavar="FILE", help="the bundle")
    bring.add_argument("--setting", required=True, help="the setting the child attends from today, by name")
    bring.add_argument(
        "--yes",
        action="store_true",
        help="do it; without it, who would have access is listed and nothing changes",
    )
    bring.add_argument("--json", action="store_true", help="print what came as JSON")
    bring.set_defaults(run=run_bring_in)


def run_make(chosen: argparse.Namespace) -> int:
    """Write the bundle; 1 when there is no such child or the file cannot be written."""
    start.load()
    start.prepare_database()
    from alongside.exchange.bundle.operations import make_bundle
    from alongside.kernel.refusal import Refusal
    from alongside.platform import clock

    content = make_bundle(chosen.child, chosen.why, clock.now())
    if isinstance(content, Refusal):
        raise Stop(REFUSED, str(content))
    try:
        with chosen.out.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise Stop(REFUSED, f"{chosen.out} cannot be written: {error.strerror}.") from None
    print(f"Written to {chosen.out} ({len(content):,} bytes). It holds everything: keep it safe.")
    return OK


def run_bring_in(chosen: argparse.Namespace) -> int:
    """Bring a bundle in, with --yes; 1 when it is refused, and then nothing was changed.

    Without --yes it says who would have access: a bundle is made elsewhere, and whom it lets in is for a person here
    to compare with what they know of the child.
    """
    start.load()
    start.prepare_database()
    from alongside.exchange.bundle.operations import BroughtIn, bring_in, look_into
    from alongside.kernel.refusal import Refusal
    from alongside.organisations.models import Organisation
    from alongside.platform import clock

    found = list(Organisation.objects.filter(name__iexact=chosen.setting.strip(), kind="setting")[:2])
    if len(found) != 1:
        which = "no setting" if not found else "more than one setting"
        raise Stop(REFUSED, f"There is {which} called “{chosen.setting}”.")
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        raise Stop(REFUSED, f"{chosen.file} cannot be read: {error.strerror}.") from None
    result = bring_in(content, found[0], clock.now()) if chosen.yes else look_into(content, clock.today())
    if isinstance(result, Refusal):
        raise Stop(REFUSED, f"{result.message}\n{result.what_to_do}")
    if chosen.json:
        print(json.dumps(asdict(result), default=str, indent=2))
    elif not isinstance(result, BroughtIn):
        _list_coming(result, found[0].name)
    elif result.again:
        print("This bundle was brought in before. Nothing was changed.")
    else:
        print(f"Brought in: {sum(result.rows.values())} rows. The child attends {found[0].name} from today.")
    return OK


def _list_coming(result: "Coming", setting: str) -> None:
    """Print whom the record lets in and whom it keeps out."""
    print(
        f"{result.child} would attend {setting} from today. These people would have access with the record:"
    )
    print("\n".join(f"  - {one}" for one in result.people) or "  nobody")
    print("These restrictions come with it:")
    print("\n".join(f"  - {one}" for one in result.restrictions) or "  none")
    print(
        "Nothing was changed. Check with the family and the place the record comes from that this is right, above all "
        "that no restriction is missing. Then give the command again with --yes."
    )
