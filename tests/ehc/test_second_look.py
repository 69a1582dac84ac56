"""Nobody of a council reaches a child by making up a request: two people, before a record opens (trust 2.4.20)."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.access.choices import Role
from alongside.children.models import Standing
from alongside.ehc.models import Case, SecondLook
from alongside.ehc.operations.unverified import Confirmed, take_in_unverified
from alongside.ehc.queries.second_look import looks, waiting_for
from alongside.ehc.rules.second_look import Looked, refuse_second
from alongside.ledger.models import AuditEntry
from alongside.notices.models import Notice
from tests.ehc.conftest import Area
from tests.ehc.test_unverified import sent
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

ONE, TWO = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (Looked(ONE, False), Looked(ONE, False), "look.same"),
        (Looked(ONE, True), Looked(ONE, True), "look.same"),
        (Looked(ONE, False), Looked(None, True), "look.same"),
        (Looked(ONE, False), Looked(TWO, False), "look.manager"),
        (Looked(ONE, False), Looked(TWO, True), None),
        (Looked(ONE, True), Looked(TWO, False), None),
        (Looked(ONE, True), Looked(TWO, True), None),
    ],
)
def test_two_people_one_of_them_a_manager(first: Looked, second: Looked, code: str | None) -> None:
    refusal = refuse_second(first, second)
    assert (refusal.code if refusal else None) == code


def test_a_request_that_one_person_confirms_opens_no_record_that_is_here(area: Area) -> None:
    """ASVS 2.3.5: a caseworker could send a request on the open page and confirm it alone. A manager is asked; the
    clock runs from the moment it was sent, whoever confirms it when."""
    other = world.make_child("Ada", "Okoro")
    row = sent(area, child_given_name="Ada", child_family_name="Okoro", child_born_on=other.born_on)
    said = Confirmed("I called the school.", other.id)
    first = ok(take_in_unverified(area.caseworker, row.id, said, world.NOW))
    assert isinstance(first, SecondLook)
    assert not Standing.everything.filter(child=other, organisation=area.council).exists()
    assert not Case.everything.filter(child=other).exists()
    assert refused(take_in_unverified(area.caseworker, row.id, said, world.NOW)) == "look.same"
    assert [one.name for one in looks(area.manager, f"/cases/unverified/{row.id}/")] == [other.full_name]
    (one,) = waiting_for(area.manager)
    assert area.caseworker.name in one.why and waiting_for(area.caseworker) == []
    assert Notice.everything.filter(person_id=area.manager.person_id, event="case.unverified").exists()
    shown = text_of(signed_in(area.manager).get(one.url))
    assert "I called the school" in shown and "If you are sure too" in shown
    assert "I called the school. ." not in shown
    assert "I called the school.." not in shown
    case = ok(take_in_unverified(area.manager, row.id, said, world.NOW + timedelta(hours=2)))
    assert isinstance(case, Case) and case.received_at == row.received_at
    assert waiting_for(area.manager) == []
    why = AuditEntry.objects.filter(child_id=other.id, verb="council.may_know")
    assert why.count() == 1, "who confirmed, and why, is in the child's record"


def test_a_colleague_of_another_council_or_whose_own_child_it_is_reads_nothing_of_it(area: Area) -> None:
    other = world.make_child("Ada", "Okoro")
    row = sent(area, child_given_name="Ada", child_family_name="Okoro", child_born_on=other.born_on)
    ok(take_in_unverified(area.caseworker, row.id, Confirmed("Called", other.id), world.NOW))
    away = world.make_council("Upshire Council")
    person = world.make_person("Una", "Away")
    world.joins(person, away, Role.SEND_MANAGER)
    assert looks(world.acting(person, Role.SEND_MANAGER, away)) == ()
