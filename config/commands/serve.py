"""alongside serve: the pages and the background work, ready to use."""

import argparse
import ipaddress
import os
import socket

from config import start
from config.outcome import NOT_READY, REFUSED, Stop

Subparsers = argparse._SubParsersAction


def register(subparsers: Subparsers) -> None:
    """Add `serve` to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="bring the database up to date and serve the pages",
        description="Bring the database up to date, start background work and serve pages until stopped.",
    )
    parser.add_argument("--demo", action="store_true", help="demo mode: sign in as anyone; this machine only")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (8000)")
    parser.add_argument("--workers", type=int, default=2, help="web processes, of four threads each (2)")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Serve until told to stop."""
    if chosen.demo and not _is_this_machine(chosen.host):
        raise Stop(
            REFUSED,
            "Demo mode lets anyone sign in as anyone, so it only listens on this machine. Leave --host out.",
        )
    _port_is_free(chosen.host, chosen.port)
    if chosen.demo:
        os.environ.setdefault("ALONGSIDE_URL", f"http://localhost:{chosen.port}")
    start.load(demo=chosen.demo)
    start.prepare_database()
    if chosen.demo:
        from config.demo_area import load_apart

        if failed := load_apart():
            return failed
    from config.server import serve

    shown = "localhost" if _is_this_machine(chosen.host) else chosen.host
    return serve(chosen.host, chosen.port, chosen.workers, f"http://{shown}:{chosen.port}")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _port_is_free(host: str, port: int) -> None:
    """Say so now, before minutes of set-up, and never leave a person looking at another program's pages."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            other = f"make run PORT={port + 1}" if os.environ.get("MAKELEVEL") else f"--port {port + 1}"
            raise Stop(NOT_READY, f"Port {port} is in use or not allowed. Try another: {other}") from None
        except OverflowError:
            raise Stop(REFUSED, "A port is a number from 1 to 65535.") from None
