"""Writing down when a setting is shut."""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.own_work import Work
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.organisations.models import Holiday
from alongside.organisations.operations.joining import NOT_FOUND
from alongside.organisations.rules import refuse_holiday


@at_most(80, "name")
def add_holiday(actor: Actor, name: str, starts_on: date, last_on: date, now: datetime) -> Holiday | Refusal:
    """Write down days on which the actor's setting is shut."""
    with operation(actor, Work.CATALOGUE_KEEP, now) as unit:
        refusal = refuse_holiday(name.strip(), starts_on, last_on)
        if actor.organisation_id is None or refusal:
            return refusal or NOT_FOUND
        row = Holiday(
            organisation_id=actor.organisation_id, name=clean(name), starts_on=starts_on, last_on=last_on,
            by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("holiday.added", row, after={"from": starts_on.isoformat(), "to": last_on.isoformat()})
        return row


def take_out_holiday(actor: Actor, holiday_id: UUID, now: datetime) -> Holiday | Refusal:
    """Take it out: the setting is open on those days after all."""
    with operation(actor, Work.CATALOGUE_KEEP, now) as unit:
        rows = Holiday.objects.filter(organisation_id=actor.organisation_id, taken_out_at=None)
        row = rows.filter(pk=holiday_id).first()
        if row is None:
            return NOT_FOUND
        row.taken_out_at = now
        row.save(update_fields=["taken_out_at"])
        unit.record("holiday.taken_out", row)
        return row
