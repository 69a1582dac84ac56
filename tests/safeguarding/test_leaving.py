"""A lead steps back from a child in a conflict of interest; the file goes to the next setting against a receipt."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role
from alongside.children.models import Restriction
from alongside.ledger.models import AuditEntry
from alongside.organisations.models import Membership
from alongside.safeguarding.models import Entry, Named, Step
from alongside.safeguarding.operations import hand_over, raise_safety_concern, step_back
from alongside.safeguarding.operations.telling import SafetyConcern
from alongside.safeguarding.queries import entry_row
from alongside.safeguarding.rules import CONFIRMED_WITHIN, HandOver, refuse_hand_over
from tests.journeys.school import assert_good_pdf
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.safeguarding.conftest import School, staff
from tests.support.test_actions import ok, refused

WHY, SAID = "His sister is my wife.", "Came in without a coat."
GIVEN = HandOver("Hill Academy", "Jo Marsh", "by hand", world.TODAY)


def told(school: School) -> Entry:
    ok(
        raise_safety_concern(
            school.cast["teacher"], school.around.child.id, SafetyConcern(SAID, world.TODAY), world.NOW
        )
    )
    return Entry.everything.get()


def test_who_steps_back_reads_nothing_and_the_head_takes_over(school: School) -> None:
    """2.4.13: nothing that is open is lost; why stays in the room, and the audit of the child says nothing."""
    row, child_id = told(school), school.around.child.id
    audit = AuditEntry.objects.filter(child_id=child_id).count()
    ok(step_back(school.lead, child_id, WHY, world.NOW))
    assert entry_row(school.lead, child_id, row.pk) is None
    for name in ("room_child", "room_write", "room_step_back", "room_hand_over", "room_file"):
        address = reverse(f"safeguarding:{name}", args=[child_id])
        assert signed_in(school.lead).get(address).status_code == 404, name
    assert {one.person_id for one in Named.everything.all()} == {school.cast["head"].person_id}
    assert entry_row(school.cast["head"], child_id, row.pk)
    assert WHY not in Restriction.everything.get().evidence
    assert AuditEntry.objects.filter(child_id=child_id).count() == audit


def test_another_lead_goes_on_and_nobody_is_named(school: School) -> None:
    row, child_id = told(school), school.around.child.id
    deputy = staff(school.around, "Deputy", Role.SAFEGUARDING_LEAD)
    client = signed_in(school.lead)
    address = reverse("safeguarding:room_step_back", args=[child_id])
    assert "you read nothing about this child" in text_of(client.get(address))
    assert client.post(address, {"text": ""}).status_code == 422
    assert "You have stepped back" in text_of(client.post(address, {"text": WHY}, follow=True))
    assert entry_row(deputy, child_id, row.pk) and not Named.everything.exists()
    assert WHY in text_of(signed_in(deputy).get(reverse("safeguarding:room_child", args=[child_id])))


def test_nobody_steps_back_from_a_child_who_would_have_nobody(school: School) -> None:
    for row in Membership.everything.filter(role=Role.HEAD):
        world.changed(row, ends_on=world.TODAY)
    assert (
        refused(step_back(school.lead, school.around.child.id, WHY, world.NOW)) == "safeguarding.nobody_else"
    )
    assert not Restriction.everything.exists() and not Entry.everything.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None), ({"setting": " "}, "safeguarding.setting"), ({"person": ""}, "safeguarding.to"),
        ({"how": ""}, "safeguarding.how"), ({"on": None}, "safeguarding.day"),
        ({"on": world.TODAY + CONFIRMED_WITHIN}, "safeguarding.day"),
    ],
)  # fmt: skip
def test_what_handing_over_says(change: dict[str, Any], code: str | None) -> None:
    refusal = refuse_hand_over(replace(GIVEN, **change), world.TODAY)
    assert (refusal.code if refusal else None) == code


def test_the_file_goes_with_a_receipt_and_its_confirmation_is_awaited(school: School) -> None:
    """KCSIE: apart from the pupil's file; to whom and when is kept, and that they have it is something to do."""
    told(school)
    client, child_id = signed_in(school.lead), school.around.child.id
    answer = client.get(reverse("safeguarding:room_file", args=[child_id]))
    assert "Amira" not in answer["Content-Disposition"]
    assert_good_pdf(answer.content)
    ok(hand_over(school.lead, child_id, GIVEN, world.NOW))
    step = Step.everything.get()
    assert step.due_on == world.TODAY + CONFIRMED_WITHIN and "Hill Academy" in step.what
    page = text_of(client.get(reverse("safeguarding:room_child", args=[child_id])))
    assert "The file went to Jo Marsh, Hill Academy: by hand. Number of the receipt: SG-" in page
    for who in ("senco", "head", "teacher", "mother"):
        for name in ("room_file", "room_hand_over", "room_step_back"):
            address = reverse(f"safeguarding:{name}", args=[child_id])
            assert signed_in(school.cast[who]).get(address).status_code in (403, 404), (who, name)
