"""Pages of reference that are written from the code, so that they cannot be wrong.

    python -m tests.reference --write     write them all again (make reference)
    python -m tests.reference             say which are out of date

To add one, write a function that returns its text and register it with @page("name.md").
"""

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
Writer = Callable[[], str]
PAGES: dict[str, Writer] = {}
_NOTE = "<!-- Written by `make reference` from the code. Change the code, not this page. -->"


def page(name: str) -> Callable[[Writer], Writer]:
    """Register the writer of a page."""

    def register(writer: Writer) -> Writer:
        PAGES[name] = lambda: f"{_NOTE}\n\n{writer().strip()}\n"
        return writer

    return register


def table(headings: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


@page("commands.md")
def commands() -> str:
    """`make` and `alongside`, with every option."""
    from config.console import EXIT_CODES, parser

    goals = re.findall(r"^([a-z-]+):.*?## (.+)$", (ROOT / "Makefile").read_text(), re.M)
    parts = [
        "# Commands",
        "## make",
        table(["command", "what it does"], [[f"`make {a}`", b] for a, b in goals]),
    ]
    parts += ["## alongside", f"Ends with one of these {EXIT_CODES.strip()}"]
    for name, command in _subcommands(parser()):
        parts += [f"### alongside {name}", command.description or ""]
        if rows := list(_options(command)):
            parts.append(table(["option", "what it does"], rows))
    return "\n\n".join(parts)


def _subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _options(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in parser._actions:
        if action.help not in (argparse.SUPPRESS, None) and action.dest != "help":
            name = ", ".join(action.option_strings) or action.metavar or action.dest
            yield [f"`{name}`", str(action.help)]


@page("settings.md")
def settings() -> str:
    """Every variable of the environment that the settings read."""
    text = (ROOT / "config" / "settings.py").read_text()
    rows = [[f"`{name}`", kind, default, part] for name, kind, default, part in _variables(text)]
    rows += [
        [
            "`ALONGSIDE_CLOCK`",
            "date, instant or distance",
            "not moved",
            "What time it is: never in production",
        ],
        ["`ALONGSIDE_CLAMD`", "host:port or socket", "no scanner", "Virus check of files people send in"],
        ["`PORT`", "int", "8000", "The port `make run` and `alongside serve` listen on"],
    ]
    words = "With none of these set the product runs on its embedded database, on this machine only."
    return f"# Settings\n\n{words}\n\n{table(['variable', 'kind', 'default', 'part'], rows)}"


def _variables(text: str) -> Iterator[tuple[str, str, str, str]]:
    parts = [
        (text.count("\n", 0, found.start()) + 1, found[1])
        for found in re.finditer(r"^# ── (.+?) ─+$", text, re.M)
    ]
    seen: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if (
            ast.unparse(node.func.value) != "env"
            or not node.args
            or not isinstance(node.args[0], ast.Constant)
        ):
            continue
        name = str(node.args[0].value)
        if name not in seen:
            seen.add(name)
            default = f"`{ast.unparse(node.args[1])}`" if len(node.args) > 1 else "required"
            yield name, node.func.attr, default, [part for line, part in parts if line <= node.lineno][-1]


@page("permissions.md")
def permissions() -> str:
    """The policy table: who may do what, and why they know the child."""
    from tests.access.pages import permissions as text

    return text()


@page("routes.md")
def routes() -> str:
    """Every address with the policy it declares."""
    from tests.access.pages import all_routes

    return all_routes()


@page("timescales.md")
def timescales() -> str:
    """Every limit that dates are worked out from, with its source."""
    from tests.statute.timescales_page import timescales as text

    return text()


@page("bundle.md")
def bundle() -> str:
    """What a child's bundle holds, part by part, and what stays behind."""
    from tests.exchange.bundle_page import bundle as text

    return text()


@page("persona-routes.md")
def persona_routes() -> str:
    """Real answers, which only the walk can give; it writes and compares the page (tests/access/test_walk.py)."""
    kept = FOLDER / "persona-routes.md"
    return kept.read_text().removeprefix(_NOTE) if kept.exists() else ""


def out_of_date() -> list[str]:
    """Names of pages that are missing or say something else."""
    return [name for name, write in PAGES.items() if not _is_written(name, write())]


def _is_written(name: str, text: str) -> bool:
    path = FOLDER / name
    return path.exists() and path.read_text() == text


def main(arguments: list[str]) -> int:
    """Write the pages, or list what is out of date (1 when anything is)."""
    if "--write" in arguments:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, write in PAGES.items():
            (FOLDER / name).write_text(write())
        return 0
    for name in (late := out_of_date()):
        print(f"docs/reference/{name} is out of date: make reference")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
