"""A request without an account: received by anybody's hand, confirmed by the council in one reviewed step."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child, Invitation
from alongside.children.operations import NOT_FOUND, know_by_duty, name_key
from alongside.children.queries import stands_by
from alongside.ehc.access import children_like, family_of, links_are_closed, people_in
from alongside.ehc.choices import AskedBy, Route, UnverifiedState
from alongside.ehc.models import Case, SecondLook, UnverifiedRequest
from alongside.ehc.operations.requesting import DUTY, open_case
from alongside.ehc.operations.second_look import second_look
from alongside.ehc.operations.unverified_giving import hand_on
from alongside.ehc.queries.cases import councils, open_case_id
from alongside.ehc.rules.unverified import PublicRequest, refuse_public
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.people.access import account_with
from alongside.people.letters import INVITED, link, send_letter
from alongside.people.models import Person
from alongside.people.rules import INVITATION_LASTS
from alongside.people.tokens import digest_of, new_token
from alongside.statute.almanac import london_day

_KEEP = Permission.CASE_KEEP
_OPEN = Refusal(
    "case.open", "A request about this child is being considered already.",
    "Set this one aside, and say in which case it is.", "child",
)  # fmt: skip
SecondLooked = SecondLook
TakenIn = Case | SecondLook
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@at_most(100, "new.given_name", "new.family_name", "new.child_given_name", "new.child_family_name")
@at_most(30, "new.telephone")
@at_most(200, "new.setting_name")
def ask_without_account(new: PublicRequest, council_id: UUID, now: datetime) -> UnverifiedRequest | Refusal:
    """Keep a request from the open page: the clock starts at this moment. It reads nothing about anybody.

    Whether the child is known changes neither the answer nor what is done.
    """
    today = london_day(now)
    with operation(
        SystemActor("a request without an account", today), "case.ask_without_account", now
    ) as unit:
        council = next((one for one in councils() if one.id == council_id), None)
        refusal = refuse_public(new, today)
        if refusal or council is None:
            return refusal or NOT_FOUND
        row = UnverifiedRequest(
            council=council, reference="".join(secrets.choice(_LETTERS) for _ in range(8)), asked_by=new.asked_by,
            given_name=clean(new.given_name), family_name=clean(new.family_name),
            email=new.email.strip().lower(), telephone=clean(new.telephone), language=new.language[:12],
            child_given_name=clean(new.child_given_name), child_family_name=clean(new.child_family_name),
            child_born_on=new.child_born_on, setting_name=clean(new.setting_name),
            words=clean_lines(new.words), received_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("case.asked_without_account", row)
        send_letter("assessment-asked", row.email, row.reference, row.language)
        for person_id, _ in people_in(council.id, (Role.CASEWORKER,), today):
            tell(
                unit,
                person_id,
                None,
                "case.unverified",
                f"/cases/unverified/{row.id}/",
                f"unverified:{row.id}",
            )
        return row


@dataclass(frozen=True)
class Confirmed:
    """What the council has confirmed: how, about which child (None: not known here yet), who of the family asks."""

    how: str
    child_id: UUID | None = None
    asker_id: UUID | None = None


@at_most(1_000, "new.how")
def take_in_unverified(
    actor: Actor, row_id: UUID, new: Confirmed, now: datetime
) -> Case | SecondLook | Refusal:
    """Take a confirmed request in: for a child who is known, or for one who becomes known by it.

    The case has the moment at which it was sent. Whoever asks and is not known here yet is sent a link to the address
    they gave; nobody is where a restriction is on record, or where the young person is known here already.

    A child who is known here, and not to this council, opens to it only when a second person says the same: until then
    what the first said is given back, and the clock runs on.
    """
    with operation(actor, _KEEP, now) as unit:
        row = UnverifiedRequest.objects.permitting(actor, _KEEP).select_for_update().filter(pk=row_id).first()
        if row is None:
            return NOT_FOUND
        refusal = _refuse(row, new)
        if refusal:
            return refusal
        child = _child(unit, actor, row, new.child_id)
        if child is None:
            return unit.refuse(NOT_FOUND)
        if new.child_id:
            look = second_look(unit, actor, child.id, new.how, f"/cases/unverified/{row.id}/")
            if look is not None:
                return look
        know_by_duty(unit, child.id, row.council_id, DUTY, london_day(now))
        if open_case_id(actor, child.id):
            return unit.refuse(_OPEN)
        asker_id = _asker(unit, actor, row, child, new.asker_id)
        case = Case(
            child_id=child.id, council_id=row.council_id, asked_by=row.asked_by, asker_id=asker_id,
            asker_name=f"{row.given_name} {row.family_name}", route=Route.HERE, words=row.words,
            received_at=row.received_at, logged_at=now, logged_by_name=actor.name,
        )  # fmt: skip
        open_case(unit, actor, case, stands_by(actor, child.id))
        hand_on(unit, actor, row, child.id)
        row.state, row.case, row.child = UnverifiedState.TAKEN_IN, case, child
        _settle(unit, actor, row, clean(new.how))
        return case


def _refuse(row: UnverifiedRequest, new: Confirmed) -> Refusal | None:
    if row.state != UnverifiedState.WAITING:
        return Refusal("unverified.settled", "A colleague has settled this.", "Open the case to read it.")
    if not clean(new.how):
        return Refusal("unverified.how", "Say how you confirmed who asks.", "By a call, a document …", "how")
    return None


@at_most(1_000, "why")
def set_aside(actor: Actor, row_id: UUID, why: str, now: datetime) -> UnverifiedRequest | Refusal:
    """Do not take it in, and say why: it is a case already, another council's, or nobody could be confirmed."""
    with operation(actor, _KEEP, now) as unit:
        rows = UnverifiedRequest.objects.permitting(actor, _KEEP).filter(pk=row_id)
        row = rows.filter(state=UnverifiedState.WAITING).first()
        if row is None:
            return NOT_FOUND
        if not clean(why):
            return Refusal("unverified.why", "Write why.", "It stays on record.", "why")
        row.state = UnverifiedState.SET_ASIDE
        _settle(unit, actor, row, clean(why))
        return row


