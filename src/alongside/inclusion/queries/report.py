"""A setting's SEN information report: the records it is drafted from, how far it is, what is published (S25)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.kept import kept
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.children.choices import SenProvision
from alongside.children.models import Child, Standing
from alongside.inclusion.choices import Wave
from alongside.inclusion.models import ReportPassage, ReportVersion
from alongside.inclusion.queries.catalogue import catalogue
from alongside.inclusion.queries.people import current_trainings, senco_post
from alongside.inclusion.rules.report import (
    Facts,
    ItemState,
    Said,
    changed_facts,
    drafted,
    in_a_row,
    kinds_shown,
    rests_on,
    state_of,
)
from alongside.kernel.text import reading_age
from alongside.organisations.models import Membership, Organisation
from alongside.rendering.frozen import digest, from_json
from alongside.rendering.model import Document, Heading, Paragraph
from alongside.statute import all_codes
from alongside.statute.information_report import ReportItem, report_law
from alongside.statute.practice import interval


@dataclass(frozen=True)
class ItemView:
    """One item: what the law asks, what is written or drafted, and how it reads."""

    item: ReportItem
    text: str
    draft: str
    state: ItemState
    changed: tuple[str, ...]
    edition: int
    written_by: str
    written_at: datetime | None

    @property
    def shown(self) -> str:
        """What would be published, or is offered as a start."""
        return self.text or self.draft

    @property
    def reading_age(self) -> float:
        return reading_age(self.shown)


@dataclass(frozen=True)
class ReportView:
    """The whole report as it stands, and the newest version that is published."""

    setting: Organisation
    items: tuple[ItemView, ...]
    facts: Facts
    published: "PublishedReport | None"

    @property
    def said(self) -> tuple[Said, ...]:
        return tuple(Said(one.item.number, one.item.title, one.text) for one in self.items)

    @property
    def gaps(self) -> tuple[ItemView, ...]:
        return tuple(one for one in self.items if one.state is ItemState.GAP)

    @property
    def to_keep(self) -> tuple[ItemView, ...]:
        return tuple(one for one in self.items if one.state is ItemState.DRAFTED)

    @property
    def reading_age(self) -> float:
        return reading_age("\n".join(one.shown for one in self.items))


@dataclass(frozen=True)
class PublishedReport:
    """A version that anyone may read."""

    setting_id: UUID
    setting_name: str
    number: int
    document: Document
    digest: str
    published_at: datetime
    published_by: str
    due_again_on: date
    rested_on: Facts
    reading_age: float


def report_of(actor: Actor) -> ReportView | None:
    """The report of the actor's own setting as it stands; None for who does not write it."""
    if not role_may(actor.role, Work.REPORT_WRITE) or actor.organisation_id is None:
        return None
    setting = Organisation.objects.get(pk=actor.organisation_id)
    facts = {**_own_facts(actor, setting), **_wider_facts(actor)}
    rows = {row.item: row for row in ReportPassage.objects.filter(organisation_id=setting.pk)}
    asked = (item for item in report_law().items if item.asked_of(setting.phase))
    items = tuple(_view(item, rows.get(item.key), facts) for item in asked)
    return ReportView(setting, items, facts, public_report(setting.pk))


def _view(item: ReportItem, row: ReportPassage | None, facts: Facts) -> ItemView:
    draft = drafted(item, facts)
    if row is None:
        return ItemView(item, "", draft, state_of("", draft, ()), (), 0, "", None)
    changed = changed_facts(row.rested_on, rests_on([item], facts))
    state = state_of(row.text, draft, changed)
    return ItemView(item, row.text, draft, state, changed, row.edition, row.written_by_name, row.written_at)


def document_of(view: ReportView, made_on: date) -> Document:
    """The report as a document, from what is written."""
    blocks: list[Heading | Paragraph] = []
    for about_disability, title in ((False, ""), (True, "For disabled children")):
        if title:
            blocks.append(Heading(1, title))
        for one in view.items:
            if one.item.about_disability is about_disability:
                blocks += [Heading(2 if title else 1, one.item.title), Paragraph(one.text)]
    return Document(
        "SEN information report", tuple(blocks), made_on, subject=view.setting.name, footer=view.setting.name
    )


