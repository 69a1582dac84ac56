"""alongside verify: whether a signature file is whole, and whether this installation keeps the same answer."""

import argparse
import json
from pathlib import Path

from alongside.kernel.proofs import faults
from config import start
from config.outcome import OK, REFUSED, Stop

Subparsers = argparse._SubParsersAction
LARGEST = 5_000_000


def register(subparsers: Subparsers) -> None:
    """Add `verify` to the command line."""
    parser = subparsers.add_parser(
        "verify",
        help="check a signature file",
        description="Check that a signature file is whole. Needs no database, unless --kept is given.",
        epilog="The same check without this program: docs/how-it-works/signatures.md",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="signature.json, as it was taken away")
    parser.add_argument(
        "--kept", action="store_true", help="look as well whether this installation keeps the same answer"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Say what is wrong, or that nothing is."""
    content = _read(chosen.file)
    wrong = faults(content)
    if wrong:
        raise Stop(REFUSED, "\n".join(["Not whole.", *wrong]))
    print(f"Whole: nothing was changed since it was sealed. Fingerprint {json.loads(content)['sha256']}")
    if chosen.kept:
        _look_here(content)
    return OK


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Stop(REFUSED, "This file is too large to be a signature file.")
        return file.read_bytes()
    except OSError:
        raise Stop(REFUSED, f"{file} could not be read. Check its name.") from None


def _look_here(content: bytes) -> None:
    start.load()
    start.prepare_database()
    from alongside.plans.sharing.access import is_kept_here

    if not is_kept_here(json.loads(content)["evidence"]):
        raise Stop(REFUSED, "This installation keeps no such answer: the file is whole, but not from here.")
    print("This installation keeps the same answer.")
