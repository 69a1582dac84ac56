"""The web server with the background worker beside it: one starts and stops with the other."""

import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

THREADS = 4
_PAUSE_BEFORE_RESTART = 5.0


class Application(BaseApplication):
    """gunicorn, configured here and from nowhere else."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from django.urls import get_resolver

        from config.wsgi import application

        _ = get_resolver().url_patterns  # reads every view now, so that the processes share that as well
        return application


class Supervisor(Arbiter):
    """gunicorn's own supervisor, which also keeps one background worker running."""

    jobs: subprocess.Popen[bytes] | None = None
    _next_start = 0.0

    def manage_workers(self) -> None:
        super().manage_workers()
        if (self.jobs is None or self.jobs.poll() is not None) and time.monotonic() >= self._next_start:
            self._next_start = time.monotonic() + _PAUSE_BEFORE_RESTART
            self.jobs = subprocess.Popen([sys.executable, "-m", "config.console", "worker", "--with-parent"])

    def stop(self, graceful: bool = True) -> None:
        if self.jobs is not None and self.jobs.poll() is None:
            self.jobs.terminate()
        super().stop(graceful)


def _logs() -> dict[str, Any]:
    """The server's own lines go through the same filter as the product's: they can quote an address."""
    quiet = {"level": "WARNING", "handlers": ["console"], "propagate": False}
    return {**settings.LOGGING, "loggers": {"gunicorn.error": quiet, "gunicorn.access": quiet}}


def serve(host: str, port: int, workers: int, address: str) -> int:
    """Serve until a signal stops it; gunicorn leaves the process itself, so this only returns on failure."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    options = {
        "bind": [f"[{host}]:{port}" if ":" in host else f"{host}:{port}"],
        "workers": workers,
        "threads": THREADS,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 5,
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "accesslog": None,
        "logconfig_dict": _logs(),
        "proc_name": "alongside",
        "control_socket_disable": True,
        # Loaded once and then forked: the processes share its memory, and what is broken shows at once.
        "preload_app": True,
        # Processes are forked from this one: a database connection must not be shared between them.
        "pre_fork": lambda _server, _worker: connections.close_all(),
        "when_ready": lambda _server: print(f"Alongside is ready on {address}", flush=True),
    }
    Supervisor(Application(options)).run()
    return 0
