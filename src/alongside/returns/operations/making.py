"""Making a file of the return: asked for by the data lead, made by a job with their rights of that moment."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from alongside.access.actor import Actor, SystemActor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_listed
from alongside.platform import files
from alongside.platform.jobs import queue
from alongside.returns.access import is_kept_from_some
from alongside.returns.choices import Form, RunState
from alongside.returns.models import CouncilReturn, ReturnRun
from alongside.returns.operations.gathering import gather
from alongside.returns.operations.lists import Lists, write_lists
from alongside.returns.operations.scope import children_for, every_child, stretches
from alongside.returns.rules.checks.checking import Frame, check
from alongside.returns.rules.module_files import file_name, write_module_files
from alongside.returns.rules.records import Header, Person
from alongside.returns.rules.workbook import write_workbook
from alongside.returns.rules.xml import faults_of_order, write_xml
from alongside.statute.almanac import london_day
from alongside.statute.sen2 import Collection, collection, collection_chosen

_SEND = Permission.RETURN_SEND
KEPT = timedelta(days=31)
_NOT_ALL = (
    "You do not reach every child of this return, and a return with some left out would be wrong. "
    "Ask somebody else of your team to make it."
)
_NOT_YOURS = Refusal(
    "return.not-all", "You may not know every child whose record can be in this file.",
    "Ask somebody else of your team to take it.",
)  # fmt: skip


def ask_for(actor: Actor, form: Form, now: datetime, year: int | None = None) -> ReturnRun | Refusal:
    """Ask for a file of the year that is being worked on, or of one before it; it is made by a job. Refuses before the
    council has said its number and its officers."""
    with operation(actor, _SEND, now) as unit:
        said = CouncilReturn.objects.filter(council_id=actor.organisation_id).first()
        asked = collection_chosen(actor.on, year)
        if said is None or not said.lea or not all(getattr(said, one) for one in asked.officers):
            return Refusal(
                "return.header", "The return says the council’s number and its designated officers.",
                "Write them first.", "lea",
            )  # fmt: skip
        row = ReturnRun(
            council_id=actor.organisation_id, year=asked.year, form=form, started_by_id=actor.person_id,
            role=actor.role, started_by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("return.asked", row, after={"year": asked.year, "form": form.value})
        queue("returns.make", run=row.pk)
        return row


def make(actor: Actor | None, run: ReturnRun, now: datetime) -> None:
    """Make the file that was asked for; a refusal is kept on the run for its person to read."""
    if actor is None:
        _end(run, now, refusal="The person who asked for this no longer has the post that allows it.")
        return
    asked = collection(run.year)
    with operation(actor, _SEND, now):
        ordered = children_for(actor, run.council_id, asked).order_by("family_name", "given_name", "id")
        ids = list(ordered.values_list("pk", flat=True))
        reaches_all = len(ids) == every_child(run.council_id, asked).count()
    if not reaches_all:
        _end(run, now, refusal=_NOT_ALL)
        return
    with tempfile.TemporaryDirectory(prefix="return-") as folder:
        path, people, errors = _write(actor, run, asked, ids, Path(folder), now)
        stored = files.keep(path.read_bytes(), "application/octet-stream")
    _end(run, now, stored=stored, people=people, errors=errors)


def _people(
    actor: Actor, run: ReturnRun, asked: Collection, ids: list[UUID], now: datetime
) -> Iterator[Person]:
    """Everybody of the return, a stretch at a time; each child is noted as looked at."""
    done = 0
    for some in stretches(ids):
        with operation(actor, _SEND, now) as unit:
            people = gather(run.council_id, some, asked)
            note_listed(actor, [one.id for one in people], _SEND, now)
            done += len(some)
            unit.only_scratch()
            ReturnRun.in_unit.filter(pk=run.pk).update(
                state=RunState.WORKING, progress=min(99, 100 * done // max(len(ids), 1))
            )
        yield from people


def _write(
    actor: Actor, run: ReturnRun, asked: Collection, ids: list[UUID], folder: Path, now: datetime
) -> tuple[Path, int, int]:
    """Write the file; where it lies, how many people are in it, and how many errors the return has: lists have none."""
    tally = _Tally(Frame(asked, actor.on))
    people = tally.through(_people(actor, run, asked, ids, now))
    header = _header(run, asked, now)
    path = folder / "made"
    if run.form == Form.MODULES:
        _write_modules(path, folder, asked, header, people)
    else:
        with path.open("wb") as file:
            if run.form == Form.XML:
                write_xml(file, asked, header, people)
            elif run.form == Form.WORKBOOK:
                write_workbook(file, asked, header, people)
            else:
                write_lists(file, Lists(actor, run.council_id, asked, now), people)
    if run.form == Form.XML:
        with path.open("rb") as made:
            if fault := next(faults_of_order(made, asked), ""):
                raise RuntimeError(f"the return was written out of order: {fault}")
    return path, tally.people, 0 if run.form == Form.LISTS else tally.errors


class _Tally:
    """Counts people and their errors as they pass by, and lets those through of whom there is something to send."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.people, self.errors = frame, 0, 0

    def through(self, people: Iterator[Person]) -> Iterator[Person]:
        for person, problems in check(self.frame, people):
            self.errors += sum(one.rule.is_error for one in problems)
            if person.requests:
                self.people += 1
                yield person


