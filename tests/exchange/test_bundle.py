"""The whole child as one open file: nothing lost on the way, and nothing half done (O3, moving on)."""

import argparse
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from alongside.access.choices import StandingKind
from alongside.access.guarded import GuardedModel
from alongside.children.models import Child, Identifier, Standing
from alongside.exchange.bundle import archive
from alongside.exchange.bundle.making import schema
from alongside.exchange.bundle.operations import BroughtIn, bring_in, make_bundle
from alongside.exchange.bundle.parts import LEFT_BEHIND, PARTS, columns, pointers
from alongside.kernel.ids import new_id
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import looks_at
from alongside.ledger.models import AuditEntry
from alongside.organisations.models import Organisation
from alongside.platform import clock
from alongside.voice.models import Statement
from config.commands import bundle
from tests.makers import world

Record = dict[str, list[dict[str, Any]]]
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


# ── which tables travel ─────────────────────────────────────────────────────────────────────────────────────
def test_every_table_about_people_travels_or_says_why_not() -> None:
    guarded = {model._meta.label for model in apps.get_models() if issubclass(model, GuardedModel)}
    travels = {part.model._meta.label for part in PARTS}
    assert guarded - travels == set(LEFT_BEHIND), "write it in exchange/bundle/parts.py"
    assert all(LEFT_BEHIND.values())


def test_nothing_points_to_what_stays_behind() -> None:
    for part in PARTS:
        pointers(part)


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def amira(demo_area: None) -> Child:
    found: Child = Child.everything.get(given_name="Amira", family_name="Kowalska")
    return found


@pytest.fixture
def special_school(amira: Child) -> Organisation:
    """Another setting, where she goes."""
    return Organisation.objects.create(name="Brookside School", kind="setting")


def made(child_id: UUID) -> bytes:
    content = make_bundle(child_id, "She moves to Brookside.", clock.now())
    assert isinstance(content, bytes)
    return content


def record_in(content: bytes) -> Record:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        found: Record = json.loads(held.read("record.json"))
    return found


