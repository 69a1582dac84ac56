"""One chain of middleware for all clients of the tests, as a server has one for all who ask.

Django's test client makes a chain for each client, and each looks at every static file again: without this a fifth
of the time of a test of pages. What a middleware was told by a setting is forgotten when a test changes a setting.
"""

from django.core.signals import setting_changed
from django.test.client import ClientHandler

_PARTS = (
    "_middleware_chain", "_view_middleware", "_template_response_middleware", "_exception_middleware",
)  # fmt: skip
_load = ClientHandler.load_middleware
_chains: dict[bool, ClientHandler] = {}


def share() -> None:
    """Let all clients of this process share one chain."""
    ClientHandler.load_middleware = _load_shared
    setting_changed.connect(_forget)


def _load_shared(handler: ClientHandler, is_async: bool = False) -> None:
    if is_async not in _chains:
        _load(handler, is_async)
        _chains[is_async] = handler
    for part in _PARTS:
        setattr(handler, part, getattr(_chains[is_async], part))


def _forget(**_: object) -> None:
    _chains.clear()