def _write_modules(
    path: Path, folder: Path, asked: Collection, header: Header, people: Iterator[Person]
) -> None:
    names: dict[str, Path] = {}
    with ExitStack() as stack:

        def opened(table: str) -> IO[str]:
            names[table] = folder / file_name(table, london_day(header.made_at))
            return stack.enter_context(names[table].open("w", newline="", encoding="utf-8"))

        write_module_files(opened, asked, header, people)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for one in names.values():
            archive.write(one, one.name)


def _header(run: ReturnRun, asked: Collection, now: datetime) -> Header:
    said = CouncilReturn.objects.get(council_id=run.council_id)
    said.serial += 1
    said.save(update_fields=["serial"])
    officers = tuple((one, str(getattr(said, one))) for one in asked.officers)
    return Header(said.lea, now, said.serial, officers)


def _end(
    run: ReturnRun, now: datetime, *, stored: files.Stored | None = None, people: int = 0, errors: int = 0,
    refusal: str = "",
) -> None:  # fmt: skip
    with operation(SystemActor("making a return", now.date()), "return.make", now) as unit:
        run.state = RunState.DONE if stored else RunState.REFUSED
        run.progress, run.people, run.errors, run.refusal = 100, people, errors, refusal[:300]
        run.store_key, run.digest = (stored.key, stored.digest) if stored else ("", "")
        run.save(update_fields=["state", "progress", "people", "errors", "refusal", "store_key", "digest"])
        unit.record(
            "return.made" if stored else "return.refused", run, after={"people": people, "errors": errors}
        )


def take(actor: Actor, run_id: UUID, now: datetime) -> tuple[ReturnRun, bytes] | Refusal | None:
    """Take a file out that was made: noted in the ledger. None where there is none of one's own council.

    Refused for who is kept from the record of somebody who could be in it, whoever made the file.
    """
    with operation(actor, _SEND, now) as unit:
        row = ReturnRun.objects.permitting(actor, _SEND).filter(pk=run_id, state=RunState.DONE).first()
        if row is None or not row.store_key:
            return None
        if is_kept_from_some(actor):
            return _NOT_YOURS
        unit.record("return.taken", row, after={"digest": row.digest})
        return row, files.get(row.store_key, row.digest)


def say_of_council(
    actor: Actor, lea: str, officers: dict[str, str], now: datetime
) -> CouncilReturn | Refusal:
    """Keep what the council says of itself in its return."""
    with operation(actor, _SEND, now) as unit:
        if len(lea) != 3 or not lea.isdigit():
            return Refusal(
                "return.lea", "A council’s number has three digits.", "Write the three digits.", "lea"
            )
        row, _ = CouncilReturn.objects.get_or_create(council_id=actor.organisation_id)
        row.lea = lea
        for key, value in officers.items():
            setattr(row, key, value)
        row.save(update_fields=["lea", *officers])
        unit.record("return.said", row, after={"lea": lea, **officers})
        return row


def forget_old(now: datetime) -> int:
    """Remove files a month after they were made: they hold much about many. The line in the list stays."""
    with operation(SystemActor("forgetting old files of returns", now.date()), "return.forget", now) as unit:
        rows = list(ReturnRun.in_unit.filter(at__lt=now - KEPT).exclude(store_key=""))
        for row in rows:
            files.discard(row.store_key)
            row.store_key = ""
            row.save(update_fields=["store_key"])
            unit.record("return.forgotten", row)
        return len(rows)
