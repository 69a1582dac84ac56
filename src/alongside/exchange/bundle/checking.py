"""Whether the rows of a bundle hang together: each of its own part, about this child, pointing only inside.

What passes here still meets every constraint of the database; what fails changes nothing.
"""

from typing import Any
from uuid import UUID

from alongside.exchange.bundle.archive import Contents
from alongside.exchange.bundle.part import Part
from alongside.exchange.bundle.parts import PARTS, pointers
from alongside.exchange.bundle.values import Unfit, whole
from alongside.kernel.refusal import Refusal

Rows = dict[str, list[Any]]


def rows_in(contents: Contents) -> Rows | Refusal:
    """The rows of a bundle, checked; or why it is refused."""
    try:
        if set(contents.record) != {part.name for part in PARTS}:
            raise Unfit("the record has other parts than it should")
        rows = {part.name: _rows(part, contents.record[part.name]) for part in PARTS}
        _check_child(rows)
        _check_pointers(rows)
        _check_files(rows, contents)
    except Unfit as why:
        return Refusal(
            "bundle.record",
            f"This bundle cannot be brought in: {why}.",
            "Nothing was changed. Ask for the bundle to be made and sent again.",
            "file",
        )
    return rows


def _rows(part: Part, listed: Any) -> list[Any]:
    if not isinstance(listed, list):
        raise Unfit(f"“{part.name}” is not a list")
    return [whole(part, row) for row in listed]


def _check_child(rows: Rows) -> None:
    """One child, and every row that names a child names that one."""
    if len(rows["child"]) != 1:
        raise Unfit("it is not about exactly one child")
    child_id = rows["child"][0].pk
    for part in PARTS:
        for row in rows[part.name]:
            if getattr(row, "child_id", child_id) != child_id:
                raise Unfit(f"“{part.name}” speaks of another child")
    if any(row.child_id is None for name in ("changes", "looks") for row in rows[name]):
        raise Unfit("a line of what happened speaks of no child")


def _check_pointers(rows: Rows) -> None:
    """Nothing points out of the bundle: else a row could be hung on a record that is here already."""
    ids: dict[str, set[UUID]] = {name: {row.pk for row in found} for name, found in rows.items()}
    for part in PARTS:
        for column, target in pointers(part).items():
            for row in rows[part.name]:
                value = getattr(row, column)
                if value is not None and value not in ids[target.name]:
                    raise Unfit(f"“{part.name}” points to something that is not in it")


def _check_files(rows: Rows, contents: Contents) -> None:
    picture_id = rows["child"][0].picture_id
    if picture_id and picture_id not in {row.pk for row in rows["files"]}:
        raise Unfit("the picture is missing")
    for part in PARTS:
        if part.file and any(getattr(row, part.file[1]) not in contents.files for row in rows[part.name]):
            raise Unfit("a file is missing")
