"""Each time somebody opens a child's record there is one row the family can read (P10, ASVS 16.3)."""

import pytest

from alongside.ledger.models import AccessEntry
from alongside.platform import clock
from tests.access.personas import make_area
from tests.access.places import address, routes
from tests.access.walk import client_of
from tests.makers import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHOWN_INSIDE_A_PAGE = {"documents:file", "plans:version_picture"}
"""Fetched by a page that has noted the look already."""


@pytest.mark.parametrize("persona", ["mother", "senco", "class teacher"])
def test_opening_a_page_about_a_child_leaves_one_row(persona: str) -> None:
    with clock.moved_to(world.NOW):
        area = make_area()
        client, actor = client_of(area, persona), area.personas[persona]
        ids, wrong = area.own.ids, []
        for route in routes():
            if not route.of_a_child or route.name in SHOWN_INSIDE_A_PAGE:
                continue
            before = AccessEntry.objects.count()
            if client.get(address(route, ids)).status_code != 200:
                continue
            rows = list(AccessEntry.objects.order_by("id")[before:])
            expected = [(ids["child_id"], actor.person_id, actor.role.value)]  # type: ignore[union-attr]
            if [(row.child_id, row.actor_id, row.actor_role) for row in rows] != expected:
                wrong.append(f"{route.name}: {len(rows)} rows")
        assert not wrong, "\n".join(wrong)
