"""The steps that the second wall has to let by: somebody comes to read of a child by whom nobody of them stands yet."""

from datetime import date

from alongside.access.choices import StandingKind
from alongside.children.models import Invitation
from alongside.ehc.choices import AskedBy
from alongside.ehc.operations.unverified import Confirmed, take_in_unverified
from alongside.ehc.queries.panels import agenda, pack_of
from tests.access.test_wall import _built  # noqa: F401 (fixtures)
from tests.ehc.advice_makers import Advisers
from tests.ehc.conftest import Area, area  # noqa: F401 (fixtures)
from tests.ehc.test_panel import ON, held, on_day, team  # noqa: F401 (fixtures)
from tests.ehc.test_unverified import sent
from tests.makers import world
from tests.support.test_actions import ok


def test_a_council_and_a_panel_come_to_read_of_a_child(area: Area, team: Advisers) -> None:  # noqa: F811
    """Decision 11: behind the wall a request of two people, and the pack of a panel, were pages that are not there."""
    born = date(2009, 5, 4)
    her = world.make_person("Ola", "Nowak")
    child = world.make_child("Ola", "Nowak", born_on=born, person=her)
    world.stands(child, StandingKind.CHILD, person=her)
    row = sent(
        area, asked_by=AskedBy.YOUNG_PERSON, child_given_name="Ola", child_family_name="Nowak",
        child_born_on=born, given_name="Ola", family_name="Nowak",
    )  # fmt: skip
    ok(take_in_unverified(area.caseworker, row.id, Confirmed("Rang", child.id), world.NOW))
    ok(take_in_unverified(area.manager, row.id, Confirmed("Rang too", child.id), world.NOW))
    assert not Invitation.everything.exists()
    panel, item = held(area, team)
    member = on_day(team.first, ON)
    found = agenda(member, panel.id)
    assert found and len(found.items) == 1
    assert pack_of(member, panel.id, item.id)
    assert agenda(on_day(team.second, ON), panel.id) is None