def _settle(unit: Unit, actor: Actor, row: UnverifiedRequest, words: str) -> None:
    row.settled_words, row.settled_by_name, row.settled_at = words, actor.name, unit.at
    row.save()
    unit.record("case.unverified_settled", row, child_id=row.child_id, after={"state": str(row.state)})


def _child(unit: Unit, actor: Actor, row: UnverifiedRequest, child_id: UUID | None) -> Child | None:
    """The child that was found to be meant, only among those the page showed; or a new one."""
    if child_id:
        found = children_like(actor, row.child_family_name, row.child_born_on)
        return next((one for one in found if one.id == child_id), None)
    child = Child(
        given_name=row.child_given_name, family_name=row.child_family_name, born_on=row.child_born_on,
    )  # fmt: skip
    child.search_key = name_key(child)
    child.save(force_insert=True)
    unit.record("child.known_by_request", child, child_id=child.id)
    return child


def _asker(
    unit: Unit, actor: Actor, row: UnverifiedRequest, child: Child, chosen: UUID | None
) -> UUID | None:
    """Who of the family it is; or a new person, who is sent a link. Nobody new where a restriction is on record: who
    may know this child is then for those who know the family to say, however the name is written."""
    on = london_day(unit.at)
    family = {person_id: barred for person_id, _, barred in family_of(child.id, on)}
    if chosen in family:
        return None if family[chosen] else chosen
    holder = account_with(row.email)
    themselves = row.asked_by == AskedBy.YOUNG_PERSON
    if links_are_closed(child, as_the_child=themselves, on=on):
        return None
    person = Person(given_name=row.given_name, family_name=row.family_name, language=row.language)
    if holder is None:
        person.save(force_insert=True)
    person_id: UUID = holder.person_id if holder else person.id
    _invite(unit, actor, row, child, person_id)
    return person_id


def _invite(unit: Unit, actor: Actor, row: UnverifiedRequest, child: Child, person_id: UUID) -> None:
    """The link to claim what they sent, to the address they gave; it asks for a second fact and works for a week."""
    kind = StandingKind.CHILD if row.asked_by == AskedBy.YOUNG_PERSON else StandingKind.PARENT
    token = new_token()
    invitation = Invitation(
        child=child, person_id=person_id, given_name=row.given_name, family_name=row.family_name, kind=kind,
        relationship="" if kind is StandingKind.CHILD else "parent", language=row.language,
        invited_by_id=actor.person_id, email=row.email, token_digest=digest_of(token), created_at=unit.at,
        expires_at=unit.at + INVITATION_LASTS,
    )  # fmt: skip
    invitation.save(force_insert=True)
    unit.record("family.invited", invitation, child_id=child.id)
    send_letter(INVITED, row.email, link(f"/invitation/{token}/"), row.language)
