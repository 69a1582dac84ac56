"""Where the data of England lies, and how a file of it is named in messages."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable


def england_text(name: str) -> tuple[str, str]:
    """The text of a file under `england/`, and the name to use for it in messages."""
    return _england().joinpath(name).read_text("utf-8"), _shown(name)


def england_texts(folder: str) -> Iterator[tuple[str, str]]:
    """The same for every TOML file of a folder under `england/`, in the order of their names."""
    names = sorted(item.name for item in _england().joinpath(folder).iterdir() if item.name.endswith(".toml"))
    return (england_text(f"{folder}/{name}") for name in names)


def _england() -> Traversable:
    return files("alongside.statute").joinpath("england")


def _shown(name: str) -> str:
    return f"statute/england/{name}"
