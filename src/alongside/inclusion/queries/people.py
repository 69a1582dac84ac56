"""Who is SENCo and what the law still asks of them; what staff are trained in against the needs they meet (P9, R5)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import children_permitting
from alongside.access.kept import kept
from alongside.access.own_work import Work
from alongside.access.policy import Permission, role_may
from alongside.children.choices import SenProvision
from alongside.children.models import GroupPlace
from alongside.inclusion.choices import TeacherInduction
from alongside.inclusion.models import SencoAppointment, Training
from alongside.inclusion.rules.senco import (
    Fault,
    Qualification,
    SencoFacts,
    faults_of_post,
    has_duty,
    qualification,
)
from alongside.inclusion.rules.training import SOON, Held, uncovered
from alongside.organisations.models import GroupStaff, Membership, Organisation
from alongside.statute import all_codes
from alongside.statute.senco import senco_law


@dataclass(frozen=True)
class SencoView:
    """The SENCo of a setting: what is known, what is missing, by when the qualification is needed."""

    person_id: UUID
    name: str
    facts: SencoFacts
    faults: tuple[Fault, ...]
    qualification: Qualification


@dataclass(frozen=True)
class SencoPost:
    """Whether the setting has to have a SENCo, and who it is."""

    has_duty: bool
    citation: str
    senco: SencoView | None


def facts_of(row: SencoAppointment) -> SencoFacts:
    """A row as the rules read it."""
    return SencoFacts(
        row.starts_on, row.first_became_on, row.months_before, row.qualified_teacher,
        TeacherInduction(row.induction), row.teaches_here, row.heads_school, row.course, row.begun_on,
        row.completed_on,
    )  # fmt: skip


def senco_post(actor: Actor) -> SencoPost | None:
    """The SENCo's post of the actor's own setting, for SENCo and head."""
    if actor.organisation_id is None or not role_may(actor.role, Work.SKILLS_KEEP):
        return None
    setting, law = _setting(actor.organisation_id)[0], senco_law()
    row = next(iter(_appointed(actor)), None)
    if row is None:
        return SencoPost(has_duty(setting.phase, law), law.duty_citation, None)
    facts = facts_of(row)
    view = SencoView(
        row.person_id, row.person_name, facts, faults_of_post(facts, law), qualification(facts, law, actor.on)
    )
    return SencoPost(has_duty(setting.phase, law), law.duty_citation, view)


@kept
def _setting(organisation_id: UUID) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk=organisation_id)


@kept
def _appointed(actor: Actor) -> QuerySet[SencoAppointment]:
    rows = SencoAppointment.objects.permitting(actor, Permission.CLASS_STAFF)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on)).order_by("starts_on")[:1]


def staff_here(actor: Actor) -> list[tuple[str, str]]:
    """Everyone with a post in the actor's setting today, as choices, by name."""
    if actor.organisation_id is None:
        return []
    rows = Membership.objects.permitting(actor, Permission.CLASS_STAFF).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
        organisation_id=actor.organisation_id, starts_on__lte=actor.on,
    )  # fmt: skip
    people = {str(row.person_id): row.person.name for row in rows.select_related("person")}
    return sorted(people.items(), key=lambda one: one[1].casefold())


def trainable_needs() -> list[tuple[str, str]]:
    """The needs that training is written down for: the census list without those that name none."""
    return [(one.code, one.plain) for one in all_codes("sen-type") if one.code not in ("OTH", "NSA")]


@dataclass(frozen=True)
class TrainingLine:
    """One training of one person."""

    id: UUID
    name: str
    what: str
    needs: tuple[str, ...]
    on: date
    refresh_due_on: date | None
    state: str


def trainings(actor: Actor) -> tuple[TrainingLine, ...]:
    """What staff were trained in, by name; for who teaches, their own."""
    return tuple(_line(row, actor.on) for row in _rows(actor).order_by("person_name", "-on", "id"))


def _rows(actor: Actor) -> QuerySet[Training]:
    if not role_may(actor.role, Work.SKILLS_READ):
        return Training.objects.none()
    return Training.objects.permitting(actor, Permission.CLASS_READ).filter(ended_at=None)


