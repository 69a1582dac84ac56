"""S21: only the safeguarding lead and those they name read what is kept in the room."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.casefile.waiting import waiting_for
from alongside.ledger.models import AuditEntry
from alongside.notices.models import Notice
from alongside.organisations.models import Membership, TeachingGroup
from alongside.people.models import Person
from alongside.safeguarding.choices import EntryKind
from alongside.safeguarding.models import Entry, Named, Unplaced
from alongside.safeguarding.operations import (
    SafetyConcern,
    add_note,
    add_step,
    close_entry,
    end_naming,
    finish_step,
    name_person,
    place_concern,
    raise_by_name,
    raise_safety_concern,
    write_entry,
)
from alongside.safeguarding.queries import (
    chronology,
    entry_row,
    looks,
    room,
    shared_with,
    to_place,
    who_can_be_named,
)
from alongside.safeguarding.rules import (
    Naming,
    NewEntry,
    NewStep,
    receipt,
    refuse_entry,
    refuse_naming,
    refuse_telling,
)
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.safeguarding.conftest import School, staff
from tests.support.test_actions import ok, refused

SEEN = SafetyConcern("A bruise on the left arm.", world.TODAY)
TOMORROW = world.TODAY + timedelta(days=1)
PLAN = NewEntry(
    "safety_plan", "Runs towards roads.", world.TODAY, "An adult on the road side.", "Bus crew", TOMORROW
)
STAFF = ("senco", "head", "teacher", "office", "lead", "therapist")
OUTSIDERS = (
    "mother", "father", "child", "friend", "senco", "head", "teacher", "office", "administrator", "governor",
    "caseworker", "therapist",
)  # fmt: skip


def told(school: School, who: str = "teacher") -> Entry:
    """A concern of somebody, as the room holds it."""
    ok(raise_safety_concern(school.cast[who], school.around.child.id, SEEN, world.NOW))
    return Entry.everything.order_by("-written_at", "-id")[0]


def page(school: School, who: str, name: str, *parts: Any) -> Any:
    return signed_in(school.cast[who]).get(reverse(f"safeguarding:{name}", args=parts))


def named(school: School, row: Entry, who: str, last: date = TOMORROW) -> Named:
    child, person = school.around.child.id, school.cast[who].person_id
    return ok(name_person(school.lead, child, row.id, Naming(person, "They walk with her.", last), world.NOW))


def on(school: School, who: str, day: date) -> Any:
    """The same person on another day."""
    actor = school.cast[who]
    return type(actor)(
        actor.person_id, actor.role, day, actor.organisation_id, actor.organisation_name, actor.name, True
    )


# ── rules ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("A bruise.", world.TODAY, None),
        (" ", world.TODAY, "safeguarding.empty"),
        ("x" * 10_001, world.TODAY, "safeguarding.long"),
        ("A bruise.", TOMORROW, "safeguarding.day"),
        ("A bruise.", None, "safeguarding.day"),
    ],
)
def test_what_can_be_handed_in(text: str, day: date | None, code: str | None) -> None:
    refusal = refuse_telling(text, day, world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"kind": "concern"}, "safeguarding.kind"),
        ({"text": ""}, "safeguarding.empty"),
        ({"keeps_safe": " "}, "safeguarding.safe"),
        ({"review_on": None}, "safeguarding.review"),
        ({"review_on": world.TODAY}, "safeguarding.review"),
        ({"kind": "record", "review_on": None, "keeps_safe": ""}, None),
    ],
)
def test_what_the_lead_can_write(change: dict[str, Any], code: str | None) -> None:
    refusal = refuse_entry(NewEntry(**{**PLAN.__dict__, **change}), world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("why", "last", "code"),
    [
        ("Walks home with her.", world.TODAY, None),
        ("", TOMORROW, "safeguarding.why"),
        ("Walks home with her.", world.TODAY - timedelta(days=1), "safeguarding.until"),
        ("Walks home with her.", world.TODAY + timedelta(days=400), "safeguarding.too_long"),
    ],
)
def test_until_when_somebody_can_be_named(why: str, last: date, code: str | None) -> None:
    refusal = refuse_naming(Naming(None, why, last), world.TODAY)
    assert (refusal.code if refusal else None) == code


def test_a_receipt_says_nothing() -> None:
    assert receipt(0) == "SG-2222-2222" and receipt(1) != receipt(2)
    assert len({receipt(number) for number in range(2_000)}) == 2_000


# ── who adds, who reads ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("who", STAFF)
def test_all_staff_add_and_nobody_but_the_lead_reads(school: School, who: str) -> None:
    """P6 of the access model: readers are the leads and the named. 2.4.13: write-only, with a receipt."""
    row = told(school, who)
    assert row.receipt.startswith("SG-") and row.writer_name == school.cast[who].name
    assert entry_row(school.lead, row.child_id, row.id) == row
    for other in OUTSIDERS:
        assert entry_row(school.cast[other], row.child_id, row.id) is None, other


def test_no_page_of_the_room_opens_to_anybody_else(school: School) -> None:
    row = told(school)
    for other in OUTSIDERS:
        for name, parts in (
            ("room_entry", (row.child_id, row.id)), ("room", ()), ("room_child", (row.child_id,)), ("room_log", ()),
            ("room_write", (row.child_id,)), ("room_name", (row.child_id, row.id)),
            ("room_close", (row.child_id, row.id)),
        ):  # fmt: skip
            assert page(school, other, name, *parts).status_code == 404, (other, name)


@pytest.mark.parametrize("who", sorted(set(OUTSIDERS) - set(STAFF)))
def test_nobody_else_adds(school: School, who: str) -> None:
    try:
        result = raise_safety_concern(school.cast[who], school.around.child.id, SEEN, world.NOW)
    except NotPermitted:
        result = None
    assert result is None or refused(result) == "not_found"
    assert not Entry.everything.exists()


def test_the_lead_is_told_at_once_and_nothing_of_whom(school: School) -> None:
    """P9: the notice and the letter carry no child."""
    told(school)
    notice = Notice.everything.get(event="safeguarding.raised")
    assert (notice.person_id, notice.child_id, notice.path) == (school.lead.person_id, None, "/safeguarding/")
    assert [one.child_id for one in waiting_for(school.lead) if one.url == "/safeguarding/"] == [None]
    home = text_of(signed_in(school.lead).get("/home/"))
    assert "Somebody raised a concern" in home and "bruise" not in home


def test_sending_it_on_the_page_gives_a_receipt_and_no_way_back(school: School) -> None:
    client, child = signed_in(school.cast["teacher"]), school.around.child.id
    address = reverse("safeguarding:tell_lead", args=[child])
    day = {"happened_on-day": "15", "happened_on-month": "9", "happened_on-year": "2026"}
    answer = client.post(address, {"text": "A bruise.", **day})
    assert answer.status_code == 302 and str(child) not in answer["Location"]
    assert Entry.everything.get().receipt in text_of(client.get(answer["Location"]))
    assert "bruise" not in text_of(client.get(address)) + text_of(client.get(answer["Location"]))
    assert client.post(address, {"text": "", **day}).status_code == 422


# ── the lead's work ─────────────────────────────────────────────────────────────────────────────────────────
def test_the_lead_acts_inside_the_room(school: School) -> None:
    row, child, lead = told(school), school.around.child.id, school.lead
    assert room(lead).children[0].unread == 1
    assert page(school, "lead", "room_entry", child, row.id).status_code == 200
    assert room(lead).children[0].unread == 0
    step = ok(add_step(lead, child, row.id, NewStep("Ring the GP.", TOMORROW), world.NOW))
    assert room(lead).children[0].next_step_on == TOMORROW
    ok(add_note(lead, child, row.id, "The GP will ring back.", world.NOW))
    ok(finish_step(lead, child, row.id, step.id, "Seen on Tuesday.", world.NOW))
    assert refused(finish_step(lead, child, row.id, step.id, "Again.", world.NOW)) == "not_found"
    plan = ok(write_entry(lead, child, PLAN, world.NOW))
    assert room(lead).children[0].look_again_on == TOMORROW
    what = {one.what for one in chronology(lead, child)}
    assert what == {"Concern", "Note", "Done", "Community safety plan"}
    for one in (row, plan):
        ok(close_entry(lead, child, one.id, "Safe now.", world.NOW))
    assert refused(close_entry(lead, child, row.id, "Again.", world.NOW)) == "safeguarding.closed"
    assert (
        refused(add_step(lead, child, row.id, NewStep("More.", TOMORROW), world.NOW)) == "safeguarding.closed"
    )
    assert not room(lead).children and len(room(lead).quiet) == 1
    for name, parts in (
        ("room", ()),
        ("room_child", (child,)),
        ("room_entry", (child, plan.id)),
        ("room_log", ()),
    ):
        assert page(school, "lead", name, *parts).status_code == 200
    assert [one.who for one in looks(lead)] and not looks(school.cast["head"])


def test_words_are_unreadable_in_the_database(school: School) -> None:
    """2.4.23: whoever copies the database reads nothing of it."""
    told(school)
    with connection.cursor() as cursor:
        cursor.execute("select text from safeguarding_entry")
        assert "bruise" not in cursor.fetchone()[0]


# ── being named ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("who", ["teacher", "senco", "head", "office", "therapist", "caseworker", "mother"])
def test_who_is_named_reads_one_entry_until_the_day(school: School, who: str) -> None:
    first, second = told(school), told(school)
    row = named(school, first, who)
    reader = school.cast[who]
    assert entry_row(reader, first.child_id, first.id) and not entry_row(reader, second.child_id, second.id)
    assert [one[1] for one in shared_with(reader)] == [first.id]
    assert not entry_row(on(school, who, TOMORROW + timedelta(days=1)), first.child_id, first.id)
    assert entry_row(on(school, who, TOMORROW), first.child_id, first.id)
    ok(add_note(reader, first.child_id, first.id, "I walk with her.", world.NOW))
    assert page(school, who, "room_entry", first.child_id, first.id).status_code == 200
    assert [one.who for one in looks(school.lead)] == [reader.name]
    ok(end_naming(school.lead, first.child_id, first.id, row.id, world.NOW))
    assert not entry_row(reader, first.child_id, first.id)
    assert page(school, who, "room_entry", first.child_id, first.id).status_code == 404


def test_being_named_is_told_by_the_event_alone(school: School) -> None:
    named(school, told(school), "mother")
    notice = Notice.everything.get(event="safeguarding.named")
    assert notice.child_id is None and notice.path == "/safeguarding/shared/"
    home = text_of(signed_in(school.around.mother).get("/home/"))
    assert "shared with you in confidence" in home and "bruise" not in home


def test_only_those_who_know_the_child_can_be_named(school: School) -> None:
    """2.1: a restriction beats every grant; an advocate stays unknown to staff (2.4.19)."""
    row, child = told(school), school.around.child
    father = Person.everything.get(pk=school.around.father.person_id)
    world.restrict(child, father, RestrictionKind.PROPOSED)
    able = {one.person_id for one in who_can_be_named(school.lead, child.id)}
    can = {"mother", "child", "senco", "head", "teacher", "office", "therapist", "caseworker"}
    assert able == {school.cast[who].person_id for who in can}
    for who in ("father", "friend", "administrator", "governor", "lead"):
        result = name_person(
            school.lead, child.id, row.id, Naming(school.cast[who].person_id, "x", TOMORROW), world.NOW
        )
        assert refused(result) == "safeguarding.not_them"


def test_a_restriction_takes_it_from_who_is_named(school: School) -> None:
    """P2: adding a restriction never adds, and takes away at once."""
    row, child = told(school), school.around.child
    named(school, row, "mother")
    world.restrict(child, Person.everything.get(pk=school.around.mother.person_id), RestrictionKind.PROPOSED)
    assert not entry_row(school.around.mother, child.id, row.id) and not shared_with(school.around.mother)


# ── conflict of interest ────────────────────────────────────────────────────────────────────────────────────
def _as_relative(school: School) -> None:
    person = Person.everything.get(pk=school.lead.person_id)
    world.stands(school.around.child, StandingKind.PARENT, person=person, relationship="father")


def _as_teacher(school: School) -> None:
    person = Person.everything.get(pk=school.lead.person_id)
    world.teaches(person, TeachingGroup.objects.get(organisation=school.around.school))


def _on_record(school: School) -> None:
    person = Person.everything.get(pk=school.lead.person_id)
    world.restrict(school.around.child, person, RestrictionKind.CONFLICT)


@pytest.mark.parametrize("make", [_as_relative, _as_teacher, _on_record])
@pytest.mark.parametrize("by_name", [False, True])
def test_a_lead_in_conflict_reads_nothing_and_nothing_is_lost(
    school: School, make: Any, by_name: bool
) -> None:
    """2.5, 2.4.13: the concern goes to another lead, and where there is none the head is named for it."""
    make(school)
    child = school.around.child.id
    if by_name:
        ok(raise_by_name(school.cast["office"], "amira kowalska", SEEN, world.NOW))
    else:
        ok(raise_safety_concern(school.cast["teacher"], child, SEEN, world.NOW))
    row = Entry.everything.get()
    assert entry_row(school.lead, child, row.id) is None
    assert not room(school.lead).children and not to_place(school.lead) and not waiting_for(school.lead)
    assert page(school, "lead", "room_child", child).status_code == 404
    assert refused(write_entry(school.lead, child, PLAN, world.NOW)) == "not_found"
    assert entry_row(school.cast["head"], child, row.id)
    assert not Notice.everything.filter(person_id=school.lead.person_id).exists()
    deputy = staff(school.around, "Deputy", Role.SAFEGUARDING_LEAD)
    assert entry_row(deputy, child, row.id)
    ok(raise_safety_concern(school.cast["teacher"], child, SEEN, world.NOW))
    assert Named.everything.count() == 1, "with a lead who may read it, nobody is named by itself"


def test_where_there_is_nobody_it_says_so(school: School) -> None:
    for row in Membership.everything.filter(role__in=[Role.SAFEGUARDING_LEAD, Role.HEAD]):
        world.changed(row, ends_on=world.TODAY)
    result = raise_safety_concern(school.cast["teacher"], school.around.child.id, SEEN, world.NOW)
    assert refused(result) == "safeguarding.nobody" and not Entry.everything.exists()


# ── about a child one does not work with ────────────────────────────────────────────────────────────────────
def test_by_name_answers_alike_and_waits_for_the_lead(school: School) -> None:
    """P4: whether the school has such a child is not told."""
    office, lead = school.cast["office"], school.lead
    for name in ("Amira Kowalska", "No Such Child"):
        assert ok(raise_by_name(office, name, SEEN, world.NOW)).startswith("SG-")
    assert not Entry.everything.exists()
    assert {one.about for one in to_place(lead)} == {"Amira Kowalska", "No Such Child"}
    known = Unplaced.everything.get(candidate__isnull=False)
    assert page(school, "lead", "room_place", known.pk).status_code == 200
    assert page(school, "head", "room_place", known.pk).status_code == 404
    row = ok(place_concern(lead, known.pk, school.around.child.id, world.NOW))
    assert (row.text, row.kind, row.writer_name) == (SEEN.text, EntryKind.CONCERN, office.name)
    assert refused(place_concern(lead, known.pk, school.around.child.id, world.NOW)) == "not_found"
    stranger = world.make_child("Far", "Away")
    other = to_place(lead)[0]
    assert refused(place_concern(lead, other.id, stranger.id, world.NOW)) == "not_found"


# ── moving school ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_room_stays_with_its_setting(school: School) -> None:
    """2.5: the file goes from lead to lead, apart; a new setting does not inherit the room."""
    row, child = told(school), school.around.child
    new = world.make_setting("Far School")
    world.stands(child, StandingKind.ATTENDS, organisation=new)
    person = world.make_person("New", "Lead")
    world.joins(person, new, Role.SAFEGUARDING_LEAD)
    lead = world.acting(person, Role.SAFEGUARDING_LEAD, new)
    assert entry_row(lead, child.id, row.id) is None and not room(lead).children and not looks(lead)
    assert entry_row(school.lead, child.id, row.id)


def test_the_audit_of_the_child_says_nothing(school: School) -> None:
    """The ledger keeps who did what, without the child: a child's audit travels in a bundle."""
    named(school, told(school), "mother")
    kept = AuditEntry.objects.filter(verb__startswith="safeguarding")
    assert kept.count() == 2 and not kept.filter(child_id__isnull=False).exists()
    assert not AuditEntry.objects.filter(child_id=school.around.child.id, verb__contains="notice").exists()
