"""The meeting and its report: what is said, what is proposed, where somebody sees it differently."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.choices import ChangeKind, Seat, Topic
from alongside.annualreviews.models import AnnualReview, Difference, Invitee, Proposal, TalkedAbout
from alongside.annualreviews.operations.planning import inviting_facts, keep, open_row
from alongside.annualreviews.reporting import Gathered, report_document
from alongside.annualreviews.rules.meeting import (
    MeetingFacts,
    missing_for_report,
    refuse_held,
    refuse_proposal,
    topics,
)
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.notices.operations import tell
from alongside.rendering.frozen import canonical_json, digest
from alongside.voice.operations import StaleText

_HOLD, _SAY = Permission.ANNUAL_HOLD, Permission.ANNUAL_SAY
LONGEST = 8_000
REPORTED = Refusal(
    "review.reported", "The report has gone to everybody and stays as it is.", "Write to the council about it."
)  # fmt: skip


def _being_held(actor: Actor, child_id: UUID, permission: Permission) -> AnnualReview | Refusal:
    row = open_row(actor, child_id, permission)
    if row is None:
        return NOT_FOUND
    return REPORTED if row.reported_on else row


@at_most(LONGEST, "text")
def say_about(
    actor: Actor, child_id: UUID, topic: str, text: str, edition: int, now: datetime
) -> TalkedAbout | Refusal:
    """Write what the meeting says about one thing. Of two who wrote at once the second is shown both texts."""
    with operation(actor, _SAY, now) as unit:
        row = _being_held(actor, child_id, _SAY)
        if isinstance(row, Refusal):
            return row
        facts = inviting_facts(actor, row, row.child)
        if topic not in topics(adult_life=facts.in_or_beyond_year_9):
            return NOT_FOUND
        if not clean_lines(text):
            return Refusal("meeting.empty", "Nothing is written yet.", "A sentence is enough.", "text")
        kept = _save(row, Topic(topic), clean_lines(text), edition, actor.name, now)
        if kept is None:
            there = TalkedAbout.in_unit.get(review=row, topic=topic)
            return unit.refuse(
                StaleText(
                    "meeting.stale", f"{there.by_name} saved this while you were writing.",
                    "Both texts are below. Choose which to keep, or put them together.", "text",
                    mine=clean_lines(text), theirs=there.text, theirs_by=there.by_name, theirs_at=there.at,
                    edition=there.edition,
                )
            )  # fmt: skip
        unit.record("annual-review.said", kept, child_id=child_id, after={"topic": topic})
        return kept


def _save(
    row: AnnualReview, topic: Topic, text: str, edition: int, by_name: str, now: datetime
) -> TalkedAbout | None:
    values = {"text": text, "by_name": by_name, "at": now}
    if edition == 0:
        try:
            with transaction.atomic():
                new = TalkedAbout(child_id=row.child_id, review=row, topic=topic, **values)
                new.save(force_insert=True)
                return new
        except IntegrityError:
            return None
    there = TalkedAbout.in_unit.filter(review=row, topic=topic, edition=edition)
    if not there.update(**values, edition=edition + 1):
        return None
    return TalkedAbout.in_unit.get(review=row, topic=topic)


@dataclass(frozen=True)
class NewProposal:
    """A change of the plan that somebody proposes."""

    section: str
    kind: str
    was: str = ""
    becomes: str = ""
    why: str = ""


@at_most(LONGEST, "new.was", "new.becomes", "new.why")
def propose(actor: Actor, child_id: UUID, new: NewProposal, now: datetime) -> Proposal | Refusal:
    """Propose a change of the plan; the council decides about it after the report."""
    with operation(actor, _SAY, now) as unit:
        row = open_row(actor, child_id, _SAY)
        if row is None:
            return NOT_FOUND
        if row.decided_on or (row.reported_on and actor.organisation_id != row.council_id):
            return REPORTED
        refusal = refuse_proposal(new.section, new.kind, new.was, new.becomes)
        if refusal:
            return refusal
        kept = Proposal(
            child_id=child_id, review=row, section=new.section, kind=ChangeKind(new.kind),
            was=clean_lines(new.was), becomes=clean_lines(new.becomes),
            why=clean_lines(new.why), by_name=actor.name, at=now,
        )  # fmt: skip
        kept.save(force_insert=True)
        unit.record("annual-review.change-proposed", kept, child_id=child_id, after={"section": kept.section})
        return kept


def take_proposal_back(actor: Actor, child_id: UUID, proposal_id: UUID, now: datetime) -> Proposal | Refusal:
    """Take a proposed change back: whoever holds the review, as what was agreed in the meeting."""
    with operation(actor, _HOLD, now) as unit:
        row = open_row(actor, child_id, _HOLD)
        if row is None:
            return NOT_FOUND
        if row.decided_on or (row.reported_on and actor.organisation_id != row.council_id):
            return REPORTED
        one: Proposal | None = Proposal.in_unit.filter(pk=proposal_id, review=row, taken_back_at=None).first()
        if one is None:
            return NOT_FOUND
        one.taken_back_at = now
        one.save(update_fields=["taken_back_at"])
        unit.record("annual-review.change-taken-back", one, child_id=child_id)
        return one


@at_most(200, "whose")
@at_most(LONGEST, "text")
def see_differently(
    actor: Actor, child_id: UUID, text: str, now: datetime, whose: str = ""
) -> Difference | Refusal:
    """Write down where somebody sees it differently: for oneself, or whoever holds it for somebody in the room."""
    with operation(actor, _SAY, now) as unit:
        row = _being_held(actor, child_id, _SAY)
        if isinstance(row, Refusal):
            return row
        if not clean_lines(text):
            return Refusal("differ.empty", "Nothing is written yet.", "Write how it is seen.", "differ")
        one = Difference(
            child_id=child_id, review=row, text=clean_lines(text),
            whose=actor.name if actor.is_family else clean(whose) or actor.name, by_name=actor.name, at=now,
        )  # fmt: skip
        one.save(force_insert=True)
        unit.record("annual-review.seen-differently", one, child_id=child_id)
        return one


@dataclass(frozen=True)
class Held:
    """That the meeting was held: when, who came, and why the child was not heard if they were not.

    While nobody is said to have come, it is not said of anybody: no meeting is held by nobody.
    """

    held_on: date | None
    came: frozenset[UUID] = frozenset()
    no_child_because: str = ""
    no_change: bool = False


@at_most(300, "new.no_child_because")
def note_held(actor: Actor, child_id: UUID, new: Held, now: datetime) -> AnnualReview | Refusal:
    """Say that the meeting was held, and who came: report, decision and changes are counted from that day."""
    with operation(actor, _HOLD, now) as unit:
        row = _being_held(actor, child_id, _HOLD)
        if isinstance(row, Refusal):
            return row
        refusal = refuse_held(new.held_on, row.meeting_on, actor.on)
        if refusal:
            return refusal
        for one in Invitee.in_unit.filter(review=row):
            one.came = one.pk in new.came if new.came else None
            one.save(update_fields=["came"])
        row.held_on, row.no_change = new.held_on, new.no_change
        row.no_child_because = clean(new.no_child_because)
        return keep(unit, row, "annual-review.held", held_on=row.held_on)


def meeting_facts(actor: Actor, row: AnnualReview) -> MeetingFacts:
    """What the report of a review depends on, as it is now; inside the caller's operation."""
    facts = inviting_facts(actor, row, row.child)
    written = {Topic(one) for one in TalkedAbout.in_unit.filter(review=row).values_list("topic", flat=True)}
    young = Invitee.in_unit.filter(review=row, seat=Seat.YOUNG_PERSON)
    heard = Topic.WISHES in written or any(one.advice for one in young)
    count = Proposal.in_unit.filter(review=row, taken_back_at=None).count()
    return MeetingFacts(
        row.held_on,
        facts.in_or_beyond_year_9,
        written,
        heard,
        row.no_child_because,
        count,
        row.no_change,
        Invitee.in_unit.filter(review=row, came=True).exists(),
    )


