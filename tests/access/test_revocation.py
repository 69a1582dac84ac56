"""What is taken away is gone with the next request of a session that is already open (ASVS 8.3.2, trust 2.5)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db.models import Model

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import RestrictionKind, StandingKind
from alongside.children.models import GroupPlace, Standing
from alongside.ledger.unit import unit_of_work
from alongside.organisations.models import GroupStaff, Membership
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


def _end(model: type[Model], **which: object) -> None:
    """End a row today: from today on it no longer holds."""
    with unit_of_work(SystemActor("test", world.TODAY), "test.end", world.NOW) as unit:
        ended = model.everything.filter(**which)  # type: ignore[attr-defined]
        assert ended.update(ends_on=world.TODAY)
        unit.record("test.ended", ended.first())


def _end_family(around: Around) -> None:
    _end(Standing, child=around.child, person=around.father_person)


def _restrict(kind: RestrictionKind) -> Callable[[Around], None]:
    def restrict(around: Around) -> None:
        world.restrict(around.child, around.father_person, kind)

    return restrict


def _end_post(around: Around) -> None:
    _end(Membership, person_id=around.senco.person_id)


def _end_school(around: Around) -> None:
    _end(Standing, child=around.child, kind=StandingKind.ATTENDS)


def _end_place(around: Around) -> None:
    _end(GroupPlace, child=around.child)


def _end_teaching(around: Around) -> None:
    _end(GroupStaff, person_id=around.teacher.person_id)


WAYS: dict[str, tuple[str, Callable[[Around], None]]] = {
    "a family standing ends": ("father", _end_family),
    "a court order comes": ("father", _restrict(RestrictionKind.COURT_ORDER)),
    "a restriction is only proposed": ("father", _restrict(RestrictionKind.PROPOSED)),
    "a post ends": ("senco", _end_post),
    "the child leaves the school": ("senco", _end_school),
    "the child leaves the class": ("teacher", _end_place),
    "the teacher leaves the class": ("teacher", _end_teaching),
}
PAGES = ("", "plan/", "passport/", "my-part/")


@pytest.mark.parametrize("way", WAYS)
def test_the_next_request_is_refused(way: str) -> None:
    around = amira_and_hers()
    who, take_away = WAYS[way]
    client = signed_in(getattr(around, who))
    address = f"/children/{around.child.id}/"
    assert client.get(address).status_code == 200
    take_away(around)
    for page in PAGES:
        assert client.get(address + page).status_code == 404, page
    assert b"Amira" not in client.get("/home/").content


@pytest.mark.parametrize("days", [0, 1])
def test_a_class_teacher_sees_a_child_from_the_first_day_to_the_last(days: int) -> None:
    """Half-open: a place until a day holds up to the evening before it."""
    around = amira_and_hers()
    with unit_of_work(SystemActor("test", world.TODAY), "test.end", world.NOW) as unit:
        GroupPlace.everything.filter(child=around.child).update(
            starts_on=world.TODAY, ends_on=world.TODAY + timedelta(days=1)
        )
        unit.record("test.ended", around.child)
    client = signed_in(around.teacher)
    with clock.moved_to(world.NOW + timedelta(days=days)):
        expected = 200 if days == 0 else 404
        assert client.get(f"/children/{around.child.id}/").status_code == expected
    with clock.moved_to(world.NOW - timedelta(days=1)):
        assert client.get(f"/children/{around.child.id}/").status_code == 404


def test_a_colleague_keeps_what_another_loses() -> None:
    around = amira_and_hers()
    head: Actor = around.head
    client = signed_in(head)
    _end_post(around)
    assert client.get(f"/children/{around.child.id}/").status_code == 200
