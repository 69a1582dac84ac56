"""Support and challenge as both sides read it, with the measures of inclusion beside (R30, T5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.inclusion.access import inclusion_counts, senco_facts_of, settings_of_area
from alongside.inclusion.choices import Side
from alongside.inclusion.models import AreaAction, AreaEntry
from alongside.inclusion.queries.people import facts_of
from alongside.inclusion.queries.report import public_report
from alongside.inclusion.rules.senco import Stand, has_duty, qualification
from alongside.kernel.day_words import day_words
from alongside.kernel.small_numbers import hidden
from alongside.organisations.models import Organisation
from alongside.statute.almanac import london_day
from alongside.statute.senco import senco_law


def side_of(actor: Actor) -> Side | None:
    """On which side the actor stands: whoever may write for the area is the council's; None for everybody else."""
    if actor.organisation_id is None or not role_may(actor.role, Work.CHALLENGE_READ):
        return None
    return Side.COUNCIL if role_may(actor.role, Work.CHALLENGE_WRITE) else Side.SETTING


def _entries(actor: Actor) -> QuerySet[AreaEntry]:
    """A council reads what it wrote itself, a setting what was written about it."""
    side = side_of(actor)
    if side is None or actor.organisation_id is None:
        return AreaEntry.objects.none()
    if side is Side.COUNCIL:
        return AreaEntry.objects.filter(council_id=actor.organisation_id)
    return AreaEntry.objects.filter(setting_id=actor.organisation_id)


def entry_of(actor: Actor, entry_id: UUID) -> AreaEntry | None:
    """One entry the actor may read."""
    return _entries(actor).filter(pk=entry_id).first()


def action_of(actor: Actor, action_id: UUID) -> AreaAction | None:
    """One action of an entry the actor may read."""
    return AreaAction.objects.filter(pk=action_id, entry__in=_entries(actor)).first()


@dataclass(frozen=True)
class AreaActionView:
    """One action, and what the reader may do with it."""

    id: UUID
    what: str
    whose: Side
    due_on: date
    put_by: str
    agreed_by: str
    done_on: date | None
    came_of_it: str
    state: str
    may_agree: bool
    may_close: bool


@dataclass(frozen=True)
class AreaEntryView:
    """One entry with its actions, soonest first."""

    id: UUID
    kind: str
    kind_words: str
    on: date
    about: str
    text: str
    council: str
    written_by: str
    actions: tuple[AreaActionView, ...]


def area_entries(actor: Actor, setting_id: UUID) -> tuple[AreaEntryView, ...]:
    """Everything said about a setting that the actor may read, newest first. Two queries, however many."""
    side, rows = (
        side_of(actor),
        list(_entries(actor).filter(setting_id=setting_id).order_by("-on", "-written_at")),
    )
    actions: dict[UUID, list[AreaActionView]] = {row.pk: [] for row in rows}
    for one in AreaAction.objects.filter(entry__in=rows).order_by("due_on", "id"):
        actions[one.entry_id].append(_action(one, side, actor.on))
    return tuple(
        AreaEntryView(
            row.pk, row.kind, row.get_kind_display(), row.on, row.about, row.text, row.council_name,
            row.written_by_name, tuple(actions[row.pk]),
        )
        for row in rows
    )  # fmt: skip


def _action(row: AreaAction, side: Side | None, today: date) -> AreaActionView:
    agreed, done = row.agreed_at is not None, row.done_at is not None
    late = agreed and not done and row.due_on < today
    state = "done" if done else "late" if late else "started" if agreed else "waiting"
    return AreaActionView(
        row.pk, row.what, Side(row.whose), row.due_on, row.put_by_name, row.agreed_by_name,
        london_day(row.done_at) if row.done_at else None, row.came_of_it, state, not agreed and row.put_by != side,
        agreed and not done and row.whose == side,
    )  # fmt: skip


def area_actions_open(actor: Actor) -> tuple[tuple[str, bool, date, UUID, str], ...]:
    """What waits for the actor's side: what, whether it is to be agreed, by when, in which setting. One query."""
    side = side_of(actor)
    if side is None:
        return ()
    return tuple(
        (row.what, row.agreed_at is None, row.due_on, row.entry.setting_id, row.entry.setting.name)
        for row in _open_for(actor, side)
    )


@kept
def _open_for(actor: Actor, side: Side) -> QuerySet[AreaAction]:
    to_agree = Q(agreed_at__isnull=True) & ~Q(put_by=side)
    to_do = Q(agreed_at__isnull=False, whose=side)
    rows = AreaAction.objects.filter(to_agree | to_do, done_at__isnull=True, entry__in=_entries(actor))
    return rows.select_related("entry__setting").order_by("due_on", "id")


def area_settings(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """The settings of the actor's area, by name; nothing for who does not write for an area."""
    if not role_may(actor.role, Work.CHALLENGE_WRITE):
        return ()
    return tuple(settings_of_area(actor).values_list("id", "name"))


@dataclass(frozen=True)
class InclusionMeasures:
    """What is measured beside the words: numbers with the small ones hidden (None), and facts about the setting."""

    setting_id: UUID
    setting: str
    numbers: tuple[tuple[str, int | None], ...]
    facts: tuple[tuple[str, str], ...]


def inclusion_measures(actor: Actor, setting_id: UUID) -> InclusionMeasures | None:
    """The measures of one's own setting, or of one in the actor's area; None for any other."""
    side = side_of(actor)
    own = side is Side.SETTING and actor.organisation_id == setting_id
    if not own and not (side is Side.COUNCIL and settings_of_area(actor).filter(pk=setting_id).exists()):
        return None
    setting = Organisation.objects.get(pk=setting_id)
    levels, agreed = inclusion_counts(setting_id, actor.on)
    parts = hidden([levels.get("E", 0), levels.get("K", 0), levels.get("N", 0)])
    supported = levels.get("E", 0) + levels.get("K", 0)
    plans = hidden([agreed, supported - agreed]) if None not in parts[:2] else [None, None]
    numbers = (
        ("Children with an education, health and care plan", parts[0]),
        ("Children with SEN support", parts[1]),
        ("Children with neither", parts[2]),
        ("Children with support and an agreed plan", plans[0]),
        ("Children with support and no agreed plan", plans[1]),
    )
    return InclusionMeasures(setting.pk, setting.name, numbers, _facts(setting, actor.on))


def _facts(setting: Organisation, on: date) -> tuple[tuple[str, str], ...]:
    report = public_report(setting.pk)
    published = f"Published {day_words(london_day(report.published_at))}" if report else "Not published yet"
    return (("SENCo", _senco_words(setting, on)), ("SEN information report", published))


def _senco_words(setting: Organisation, on: date) -> str:
    law, row = senco_law(), senco_facts_of(setting.pk, on)
    if not has_duty(setting.phase, law):
        return "The law asks for none here"
    if row is None:
        return "None on record"
    found = qualification(facts_of(row), law, on)
    by = day_words(found.by) if found.by else ""
    return {
        Stand.HELD: "In post, qualified", Stand.NOT_NEEDED: "In post, qualification not required",
        Stand.DUE: f"In post, qualification by {by}", Stand.SOON: f"In post, qualification by {by}",
        Stand.LATE: f"In post, qualification was due by {by}",
    }[found.stand]  # fmt: skip
