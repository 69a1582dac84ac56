"""Which of the listed modules exist. Only while the apps are being put together; then it goes."""

from importlib.util import find_spec


def present(modules: list[str]) -> list[str]:
    """Those that can be found."""
    return [name for name in modules if _found(name)]


def _found(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
