"""What the family says about a draft or a notice, and what the council makes of it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, child_card, describes, own_standing, stands_by
from alongside.ehc.choices import Route
from alongside.ehcplans.choices import AnswerKind, Became, EhcPlanState, VersionKind
from alongside.ehcplans.models import EhcAnswer, EhcLine, EhcPlan, EhcVersion
from alongside.ehcplans.operations.keeping import latest, plan_row
from alongside.ehcplans.operations.telling import tell_caseworker, tell_people
from alongside.ehcplans.queries.settings import setting_named
from alongside.ehcplans.rules.answering import NewAnswer, refuse_answer, refuse_reply, refuse_taken_in
from alongside.ehcplans.rules.content import from_json
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.platform.clock import LONDON

_ANSWER, _KEEP = Permission.EHCPLAN_ANSWER, Permission.EHCPLAN_KEEP
ANSWERED = (VersionKind.DRAFT, VersionKind.AMENDED_DRAFT)


def has_the_say(actor: Actor, card: ChildCard) -> bool:
    """Whether the law gives this reader the rights on a draft today: a parent's, later the young person's."""
    return actor.person_id in right_holders(card, stands_by(actor, card.id), Deciding.PLAN, actor.on)


@at_most(200, "new.setting_name")
def answer_plan(actor: Actor, child_id: UUID, new: NewAnswer, now: datetime) -> EhcAnswer | Refusal:
    """Keep what a parent or young person says about what was served last, and tell whoever keeps the plan."""
    with operation(actor, _ANSWER, now) as unit:
        plan, card = plan_row(actor, child_id, _ANSWER), child_card(actor, child_id, _ANSWER)
        if plan is None or card is None:
            return NOT_FOUND
        version = latest(plan.id, *ANSWERED)
        refusal = refuse_answer(
            new, EhcPlanState(plan.state), served=version is not None, has_the_say=has_the_say(actor, card)
        )
        if refusal or version is None:
            return refusal or NOT_FOUND
        row = _row(actor, plan, version, new, now)
        row.person_id, row.person_name = actor.person_id, actor.name
        row.person_role = describes(actor, own_standing(actor, child_id))[:80]
        row.save(force_insert=True)
        unit.record("ehcplan.answered", row, child_id=child_id, after={"kind": row.kind})
        tell_caseworker(unit, actor, plan, "ehcplan.said", str(row.id))
        return row


@dataclass(frozen=True)
class TakenInAnswer:
    """What a family said by letter, telephone or face to face, on which day, as the council writes it down."""

    answer: NewAnswer
    person_id: UUID | None
    person_name: str
    route: Route = Route.LETTER
    said_on: date | None = None


@at_most(200, "new.answer.setting_name", "new.person_name")
def take_in_answer(actor: Actor, child_id: UUID, new: TakenInAnswer, now: datetime) -> EhcAnswer | Refusal:
    """Write down what somebody with a say said in another way. It counts as if they had written it here, on that day.

    Refuses a day that has not come or is before what they answer, and nobody’s words.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        version = latest(plan.id, *ANSWERED) if plan else None
        if plan is None or version is None:
            return NOT_FOUND
        refusal = refuse_answer(
            new.answer, EhcPlanState(plan.state), served=True, has_the_say=True
        ) or refuse_taken_in(new.person_name, new.said_on or actor.on, version.served_on, actor.on)
        if refusal:
            return refusal
        row = _row(actor, plan, version, new.answer, now)
        row.person_id, row.person_name = new.person_id, clean(new.person_name)
        row.person_role, row.taken_in_by_name, row.route = "Family", actor.name, new.route
        if new.said_on and new.said_on != actor.on:
            row.said_at = datetime.combine(new.said_on, time(12), LONDON)
        row.save(force_insert=True)
        unit.record("ehcplan.answer_taken_in", row, child_id=child_id, after={"kind": row.kind})
        return row


def _row(actor: Actor, plan: EhcPlan, version: EhcVersion, new: NewAnswer, now: datetime) -> EhcAnswer:
    """An answer, beside a line that the version holds; a line it does not hold is none."""
    held = {one.id for one in from_json(version.content).lines}
    beside = new.line_id if new.line_id and str(new.line_id) in held else None
    beside = beside if beside and EhcLine.in_unit.filter(pk=beside, plan_id=plan.id).exists() else None
    known = setting_named(new.organisation_id, new.setting_name) if new.kind is AnswerKind.SETTING else None
    return EhcAnswer(
        plan=plan, version=version, line_id=beside, kind=new.kind, text=clean_lines(new.text),
        organisation_id=known.id if known else None,
        setting_name=known.name if known else clean(new.setting_name), said_at=now,
    )  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What the council makes of something the family said."""

    became: Became
    words: str
    met_on: date | None = None


def reply_to(actor: Actor, child_id: UUID, answer_id: UUID, new: Reply, now: datetime) -> EhcAnswer | Refusal:
    """Say what became of something the family said, and tell whoever said it. A meeting asked for must be held."""
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        row = EhcAnswer.in_unit.filter(pk=answer_id, plan_id=plan.id).first() if plan else None
        if plan is None or row is None:
            return NOT_FOUND
        refusal = refuse_reply(new.became, new.words, AnswerKind(row.kind), met=new.met_on is not None)
        if refusal is None and new.met_on and new.met_on > actor.on:
            refusal = Refusal(
                "reply.future", "That day has not come yet.", "Answer after the meeting.", "met_on"
            )
        if refusal:
            return refusal
        row.became, row.answer, row.met_on = new.became, clean_lines(new.words), new.met_on
        row.answered_by_name, row.answered_at = actor.name, now
        row.save(update_fields=["became", "answer", "met_on", "answered_by_name", "answered_at"])
        unit.record("ehcplan.answer_replied", row, child_id=child_id, after={"became": row.became})
        tell_people(unit, actor, plan, [row.person_id], "ehcplan.replied", str(row.id))
        return row
