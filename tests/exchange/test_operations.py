"""Bringing children in: proposed, reviewed, brought in whole, taken back whole (O3, O11)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child, GroupPlace, Identifier, SenEntry, Standing
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.exchange.models import ProposedChange
from alongside.exchange.operations import commit_import, decide, map_columns, start_import, undo_import
from alongside.kernel.refusal import Refusal
from alongside.people.models import Person
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, write_words
from tests.makers import world

pytestmark = pytest.mark.django_db
HEADER = "UPN,Surname,Forename,DOB,Year,Class,SEN Status,Contact 1 Name,Contact 1 Relationship,Contact 1 PR\n"
CLASS = (
    HEADER + "P831200125001,KOWALSKA,AMIRA,04/05/2018,3,3W,SEN Support,Nadia Kowalska,Mother,Y\n"
    ",Marsh,Theo,01/02/2011,10,,N,,,\n"
    ",Nobody,Nell,31/02/2015,5,5A,N,,,\n"
)


def _ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


@pytest.fixture
def office() -> Any:
    setting = world.make_setting()
    return world.acting(world.make_person("Jo", "Office"), Role.OFFICE, setting)


def bring_in(actor: Any, text: str = CLASS) -> Any:
    batch = _ok(start_import(actor, "class.csv", text.encode(), world.NOW))
    assert batch.state == ImportState.PROPOSED
    return _ok(commit_import(actor, batch.id, world.NOW))


def _kinds(batch: Any) -> dict[str, int]:
    return dict(batch.counts)


def test_each_row_is_accepted_or_refused_with_line_and_reason(office: Any) -> None:
    batch = _ok(start_import(office, "class.csv", CLASS.encode(), world.NOW))
    assert _kinds(batch) == {ChangeKind.NEW: 2, ChangeKind.REFUSED: 1}
    refused = ProposedChange.everything.get(batch=batch, kind=ChangeKind.REFUSED)
    assert refused.line == 4 and refused.problems[0]["message"] and refused.problems[0]["what_to_do"]
    assert not Child.everything.exists(), "nothing is brought in before it is reviewed"


def test_bringing_in_makes_the_child_and_who_stands_by_them(office: Any) -> None:
    bring_in(office)
    amira = Child.objects.permitting(office, Permission.PUPILS_IMPORT).get(given_name="Amira")
    assert (amira.family_name, amira.nc_year, amira.sen_provision) == ("Kowalska", "3", "K")
    assert GroupPlace.everything.get(child=amira).group_id
    assert Identifier.everything.get(child=amira).value == "P831200125001"
    mother = Standing.everything.get(child=amira, person__isnull=False)
    assert mother.kind == StandingKind.PARENT
    assert SenEntry.everything.filter(child=amira, provision="K").count() == 1


def test_the_same_file_twice_changes_nothing(office: Any) -> None:
    bring_in(office)
    before = (Child.everything.count(), Person.everything.count(), Standing.everything.count())
    again = _ok(start_import(office, "class.csv", CLASS.encode(), world.NOW))
    assert _kinds(again) == {ChangeKind.SAME: 1, ChangeKind.ASK: 1, ChangeKind.REFUSED: 1}
    _ok(commit_import(office, again.id, world.NOW))
    assert (Child.everything.count(), Person.everything.count(), Standing.everything.count()) == before


def test_a_thousand_children_of_one_name_are_never_merged(office: Any) -> None:
    rows = "".join(
        f",Smith,David,0{1 + n % 9}/0{1 + n // 9 % 9}/20{10 + n // 81},,,,,,\n" for n in range(1000)
    )
    batch = bring_in(office, HEADER + rows)
    assert batch.counts == {ChangeKind.NEW: 1000}
    assert Child.everything.filter(family_name="Smith").count() == 1000


def test_a_number_does_not_reach_a_child_of_another_setting(office: Any) -> None:
    bring_in(office)
    other = world.acting(world.make_person("Al", "Other"), Role.OFFICE, world.make_setting("Harbour School"))
    batch = bring_in(other)
    assert batch.counts[ChangeKind.NEW] == 2, "exactly what it would say if nobody had the number"
    assert Child.objects.permitting(other, Permission.PUPILS_IMPORT).count() == 2
    assert Child.everything.count() == 4


def test_a_name_and_birth_date_alone_are_a_question(office: Any) -> None:
    bring_in(office)
    again = _ok(
        start_import(office, "x.csv", (HEADER + ",Marsh,Theo,01/02/2011,11,,K,,,\n").encode(), world.NOW)
    )
    asked = ProposedChange.everything.get(batch=again, kind=ChangeKind.ASK)
    assert not asked.accepted
    _ok(decide(office, again.id, asked.id, "same", world.NOW))
    _ok(commit_import(office, again.id, world.NOW))
    assert Child.everything.get(given_name="Theo").nc_year == "11"


def test_undo_restores_what_was_there(office: Any) -> None:
    first = bring_in(office)
    changed = bring_in(office, CLASS.replace(",3,3W,", ",4,4B,"))
    assert Child.everything.get(given_name="Amira").nc_year == "4"
    _ok(undo_import(office, changed.id, world.NOW))
    assert Child.everything.get(given_name="Amira").nc_year == "3"
    _ok(undo_import(office, first.id, world.NOW))
    assert not Child.everything.exists()
    assert Person.everything.count() == 1, "only the person who did it"


def test_undo_is_refused_after_90_days_and_when_words_were_written(office: Any) -> None:
    batch = bring_in(office)
    late = replace(office, on=world.TODAY + timedelta(days=91))
    assert undo_import(late, batch.id, world.NOW).code == "import.too_late"  # type: ignore[union-attr]
    child = Child.everything.get(given_name="Amira")
    senco = replace(office, role=Role.SENCO)
    _ok(write_words(senco, child.id, NewWords("good-at", "Drawing", Voice.CHILD, Gathered.SAID), world.NOW))
    refused = undo_import(office, batch.id, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "import.in_use"
    assert Child.everything.count() == 2, "nothing is undone by halves"


def test_columns_are_corrected_once_and_remembered(office: Any) -> None:
    odd = "Kid,Family,Came into the world\nAmira,Kowalska,04/05/2018\n"
    batch = _ok(start_import(office, "odd.csv", odd.encode(), world.NOW))
    assert batch.state == ImportState.READ
    keys = [key for key, *_ in batch.mapping]
    chosen = dict(zip(keys, ("given_name", "family_name", "born_on"), strict=True))
    mapped = _ok(map_columns(office, batch.id, chosen, world.NOW))
    assert mapped.counts == {ChangeKind.NEW: 1}
    again = _ok(start_import(office, "odd2.csv", odd.encode(), world.NOW))
    assert again.state == ImportState.PROPOSED


def test_a_contact_without_stated_responsibility_is_no_parent(office: Any) -> None:
    rows = ",A,B,01/01/2015,,,,Gran Smith,Grandmother,\n,C,D,01/01/2015,,,,Mr Next Door,Neighbour,N\n"
    bring_in(office, HEADER + rows)
    kinds = list(Standing.everything.filter(person__isnull=False).values_list("kind", flat=True))
    assert kinds == [StandingKind.CARER]


def test_what_waits_for_review_holds_no_contact_in_plain_text(office: Any) -> None:
    batch = _ok(start_import(office, "class.csv", CLASS.encode(), world.NOW))
    change = ProposedChange.everything.filter(batch=batch).order_by("line").first()
    assert "Nadia" not in str(change.row) and "Nadia" in change.private  # type: ignore[union-attr]


def test_two_people_bring_the_same_import_in_once(office: Any) -> None:
    batch = bring_in(office)
    assert isinstance(commit_import(office, batch.id, world.NOW), Refusal)
