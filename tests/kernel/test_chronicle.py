"""A child's story put together from several tellers (O26)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.chronicle import Entry, EntryKind, Reach, newest_first

START = datetime(2026, 9, 1, tzinfo=UTC)


def entry(minutes: int, number: int) -> Entry:
    return Entry(START + timedelta(minutes=minutes), UUID(int=number), EntryKind.PLAN, "Something happened")


def told(lines: list[tuple[int, int]]) -> list[Entry]:
    return sorted((entry(*line) for line in lines), key=lambda one: (one.at, one.id), reverse=True)


lines = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 10_000)), max_size=20, unique=True)


@given(st.lists(lines, max_size=4), st.integers(1, 30))
def test_the_story_is_in_order_and_its_pages_hold_every_line_once(
    stories: list[list[tuple[int, int]]], limit: int
) -> None:
    everything = newest_first([told(story) for story in stories], 10_000)
    assert everything == told([line for story in stories for line in story])
    assert newest_first([told(story) for story in stories], limit) == everything[:limit]


def test_no_kinds_asks_for_all_and_some_for_those() -> None:
    assert Reach().wants(EntryKind.REVIEW)
    some = Reach(kinds=frozenset({EntryKind.MEETING}))
    assert some.wants(EntryKind.MEETING)
    assert not some.wants(EntryKind.REVIEW)
