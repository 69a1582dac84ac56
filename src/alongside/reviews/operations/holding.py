"""Planning, holding and finishing a review; nothing that anybody wrote in it is lost."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.plans.queries import live_plan
from alongside.plans.telling import tell_family
from alongside.reviews.choices import Column
from alongside.reviews.homes import Home, homes_in
from alongside.reviews.models import (
    Recommendation,
    Review,
    ReviewAnswer,
    ReviewAnswerVersion,
    ReviewHome,
    ReviewHomeMember,
    ReviewLine,
    ReviewRhythm,
)
from alongside.reviews.queries import column_choices
from alongside.reviews.rules import FINISHED, LineFacts, refuse_line, refuse_plan_date, voice_of
from alongside.statute.practice import intervals
from alongside.voice.choices import Gathered, StatementKind
from alongside.voice.models import Statement
from alongside.voice.operations import StaleText, writer_of
from alongside.voice.rules import Words, refuse_words

EDIT, WRITE = Permission.PLAN_EDIT, Permission.PASSAGE_WRITE


@at_most(200, "why")
def plan_review(
    actor: Actor, child_id: UUID, due_on: date | None, why: str, now: datetime
) -> Review | Refusal:
    """Plan the next review of the child's plan, or move the one that is planned; the family is told."""
    with operation(actor, EDIT, now) as unit:
        plan = live_plan(actor, child_id, EDIT)
        if plan is None:
            return NOT_FOUND
        refusal = refuse_plan_date(due_on, actor.on)
        if refusal or due_on is None:
            return refusal or NOT_FOUND
        row = Review.objects.permitting(actor, EDIT, child_id).filter(finished_at=None).first()
        is_new = row is None
        row = row or Review(child_id=child_id, plan_id=plan.id)
        row.planned_by_name, row.planned_at = actor.name, now
        row.due_on, row.why_then, row.chased_at = due_on, clean(why), None
        row.save(force_insert=is_new)
        unit.record("review.planned", row, child_id=child_id, after={"due_on": due_on.isoformat()})
        tell_family(unit, actor, child_id, "review.planned", f"{row.id}:{due_on.isoformat()}")
        return row


def choose_rhythm(
    actor: Actor, child_id: UUID, statement_id: UUID, interval: str, now: datetime
) -> ReviewRhythm | Refusal:
    """Choose how often one outcome is looked at, by its nature."""
    with operation(actor, EDIT, now) as unit:
        rows = Statement.objects.permitting(actor, EDIT, child_id)
        row = rows.filter(pk=statement_id, kind=StatementKind.OUTCOME, ended_at=None).first()
        if row is None or interval not in intervals() or not intervals()[interval].label:
            return NOT_FOUND
        kept, _ = ReviewRhythm.in_unit.update_or_create(
            statement=row, defaults={"child_id": child_id, "interval": interval, "set_by_name": actor.name}
        )
        unit.record("review.rhythm_chosen", kept, child_id=child_id, after={"interval": interval})
        return kept


def _being_held(actor: Actor, child_id: UUID, review_id: UUID, permission: Permission) -> Review | Refusal:
    row: Review | None = Review.objects.permitting(actor, permission, child_id).filter(pk=review_id).first()
    if row is None:
        return NOT_FOUND
    return FINISHED if row.finished_at else row


@dataclass(frozen=True)
class NewLine:
    """What is said of one outcome or one kind of help."""

    verdict: str = ""
    next: str = ""
    words: str = ""
    new_text: str = ""
    independent: bool = False


def say_of(  # noqa: PLR0913 - which review, of what, what, from which edition, when
    actor: Actor, child_id: UUID, review_id: UUID, statement_id: UUID, new: NewLine, now: datetime,
    *, edition: int = 0,
) -> ReviewLine | Refusal:  # fmt: skip
    """Say of an outcome whether it was met and what comes next, or how help moves; the second of two sees both."""
    with operation(actor, EDIT, now) as unit:
        review = _being_held(actor, child_id, review_id, EDIT)
        if isinstance(review, Refusal):
            return review
        kinds = (StatementKind.OUTCOME, StatementKind.PROVISION)
        rows = Statement.objects.permitting(actor, EDIT, child_id)
        statement = rows.filter(pk=statement_id, kind__in=kinds, ended_at=None).first()
        if statement is None:
            return NOT_FOUND
        is_outcome = statement.kind == StatementKind.OUTCOME
        refusal = refuse_line(LineFacts(is_outcome, new.verdict, new.next, new.new_text, new.words))
        if refusal:
            return refusal
        values = {
            "verdict": new.verdict if is_outcome else "", "next": new.next, "words": clean_lines(new.words),
            "new_text": clean_lines(new.new_text), "independent": new.independent and not is_outcome,
            "by_name": actor.name, "at": now,
        }  # fmt: skip
        keys = {"review": review, "statement": statement, "child_id": child_id}
        row = _save(ReviewLine, keys, values, edition)
        if row is None:
            now_there = ReviewLine.in_unit.get(review=review, statement=statement)
            return unit.refuse(_stale(now_there.words, now_there, new.words))
        unit.record(
            "review.line_kept", row, child_id=child_id, after={"next": row.next, "verdict": row.verdict}
        )
        return row


