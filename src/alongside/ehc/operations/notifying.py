"""Telling the bodies the law names of a request or a decision, each with a letter that is kept as it went out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.ehc.access import people_in
from alongside.ehc.choices import CaseState, Told
from alongside.ehc.letters import notification_letter
from alongside.ehc.models import Case, Notification
from alongside.ehc.rules.notifying import whom_to_tell
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.notices.operations import tell
from alongside.rendering.frozen import canonical_json, digest
from alongside.statute.almanac import london_day

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class NewNotification:
    """Which body, and who it is: the setting by itself, the others by name."""

    told: Told
    to_name: str = ""


@at_most(200, "new.to_name")
def notify(actor: Actor, child_id: UUID, new: NewNotification, now: datetime) -> Notification | Refusal:
    """Tell one body at this stage. Refuses one that need not be told now, and telling the same one twice."""
    with operation(actor, _KEEP, now) as unit:
        cases = Case.objects.permitting(actor, _KEEP, child_id).select_related("council")
        case = cases.order_by("-received_at").first()
        card = child_card(actor, child_id, _KEEP)
        if case is None or card is None:
            return NOT_FOUND
        around = stands_by(actor, child_id)
        setting = next((one for one in around if one.kind is StandingKind.ATTENDS), None)
        to_tell = whom_to_tell(CaseState(case.state), attends=setting is not None)
        if new.told not in {one.told for one in to_tell}:
            return NOT_FOUND
        name = setting.name if new.told is Told.SETTING and setting else clean(new.to_name)
        if not name:
            return Refusal("notify.whom", "Write which body it is.", "Its name, as on a letter.", "to_name")
        if Notification.in_unit.filter(case_id=case.id, stage=case.state, told=new.told).exists():
            return Refusal("notify.done", "They have been told.", "Open the letter to read it.")
        document = notification_letter(
            name, card, case.council.name, CaseState(case.state), actor.name, london_day(now)
        )
        place = setting.organisation_id if new.told is Told.SETTING and setting else None
        row = Notification(
            case=case, child_id=child_id, stage=case.state, told=new.told, organisation_id=place, to_name=name,
            content=canonical_json(document).decode(), digest=digest(document), by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("body.notified", row, child_id=child_id, after={"told": row.told, "stage": row.stage})
        path = f"/children/{child_id}/request/"
        for person_id, _ in people_in(place, (Role.SENCO, Role.HEAD), actor.on) if place else ():
            tell(unit, person_id, child_id, "case.moved", path, f"case.notified:{row.id}")
        return row
