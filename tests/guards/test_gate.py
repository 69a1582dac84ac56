"""The gate has one way round it, `everything`, and this is the list of who may take it."""

import ast
from collections.abc import Iterator

from tests.guards.sources import parsed, python_files, short

_WAYS_ROUND = {"everything", "in_unit", "_base_manager", "_default_manager"}
_FOLDERS = ("src/alongside/access/", "src/alongside/ledger/")
# How rows narrow by actor is written in each app's access.py: the gate is made there. Others need a reason.
ALLOWED: dict[str, str] = {
    "config/demo_area.py": "asks whether the database has any account before it loads the demo area",
}


def goes_round(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines that reach rows without `.permitting`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _WAYS_ROUND:
            yield node.lineno, node.attr


def allowed(name: str, word: str = "everything") -> bool:
    # `in_unit` refuses to run outside an operation, where the row was fetched through the gate before.
    if word == "in_unit" and "/operations" in name:
        return True
    return name.startswith(_FOLDERS) or name.endswith("/access.py") or name in ALLOWED


def test_only_the_gate_goes_round_the_gate() -> None:
    found = [
        f"{short(path)}:{line} {word}"
        for path in python_files()
        for line, word in goes_round(parsed(path))
        if not allowed(short(path), word)
    ]
    assert not found, "use .permitting(actor, permission), or give the reason in this file"


def test_raw_cursors_stay_in_the_platform() -> None:
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        if not short(path).startswith(("src/alongside/platform/", *_FOLDERS))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"cursor", "raw"} and _of_django(node)
    ]
    assert not found


def _of_django(node: ast.Attribute) -> bool:
    """`connection.cursor`, `Model.objects.raw` and their like; not a method of our own of that name."""
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in {"connection", "objects", "everything"}


def test_a_way_round_is_found() -> None:
    assert list(goes_round(ast.parse("Child.everything.all()"))) == [(1, "everything")]
    assert not allowed("src/alongside/plans/queries.py")
    assert not allowed("src/alongside/plans/queries.py", "in_unit")
    assert allowed("src/alongside/plans/operations.py", "in_unit")
