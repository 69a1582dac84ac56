"""What `make bench` measures can still be made: a model that grows must not break it unseen."""

import pytest

from alongside.children.models import Child
from alongside.deadlines.models import Assignment
from alongside.ehc.models import Case
from bench import large_council
from bench.generate import Generator

pytestmark = pytest.mark.django_db


def test_a_large_council_is_made_as_the_bench_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_council, "REQUESTS", 12)
    monkeypatch.setattr(large_council, "STAFF", 2)
    large_council.LargeCouncil().run()
    assert Case.everything.count() == 12
    assert {one.for_name for one in Assignment.everything.all()} == {""}  # left to the database


def test_settings_are_made_as_the_bench_makes_them() -> None:
    Generator(40).run()
    assert Child.everything.count() == 40
