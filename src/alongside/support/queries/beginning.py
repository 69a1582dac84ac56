"""That SEN support began, the letters that say so, and who was not told yet (s.68)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most, with_total
from alongside.children.choices import SenProvision
from alongside.children.models import Child
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, told
from alongside.kernel.school_years import year_name
from alongside.people.access import who_sign_in
from alongside.people.choices import DocumentFormat
from alongside.rendering.model import Document, Paragraph
from alongside.statute.almanac import london_day
from alongside.statute.loading import all_codes
from alongside.support.choices import LetterTold
from alongside.support.models import ClassOffer, SupportLetter, SupportStart
from alongside.support.rules.beginning import IN_PLACE

_READ, _BEGIN, _PLAN = Permission.CONCERN_READ, Permission.SUPPORT_BEGIN, Permission.PLAN_READ


@dataclass(frozen=True)
class StartLine:
    """When SEN support began, for what, and what is done."""

    id: UUID
    on: date
    needs: tuple[str, ...]
    why: str
    support: str
    heard: str
    without_class: str
    by_name: str
    at: datetime


def support_start(actor: Actor, child_id: UUID) -> StartLine | None:
    """The newest record that SEN support began, for who may begin it; None where there is none."""
    row = SupportStart.objects.permitting(actor, _BEGIN, child_id).order_by("-at").first()
    if row is None:
        return None
    codes = all_codes("sen-type")
    return StartLine(
        row.id, row.on, tuple(codes.plain(need) for need in row.needs), row.why, row.support, row.heard,
        row.without_class, row.by_name, row.at,
    )  # fmt: skip


def class_has_been_checked(actor: Actor, child_id: UUID) -> bool:
    """Whether somebody said what the class has in place for this child, or tried."""
    return ClassOffer.objects.permitting(actor, _BEGIN, child_id).filter(replaced_at=None).exists()


def in_place(actor: Actor, child_id: UUID) -> int:
    """How many things of what every class offers are in place now."""
    rows = ClassOffer.objects.permitting(actor, _BEGIN, child_id)
    return rows.filter(replaced_at=None, state__in=sorted(IN_PLACE)).count()


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class LetterLine:
    """One letter: to whom, in which form, what it says, and whether it was given."""

    id: UUID
    child_id: UUID
    to_name: str
    relationship: str
    language: str
    document_format: DocumentFormat
    title: str
    paragraphs: tuple[str, ...]
    why: str
    support: str
    drafted_at: datetime
    told_on: date | None
    told_how: LetterTold | None
    told_by_name: str
    opened_at: datetime | None
    signs_in: bool
    is_mine: bool


def support_letters(
    actor: Actor, child_id: UUID, permission: Permission = _READ, letter_id: UUID | None = None
) -> list[LetterLine]:
    """The letters about this child that the actor may read: their own, or at work all of them."""
    rows = SupportLetter.objects.permitting(actor, permission, child_id).select_related("start")
    if letter_id:
        rows = rows.filter(pk=letter_id)
    found = list(rows.order_by("-drafted_at", "to_name", "id"))
    signing = who_sign_in([row.to_id for row in found])
    return [_letter(row, actor, row.to_id in signing) for row in found]


def _letter(row: SupportLetter, actor: Actor, signs_in: bool) -> LetterLine:
    return LetterLine(
        row.id, row.child_id, row.to_name, row.relationship, row.language, DocumentFormat(row.document_format),
        row.title, tuple(row.paragraphs), row.start.why, row.start.support, row.drafted_at, row.told_on,
        LetterTold(row.told_how) if row.told_how else None, row.told_by_name, row.opened_at, signs_in,
        row.to_id == actor.person_id,
    )  # fmt: skip


def letter_document(letter: LetterLine, mark: str) -> Document:
    """The letter as a document, drawn in any format."""
    language = "en-GB" if letter.language == "en" else letter.language
    blocks = tuple(Paragraph(text) for text in letter.paragraphs)
    return Document(
        letter.title, blocks, letter.told_on or london_day(letter.drafted_at), language, mark=mark
    )


# ── Who was not told ─────────────────────────────────────────────────────────────────────────────────────


def not_told_board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """Children with SEN support for whom nobody on record was told so, or somebody waits for their letter (s.68)."""
    if not role_may(actor.role, _BEGIN) or actor.organisation_id != organisation_id:
        return []
    rows = _not_told(actor, Most(ROWS))
    total = rows[0].in_all if rows else 0  # type: ignore[attr-defined]
    shown = tuple(
        BoardRow(
            row.pk,
            "A letter waits to be given" if row.has_letters else "No record that the family was told",  # type: ignore[attr-defined]
            page_address("support:support_letters", row.pk),
        )
        for row in rows
    )
    return [
        BoardList(
            "not-told",
            "SEN support, and the family not told of it (s.68)",
            shown,
            total,
            page_address("support:not_told"),
        )
    ]


@kept
def _not_told(actor: Actor, limit: Most) -> QuerySet[Child]:
    letters = SupportLetter.objects.permitting(actor, _BEGIN).filter(child_id=OuterRef("pk"))
    rows = Child.objects.permitting(actor, _BEGIN).filter(sen_provision=SenProvision.SUPPORT)
    rows = rows.annotate(has_letters=Exists(letters), waits=Exists(letters.filter(told_on=None)))
    found = rows.filter(Q(has_letters=False) | Q(waits=True)).order_by("-has_letters", "search_key", "id")
    return with_total(found)[:limit]


@dataclass(frozen=True)
class NotTold:
    """A child with SEN support whose family was not told of it, as far as is on record."""

    child_id: UUID
    full_name: str
    year: str
    letter_waits: bool


def families_not_told(actor: Actor, limit: int = 400) -> list[NotTold]:
    """All of them, those with a letter that waits first."""
    return [
        NotTold(row.pk, row.full_name, year_name(row.nc_year), row.has_letters)  # type: ignore[attr-defined]
        for row in _not_told(actor, Most(limit))
    ]


# ── The story ────────────────────────────────────────────────────────────────────────────────────────────


def beginning_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """That SEN support began, for everyone who reads the plan; that one was told, for oneself and the setting."""
    found = _starts(actor, child_id) if reach.wants(EntryKind.PLAN) and role_may(actor.role, _PLAN) else ()
    url = page_address("support:class_offer", child_id)
    entries = [
        Entry(row.at, row.id, EntryKind.PLAN, "SEN support began", row.support, row.by_name, url)
        for row in found
    ]
    return told(entries, reach)


@kept
def _starts(actor: Actor, child_id: UUID) -> QuerySet[SupportStart]:
    return SupportStart.objects.permitting(actor, _PLAN, child_id).order_by("-at")[:50]
