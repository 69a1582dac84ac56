"""How the review of a plan narrows, and what the program may find by itself."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.choices import Check
from alongside.annualreviews.models import (
    AnnualReview,
    Difference,
    EarlyAsk,
    Invitee,
    PlanEnding,
    PlanLetter,
    PromiseAnswer,
    PromiseCheck,
    Proposal,
    ReviewDecision,
    TalkedAbout,
)
from alongside.annualreviews.rules.phases import BY_ITSELF, LAST_YEARS, moves_on_after
from alongside.children.access import where_a_shield_lets
from alongside.children.models import Child, Standing
from alongside.children.of_age.access import reads_shorter, whole_record
from alongside.ehcplans.choices import FINAL_KINDS, IN_FORCE
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.kernel.school_years import school_year
from alongside.organisations.models import Membership
from alongside.statute.practice import interval
from alongside.support.rules.delivery import term_period


def is_council(actor: Actor) -> bool:
    """Whether the actor works for a council."""
    return role_may(actor.role, Permission.CASE_KEEP)


@narrowed_for(ReviewDecision)
def _decisions(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """What is only prepared is the council's to read; reasons are no part of a shorter view (trust 2.4.10)."""
    return rows if is_council(actor) else rows.filter(whole_record(actor), decided_at__isnull=False)


