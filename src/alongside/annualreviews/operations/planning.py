"""Before the meeting: the day, who is asked, what they say beforehand, and the papers that go to everybody."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.choices import ChildLeads, Seat
from alongside.annualreviews.models import AnnualReview, Invitee
from alongside.annualreviews.operations.clocks import set_clocks
from alongside.annualreviews.rules.inviting import (
    InvitingFacts,
    in_or_beyond_year_9,
    refuse_invitations,
    refuse_meeting_day,
    still_to_ask,
)
from alongside.children.invitations.access import is_shut_out
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import setting_of, stands_by
from alongside.deadlines.access import who_at
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_HOLD, _SAY = Permission.ANNUAL_HOLD, Permission.ANNUAL_SAY
LONGEST = 8_000
_STALE = Refusal(
    "review.changed", "Somebody changed this while you were writing.", "Look at what is there, then write yours again."
)  # fmt: skip
HELD = Refusal("review.held", "The meeting has been held.", "Write it into the report.")


def open_row(actor: Actor, child_id: UUID, permission: Permission) -> AnnualReview | None:
    """The review of the child's plan that is open, for a change of it."""
    rows = AnnualReview.objects.permitting(actor, permission, child_id).filter(closed_on=None)
    found: AnnualReview | None = rows.select_related("child", "plan", "council").first()
    return found


def keep(unit: Unit, row: AnnualReview, verb: str, **after: object) -> AnnualReview:
    """Save a review that changed, say so, and bring its clocks along."""
    row.edition += 1
    set_clocks(unit, row)
    row.save()
    unit.record(verb, row, child_id=row.child_id, after={key: str(value) for key, value in after.items()})
    return row


@dataclass(frozen=True)
class NewMeeting:
    """The day, hour and place of a meeting, how far the child leads it, and what decides who must be asked."""

    meeting_on: date | None
    time: str = ""
    place: str = ""
    child_leads: str = ""
    looked_after: bool = False
    out_of_area: bool = False


@at_most(20, "new.time")
@at_most(200, "new.place")
def set_meeting(actor: Actor, child_id: UUID, new: NewMeeting, now: datetime) -> AnnualReview | Refusal:
    """Set the day of the meeting, or move it. Refuses less than two weeks' notice (reg 20(3)).

    Who was asked to another day is asked again: the invitations have to go out once more.
    """
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        if row is None:
            return NOT_FOUND
        if row.held_on:
            return HELD
        refusal = refuse_meeting_day(new.meeting_on, actor.on)
        if refusal:
            return refusal
        if row.meeting_on != new.meeting_on:
            row.invited_on = row.papers_on = None
        row.meeting_on, row.meeting_time, row.place = (
            new.meeting_on,
            clean(new.time),
            clean(new.place),
        )
        row.child_leads, row.set_by_name = ChildLeads(new.child_leads) if new.child_leads else "", actor.name
        row.looked_after, row.out_of_area = new.looked_after, new.out_of_area
        _ask_those_around(unit, actor, row)
        return keep(unit, row, "annual-review.meeting-set", meeting_on=row.meeting_on)


@dataclass(frozen=True)
class _Guest:
    """Somebody who gets a place: as whom, their name, where they work, and who they are here."""

    seat: Seat
    name: str
    organisation: str = ""
    person_id: UUID | None = None


_SEATS = {
    StandingKind.CHILD: Seat.YOUNG_PERSON, StandingKind.PARENT: Seat.PARENT, StandingKind.CARER: Seat.PARENT,
    StandingKind.LEAD_WORKER: Seat.SETTING, StandingKind.INVITED: Seat.OTHER,
}  # fmt: skip


def _ask_those_around(unit: Unit, actor: Actor, row: AnnualReview) -> None:
    """Put those who are known on the list: the child, each parent and carer, who leads, who holds it, the council.

    Whoever a restriction shuts out is not on it, and nobody learns why.
    """
    there = set(Invitee.in_unit.filter(review=row, person__isnull=False).values_list("person_id", flat=True))
    for guest in _guests(actor, row):
        if guest.person_id is None or guest.person_id in there:
            continue
        if not is_shut_out(row.child_id, guest.person_id, actor.on):
            there.add(guest.person_id)
            _add(unit, actor, row, guest)
    if not Invitee.in_unit.filter(review=row, seat=Seat.YOUNG_PERSON).exists():
        _add(unit, actor, row, _Guest(Seat.YOUNG_PERSON, row.child.full_name))
    if not Invitee.in_unit.filter(review=row, seat=Seat.COUNCIL).exists():
        held = who_at(row.council_id, row.child_id)
        person_id = held[0] if held and held[0] not in there else None
        name = held[1] if held else "SEND officer"
        _add(unit, actor, row, _Guest(Seat.COUNCIL, name, row.council.name, person_id))


def _guests(actor: Actor, row: AnnualReview) -> list[_Guest]:
    """Those around the child who sign in here, and whoever sets the day."""
    found = []
    for one in stands_by(actor, row.child_id):
        seat = _SEATS.get(one.kind)
        if seat is not None and one.person_id is not None:
            seat = Seat.COUNCIL if one.organisation_id == row.council_id else seat
            organisation = one.organisation_name if one.organisation_id else ""
            found.append(_Guest(seat, one.name, organisation, one.person_id))
    if actor.person_id:
        seat = Seat.COUNCIL if actor.organisation_id == row.council_id else Seat.SETTING
        found.append(_Guest(seat, actor.name, actor.organisation_name, actor.person_id))
    return found


