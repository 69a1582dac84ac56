"""Holding a panel: its day and members, a case with its pack, a conflict declared, what it advised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside import statute
from alongside.access import wall
from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND, declare_conflict
from alongside.children.queries import child_card
from alongside.ehc.access import people_in
from alongside.ehc.choices import PanelAdvice
from alongside.ehc.models import Panel, PanelConflict, PanelItem, PanelMember
from alongside.ehc.packing import pack
from alongside.ehc.queries.cases import case_of, clocks_on_page
from alongside.ehc.queries.panels import ON_A_PANEL
from alongside.ehc.rules.panel import refuse_panel, refuse_panel_advice, window_of
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.notices.operations import tell
from alongside.organisations.models import Organisation
from alongside.rendering.frozen import canonical_json, digest

_READ, _KEEP = Permission.PANEL_READ, Permission.CASE_KEEP
SITS = (Role.CASEWORKER, Role.SEND_MANAGER, Role.PROFESSIONAL, Role.HEAD, Role.SENCO)


def make_panel(
    actor: Actor, on: date, members: Sequence[tuple[UUID, UUID]], now: datetime
) -> Panel | Refusal:
    """Set a day and who sits on it, each as (person, organisation they come from). Refuses a day that has passed."""
    with operation(actor, _KEEP, now) as unit:
        refusal = refuse_panel(on, len(members), actor.on)
        places = {row.id: row for row in Organisation.objects.filter(pk__in={place for _, place in members})}
        named = [(person, place, _name(person, place, actor.on)) for person, place in members]
        if refusal or any(not name for _, _, name in named):
            return refusal or NOT_FOUND
        window = window_of(on, statute.on(on).bank_holidays)
        panel = Panel(
            council_id=actor.organisation_id, on=on, opens_on=window.opens_on, closes_on=window.closes_on,
            made_by_name=actor.name,
        )  # fmt: skip
        panel.save(force_insert=True)
        for person_id, place_id, name in named:
            row = PanelMember(
                panel=panel, person_id=person_id, organisation_id=place_id, name=name,
                organisation_name=places[place_id].name,
            )  # fmt: skip
            row.save(force_insert=True)
            unit.record("panel.member_named", row)
            tell(unit, person_id, None, "panel.asked", f"/panels/{panel.id}/", f"panel.asked:{panel.id}")
        return panel


def _name(person_id: UUID, place_id: UUID, on: date) -> str:
    return dict(people_in(place_id, SITS, on)).get(person_id, "")


def put_on_agenda(actor: Actor, panel_id: UUID, child_id: UUID, now: datetime) -> PanelItem | Refusal:
    """Put the case of a child on an agenda with its pack, frozen as it is now. Again, before advice: a newer pack."""
    with operation(actor, _KEEP, now) as unit:
        panel = Panel.objects.filter(pk=panel_id, council_id=actor.organisation_id).first()
        card = child_card(actor, child_id, _KEEP)
        case = case_of(actor, child_id) if card else None
        if panel is None or card is None or case is None or case.to_decide is None:
            return NOT_FOUND
        row = PanelItem.in_unit.filter(panel_id=panel_id, case_id=case.id).first()
        if row and row.recorded_at:
            return Refusal("panel.recorded", "The panel has advised on this case.", "Open it to read it.")
        row = row or PanelItem(
            panel=panel,
            case_id=case.id,
            child_id=child_id,
            rank=PanelItem.in_unit.filter(panel_id=panel_id).count(),
        )
        document = pack(actor, card, case)
        last = [one.shown.due_on for one in clocks_on_page(actor, case) if one.shown.met_on is None]
        row.child_name, row.question, row.last_day = card.full_name, case.to_decide, min(last, default=None)
        row.pack, row.digest = canonical_json(document).decode(), digest(document)
        row.packed_by_name, row.packed_at = actor.name, now
        row.save()
        unit.record("panel.pack_made", row, child_id=child_id, after={"digest": row.digest})
        return row


@wall.beyond(ON_A_PANEL)
def _on_my_panel(actor: Actor, item_id: UUID) -> PanelItem | None:
    found: PanelItem | None = PanelItem.objects.permitting(actor, _READ).filter(pk=item_id).first()
    return found


@at_most(500, "words")
def declare(actor: Actor, item_id: UUID, words: str, now: datetime) -> PanelConflict | Refusal:
    """Declare a conflict of interest: from this moment this case, and the child's record, are closed to oneself."""
    with operation(actor, _READ, now) as unit:
        item = _on_my_panel(actor, item_id)
        if item is None or actor.person_id is None:
            return NOT_FOUND
        if not clean(words):
            return Refusal("conflict.why", "Say which conflict it is.", "A few words are enough.", "words")
        row = PanelConflict(
            item=item, person_id=actor.person_id, person_name=actor.name, words=clean(words), at=now
        )
        row.save(force_insert=True)
        unit.record("panel.conflict_declared", row, child_id=item.child_id)
        declare_conflict(unit, item.child_id, actor.person_id, f"panel: {row.words}", actor.on)
        return row


@dataclass(frozen=True)
class NewPanelAdvice:
    """What the panel advises, why, and who was there for this case."""

    advice: str
    reasons: str
    present: tuple[UUID, ...]


def record_advice(actor: Actor, item_id: UUID, new: NewPanelAdvice, now: datetime) -> PanelItem | Refusal:
    """Keep what a panel advised on a case, with reasons, once. It decides nothing.

    Refuses before the day, without reasons, and with somebody present who had declared a conflict.
    """
    with operation(actor, _KEEP, now) as unit:
        item = PanelItem.objects.permitting(actor, _KEEP).select_related("panel").filter(pk=item_id).first()
        if item is None:
            return NOT_FOUND
        if item.recorded_at:
            return Refusal("panel.recorded", "The panel has advised on this case.", "Read it below.")
        out = set(PanelConflict.in_unit.filter(item_id=item_id).values_list("person_id", flat=True))
        if out & set(new.present):
            return Refusal(
                "panel.conflict", "Somebody with a conflict of interest cannot be there for this case.",
                "Take them out.", "present",
            )  # fmt: skip
        members = PanelMember.in_unit.filter(panel_id=item.panel_id, person_id__in=new.present)
        names = sorted(members.values_list("name", flat=True))
        refusal = refuse_panel_advice(new.advice, new.reasons, names, item.panel.on, actor.on)
        if refusal:
            return refusal
        item.advice, item.reasons, item.present = PanelAdvice(new.advice), clean_lines(new.reasons), names
        item.recorded_by_name, item.recorded_at = actor.name, now
        item.save(update_fields=["advice", "reasons", "present", "recorded_by_name", "recorded_at"])
        unit.record("panel.advised", item, child_id=item.child_id, after={"advice": item.advice})
        return item
