"""Writing and publishing a SEN information report (S25)."""

from datetime import datetime

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.models import ReportPassage, ReportVersion
from alongside.inclusion.queries.practice import names_here
from alongside.inclusion.queries.report import ItemView, ReportView, document_of, report_of
from alongside.inclusion.rules.report import due_again_on, refuse_publishing, rests_on
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.platform import files
from alongside.rendering.formats import Format, render
from alongside.rendering.frozen import canonical_json, digest
from alongside.rendering.model import Document
from alongside.statute.almanac import london_day
from alongside.statute.information_report import report_law

_WRITE = Work.REPORT_WRITE
LONGEST = 6000


def keep_passage(actor: Actor, key: str, text: str, edition: int, now: datetime) -> ReportPassage | Refusal:
    """Save what the setting says to one item. Refused when it is empty or too long, or somebody else saved first."""
    with operation(actor, _WRITE, now) as unit:
        view = report_of(actor)
        one = next((each for each in view.items if each.item.key == key), None) if view else None
        if view is None or one is None:
            return NOT_FOUND
        text = clean_lines(text)
        if not text or len(text) > LONGEST:
            return Refusal("report.length", f"Write some words, at most {LONGEST} letters.", "", "text")
        if edition != one.edition:
            return Refusal(
                "report.moved", "Somebody else changed this while you were writing.", "Copy your words, and look."
            )  # fmt: skip
        return _keep(unit, actor, view, one, text)


def _keep(unit: Unit, actor: Actor, view: ReportView, one: ItemView, text: str) -> ReportPassage:
    row = ReportPassage.objects.filter(organisation_id=view.setting.pk, item=one.item.key).first()
    row = row or ReportPassage(organisation_id=view.setting.pk, item=one.item.key, edition=0)
    row.text, row.rested_on, row.edition = text, rests_on([one.item], view.facts), one.edition + 1
    row.written_by_name, row.written_at = actor.name, unit.at
    row.save()
    unit.record("report.written", row, after={"item": one.item.key})
    return row


def keep_drafts(actor: Actor, now: datetime) -> int | Refusal:
    """Keep every draft that nobody has written over, as it stands. Returns how many."""
    with operation(actor, _WRITE, now) as unit:
        view = report_of(actor)
        if view is None:
            return NOT_FOUND
        for one in view.to_keep:
            _keep(unit, actor, view, one, one.draft)
        return len(view.to_keep)


def publish_report(actor: Actor, read_digest: str, now: datetime) -> ReportVersion | Refusal:
    """Publish the report for anyone to read, frozen by its digest, with its PDF.

    `read_digest` is of what the actor looked at. Refused where an item is missing, where a pupil is named, and where it
    is no longer what was looked at.
    """
    with operation(actor, _WRITE, now) as unit:
        view = report_of(actor)
        if view is None:
            return NOT_FOUND
        refusal = refuse_publishing(view.said, names_here(actor))
        if refusal:
            return refusal
        document = document_of(view, now.date())
        if digest(document) != read_digest:
            return Refusal(
                "report.changed", "The report has changed since you looked at it.", "Read it again first."
            )
        return _publish(unit, actor, view, document)


def _publish(unit: Unit, actor: Actor, view: ReportView, document: Document) -> ReportVersion:
    pdf = files.keep(render(document, Format.PDF), Format.PDF.media_type)
    row = ReportVersion(
        organisation_id=view.setting.pk, number=view.published.number + 1 if view.published else 1,
        document=canonical_json(document).decode(), digest=digest(document), pdf_key=pdf.key, pdf_digest=pdf.digest,
        rested_on=rests_on([one.item for one in view.items], view.facts), reading_age=view.reading_age,
        published_by_name=actor.name, published_at=unit.at,
        due_again_on=due_again_on(london_day(unit.at), report_law().years),
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("report.published", row, after={"number": row.number, "digest": row.digest})
    return row
