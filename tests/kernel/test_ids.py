"""Ids of rows: in the order they were made, and not to be guessed."""

import time

import pytest

from alongside.kernel.ids import new_id


def test_ids_are_version_7_and_differ() -> None:
    """RFC 9562: the version and the variant stand in their places."""
    many = [new_id() for _ in range(1000)]
    assert len(set(many)) == 1000
    assert {(one.version, one.variant) for one in many} == {(7, "specified in RFC 4122")}


def test_ids_of_one_millisecond_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows with the same day are listed by their id, so two made within a millisecond must not change places."""
    start = 1_790_000_000_000_000_000
    moments = iter(range(start, start + 1_000_000, 1_000))  # a thousand in one millisecond
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    many = [new_id() for _ in range(1000)]
    assert many == sorted(many)
    assert {one.int >> 80 for one in many} == {start // 1_000_000}
