"""What the tests of a setting's provision stand on: a family, a written plan, a catalogue."""

from decimal import Decimal

import pytest

from alongside.inclusion.models import Intervention
from alongside.inclusion.operations.catalogue import add_intervention
from alongside.inclusion.rules.catalogue import NewIntervention
from tests.makers import world
from tests.makers.family import Around

TALK = NewIntervention(
    name="Talk group", what="Stories and new words together.", areas=("communication-and-interaction",),
    wave="targeted", from_age=4, to_age=9, given_by="assistant", training="Half a day", group_size=4, minutes=30,
    per_week=3, weeks=12, hourly_rate=Decimal("17.50"), rating="strong", evidence="It helps.",
    citation="A review (2020)",
)  # fmt: skip


@pytest.fixture
def talk(around: Around) -> Intervention:
    """A talk group in the catalogue."""
    row = add_intervention(around.senco, TALK, world.NOW)
    assert isinstance(row, Intervention), row
    return row
