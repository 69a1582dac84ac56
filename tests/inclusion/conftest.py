"""What the tests of a setting's provision stand on: a family, a written plan, a catalogue."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from alongside.inclusion.models import Intervention
from alongside.inclusion.operations.catalogue import add_intervention
from alongside.inclusion.rules.catalogue import NewIntervention
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_operations import write_whole_plan
from tests.stood_on import stood_on

TALK = NewIntervention(
    name="Talk group", what="Stories and new words together.", areas=("communication-and-interaction",),
    wave="targeted", from_age=4, to_age=9, given_by="assistant", training="Half a day", group_size=4, minutes=30,
    per_week=3, weeks=12, hourly_rate=Decimal("17.50"), rating="strong", evidence="It helps.",
    citation="A review (2020)",
)  # fmt: skip


@pytest.fixture
def the_morning() -> Iterator[None]:
    """Nine o'clock on a school day in September."""
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around(db: None, the_morning: None) -> Around:
    """Amira and the people around her; no plan yet."""
    return stood_on(amira_and_hers)


@pytest.fixture
def written(around: Around) -> Around:
    """A plan with everything in it that it needs."""
    stood_on(write_whole_plan, around)
    return around


@pytest.fixture
def talk(around: Around) -> Intervention:
    """A talk group in the catalogue."""
    row = add_intervention(around.senco, TALK, world.NOW)
    assert isinstance(row, Intervention), row
    return row
