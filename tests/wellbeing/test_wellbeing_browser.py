"""A SENCo brings in marks, sees that a child's attendance fell, and answers it; the mother reads it (P8, S17)."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.children.choices import IdentifierKind
from alongside.children.models import Identifier
from alongside.platform import clock
from alongside.platform.encryption import blind_index
from tests.browser import axe, fits
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.wellbeing.marks import HEAD, numbered, rows, school_days


def _file(upn: str) -> str:
    days = [(day, "/ \\") for day in school_days(date(2026, 4, 20), date(2026, 6, 19))]
    away = [
        (day, "N N" if day.weekday() < 2 else "/ \\")
        for day in school_days(date(2026, 6, 22), date(2026, 7, 17))
    ]
    return HEAD + rows(upn, [(day, both) for day, both in days if day not in _HOLIDAYS] + away)


_HOLIDAYS = (date(2026, 5, 4), date(2026, 5, 25))


@pytest.mark.django_db(transaction=True)
def test_from_a_file_of_marks_to_what_is_being_done(phone: Page, tmp_path: Any) -> None:
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        world.changed(around.child, sen_provision="K")
        upn = numbered()
        lookup = blind_index(upn, IdentifierKind.UPN.purpose)
        world.saved(Identifier(child=around.child, kind=IdentifierKind.UPN, value=upn, lookup=lookup))
        path = tmp_path / "marks.csv"
        path.write_text(_file(upn))
        enter(phone, around.senco)
        phone.goto("/imports/attendance/")
        axe(phone)
        fits(phone)
        phone.get_by_label("Attendance marks (CSV)").set_input_files(path)
        phone.get_by_role("button", name="Read the file").tap()
        expect(phone.get_by_text("Children with new marks").first).to_be_visible()
        axe(phone)
        fits(phone)
        phone.get_by_role("button", name="Bring these in").tap()
        expect(phone.get_by_text("The marks are in.", exact=False)).to_be_visible()
        phone.goto("/home/")
        phone.get_by_role("link", name="Attendance has fallen: say what is being done").tap()
        expect(phone.get_by_text("against 100.0% in the 8 weeks before", exact=False)).to_be_visible()
        axe(phone)
        fits(phone)
        phone.get_by_label("What is being done?").fill("Her mother and we met. A friend waits at the gate.")
        phone.get_by_role("button", name="Save").tap()
        expect(phone.get_by_text("A friend waits at the gate.")).to_be_visible()
        enter(phone, around.mother)
        for place in ("school/", "timeline/"):
            phone.goto(f"/children/{around.child.id}/{place}")
            axe(phone)
            fits(phone)
        enter(phone, around.senco)
        for place in ("school/suspensions/add/", "school/part-time/add/"):
            phone.goto(f"/children/{around.child.id}/{place}")
            axe(phone)
            fits(phone)
        phone.goto("/attendance/")
        axe(phone)
        fits(phone)
