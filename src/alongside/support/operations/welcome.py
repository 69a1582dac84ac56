"""A welcome plan: begun, changed, a visit added, what was seen, and shown to the family before the first day (R8)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, setting_of, stands_by
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.models import Organisation
from alongside.support.models import WelcomePlan, WelcomeVisit
from alongside.support.rules.welcome import WelcomeFacts, may_be_ready, refuse_visit, refuse_welcome

_KEEP = Permission.WELCOME_KEEP
_TWICE = Refusal("welcome.twice", "There is a welcome plan for this day.", "Open that one.", "first_day")
_MOVED = Refusal("welcome.moved", "Somebody else has just changed it.", "Open it again.")


@dataclass(frozen=True)
class NewWelcome:
    """What somebody hands in. Without `where` it is the setting the child attends; of who is invited, their own."""

    first_day: date | None
    meets: str
    to_have_ready: str
    where: str = ""


@dataclass(frozen=True)
class NewVisit:
    """A visit: when, what they do, who meets them."""

    on: date | None
    what: str
    meets: str
    at_time: time | None = None


@at_most(200, "new.where")
@at_most(200, "new.meets")
def plan_welcome(actor: Actor, child_id: UUID, new: NewWelcome, now: datetime) -> WelcomePlan | Refusal:
    """Begin a welcome plan for a first day to come."""
    with operation(actor, _KEEP, now) as unit:
        if child_card(actor, child_id, _KEEP) is None:
            return NOT_FOUND
        refusal = refuse_welcome(WelcomeFacts(new.first_day, new.meets, new.to_have_ready), actor.on)
        if refusal:
            return refusal
        setting = setting_of(actor, child_id)
        row = WelcomePlan(
            child_id=child_id, first_day=new.first_day, meets=clean(new.meets),
            where=clean(new.where) or _where(actor, setting),
            to_have_ready=clean_lines(new.to_have_ready), made_by_name=actor.name, made_at=now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return unit.refuse(_TWICE)
        unit.record("welcome.planned", row, child_id=child_id)
        return row


def _where(actor: Actor, setting: Organisation | None) -> str:
    if actor.role is Role.PROFESSIONAL and actor.organisation_name:
        return actor.organisation_name
    return setting.name if setting else "A new place"


def _open(actor: Actor, child_id: UUID, welcome_id: UUID) -> WelcomePlan | None:
    rows = WelcomePlan.objects.permitting(actor, _KEEP, child_id)
    found: WelcomePlan | None = rows.filter(pk=welcome_id).first()
    return found


@at_most(200, "new.where")
@at_most(200, "new.meets")
def change_welcome(
    actor: Actor, child_id: UUID, welcome_id: UUID, new: NewWelcome, edition: int, now: datetime
) -> WelcomePlan | Refusal:
    """Change the day, who meets the child, or what has to be ready; refused where somebody else did meanwhile."""
    with operation(actor, _KEEP, now) as unit:
        row = _open(actor, child_id, welcome_id)
        if row is None:
            return NOT_FOUND
        facts = WelcomeFacts(
            new.first_day, new.meets, new.to_have_ready, is_new=new.first_day != row.first_day
        )
        refusal = refuse_welcome(facts, actor.on)
        if refusal:
            return refusal
        changes = {
            "first_day": new.first_day, "meets": clean(new.meets), "edition": edition + 1,
            "to_have_ready": clean_lines(new.to_have_ready), "where": clean(new.where) or row.where,
        }  # fmt: skip
        try:
            with transaction.atomic():
                done = WelcomePlan.in_unit.filter(pk=row.pk, edition=edition).update(**changes)
        except IntegrityError:
            return unit.refuse(_TWICE)
        if not done:
            return unit.refuse(_MOVED)
        unit.record("welcome.changed", row, child_id=child_id)
        row.refresh_from_db()
        return row


@at_most(300, "new.what")
@at_most(200, "new.meets")
def add_visit(
    actor: Actor, child_id: UUID, welcome_id: UUID, new: NewVisit, now: datetime
) -> WelcomeVisit | Refusal:
    """Add a visit on or before the first day; where the plan is shared, the family is told."""
    with operation(actor, _KEEP, now) as unit:
        plan = _open(actor, child_id, welcome_id)
        if plan is None:
            return NOT_FOUND
        refusal = refuse_visit(
            on=new.on, what=new.what, meets=new.meets, first_day=plan.first_day, today=actor.on
        )
        if refusal:
            return refusal
        row = WelcomeVisit(
            child_id=child_id, welcome=plan, on=new.on, at_time=new.at_time, what=clean(new.what),
            meets=clean(new.meets), by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("welcome.visit_added", row, child_id=child_id)
        if plan.shared_at:
            _tell_family(unit, actor, plan, f"visit:{row.id}")
        return row


def tell_visit(
    actor: Actor, child_id: UUID, visit_id: UUID, how_it_was: str, now: datetime
) -> WelcomeVisit | Refusal:
    """Say how a visit was: what the child did, liked and did not like."""
    with operation(actor, _KEEP, now) as unit:
        row = WelcomeVisit.objects.permitting(actor, _KEEP, child_id).filter(pk=visit_id).first()
        if row is None:
            return NOT_FOUND
        text = clean_lines(how_it_was)
        if not text or len(text) > 2_000:
            return Refusal("visit.how", "Write in a few words how it was.", field="how_it_was")
        if row.on > actor.on:
            return Refusal(
                "visit.to_come", "This visit is still to come.", "Say it afterwards.", "how_it_was"
            )
        row.how_it_was = text
        row.save(update_fields=["how_it_was"])
        unit.record("welcome.visit_told", row, child_id=child_id)
        return row


def share_welcome(actor: Actor, child_id: UUID, welcome_id: UUID, now: datetime) -> WelcomePlan | Refusal:
    """Show it to the family and the child: it is ready, and they are told."""
    with operation(actor, _KEEP, now) as unit:
        row = _open(actor, child_id, welcome_id)
        if row is None:
            return NOT_FOUND
        visits = WelcomeVisit.objects.permitting(actor, _KEEP, child_id).filter(welcome=row).count()
        refusal = may_be_ready(
            visits=visits, to_have_ready=row.to_have_ready, is_ready=row.shared_at is not None
        )
        if refusal:
            return refusal
        row.shared_at, row.shared_by_name = now, actor.name
        row.save(update_fields=["shared_at", "shared_by_name"])
        unit.record("welcome.shared", row, child_id=child_id)
        _tell_family(unit, actor, row, f"shared:{row.id}")
        return row


def _tell_family(unit: Unit, actor: Actor, row: WelcomePlan, key: str) -> None:
    for one in stands_by(actor, row.child_id):
        if one.kind in FAMILY_KINDS and one.person_id and one.person_id != actor.person_id:
            path = f"/children/{row.child_id}/welcome/"
            tell(unit, one.person_id, row.child_id, "welcome.shared", path, f"welcome.{key}")
