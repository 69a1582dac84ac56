"""The pages of the plan, as each of the cast opens them (P4, S3, O1, O13-O20, O25, O28, T2, T13)."""

from collections.abc import Iterator

import pytest

from alongside.plans.operations import propose_plan
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import opened, signed_in, text_of
from tests.plans.test_operations import write_whole_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around() -> Around:
    return amira_and_hers()


@pytest.fixture
def written(around: Around) -> Around:
    write_whole_plan(around)
    return around


@pytest.fixture
def proposed(written: Around) -> Around:
    propose_plan(written.senco, written.child.id, world.NOW)
    return written


ALL_PLAIN = ("plan", "read", "versions", "passport", "profile")


@pytest.mark.parametrize("name", ALL_PLAIN)
@pytest.mark.parametrize("who", ["amira", "mother", "father", "senco", "teacher", "head"])
def test_every_page_opens_for_everyone_around_the_child(proposed: Around, name: str, who: str) -> None:
    answer = opened(getattr(proposed, who), name, proposed.child.id)
    assert answer.status_code == 200, (name, who)
    assert "Amira" in text_of(answer)


def test_every_section_opens_for_everyone(proposed: Around) -> None:
    from alongside.plans.queries import live_plan

    plan = live_plan(proposed.senco, proposed.child.id)
    for who in ("amira", "mother", "senco", "teacher", "head"):
        client = signed_in(getattr(proposed, who))
        for section in plan.template.sections:
            answer = client.get(f"/children/{proposed.child.id}/plan/{section.key}/")
            assert answer.status_code == 200, (who, section.key)
