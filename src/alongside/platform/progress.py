"""How long work tells whoever is waiting how far it has come."""

from typing import Protocol


class Progress(Protocol):
    """Called as work goes on: how many are done, of how many, and what is being done."""

    def __call__(self, done: int, total: int, doing: str) -> None: ...


def silent(done: int, total: int, doing: str) -> None:
    """For callers nobody is watching."""
