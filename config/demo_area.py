"""The demo area: loaded on the first run, kept after that, made again when asked.

Two milestones are kept: `demo.begun` before anything is written, `demo.loaded` when all is there. The first
marks a database as a demo one, the only kind that is ever emptied; a load that broke off has no second.
"""

import shutil
import subprocess
import sys
import time

from django.conf import settings
from django.db import connections

from alongside.platform import fresh, milestones
from config import start
from config.bar import Bar
from config.outcome import OK, REFUSED, Stop

CHILDREN = 400
_BEGUN, _LOADED = "demo.begun", "demo.loaded"


def load_once(children: int = CHILDREN) -> bool:
    """Load the demo area unless it is there already; whether it was loaded now."""
    if milestones.reached(_LOADED):
        return False
    if milestones.reached(_BEGUN):
        print("The demo area was not finished last time: making it again", flush=True)
        empty()
    elif _in_use():
        raise Stop(
            REFUSED,
            "This database is in use and is not a demo area, so demo data was not put into it. "
            "Serve it without --demo, or name another with DATABASE_URL.",
        )
    _load(children)
    return True


def load_apart() -> int:
    """As `load_once`, in a process of its own that has ended before pages are served; its exit code.

    The letters of the demo area are drawn as PDF. The threads that draw them do not live on in the web processes
    forked from this one: there, whoever asked for a PDF would wait for ever.
    """
    if milestones.reached(_LOADED):
        return OK
    connections.close_all()
    return subprocess.run([sys.executable, "-m", "config.console", "demo"], check=False).returncode


def make_again(children: int) -> None:
    """Throw the demo area away and load it afresh. Refuses for a database that never was a demo area."""
    if not milestones.reached(_BEGUN) and _in_use():
        raise Stop(REFUSED, "This database is not a demo area, so it was not emptied.")
    empty()
    _load(children)


def empty() -> None:
    """Drop all tables and files, then make the tables again."""
    fresh.drop_everything()
    for folder in (settings.FILES_DIR, settings.VAR_DIR / "mail"):
        shutil.rmtree(folder, ignore_errors=True)
    connections.close_all()
    start.prepare_database()


def _load(children: int) -> None:
    from alongside.site import demo

    started = time.monotonic()
    print(f"Making the demo area, with {children:,} children", flush=True)
    milestones.reach(_BEGUN)
    with Bar() as progress:
        demo.load(children, progress)
    milestones.reach(_LOADED)
    print(f"The demo area is ready ({time.monotonic() - started:.0f} seconds)", flush=True)


def _in_use() -> bool:
    from django.contrib.auth import get_user_model

    return get_user_model()._base_manager.exists()
