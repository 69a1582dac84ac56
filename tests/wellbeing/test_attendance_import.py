"""Bringing a year of attendance in: each row read or refused with its reason, and the same file twice (S17)."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.access.choices import Role
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.models import Import, ProposedChange
from alongside.exchange.operations import commit_import, decide, start_attendance, undo_import
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.platform.worker import run_due
from alongside.wellbeing.models import AttendanceYear
from alongside.wellbeing.rules.register import count
from tests.makers import world
from tests.wellbeing.marks import HEAD, numbered, on_roll, rows, school_days

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 9, 3), date(2025, 9, 12)
DAYS = school_days(FIRST, LAST)


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


@pytest.fixture
def office() -> Any:
    return world.acting(world.make_person("Jo", "Office"), Role.OFFICE, world.make_setting())


def proposed(office: Any, text: str) -> Any:
    return ok(start_attendance(office, "marks.csv", text.encode(), world.NOW))


def brought_in(office: Any, text: str) -> Any:
    return ok(commit_import(office, proposed(office, text).id, world.NOW))


def test_marks_are_reviewed_then_kept(office: Any) -> None:
    child = on_roll(_setting(office))
    batch = proposed(office, HEAD + rows(numbered(), [(day, "/ \\") for day in DAYS]))
    assert (batch.state, batch.counts) == (ImportState.PROPOSED, {ChangeKind.NEW: 1})
    assert not AttendanceYear.everything.exists(), "nothing is kept before it is reviewed"
    ok(commit_import(office, batch.id, world.NOW))
    kept = AttendanceYear.everything.get(child=child)
    assert (kept.school_year, count(kept.marks).attended) == (2025, 2 * len(DAYS))
    entry = AuditEntry.objects.get(verb="attendance.kept")
    assert (entry.child_id, entry.after) == (child.id, {"added": 2 * len(DAYS), "changed": 0})


def _setting(office: Any) -> Any:
    from alongside.organisations.models import Organisation

    return Organisation.objects.get(pk=office.organisation_id)


def test_the_same_file_twice_changes_nothing(office: Any) -> None:
    on_roll(_setting(office))
    text = HEAD + rows(numbered(), [(day, "/ L") for day in DAYS])
    brought_in(office, text)
    before = AttendanceYear.everything.values().get()
    again = proposed(office, text)
    assert again.counts == {ChangeKind.SAME: 1}
    ok(commit_import(office, again.id, world.NOW))
    assert AttendanceYear.everything.values().get() == before
    assert AuditEntry.objects.filter(verb="attendance.kept").count() == 1


def test_a_later_file_changes_what_it_says_and_leaves_the_rest(office: Any) -> None:
    on_roll(_setting(office))
    brought_in(office, HEAD + rows(numbered(), [(day, "/ N") for day in DAYS]))
    batch = brought_in(office, HEAD + rows(numbered(), [(DAYS[0], "/ I")]))
    assert batch.counts == {ChangeKind.CHANGE: 1}
    figures = count(AttendanceYear.everything.get().marks)
    assert (figures.attended, figures.authorised, figures.unauthorised) == (len(DAYS), 1, len(DAYS) - 1)


DAY_FORM = "UPN;Date;AM;PM\n{upn};03/09/2025;/;\\\n{upn};04/09/2025;I;I\n"
CHILD_FORM = "UPN,Name,03/09/2025 AM,03/09/2025 PM,04/09/2025 AM,04/09/2025 PM\n{upn},x,/,\\,I,I\n"
LONG_FORM = (
    "Attendance report\nMark,Session,Session date,Unique Pupil Number\n"
    "/,1,2025-09-03,{upn}\n/,2,2025-09-03,{upn}\nI,1,2025-09-04,{upn}\nI,2,2025-09-04,{upn}\n"
)


@pytest.mark.parametrize("form", [DAY_FORM, CHILD_FORM, LONG_FORM])
def test_each_shape_of_file_says_the_same(office: Any, form: str) -> None:
    on_roll(_setting(office))
    brought_in(office, form.format(upn=numbered()))
    marks = AttendanceYear.everything.get().marks
    assert marks[4:8] == "/\\II", "an afternoon that is marked as a morning is an afternoon"


REFUSED = [
    ("{upn},03/09/2025,AM,ZZ", "Code", "not an attendance code"),
    ("{upn},03/09/2025,AM,H", "Code", "retired in August 2024"),
    ("{upn},03/09/2023,AM,/", "Date", "not in the school year 2025/26"),
    ("{upn},06/09/2025,AM,/", "Date", "weekend"),
    ("{upn},25/12/2025,AM,/", "Date", "bank holiday"),
    ("{upn},31/02/2026,AM,/", "Date", "no such day"),
    ("{upn},03/09/2025,late,/", "Session", "neither morning nor afternoon"),
    ("Z999999999999,03/09/2025,AM,/", "UPN", "No child on roll"),
    (",03/09/2025,AM,/", "UPN", "no UPN"),
    ("{upn},04/09/2025,AM,O", "Code", "another code for the same session"),
]


@pytest.mark.parametrize(("row", "column", "reason"), REFUSED)
def test_a_bad_row_is_refused_with_line_column_and_reason(
    office: Any, row: str, column: str, reason: str
) -> None:
    on_roll(_setting(office))
    good = rows(numbered(), [(day, "/ \\") for day in DAYS])
    batch = proposed(office, HEAD + good + row.format(upn=numbered()) + "\n")
    assert batch.counts == {ChangeKind.NEW: 1, ChangeKind.REFUSED: 1}
    refused = ProposedChange.everything.get(batch=batch, kind=ChangeKind.REFUSED)
    problem = refused.problems[0]
    assert (refused.line, problem["column"]) == (2 + 2 * len(DAYS), column)
    assert reason in problem["message"] and problem["what_to_do"]
    assert numbered() not in str(refused.problems), "a pupil number is not shown whole"


def test_a_day_to_come_is_refused(office: Any) -> None:
    on_roll(_setting(office))
    rows_of_year = rows(numbered(), [(date(2026, 9, 14), "/ \\"), (date(2026, 9, 16), "/ \\")])
    batch = proposed(office, HEAD + rows_of_year)
    assert batch.counts == {ChangeKind.NEW: 1, ChangeKind.REFUSED: 2}


def test_many_rows_with_one_trouble_stand_together(office: Any) -> None:
    on_roll(_setting(office))
    text = (
        HEAD
        + rows(numbered(), [(day, "/ \\") for day in DAYS])
        + rows(numbered(2), [(day, "/ \\") for day in DAYS])
    )
    batch = proposed(office, text)
    assert batch.counts == {ChangeKind.NEW: 1, ChangeKind.REFUSED: 2 * len(DAYS)}
    refused = ProposedChange.everything.get(batch=batch, kind=ChangeKind.REFUSED)
    assert f"{2 * len(DAYS) - 1} more rows" in refused.problems[0]["message"]


def test_a_child_of_another_setting_is_not_on_roll(office: Any) -> None:
    """A number never reaches over the fence (decision 3)."""
    on_roll(world.make_setting("Harbour School"))
    batch = proposed(office, HEAD + rows(numbered(), [(DAYS[0], "/ \\")]))
    assert batch.counts == {ChangeKind.REFUSED: 2}


def test_a_child_can_be_left_out_and_all_of_it_taken_back(office: Any) -> None:
    on_roll(_setting(office))
    on_roll(_setting(office), 2, "Theo")
    old = HEAD + rows(numbered(), [(DAYS[0], "/ \\")])
    brought_in(office, old)
    before = AttendanceYear.everything.get().marks
    batch = proposed(
        office, HEAD + rows(numbered(), [(DAYS[0], "I I")]) + rows(numbered(2), [(DAYS[0], "/ \\")])
    )
    theo = ProposedChange.everything.get(batch=batch, kind=ChangeKind.NEW)
    ok(decide(office, batch.id, theo.id, "leave", world.NOW))
    ok(commit_import(office, batch.id, world.NOW))
    assert AttendanceYear.everything.count() == 1
    ok(undo_import(office, batch.id, world.NOW))
    assert AttendanceYear.everything.get().marks == before


def test_nothing_is_taken_back_by_halves(office: Any) -> None:
    on_roll(_setting(office))
    batch = brought_in(office, HEAD + rows(numbered(), [(DAYS[0], "/ \\")]))
    brought_in(office, HEAD + rows(numbered(), [(DAYS[0], "I I")]))
    assert isinstance(undo_import(office, batch.id, world.NOW), Refusal)
    assert count(AttendanceYear.everything.get().marks).authorised == 2


HOSTILE = [
    b"", b"PK\x03\x04 zip", b"%PDF-1.7", b"UPN,Colour\n1,blue\n", b"\0\0\0", b'<?xml version="1.0"?><CTfile/>',
    b'UPN,Date,Session,Code\n"never closed' + b"x" * 200_000, b"UPN" + b",x" * 2_000 + b"\n" + b"1" + b",2" * 2_000,
    b"UPN,Date,Session,Code\n" + b"Z1,03/09/2025,AM,/\n" * 6_000,
]  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE)
def test_a_hostile_file_is_refused_with_what_to_do(office: Any, data: bytes) -> None:
    outcome = start_attendance(office, "marks.csv", data, world.NOW)
    assert isinstance(outcome, Refusal) and outcome.what_to_do
    assert not Import.everything.exists()


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.HEAD, Role.GOVERNOR, Role.CASEWORKER, Role.FAMILY])
def test_others_bring_nothing_in(role: Role, settings: Any) -> None:
    settings.DEMO = True
    setting = world.make_setting()
    client = _signed_in(role, setting)
    assert client.get(reverse("exchange:attendance")).status_code == 404


def _signed_in(role: Role, setting: Any) -> Client:
    person = world.make_person("Jo", "Office")
    if role is not Role.FAMILY:
        world.joins(person, setting, role)
    client = Client()
    client.force_login(world.make_account(person), backend="alongside.people.sign_in.Backend")
    return client


def _upload(client: Client, text: str) -> Any:
    file = SimpleUploadedFile("marks.csv", text.encode())
    return client.post(reverse("exchange:attendance"), {"file": file}, follow=True)


def test_by_page_from_file_to_marks(settings: Any) -> None:
    settings.DEMO = True
    setting = world.make_setting()
    on_roll(setting)
    client = _signed_in(Role.OFFICE, setting)
    reviewed = _upload(client, HEAD + rows(numbered(), [(day, "/ \\") for day in DAYS]) + "x,y\n")
    assert b"Children with new marks" in reviewed.content and b"Amira" in reviewed.content
    batch = Import.everything.get()
    done = client.post(reverse("exchange:bring_in", args=[batch.id]), follow=True)
    assert b"The marks are in." in done.content and AttendanceYear.everything.count() == 1


def test_a_large_file_is_read_and_brought_in_by_jobs(settings: Any, monkeypatch: Any) -> None:
    settings.DEMO = True
    monkeypatch.setattr("alongside.exchange.web.views.LARGE", 100)
    monkeypatch.setattr("alongside.exchange.reading.register._STEP", 4)
    setting = world.make_setting()
    on_roll(setting)
    client = _signed_in(Role.OFFICE, setting)
    page = _upload(client, HEAD + rows(numbered(), [(day, "/ \\") for day in DAYS]))
    assert b"<progress" in page.content
    run_due(limit=5)
    batch = Import.everything.get()
    assert (batch.state, batch.counts) == ("proposed", {"new": 1})
    client.post(reverse("exchange:bring_in", args=[batch.id]))
    assert AttendanceYear.everything.count() == 1
