"""The record of a review as a document: outcome by outcome, voice by voice, what comes next."""

from collections.abc import Iterable
from datetime import date

from alongside.children.queries import ChildCard
from alongside.kernel.day_words import day_words
from alongside.rendering import model
from alongside.reviews.choices import Column, Next, Question
from alongside.reviews.queries import AnswerView, LineView, OutcomeUnderReview, ReviewView
from alongside.reviews.rules import voice_of
from alongside.statute.almanac import london_day
from alongside.support.queries.help import Promise, in_words
from alongside.voice.choices import Gathered

_WHOSE: dict[str, model.Voice] = {"child": "child", "parent": "family", "professional": "professional"}


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def review_document(
    view: ReviewView, child: ChildCard, held_on: date, next_on: date | None, no_child_because: str
) -> model.Document:
    """The record of a review, as it is kept."""
    blocks: list[model.Block] = [
        model.Facts(
            tuple(
                (label, value)
                for label, value in (
                    ("Name", child.full_name), ("Held on", _day(held_on)), ("Looks back to", _day(view.since)),
                    ("Next review by", _day(next_on)),
                )
                if value
            )
        ),
        *_answers(view, child, no_child_because),
        model.Heading(1, "Outcome by outcome"),
    ]  # fmt: skip
    for number, one in enumerate(view.outcomes, 1):
        blocks += _outcome(number, one)
    blocks += _moves(view)
    if view.recommendations:
        texts = tuple(f"{text} ({who})" for text, who in view.recommendations)
        blocks += [model.Heading(1, "Recommendations"), model.Bullets(texts)]
    return model.Document(
        title=f"{child.called}: record of a review", blocks=tuple(blocks), made_on=held_on, subject=child.full_name,
        footer=f"Review of {child.called}'s plan",
    )  # fmt: skip


def _answers(view: ReviewView, child: ChildCard, no_child_because: str) -> list[model.Block]:
    blocks: list[model.Block] = [model.Heading(1, "What everyone said")]
    if no_child_because:
        blocks.append(model.Callout(f"Why {child.called} did not take part", no_child_because))
    for question in Question:
        said = view.said_to(question)
        if said:
            blocks.append(model.Heading(2, question.label))
            blocks += [_passage(one, child) for one in said]
    return blocks


def _passage(one: AnswerView, child: ChildCard) -> model.Passage:
    heading = child.called if one.column is Column.CHILD else one.heading
    typed = one.gathered is Gathered.TYPED
    how = "Written" if typed else f"{one.gathered.label}, written down"
    written = f"{how} by {one.by_name}, {_day(london_day(one.at))}"
    return model.Passage(one.text, _WHOSE[voice_of(one.column)], written, heading)


def _outcome(number: int, one: OutcomeUnderReview) -> list[model.Block]:
    outcome, line = one.thread.outcome, one.line
    blocks: list[model.Block] = [model.Heading(2, f"Outcome {number}"), model.Paragraph(outcome.text)]
    blocks.append(model.Facts(tuple(_line_facts(line)) or (("Met?", "Not looked at"),)))
    given = tuple(f"{promise.text}: {in_words(promise.tally)}" for promise, _ in one.help)
    if given:
        blocks += [model.Heading(3, "What was given"), model.Bullets(given)]
    return blocks


def _line_facts(line: LineView | None) -> Iterable[tuple[str, str]]:
    if line is None:
        return
    if line.verdict:
        yield "Met?", line.verdict.label
    if line.words:
        yield "What shows it", line.words
    if line.next:
        yield "What next", line.next.label
    if line.new_text:
        yield "From now on", line.new_text


def _moves(view: ReviewView) -> list[model.Block]:
    """What support moves up or down; independence stands as the success it is (P7)."""
    rows = [(promise, line) for one in view.outcomes for promise, line in one.help if line and line.next]
    if not rows:
        return []
    found = tuple(_move(promise, line) for promise, line in rows)
    return [
        model.Heading(1, "How support moves"),
        model.Table(
            "Help, from now on", ("Help", "What next", "From now on", "Why"), found, row_headers=True
        ),
    ]


def _move(promise: Promise, line: LineView) -> tuple[str, str, str, str]:
    words = "Can do this without help now: a success. " if line.independent else ""
    return (
        promise.text,
        line.next.label if line.next else Next.KEEP.label,
        line.new_text,
        f"{words}{line.words}".strip(),
    )