def digest_of(view: ReportView, made_on: date) -> str:
    """What is published is what was looked at: its digest stands in the form."""
    return digest(document_of(view, made_on))


def public_report(setting_id: UUID) -> PublishedReport | None:
    """The newest published report of a setting. For anyone: it holds nothing about a child."""
    row = next(iter(_newest(setting_id)), None)
    if row is None:
        return None
    return PublishedReport(
        row.organisation_id, row.organisation.name, row.number, from_json(row.document), row.digest, row.published_at,
        row.published_by_name, row.due_again_on, row.rested_on, float(row.reading_age),
    )  # fmt: skip


@kept
def _newest(setting_id: UUID) -> QuerySet[ReportVersion]:
    rows = ReportVersion.objects.filter(organisation_id=setting_id).select_related("organisation")
    return rows.order_by("-number")[:1]


def public_pdf(setting_id: UUID) -> tuple[str, str] | None:
    """Where the PDF of the newest published report lies, and its digest."""
    rows = ReportVersion.objects.filter(organisation_id=setting_id).order_by("-number")
    return rows.values_list("pdf_key", "pdf_digest").first()


def changes_since(actor: Actor, published: PublishedReport, facts: Facts | None = None) -> tuple[str, ...]:
    """In words, what the published report rests on and is no longer so.

    Without `facts` only what is read in a moment is looked at: the SENCo, the head, how to reach the setting.
    """
    if facts is None:
        assert actor.organisation_id is not None
        facts = _own_facts(actor, Organisation.objects.get(pk=actor.organisation_id))
    return changed_facts(published.rested_on, facts)


def _own_facts(actor: Actor, setting: Organisation) -> dict[str, str]:
    post = senco_post(actor)
    heads = Membership.objects.permitting(actor, Permission.CLASS_STAFF).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on), organisation_id=setting.pk, role=Role.HEAD,
        starts_on__lte=actor.on,
    )  # fmt: skip
    head = heads.select_related("person").order_by("starts_on").first()
    return {
        "setting": setting.name, "phone": setting.telephone, "email": setting.email, "website": setting.website,
        "senco": post.senco.name if post and post.senco else "", "head": head.person.name if head else "",
    }  # fmt: skip


def _wider_facts(actor: Actor) -> dict[str, str]:
    offers, council = catalogue(actor), _council(actor)
    by_wave = {wave: in_a_row([one.name for one in offers if one.wave is wave]) for wave in Wave}
    trained = Counter(need for needs in current_trainings(actor) for need in needs)
    return {
        "kinds": in_a_row(_kinds(actor)), "trained": in_a_row(sorted(trained)),
        "for_everyone": by_wave[Wave.UNIVERSAL], "for_some": by_wave[Wave.TARGETED],
        "for_one": by_wave[Wave.SPECIALIST], "council": council.name if council else "",
        "council_website": council.website if council else "",
        "review_weeks": str(interval("review.default").weeks),
    }  # fmt: skip


def _kinds(actor: Actor) -> tuple[str, ...]:
    """The needs that enough children here have, by name; "another" and "not yet assessed" tell a parent nothing."""
    rows = Child.objects.permitting(actor, Permission.PLAN_READ).filter(
        sen_provision__in=(SenProvision.SUPPORT, SenProvision.PLAN)
    )
    counts = dict(rows.order_by("primary_need").values_list("primary_need").annotate(Count("id")))
    names = all_codes("sen-type")
    shown = kinds_shown({need: count for need, count in counts.items() if need})
    return tuple(names.plain(need) for need in shown if need not in ("OTH", "NSA"))


def _council(actor: Actor) -> Organisation | None:
    """The council responsible for most children here."""
    rows = Standing.objects.permitting(actor, Permission.STANDING_READ).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
        kind=StandingKind.MAINTAINS,
        starts_on__lte=actor.on,
    )
    most = (
        rows.order_by()
        .values_list("organisation_id")
        .annotate(how_many=Count("id"))
        .order_by("-how_many")
        .first()
    )
    return Organisation.objects.filter(pk=most[0]).first() if most else None
