"""alongside worker: background work, for installations that run it on machines of its own."""

import argparse
import os
import signal
import threading

from config import start
from config.outcome import OK

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `worker` to the command line."""
    parser = subparsers.add_parser(
        "worker",
        help="run background work (serve starts one itself)",
        description="Run queued and periodic work until stopped. Any number may run; killing one is safe.",
    )
    parser.add_argument("--once", action="store_true", help="run what is due now, then stop")
    parser.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Work until told to stop."""
    start.load()
    from alongside.platform import worker

    if chosen.once:
        worker.start_sweeps()
        print(f"{worker.run_due()} done")
        return OK
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if chosen.with_parent:
        threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    worker.work(stop)
    return OK


def _stop_with_parent(stop: threading.Event) -> None:
    """Stop when the server that started this worker is gone, however it went."""
    parent = os.getppid()
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()
