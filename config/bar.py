"""A progress bar on standard error, where somebody is watching; silence where nobody is."""

import sys
from shutil import get_terminal_size
from types import TracebackType

_WIDTH = 24


class Bar:
    """Callable as `alongside.platform.progress.Progress`; wipes its line when the work is over."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def __call__(self, done: int, total: int, doing: str) -> None:
        if not self._shown:
            return
        filled = _WIDTH * done // total if total else 0
        line = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,} of {total:,}  {doing}"
        line = line[: get_terminal_size().columns - 1]
        if line != self._last:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()
            self._last = line

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
