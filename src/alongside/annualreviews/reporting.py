"""The report of a review meeting as a document: who was there, what was said, what is proposed, who differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.actor import Actor
from alongside.annualreviews.choices import ChangeKind, Seat, Topic
from alongside.annualreviews.models import AnnualReview, Difference, Invitee, Proposal, TalkedAbout
from alongside.children.queries import ChildCard
from alongside.kernel.day_words import day_words
from alongside.rendering import model
from alongside.statute.almanac import london_day


def day(on: date) -> str:
    """A day as letters write it."""
    return day_words(on)


def change_in_words(section: str, kind: str, was: str, becomes: str, why: str) -> tuple[str, str, str, str]:
    """One proposed change as a row of a table."""
    return (f"{section}: {ChangeKind(kind).label.lower()}", was or "–", becomes or "–", why or "–")


def changes_table(caption: str, rows: Sequence[Proposal]) -> model.Table:
    """The proposed changes, section by section."""
    return model.Table(
        caption, ("Section", "The plan says now", "It should say", "Why"),
        tuple(change_in_words(one.section, one.kind, one.was, one.becomes, one.why) for one in rows),
    )  # fmt: skip


@dataclass(frozen=True)
class Gathered:
    """Everything that a meeting gathered."""

    invited: Sequence[Invitee]
    said: Sequence[TalkedAbout]
    proposed: Sequence[Proposal]
    differ: Sequence[Difference]


def report_document(
    child: ChildCard, review: AnnualReview, all_of_it: Gathered, actor: Actor, now: datetime
) -> model.Document:
    """The report that goes to everybody who was asked: SI 2014/1530 regulation 20(7) and (8)."""
    assert review.held_on is not None
    blocks: list[model.Block] = [
        model.Facts(
            (("About", child.full_name), ("Held on", day(review.held_on)), ("Written by", actor.name))
        ),
        model.Table(
            "Who was asked, and who came", ("Who", "As", "Came"), tuple(map(_asked, all_of_it.invited))
        ),
    ]
    texts = {one.topic: one for one in all_of_it.said}
    for topic in Topic:
        if topic in texts:
            blocks += [model.Heading(1, topic.label), model.Paragraph(texts[topic].text)]
    if review.no_child_because:
        blocks += [model.Callout("Why the child or young person was not heard", review.no_child_because)]
    blocks += _before(all_of_it.invited)
    blocks.append(model.Heading(1, "Changes of the plan that are recommended"))
    blocks.append(
        changes_table("Changes, section by section", all_of_it.proposed)
        if all_of_it.proposed
        else model.Paragraph("None. The plan can stay as it is.")
    )
    blocks.append(model.Heading(1, "Where somebody sees it differently"))
    blocks += [model.Paragraph(f"{one.whose}: {one.text}") for one in all_of_it.differ] or [
        model.Paragraph("Nobody said so.")
    ]
    return model.Document(
        title="Report of the review of the plan", blocks=tuple(blocks), made_on=london_day(now),
        footer=actor.organisation_name,
    )  # fmt: skip


def _asked(one: Invitee) -> tuple[str, str, str]:
    named = f"{one.name}, {one.organisation}" if one.organisation else one.name
    return named, Seat(one.seat).label, "Not said" if one.came is None else "Yes" if one.came else "No"


def _before(invited: Sequence[Invitee]) -> list[model.Block]:
    """What each said before the meeting."""
    wrote = [one for one in invited if one.advice]
    if not wrote:
        return []
    blocks: list[model.Block] = [model.Heading(1, "What was said before the meeting")]
    for one in wrote:
        blocks += [
            model.Heading(2, f"{one.name} ({Seat(one.seat).inside})"),
            model.Paragraph(one.advice),
        ]
    return blocks
