"""Saying who is SENCo, and writing down what staff were trained in."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.inclusion.choices import SencoCourse, TeacherInduction
from alongside.inclusion.models import SencoAppointment, Training
from alongside.inclusion.rules.senco import SencoFacts, refuse_facts
from alongside.inclusion.rules.training import UNSPECIFIC, Held, refuse_training
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.organisations.models import Membership
from alongside.statute import all_codes

_STAFF = Permission.CLASS_STAFF


def staff_member(actor: Actor, person_id: UUID) -> Membership | None:
    """A post that somebody has in the actor's own organisation today."""
    rows = Membership.objects.permitting(actor, _STAFF).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on),
        organisation_id=actor.organisation_id, person_id=person_id, starts_on__lte=actor.on,
    )  # fmt: skip
    return rows.select_related("person").first()


def keep_senco(actor: Actor, person_id: UUID, facts: SencoFacts, now: datetime) -> SencoAppointment | Refusal:
    """Say who is SENCo and what is known of them.

    For the person who is SENCo now it puts their facts right; for another it ends the post of the one before on the
    day the new one begins. Refused as `refuse_facts` says, and for a post that begins before the last one did.
    """
    with operation(actor, Work.SENCO_APPOINT, now) as unit:
        post = staff_member(actor, person_id)
        if post is None or facts.induction not in TeacherInduction or facts.course not in ("", *SencoCourse):
            return NOT_FOUND
        refusal = refuse_facts(facts, now.date())
        if refusal:
            return refusal
        current = SencoAppointment.objects.permitting(actor, _STAFF).filter(ends_on=None).first()
        if current is not None and current.person_id == person_id:
            return _put_right(unit, actor, current, facts)
        if current is not None and facts.appointed_on < current.starts_on:
            return Refusal(
                "senco.earlier", "That is before the SENCo of today began.", "Check the day.", "appointed_on"
            )  # fmt: skip
        return _appoint(unit, actor, post, current, facts)


def _columns(facts: SencoFacts) -> dict[str, Any]:
    columns = asdict(facts)
    columns["starts_on"] = columns.pop("appointed_on")
    return columns


def _put_right(
    unit: Unit, actor: Actor, row: SencoAppointment, facts: SencoFacts
) -> SencoAppointment | Refusal:
    columns = _columns(facts)
    before = {name: str(getattr(row, name)) for name in columns}
    for name, value in columns.items():
        setattr(row, name, value)
    row.kept_by_name, row.kept_at = actor.name, unit.at
    row.save(update_fields=[*columns, "kept_by_name", "kept_at"])
    after = {name: str(value) for name, value in columns.items()}
    unit.record("senco.put_right", row, before=before, after=after)
    return row


def _appoint(
    unit: Unit, actor: Actor, post: Membership, current: SencoAppointment | None, facts: SencoFacts
) -> SencoAppointment:
    if current is not None:
        current.ends_on = facts.appointed_on
        current.save(update_fields=["ends_on"])
        unit.record("senco.ended", current)
    row = SencoAppointment(
        organisation_id=actor.organisation_id, person_id=post.person_id, person_name=post.person.name,
        kept_by_name=actor.name, kept_at=unit.at, **_columns(facts),
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("senco.appointed", row)
    return row


@dataclass(frozen=True)
class NewTraining:
    """What somebody was trained in."""

    person_id: UUID
    what: str
    needs: tuple[str, ...]
    on: date
    refresh_due_on: date | None = None


@at_most(160, "new.what")
def add_training(actor: Actor, new: NewTraining, now: datetime) -> Training | Refusal:
    """Write down a training of a member of the actor's staff; refused as `refuse_training` says."""
    with operation(actor, Work.SKILLS_KEEP, now) as unit:
        post = staff_member(actor, new.person_id)
        if post is None:
            return NOT_FOUND
        what, known = clean(new.what), {one.code for one in all_codes("sen-type")} - UNSPECIFIC
        held = Held(new.needs, new.on, new.refresh_due_on)
        refusal = refuse_training(what, new.needs, known, held, now.date())
        if refusal:
            return refusal
        row = Training(
            organisation_id=actor.organisation_id, person_id=post.person_id, person_name=post.person.name, what=what,
            needs=sorted(set(new.needs)), on=new.on, refresh_due_on=new.refresh_due_on, kept_by_name=actor.name,
            kept_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("training.kept", row)
        return row


def end_training(actor: Actor, training_id: UUID, now: datetime) -> Training | Refusal:
    """Take out a training that was written down by mistake; the row stays, marked as ended."""
    with operation(actor, Work.SKILLS_KEEP, now) as unit:
        row = Training.objects.permitting(actor, _STAFF).filter(pk=training_id, ended_at=None).first()
        if row is None:
            return NOT_FOUND
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        unit.record("training.ended", row)
        return row