@narrowed_for(PlanEnding)
def _endings(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Why a plan ends is no part of a shorter view (trust 2.4.10)."""
    return rows.filter(whole_record(actor))


@narrowed_for(PlanLetter)
def _letters(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """One parent's letter is not the other's to read, nor a setting's (trust 2.4.1)."""
    return (
        _no_place(rows, actor)
        if is_council(actor)
        else _no_place(rows, actor).filter(person_id=actor.person_id)
    )


def _no_place(rows: QuerySet, actor: Actor) -> QuerySet:
    """Who meets where, who came, what was said there and how help is given says where the child is. Under a shield the
    home apart reads none of it here; what the law gives them the council sends without the place (trust 2.4.1)."""
    return rows.filter(where_a_shield_lets(actor))


def _without_the_place(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _no_place(rows, actor)


for _model in (AnnualReview, Invitee, TalkedAbout, Proposal, Difference, PromiseCheck):
    narrowed_for(_model)(_without_the_place)


@narrowed_for(EarlyAsk)
def _early(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """That a setting asked says which one; what one asked oneself stays to be read."""
    return rows.filter(where_a_shield_lets(actor) | Q(asker_id=actor.person_id))


@narrowed_for(PromiseAnswer)
def _answers(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """A family reads what the setting says and its own words: one home does not read what the other says."""
    rows = _no_place(rows, actor)
    if actor.is_family or actor.role is Role.ADVISER:
        return rows.filter(Q(by_setting=True) | Q(person_id=actor.person_id))
    return rows


def plans_without_review(limit: int) -> list[EhcPlan]:
    """Plans in force of which no review is open, for the sweep that opens them; the oldest first."""
    open_ones = AnnualReview.everything.filter(plan_id=OuterRef("pk"), closed_on=None)
    rows = EhcPlan.everything.filter(~Exists(open_ones), state__in=IN_FORCE, first_issued_on__isnull=False)
    return list(rows.select_related("child").order_by("issued_on")[:limit])


def last_review(plan_id: UUID) -> date | None:
    """The day of the newest decision that finished a review of a plan; of one that was taken in, also elsewhere."""
    rows = AnnualReview.everything.filter(plan_id=plan_id, decided_on__isnull=False)
    here = rows.order_by("-decided_on").values_list("decided_on", flat=True).first()
    elsewhere = EhcPlan.everything.filter(pk=plan_id).values_list("last_reviewed_on", flat=True)
    return here or elsewhere.first()


def how_changes_ended(plan_id: UUID, since: date) -> tuple[date | None, date | None]:
    """Since a day: when a changed final plan was served, or when it was decided to leave the plan as it is."""
    rows = EhcVersion.everything.filter(
        plan_id=plan_id, kind__in=FINAL_KINDS, served_on__gte=since, number__gt=1
    )
    served_on = rows.order_by("served_on").values_list("served_on", flat=True).first()
    left = (
        EhcPlan.everything.filter(pk=plan_id, unchanged_on__gte=since)
        .values_list("unchanged_on", flat=True)
        .first()
    )
    return served_on, None if served_on else left


def awaiting_their_final(limit: int) -> list[AnnualReview]:
    """Open reviews whose notice of changes went out and whose changed plan is not here yet."""
    rows = AnnualReview.everything.filter(closed_on=None, notice_on__isnull=False)
    return list(rows.defer("report").order_by("notice_on")[:limit])


def leads_of_setting(setting_id: UUID, on: date) -> list[UUID]:
    """The people who answer for reviews in a setting on a day: its SENCo and head."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Membership.everything.filter(
        live, organisation_id=setting_id, starts_on__lte=on, role__in=(Role.SENCO, Role.HEAD)
    )
    return list(rows.values_list("person_id", flat=True).distinct())


def setting_on(child_id: UUID, on: date) -> UUID | None:
    """The setting a child attends on a day."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Standing.everything.filter(live, child_id=child_id, kind=StandingKind.ATTENDS, starts_on__lte=on)
    return rows.values_list("organisation_id", flat=True).first()


def born_and_year(child_id: UUID) -> tuple[date, str]:
    """When a child was born and the year group recorded, for the program's own work."""
    return Child.everything.values_list("born_on", "nc_year").get(pk=child_id)


def checks_to_open(today: date, limit: int) -> list[EhcPlan]:
    """Plans in force about whose help it may be time to ask; `rules.promises.next_check` decides of each."""
    ahead, weeks = timedelta(weeks=interval("promises.ask-before").weeks), interval("promises.first").weeks
    term = term_period(today).starts_on
    checks = PromiseCheck.everything.filter(plan_id=OuterRef("pk"), due_on__gte=OuterRef("issued_on"))
    later = Q(Exists(checks.filter(kind=Check.FIRST))) | Q(issued_on__lt=term - timedelta(weeks=weeks))
    rows = EhcPlan.everything.filter(state__in=IN_FORCE, issued_on__isnull=False)
    wanted: Q = Q(issued_on__lte=today + ahead - timedelta(weeks=weeks)) & ~later
    if today >= term + timedelta(weeks=interval("promises.term").weeks) - ahead:
        wanted |= later & Q(~Exists(checks.filter(due_on__gte=term)))
    return list(rows.filter(wanted).order_by("issued_on")[:limit])


def followed_by_another() -> Exists:
    """Whether a later asking about the same plan is open: answers are given to the newest, so nobody waits for this."""
    return Exists(PromiseCheck.everything.filter(plan_id=OuterRef("plan_id"), due_on__gt=OuterRef("due_on")))


def those_around(child_id: UUID, on: date, kinds: tuple[StandingKind, ...]) -> list[UUID]:
    """The people with such a standing by a child on a day who read the plan: not whoever reads a shorter view."""
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    rows = Standing.everything.filter(live, child_id=child_id, starts_on__lte=on, kind__in=kinds)
    rows = rows.exclude(reads_shorter(on))
    return list(rows.filter(person__isnull=False).values_list("person_id", flat=True))


def reviews_to_look_at(today: date, limit: int) -> list[AnnualReview]:
    """Open reviews whose change of phase may not be what follows from the year group today, and of which nobody of the
    council has spoken: not held yet, in the last year of a phase; or marked when another year was recorded."""
    ready = AnnualReview.everything.filter(
        plan_id=OuterRef("plan_id"), moves_on=moves_on_after(today), final_on__isnull=False
    )
    to_mark = Q(phase="", held_on=None, child__nc_year__in=LAST_YEARS) & ~Exists(ready)
    stale = Q()
    for phase, year in BY_ITSELF.items():
        stale |= Q(phase=phase) & ~Q(child__nc_year=year)
    marked = stale & Q(decided_on=None, moves_on__gt=today)
    rows = AnnualReview.everything.filter(to_mark | marked, closed_on=None, phase_by_name="")
    return list(rows.defer("report").order_by("due_on")[:limit])


def ready_for(plan_id: UUID, today: date) -> date | None:
    """The day of the next move, where the plan that was changed for it has been sent (SI 2014/1530 reg 18)."""
    rows = AnnualReview.everything.filter(
        plan_id=plan_id, moves_on=moves_on_after(today), final_on__isnull=False
    )
    return rows.values_list("moves_on", flat=True).first()


def in_doubt(today: date) -> Q:
    """Reviews of children whose recorded year and birth date disagree about a change of phase at the end of this
    school year (`rules.phases.doubt_of`, as a condition on rows)."""
    found: Q | None = None
    for code in LAST_YEARS:
        first = date(school_year(today) - 5 - {"N2": -1}.get(code, int(code) if code.isdigit() else 0), 9, 1)
        born = Q(child__born_on__gte=first, child__born_on__lt=first.replace(year=first.year + 1))
        one = (born & ~Q(child__nc_year=code)) | (Q(child__nc_year=code) & ~born)
        found = one if found is None else found | one
    assert found is not None
    return (
        found
        & Q(closed_on=None, decided_on=None, phase_by_name="")
        & (Q(moves_on=None) | Q(moves_on__gt=today))
    )