def _add(unit: Unit, actor: Actor, row: AnnualReview, guest: _Guest) -> Invitee:
    new = Invitee(
        child_id=row.child_id, review=row, seat=guest.seat, person_id=guest.person_id, name=guest.name,
        organisation=guest.organisation, added_by_name=actor.name,
    )  # fmt: skip
    new.save(force_insert=True)
    unit.record("annual-review.invitee-added", new, child_id=row.child_id, after={"seat": str(guest.seat)})
    return new


@at_most(200, "name", "organisation")
def add_invitee(
    actor: Actor, child_id: UUID, seat: str, name: str, organisation: str, now: datetime
) -> Invitee | Refusal:
    """Put somebody on the list who is not in this service: they are asked by letter or e-mail."""
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        if row is None:
            return NOT_FOUND
        if seat not in Seat.values:
            return Refusal("invite.seat", "Say as whom they are asked.", "Choose one.", "seat")
        if not clean(name):
            return Refusal("invite.name", "Who is asked?", "Write a name.", "name")
        if row.held_on:
            return HELD
        return _add(unit, actor, row, _Guest(Seat(seat), clean(name), clean(organisation)))


def take_off(actor: Actor, child_id: UUID, invitee_id: UUID, now: datetime) -> AnnualReview | Refusal:
    """Take somebody off the list who was not asked yet. The family stays on it."""
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        one = Invitee.in_unit.filter(pk=invitee_id, review=row).first() if row else None
        if row is None or one is None:
            return NOT_FOUND
        if one.asked_on or one.seat in (Seat.YOUNG_PERSON, Seat.PARENT):
            return Refusal(
                "invite.asked",
                "They have a place at this meeting.",
                "Tell them yourself if things have changed.",
            )
        one.delete()
        unit.record("annual-review.invitee-removed", row, child_id=child_id, before={"seat": one.seat})
        return row


def inviting_facts(actor: Actor, row: AnnualReview, child: Child) -> InvitingFacts:
    """What decides who must be asked to this review."""
    older = in_or_beyond_year_9(child.nc_year, child.born_on, actor.on)
    return InvitingFacts(older, setting_of(actor, child.id) is not None, row.looked_after, row.out_of_area)


@at_most(300, "because")
def send_invitations(actor: Actor, child_id: UUID, because: str, now: datetime) -> AnnualReview | Refusal:
    """Ask everybody on the list, and ask each for what they can say beforehand (reg 20(2) to (4)).

    Refuses while a seat the law names is empty without a reason, and with less than two weeks to go.
    """
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        if row is None:
            return NOT_FOUND
        if row.held_on:
            return HELD
        invited = list(Invitee.in_unit.filter(review=row))
        seats = frozenset(Seat(one.seat) for one in invited)
        missing = still_to_ask(inviting_facts(actor, row, row.child), seats)
        refusal = refuse_invitations(missing, because, row.meeting_on, actor.on)
        if refusal:
            return refusal
        row.invited_on, row.not_asked_because = actor.on, clean(because)
        for one in invited:
            one.asked_on = actor.on
            one.save(update_fields=["asked_on"])
        _tell(unit, actor, row, invited, "annual-review.invited")
        return keep(unit, row, "annual-review.invited", people=len(invited))


def _tell(unit: Unit, actor: Actor, row: AnnualReview, invited: list[Invitee], event: str) -> None:
    """Tell each who signs in here; others are asked by letter, and the page says whom."""
    path = f"/children/{row.child_id}/annual-review/"
    for one in invited:
        if one.person_id and one.person_id != actor.person_id:
            tell(unit, one.person_id, row.child_id, event, path, f"{event}:{row.id}:{row.meeting_on}")


@at_most(LONGEST, "text")
def give_advice(
    actor: Actor, child_id: UUID, invitee_id: UUID, text: str, edition: int, now: datetime
) -> Invitee | Refusal:
    """Say before the meeting how it is going: each for themselves; who holds it writes down what others sent.

    Everybody who was asked reads it, because it goes out with the papers. A stale save is refused and loses nothing.
    """
    with operation(actor, _SAY, now) as unit:
        row = open_row(actor, child_id, _SAY)
        one = Invitee.in_unit.filter(pk=invitee_id, review=row).first() if row else None
        if row is None or one is None:
            return NOT_FOUND
        if one.person_id != actor.person_id and not (one.person_id is None and _holds(actor, child_id)):
            return NOT_FOUND
        if not clean_lines(text):
            return Refusal("advice.empty", "Nothing is written yet.", "A sentence is enough.", "text")
        if row.held_on:
            return HELD
        if one.edition != edition:
            return _STALE
        one.advice, one.advice_on, one.advice_by_name = clean_lines(text), actor.on, actor.name
        one.edition += 1
        one.save(update_fields=["advice", "advice_on", "advice_by_name", "edition"])
        unit.record("annual-review.advice-given", one, child_id=child_id, after={"seat": one.seat})
        return one


def _holds(actor: Actor, child_id: UUID) -> bool:
    return role_may(actor.role, _HOLD) and open_row(actor, child_id, _HOLD) is not None


def send_papers(actor: Actor, child_id: UUID, now: datetime) -> AnnualReview | Refusal:
    """Send what everybody said to everybody, two weeks before. Late papers go out all the same, and say so."""
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        if row is None:
            return NOT_FOUND
        if row.invited_on is None:
            return Refusal("papers.early", "Nobody has been asked yet.", "Send the invitations first.")
        if row.held_on:
            return HELD
        invited = list(Invitee.in_unit.filter(review=row))
        if not any(one.advice for one in invited):
            return Refusal(
                "papers.empty", "Nobody has said anything yet, so there is nothing to send.",
                "Write the school’s part, or write down what somebody sent.",
            )  # fmt: skip
        row.papers_on = actor.on
        _tell(unit, actor, row, invited, "annual-review.papers")
        return keep(unit, row, "annual-review.papers-sent", people=len(invited))
