"""One operation: all of it with its record, or none of it."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.access.actor import SystemActor
from alongside.children.models import Child
from alongside.kernel.refusal import Refusal
from alongside.ledger import triggers
from alongside.ledger.models import AuditEntry
from alongside.ledger.sealing import broken_seals, seal
from alongside.ledger.unit import NothingRecorded, unit_of_work
from tests.makers import world

pytestmark = pytest.mark.django_db
SYSTEM = SystemActor("test", world.TODAY)


def _rename(child: Child) -> None:
    child.given_name = "Renamed"
    child.save()


def _name(child: Child) -> str:
    return Child.everything.get(pk=child.pk).given_name


def test_an_operation_that_records_nothing_rolls_back() -> None:
    child = world.make_child()
    with pytest.raises(NothingRecorded), unit_of_work(SYSTEM, "child.rename", world.NOW):
        _rename(child)
    assert _name(child) == "Amira"


def test_a_refusal_undoes_what_was_written() -> None:
    child = world.make_child()
    with unit_of_work(SYSTEM, "child.rename", world.NOW) as unit:
        _rename(child)
        unit.record("child.renamed", child)
        unit.refuse(Refusal("no", "Not today."))
    assert _name(child) == "Amira"
    assert not AuditEntry.objects.filter(verb="child.renamed").exists()


def test_an_error_undoes_the_change_and_its_record() -> None:
    child = world.make_child()
    with pytest.raises(ZeroDivisionError), unit_of_work(SYSTEM, "child.rename", world.NOW) as unit:
        _rename(child)
        unit.record("child.renamed", child)
        raise ZeroDivisionError
    assert _name(child) == "Amira"


def test_the_record_says_who_what_and_when() -> None:
    child = world.make_child()
    with unit_of_work(SYSTEM, "child.rename", world.NOW) as unit:
        _rename(child)
        unit.record(
            "child.renamed",
            child,
            child_id=child.id,
            before={"edition": 1},
            after={"edition": 2},
            why="asked",
        )
    entry = AuditEntry.objects.get(verb="child.renamed")
    assert (entry.child_id, entry.actor_role, entry.after, entry.why) == (
        child.id,
        "system",
        {"edition": 2},
        "asked",
    )


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_record(change: str) -> None:
    world.make_child()
    entries = AuditEntry.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        entries.update(verb="child.read") if change == "update" else entries.delete()


def test_a_seal_shows_every_kind_of_rewriting() -> None:
    for given in ("Amira", "Theo", "Sam"):
        world.make_child(given)
    assert seal(world.NOW) is not None
    assert seal(world.NOW) is None, "nothing new: nothing to seal"
    assert broken_seals() == []
    with connection.cursor() as cursor:
        triggers.lift(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    entry = AuditEntry.objects.order_by("id")[1]
    for tampering in (
        lambda: AuditEntry.objects.filter(pk=entry.pk).update(why="rewritten"),
        lambda: AuditEntry.objects.filter(pk=entry.pk).delete(),
    ):
        tampering()
        assert broken_seals()
        entry.save()
        assert broken_seals() == []
