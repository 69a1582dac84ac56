"""What the rows of the provision map show to a reader who may move children between groups, and to one who may not."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from alongside.design.addresses import addresses_of
from alongside.design.map_rows import GroupRow
from alongside.inclusion.documents import pounds
from alongside.inclusion.queries.map import MapRow, MapSection


class MapRows:
    """The rows of a section, with the groups children may be moved to; None for a reader who moves nobody."""

    def __init__(self, groups: Mapping[tuple[UUID, str], UUID] | None) -> None:
        self._groups = groups
        self._offer = addresses_of("inclusion:offer")
        self._move = addresses_of("inclusion:move_child")

    def of(self, section: MapSection) -> Iterator[GroupRow]:
        """Each row under a heading."""
        for row in section.rows:
            yield GroupRow(
                *self._place(row), row.intervention, self._offer(row.intervention_id), row.group, row.given_by,
                row.times, self._names(row), pounds(row.cost),
            )  # fmt: skip

    def _place(self, row: MapRow) -> tuple[str, str]:
        """Where a name dropped on a row goes; no group where the row is no place to move to."""
        if self._groups is None:
            return "", ""
        if not row.group:
            return str(row.intervention_id), "alone"
        return str(row.intervention_id), str(self._groups.get((row.intervention_id, row.group), ""))

    def _names(self, row: MapRow) -> Iterator[tuple[str, str, str]]:
        moves = self._groups is not None
        for one in row.lines:
            after = "" if one.goes_on else "(ended)"
            yield one.name, self._move(one.use_id) if moves and one.goes_on else "", after