def rewritten(content: bytes, change: Callable[[Record], Any]) -> bytes:
    """The bundle with its record changed, and a manifest that agrees with it: what a forger would send."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        about = json.loads(held.read("manifest.json"))
        members = {name: held.read(name) for name in about.pop("members")}
    record = json.loads(members["record.json"])
    record = change(record) or record
    members["record.json"] = json.dumps(record).encode()
    return archive.packed(about, members)


def elsewhere(content: bytes, ids: dict[str, str]) -> bytes:
    """The bundle as if it came from another installation: every row has another id, every number is another."""

    def rename(record: Record) -> Record:
        for identifier in record["identifiers"]:
            identifier["value"] = "".join(reversed(identifier["value"]))
        text = _ID.sub(lambda found: ids.setdefault(found[0], str(new_id())), json.dumps(record))
        renamed: Record = json.loads(text)
        return renamed

    return rewritten(content, rename)


def test_nothing_is_lost_on_the_way(amira: Child, special_school: Organisation) -> None:
    """Made, brought in, made again: the same rows, but for what ends and begins with the move."""
    ids: dict[str, str] = {}
    sent = elsewhere(made(amira.pk), ids)
    arrived = bring_in(sent, special_school, clock.now())
    assert isinstance(arrived, BroughtIn), arrived
    before, after = record_in(sent), record_in(made(arrived.child_id))
    for part in PARTS:
        if part.name in ("organisations", "groups", "standings", "changes"):
            continue
        at_home = _home_again(before[part.name], ids)
        assert _sorted(at_home) == _sorted(_home_again(after[part.name], ids)), part.name
    for name in (
        "statements",
        "statement-history",
        "agreements",
        "looks",
        "messages",
        "meetings",
        "deliveries",
    ):
        assert before[name], f"the demo area has none: {name} would prove nothing"
    assert {row["digest"] for row in before["files"]} == {row["digest"] for row in after["files"]}
    assert len(after["changes"]) == len(before["changes"]) + 1  # that it was brought in


def _home_again(rows: list[dict[str, Any]], ids: dict[str, str]) -> list[dict[str, Any]]:
    """Settings and classes that are here already keep the ids they have here."""
    names = {new: old for old, new in ids.items()}
    found: list[dict[str, Any]] = json.loads(_ID.sub(lambda id_: names.get(id_[0], id_[0]), json.dumps(rows)))
    return found


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def test_places_end_with_the_move_and_the_family_stays(amira: Child, special_school: Organisation) -> None:
    arrived = bring_in(elsewhere(made(amira.pk), {}), special_school, clock.now())
    assert isinstance(arrived, BroughtIn)
    today = clock.today()
    live = [
        row
        for row in Standing.everything.filter(child_id=arrived.child_id)
        if row.starts_on <= today and (row.ends_on is None or row.ends_on > today)
    ]
    assert {row.organisation_id for row in live if row.kind == "attends"} == {special_school.pk}
    assert not [row for row in live if row.kind in ("lead_worker", "invited", "maintains")]
    assert [row for row in live if row.kind == "parent"]


def _command(file: Path, *more: str) -> int:
    chosen = ["bundle", "bring-in", str(file), "--setting", "Brookside School", *more]
    parser = argparse.ArgumentParser()
    bundle.register(parser.add_subparsers())
    return int(bundle.run_bring_in(parser.parse_args(chosen)))


def test_whom_it_lets_in_is_read_before_anything_is_written(
    amira: Child, special_school: Organisation, tmp_path: Path, capsys: Any, monkeypatch: Any
) -> None:
    """Moving on: a bundle is made elsewhere, so a person here sees who comes with it and who is kept out."""
    monkeypatch.setattr(bundle.start, "load", lambda: None)
    monkeypatch.setattr(bundle.start, "prepare_database", lambda: None)
    uncle = world.make_person("Otto", "Barred")
    world.stands(amira, StandingKind.CARER, person=uncle, relationship="uncle")
    world.restrict(amira, uncle)
    file = tmp_path / "amira.zip"
    file.write_bytes(elsewhere(made(amira.pk), {}))
    rows = AuditEntry.objects.count()
    assert _command(file) == 0
    printed = capsys.readouterr().out
    for line in (
        "Nadia Kowalska, mother, parent with parental responsibility",
        "Marcus Bailey, adviser, Merefield Family Advice, invited by the family to stand beside them",
        "Otto Barred, uncle, parent or carer without parental responsibility (a restriction keeps",
        "Otto Barred: court order",
        "Nothing was changed.",
    ):
        assert f"{line}" in printed, printed
    assert "lead worker" not in printed and AuditEntry.objects.count() == rows
    assert _command(file, "--yes") == 0
    assert AuditEntry.objects.filter(verb="child.brought_in").count() == 1
    assert _command(file) == 0
    assert "brought in before" in capsys.readouterr().out


def test_the_same_bundle_twice_changes_nothing(amira: Child, special_school: Organisation) -> None:
    sent = elsewhere(made(amira.pk), {})
    bring_in(sent, special_school, clock.now())
    rows = AuditEntry.objects.count()
    again = bring_in(sent, special_school, clock.now())
    assert isinstance(again, BroughtIn)
    assert again.again
    assert AuditEntry.objects.count() == rows


def test_a_child_who_is_here_is_not_brought_in(amira: Child, special_school: Organisation) -> None:
    refusal = bring_in(made(amira.pk), special_school, clock.now())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "bundle.here"


def test_a_number_that_is_here_is_said_before_anything_is_done(
    amira: Child, special_school: Organisation
) -> None:
    sent = elsewhere(made(amira.pk), {})
    value = Identifier.everything.filter(child=amira).first().value
    sent = rewritten(sent, lambda record: record["identifiers"][0].update(value=value))
    refusal = bring_in(sent, special_school, clock.now())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "bundle.number"


def test_the_family_sees_that_it_was_copied_and_why(amira: Child) -> None:
    made(amira.pk)
    entry = AuditEntry.objects.filter(child_id=amira.pk).latest("id")
    assert (entry.verb, entry.why) == ("child.bundled", "She moves to Brookside.")
    assert looks_at(amira.pk, limit=1)[0].permission == "child.bundle"
    assert isinstance(make_bundle(amira.pk, "  ", clock.now()), Refusal)
    assert isinstance(make_bundle(world.an_id(), "A reason.", clock.now()), Refusal)


def test_a_person_can_read_it(amira: Child) -> None:
    """An index with the words and whose they are; what the child keeps to themselves is not on it."""
    with zipfile.ZipFile(io.BytesIO(made(amira.pk))) as held:
        index = held.read("index.html").decode()
        assert "plans/1.html" in held.namelist()
        published = json.loads(held.read("schema.json"))
    assert "What was said" in index
    assert published == schema()
    private = Statement.everything.filter(child=amira, audience="private")
    assert all(row.text not in index for row in private)


# ── damaged and hostile ─────────────────────────────────────────────────────────────────────────────────────
def a_zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made_here:
        for name, content in members.items():
            made_here.writestr(name, content)
    return held.getvalue()


def a_manifest(members: dict[str, bytes], **about: Any) -> bytes:
    listed = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in members.items()
    }
    return json.dumps({"form": archive.FORM, "version": 1, **about, "members": listed}).encode()


RECORD = {"record.json": b"{}"}
FILES: dict[str, bytes] = {
    "nothing": b"",
    "a text": b"Dear Sir or Madam",
    "a zip of something else": a_zip({"letter.txt": b"hello"}),
    "a manifest that is no list": a_zip({"manifest.json": b"[]"}),
    "a manifest of another form": a_zip({"manifest.json": a_manifest({}, form="other")}),
    "a manifest from the future": a_zip({"manifest.json": a_manifest(RECORD, version=99), **RECORD}),
    "no record": a_zip({"manifest.json": a_manifest({})}),
    "a path that climbs out": a_zip(
        {"manifest.json": a_manifest(RECORD | {"../../etc/x": b"x"}), **RECORD, "../../etc/x": b"x"}
    ),
    "a member nobody listed": a_zip({"manifest.json": a_manifest(RECORD), **RECORD, "schema.json": b"{}"}),
    "a bomb": a_zip(
        {"manifest.json": a_manifest({"record.json": b" " * 50_000_000}), "record.json": b" " * 50_000_000}
    ),
    "a list a million deep": a_zip(
        {"manifest.json": a_manifest({"record.json": b"[" * 900}), "record.json": b"[" * 900}
    ),
    "a name that stands twice": a_zip({"manifest.json": b'{"form": 1, "form": "alongside-child"}'}),
    "a file under another digest": a_zip(
        {
            "manifest.json": a_manifest(RECORD | {"files/" + "0" * 64: b"x"}),
            **RECORD,
            "files/" + "0" * 64: b"x",
        }
    ),
    "a record of nothing": a_zip({"manifest.json": a_manifest(RECORD), **RECORD}),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_whole_bundle_is_refused(db: None, name: str) -> None:
    setting = Organisation.objects.create(name="Brookside School", kind="setting")
    refusal = bring_in(FILES[name], setting, clock.now())
    assert isinstance(refusal, Refusal)
    assert refusal.what_to_do
    assert not Child.everything.exists()


def test_one_changed_byte_anywhere_is_found(amira: Child) -> None:
    """Either nothing that is read has changed (a date in the zip's own list), or the whole is refused."""
    sent = made(amira.pk)
    whole = archive.unpacked(sent)
    assert isinstance(whole, archive.Contents)
    for at in range(0, len(sent), max(1, len(sent) // 200)):
        found = archive.unpacked(sent[:at] + bytes([sent[at] ^ 0x55]) + sent[at + 1 :])
        assert isinstance(found, Refusal) or (found.about, found.record, found.files) == (
            whole.about, whole.record, whole.files,
        )  # fmt: skip
    for short in (10, len(sent) // 2, len(sent) - 1):
        assert isinstance(archive.unpacked(sent[:short]), Refusal)


def _another_child(record: Record) -> None:
    record["statements"][0]["child_id"] = str(new_id())


def _points_outside(record: Record) -> None:
    record["agreements"][0]["person_id"] = str(new_id())


def _two_children(record: Record) -> None:
    record["child"].append({**record["child"][0], "id": str(new_id())})


def _a_column_more(record: Record) -> None:
    record["standings"][0]["is_superuser"] = True


def _a_wrong_kind(record: Record) -> None:
    record["statements"][0]["position"] = "1"


def _no_such_choice(record: Record) -> None:
    record["standings"][0]["kind"] = "owner"


def _too_long(record: Record) -> None:
    record["child"][0]["given_name"] = "A" * 5000


def _empty_words(record: Record) -> None:
    record["statements"][0]["text"] = ""


def _a_part_less(record: Record) -> None:
    del record["restrictions"]


def _a_row_twice(record: Record) -> None:
    record["statements"].append(record["statements"][0])


def _two_lead_workers(record: Record) -> None:
    """What the database itself must refuse: two plans that are live at once."""
    record["plans"].append({**record["plans"][0], "id": str(new_id())})


def _a_day_that_is_none(record: Record) -> None:
    record["child"][0]["born_on"] = "2018-02-30"


HOSTILE = (
    _another_child, _points_outside, _two_children, _a_column_more, _a_wrong_kind, _no_such_choice, _too_long,
    _empty_words, _a_part_less, _a_row_twice, _two_lead_workers, _a_day_that_is_none,
)  # fmt: skip


def test_a_record_that_does_not_hang_together_is_refused_whole(
    amira: Child, special_school: Organisation
) -> None:
    sent = elsewhere(made(amira.pk), {})
    rows = {part.name: part.model._base_manager.model for part in PARTS}
    counts = {name: _count(model) for name, model in rows.items()}
    for change in HOSTILE:
        result = bring_in(rewritten(sent, change), special_school, clock.now())
        assert isinstance(result, Refusal), change.__name__
        assert "Kowalska" not in str(result)
        assert counts == {name: _count(model) for name, model in rows.items()}, change.__name__


def _count(model: Any) -> int:
    return int(getattr(model, "everything", model._default_manager).count())


def test_it_cannot_take_the_place_of_somebody_here(amira: Child, special_school: Organisation) -> None:
    """A forged bundle that names a person of this installation under another name gives them nothing."""
    somebody = world.make_person("Grace", "Hopper")
    ids: dict[str, str] = {}
    sent = elsewhere(made(amira.pk), ids)
    parent = next(row for row in record_in(sent)["standings"] if row["kind"] == "parent")["person_id"]
    forged = rewritten(sent, lambda record: json.loads(json.dumps(record).replace(parent, str(somebody.pk))))
    refusal = bring_in(forged, special_school, clock.now())
    assert isinstance(refusal, Refusal)
    assert refusal.code == "bundle.person"
    assert not Standing.everything.filter(person=somebody).exists()


def test_the_schema_names_every_column() -> None:
    published = schema()["properties"]
    for part in PARTS:
        assert set(published[part.name]["items"]["properties"]) == {field.attname for field in columns(part)}