def _save(model: Any, keys: dict[str, Any], values: dict[str, Any], edition: int) -> Any:
    """Insert the first edition, or the next one over the one the writer saw; None when that is not the newest."""
    if edition == 0:
        try:
            with transaction.atomic():
                row = model(**keys, **values)
                row.save(force_insert=True)
                return row
        except IntegrityError:
            return None
    rows = model.in_unit.filter(**keys, edition=edition)
    if not rows.update(**values, edition=edition + 1):
        return None
    return model.in_unit.get(**keys)


def _stale(theirs: str, row: Any, mine: str) -> StaleText:
    return StaleText(
        "review.stale", f"{row.by_name} saved this while you were writing.",
        "Both texts are below. Choose which to keep, or put them together.", "text",
        mine=mine, theirs=theirs, theirs_by=row.by_name, theirs_at=row.at, edition=row.edition,
    )  # fmt: skip


@dataclass(frozen=True)
class NewAnswer:
    """What somebody writes in a column, and how it was told where they write it down for somebody else.

    `home` says whose words of the family they are, where staff write them down and there are two homes.
    """

    question: str
    column: str
    text: str
    gathered: str = Gathered.TYPED
    home: UUID | None = None


def answer_question(
    actor: Actor, child_id: UUID, review_id: UUID, new: NewAnswer, edition: int, now: datetime
) -> ReviewAnswer | Refusal:
    """Write in a column. Of two who wrote at once the second is shown both texts; each saved text is kept."""
    with operation(actor, WRITE, now) as unit:
        review = _being_held(actor, child_id, review_id, WRITE)
        if isinstance(review, Refusal):
            return review
        refusal = _refuse_answer(actor, child_id, new)
        if refusal:
            return refusal
        home = _home(actor, review, new) if new.column == Column.FAMILY else None
        if isinstance(home, Refusal):
            return home
        keys = {
            "review": review, "question": new.question, "column": new.column, "child_id": child_id, "home": home,
        }  # fmt: skip
        values = {
            "text": clean_lines(new.text), "gathered": new.gathered, "by_id": actor.person_id,
            "by_name": actor.name, "at": now,
        }  # fmt: skip
        row = _save(ReviewAnswer, keys, values, edition)
        if row is None:
            there = ReviewAnswer.in_unit.get(**keys)
            return unit.refuse(_stale(there.text, there, clean_lines(new.text)))
        _keep_version(row)
        unit.record("review.answered", row, child_id=child_id, after={"edition": row.edition})
        return row


def _home(actor: Actor, review: Review, new: NewAnswer) -> ReviewHome | Refusal:
    """The home whose words these are; made with the first word that is written there."""
    found = homes_in(actor, review.child_id, review.id)
    chosen = [one for one in found if one.id == new.home] if new.home else found
    if not chosen:
        return NOT_FOUND
    if len(chosen) > 1:
        return Refusal(
            "review.home", "Say whose words these are.", "Each home of the family has its own column.", "home"
        )
    kept: ReviewHome | None = ReviewHome.in_unit.filter(pk=chosen[0].id).first()
    return kept or _new_home(review, chosen[0])


def _new_home(review: Review, home: Home) -> ReviewHome:
    """Two homes with the same names are told apart by a number."""
    same = ReviewHome.in_unit.filter(review=review, label__startswith=home.label).count()
    label = f"{home.label} ({same + 1})" if same else home.label
    row = ReviewHome(id=home.id, child_id=review.child_id, review=review, label=label)
    row.save(force_insert=True)
    for person_id in home.members:
        ReviewHomeMember(home=row, person_id=person_id).save(force_insert=True)
    return row


def _refuse_answer(actor: Actor, child_id: UUID, new: NewAnswer) -> Refusal | None:
    if new.column not in column_choices(actor, child_id):
        return NOT_FOUND
    writer = writer_of(actor, child_id)
    voice = voice_of(new.column)
    own = voice == writer.voice
    words = Words(clean_lines(new.text), voice, new.gathered, "", "" if own else actor.name, actor.on)
    return refuse_words(words, writer, actor.on)


def _keep_version(row: ReviewAnswer) -> None:
    ReviewAnswerVersion(answer=row, edition=row.edition, text=row.text, by_name=row.by_name, at=row.at).save(
        force_insert=True
    )


@at_most(500, "text")
def recommend(
    actor: Actor, child_id: UUID, review_id: UUID, text: str, now: datetime
) -> Recommendation | Refusal:
    """Write down what the review recommends."""
    with operation(actor, WRITE, now) as unit:
        review = _being_held(actor, child_id, review_id, WRITE)
        if isinstance(review, Refusal):
            return review
        if not clean(text):
            return Refusal(
                "review.empty", "There is nothing written yet.", "Write what you recommend.", "text"
            )
        row = Recommendation(child_id=child_id, review=review, text=clean(text), by_name=actor.name, at=now)
        row.save(force_insert=True)
        unit.record("review.recommended", row, child_id=child_id)
        return row


def note_finished(unit: Unit, actor: Actor, review: Review, values: dict[str, Any]) -> bool:
    """Freeze a review; False when somebody else has just done so."""
    if not Review.in_unit.filter(pk=review.pk, finished_at=None).update(**values):
        return False
    unit.record("review.finished", review, child_id=review.child_id, after={"digest": values["digest"]})
    tell_family(unit, actor, review.child_id, "review.finished", str(review.pk))
    return True
