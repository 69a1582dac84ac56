"""Asking settings whether they can meet the needs of a plan, and what they answer (CFA 2014 s.39(2), s.40(3))."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission, roles_holding
from alongside.children.invitations.access import is_shut_out
from alongside.children.operations import NOT_FOUND, end_setting_answer, let_setting_answer
from alongside.ehcplans.choices import AnswerKind
from alongside.ehcplans.documents import pack_document
from alongside.ehcplans.models import Consultation, EhcAnswer, EhcPlan
from alongside.ehcplans.operations.answering import ANSWERED
from alongside.ehcplans.operations.clocks import set_consultation_clock
from alongside.ehcplans.operations.keeping import latest, plan_row
from alongside.ehcplans.operations.telling import tell_caseworker
from alongside.ehcplans.queries.settings import setting_named
from alongside.ehcplans.rules.consulting import NewReply, refuse_consultation, refuse_reply
from alongside.ehcplans.rules.content import from_json
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.organisations.models import Membership
from alongside.rendering.frozen import canonical_json, digest
from alongside.statute.almanac import london_day

_KEEP, _ANSWER = Permission.EHCPLAN_KEEP, Permission.CONSULTATION_ANSWER
DUTY = "consulted about being named in a plan (Children and Families Act 2014 section 39)"
_ANSWERING = roles_holding(_ANSWER)
_GONE = Refusal("consultation.closed", "This has been answered, or is not asked any more.", "Open your list.")


@dataclass(frozen=True)
class NewConsultation:
    """Which setting is asked: one that is here, or one outside by its name."""

    organisation_id: UUID | None = None
    name: str = ""
    kind: str = ""
    urn: str = ""


@at_most(200, "new.name")
@at_most(120, "new.kind")
def consult(actor: Actor, child_id: UUID, new: NewConsultation, now: datetime) -> Consultation | Refusal:
    """Send a setting the draft as it was served, and let it answer within fifteen days.

    A setting here has it at once; for one outside, the council writes down what comes. Refuses before a draft was
    served, and a second question to a setting that has not answered the first.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        if plan is None:
            return NOT_FOUND
        here = setting_named(new.organisation_id, new.name)
        name = here.name if here else clean(new.name)
        version = latest(plan.id, *ANSWERED)
        open_to = Consultation.in_unit.filter(plan_id=plan.id, replied_at=None, taken_back_at=None)
        asked = set(open_to.values_list("setting_name", flat=True))
        refusal = refuse_consultation(name, asked, served=version is not None)
        if refusal or version is None:
            return refusal or NOT_FOUND
        pack = pack_document(from_json(version.content), name, actor.on)
        row = Consultation(
            plan=plan, version=version, organisation_id=here.id if here else None, setting_name=name,
            kind=here.kind if here else new.kind, urn=here.urn if here else new.urn,
            asked_by_family=_wished(plan, name), pack=canonical_json(pack).decode(), digest=digest(pack),
            sent_by_name=actor.name, sent_at=now, received_on=actor.on,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("consultation.sent", row, child_id=child_id, after={"here": here is not None})
        set_consultation_clock(unit, plan, row)
        if here:
            let_setting_answer(unit, child_id, here.id, DUTY, actor.on)
            _tell_setting(unit, actor, row)
        return row


def _wished(plan: EhcPlan, name: str) -> bool:
    return EhcAnswer.in_unit.filter(plan_id=plan.id, kind=AnswerKind.SETTING, setting_name=name).exists()


def _tell_setting(unit: Unit, actor: Actor, row: Consultation) -> None:
    if row.organisation_id is None:
        return
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    posts = Membership.in_unit.filter(live, organisation_id=row.organisation_id, role__in=_ANSWERING)
    people = set(posts.values_list("person_id", flat=True))
    for person_id in (one for one in people if not is_shut_out(row.plan.child_id, one, actor.on)):
        path = f"/consultations/{row.id}/"
        tell(unit, person_id, None, "consultation.asked", path, f"consultation.asked:{row.id}")


def answer_consultation(
    actor: Actor, child_id: UUID, consultation_id: UUID, new: NewReply, now: datetime
) -> Consultation | Refusal:
    """The setting's own answer. With it, what the setting may read of the child closes at once."""
    with operation(actor, _ANSWER, now) as unit:
        rows = Consultation.objects.permitting(actor, _ANSWER, child_id).filter(pk=consultation_id)
        row = rows.select_related("plan").first()
        if row is None:
            return NOT_FOUND
        refusal = _GONE if row.replied_at or row.taken_back_at else refuse_reply(new)
        if refusal:
            return refusal
        _keep_reply(unit, row, new, actor.name)
        tell_caseworker(unit, actor, row.plan, "consultation.answered", str(row.id))
        return row


@at_most(200, "new.by_name")
def take_in_reply(
    actor: Actor, child_id: UUID, consultation_id: UUID, new: NewReply, now: datetime
) -> Consultation | Refusal:
    """What a setting answered by letter or e-mail, as the council writes it down, with the name of who answered."""
    with operation(actor, _KEEP, now) as unit:
        rows = Consultation.objects.permitting(actor, _KEEP, child_id).filter(pk=consultation_id)
        row = rows.select_related("plan").first()
        if row is None:
            return NOT_FOUND
        refusal = _GONE if row.replied_at or row.taken_back_at else refuse_reply(new)
        if refusal is None and not new.by_name.strip():
            refusal = Refusal("consultation.who", "Who answered is missing.", "Write their name.", "by_name")
        if refusal:
            return refusal
        _keep_reply(unit, row, new, clean(new.by_name))
        return row


def _keep_reply(unit: Unit, row: Consultation, new: NewReply, by_name: str) -> None:
    row.reply, row.grounds, row.reasons = (
        new.reply,
        [str(one) for one in new.grounds],
        clean_lines(new.reasons),
    )
    row.replied_by_name, row.replied_at = by_name, unit.at
    row.save(update_fields=["reply", "grounds", "reasons", "replied_by_name", "replied_at"])
    unit.record("consultation.answered", row, child_id=row.plan.child_id, after={"reply": row.reply})
    set_consultation_clock(unit, row.plan, row)
    _close(unit, row)


def _close(unit: Unit, row: Consultation) -> None:
    """The setting reads no more, unless another question to it about this child is open."""
    if row.organisation_id is None:
        return
    others = Consultation.in_unit.filter(
        plan__child_id=row.plan.child_id,
        organisation_id=row.organisation_id,
        replied_at=None,
        taken_back_at=None,
    )
    if not others.exclude(pk=row.pk).exists():
        end_setting_answer(unit, row.plan.child_id, row.organisation_id, london_day(unit.at))


def stop_asking(actor: Actor, child_id: UUID, consultation_id: UUID, now: datetime) -> Consultation | Refusal:
    """Ask a setting no more: it reads nothing from then on, and its clock ends."""
    with operation(actor, _KEEP, now) as unit:
        rows = Consultation.objects.permitting(actor, _KEEP, child_id).filter(pk=consultation_id)
        row = rows.select_related("plan").first()
        if row is None:
            return NOT_FOUND
        if row.replied_at or row.taken_back_at:
            return _GONE
        _take_back(unit, row)
        return row


def stop_all_asking(unit: Unit, plan: EhcPlan, because: str) -> None:
    """Ask no setting any more about a plan that has ended, and keep why."""
    rows = Consultation.in_unit.filter(plan=plan, replied_at=None, taken_back_at=None)
    for row in rows.select_related("plan"):
        _take_back(unit, row, because)


def _take_back(unit: Unit, row: Consultation, because: str = "") -> None:
    row.taken_back_at, row.taken_back_because = unit.at, because
    row.save(update_fields=["taken_back_at", "taken_back_because"])
    unit.record("consultation.taken_back", row, child_id=row.plan.child_id)
    set_consultation_clock(unit, row.plan, row)
    _close(unit, row)