@kept
def _current(actor: Actor) -> QuerySet[Training]:
    return _rows(actor)


def _line(row: Training, today: date) -> TrainingLine:
    due, names = row.refresh_due_on, all_codes("sen-type")
    state = "current" if due is None or today + SOON < due else "soon" if today < due else "late"
    plain = tuple(names.plain(one) for one in row.needs)
    return TrainingLine(row.pk, row.person_name, row.what, plain, row.on, due, state)


@dataclass(frozen=True)
class Gap:
    """A member of staff who teaches children with needs that no current training of theirs prepares for."""

    name: str
    classes: tuple[str, ...]
    needs: tuple[str, ...]


def training_gaps(actor: Actor) -> tuple[Gap, ...]:
    """Who teaches needs they have no current training for, by name. SENCo and head only."""
    if not role_may(actor.role, Work.SKILLS_KEEP) or actor.organisation_id is None:
        return ()
    needs, held = _needs_of_classes(actor), _held(actor)
    teaching: dict[UUID, list[GroupStaff]] = defaultdict(list)
    rows = GroupStaff.objects.permitting(actor, Permission.CLASS_STAFF).filter(
        _live(actor.on), group__organisation_id=actor.organisation_id
    )
    for row in rows.select_related("person", "group"):
        teaching[row.person_id].append(row)
    found = []
    for person_id, groups in teaching.items():
        met = {need for row in groups for need in needs[row.group_id]}
        missing = uncovered(met, held[person_id], actor.on)
        if missing:
            names = tuple(sorted({row.group.name for row in groups}))
            found.append(Gap(groups[0].person.name, names, _plain(missing)))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def training_prompts(actor: Actor, group_id: UUID) -> tuple[str, ...]:
    """Needs in a class the actor teaches that they have no current training for, in plain words (for the class page).

    Empty for everyone who does not teach. A need is named, never the child who has it.
    """
    teaches = role_may(actor.role, Work.SKILLS_READ) and not role_may(actor.role, Work.SKILLS_KEEP)
    if not teaches or actor.person_id is None:
        return ()
    needs = _needs_of_classes(actor, group_id)[group_id]
    return _plain(uncovered(needs, _held(actor)[actor.person_id], actor.on)) if needs else ()


def _live(day: date) -> Q:
    return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def _needs_of_classes(actor: Actor, group_id: UUID | None = None) -> dict[UUID, set[str]]:
    """The main needs of children with support in each class, of children whose plan the actor may read."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for group, need in _class_needs(actor, group_id):
        found[group].add(need)
    return found


@kept
def _class_needs(actor: Actor, group_id: UUID | None) -> QuerySet[GroupPlace, tuple[UUID, str]]:
    reached = children_permitting(actor, Permission.PLAN_READ)
    rows = GroupPlace.objects.permitting(actor, Permission.CLASS_READ).filter(
        _live(actor.on), child__in=reached, child__sen_provision__in=(SenProvision.SUPPORT, SenProvision.PLAN)
    )
    rows = rows.filter(group_id=group_id) if group_id else rows
    return rows.order_by().values_list("group_id", "child__primary_need").distinct()


def _held(actor: Actor) -> dict[UUID, list[Held]]:
    found: dict[UUID, list[Held]] = defaultdict(list)
    for row in _current(actor):
        found[row.person_id].append(Held(tuple(row.needs), row.on, row.refresh_due_on))
    return found


def _plain(needs: tuple[str, ...]) -> tuple[str, ...]:
    names = all_codes("sen-type")
    return tuple(names.plain(one) for one in needs)


def current_trainings(actor: Actor) -> tuple[tuple[str, ...], ...]:
    """The needs, in plain words, of each training of staff that is current. SENCo and head only."""
    if not role_may(actor.role, Work.SKILLS_KEEP):
        return ()
    held = (Held(tuple(row.needs), row.on, row.refresh_due_on) for row in _current(actor))
    return tuple(_plain(one.needs) for one in held if one.is_current(actor.on))