def send_report(actor: Actor, child_id: UUID, now: datetime) -> AnnualReview | Refusal:
    """Freeze the report and send it to everybody who was asked (reg 20(7), (8)). Refuses what is not complete."""
    with operation(actor, _HOLD, now) as unit:
        row = _being_held(actor, child_id, _HOLD)
        card = child_card(actor, child_id, _HOLD)
        if isinstance(row, Refusal) or card is None:
            return row if isinstance(row, Refusal) else NOT_FOUND
        missing = missing_for_report(meeting_facts(actor, row))
        if missing:
            return missing[0]
        invited = list(Invitee.in_unit.filter(review=row).order_by("seat", "name"))
        said = list(TalkedAbout.in_unit.filter(review=row))
        proposed = list(Proposal.in_unit.filter(review=row, taken_back_at=None).order_by("section", "at"))
        differ = list(Difference.in_unit.filter(review=row).order_by("at"))
        document = report_document(card, row, Gathered(invited, said, proposed, differ), actor, now)
        row.report, row.digest = canonical_json(document).decode(), digest(document)
        row.reported_on, row.reported_by_name = actor.on, actor.name
        for one in invited:
            if one.person_id and one.person_id != actor.person_id:
                path = f"/children/{child_id}/annual-review/"
                tell(
                    unit,
                    one.person_id,
                    child_id,
                    "annual-review.reported",
                    path,
                    f"annual-review.reported:{row.id}",
                )
        return keep(unit, row, "annual-review.reported", digest=row.digest[:12])
