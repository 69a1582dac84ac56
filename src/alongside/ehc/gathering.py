"""The co-ordinated assessment: everything that was said by everybody, by area, with whose it is (S8, S16)."""

from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.opening import held
from alongside.children.queries import ChildCard
from alongside.ehc.choices import AdviceKind, Limb
from alongside.ehc.queries.advice import AdviceStatementView, AdviceView
from alongside.ehc.queries.cases import CaseView
from alongside.kernel.day_words import day_words
from alongside.rendering import model
from alongside.statute import all_codes
from alongside.voice.choices import Voice
from alongside.voice.queries import Passage, passages_of

HEALTH, SOCIAL_CARE, ADULTHOOD = "health", "social-care", "adulthood"


def areas() -> tuple[tuple[str, str], ...]:
    """The areas advice is put under: the four of the Code, health, social care, adult life, and all of them."""
    named = tuple((one.code, one.label) for one in all_codes("area-of-need"))
    more = ((HEALTH, "Health"), (SOCIAL_CARE, "Social care"), (ADULTHOOD, "Preparing for adult life"))
    return (*named, *more, ("", "More than one area"))


@dataclass(frozen=True)
class Sourced:
    """One statement with who said it, as what, and when."""

    statement: AdviceStatementView
    source: AdviceView


@dataclass(frozen=True)
class AreaGathered:
    """What all the advice says of one area, by kind: strengths, needs, outcomes, provision."""

    label: str
    kinds: tuple[tuple[AdviceKind, tuple[Sourced, ...]], ...]


@dataclass(frozen=True)
class Gathered:
    """The whole of it: what the family and the child say, each area, and the short words of each adviser."""

    areas: tuple[AreaGathered, ...]
    summaries: tuple[AdviceView, ...]
    child_said: tuple[Passage, ...]
    family_said: tuple[Passage, ...]


def gather(actor: Actor, child: ChildCard, advice: tuple[AdviceView, ...]) -> Gathered:
    """Everything the actor may read, in one place. The words in the plan arrive from the plan."""
    given = [one for one in advice if one.is_given and one.reads]
    sourced = [Sourced(each, one) for one in given for each in one.statements]
    found = []
    for key, label in areas():
        here = [one for one in sourced if one.statement.area == key]
        kinds = [(kind, tuple(one for one in here if one.statement.kind is kind)) for kind in AdviceKind]
        if here:
            found.append(AreaGathered(label, tuple((kind, some) for kind, some in kinds if some)))
    said = _said(actor, child)
    return Gathered(
        tuple(found), tuple(one for one in given if one.summary or one.report_id or one.reused),
        tuple(one for one in said if one.voice is Voice.CHILD),
        tuple(one for one in said if one.voice is Voice.PARENT),
    )  # fmt: skip


def _said(actor: Actor, child: ChildCard) -> list[Passage]:
    if not held(actor, child.id, (Permission.PLAN_READ,)):
        return []
    return [one for one in passages_of(actor, child.id) if not one.private]


def gathered_document(
    actor: Actor, child: ChildCard, case: CaseView, advice: tuple[AdviceView, ...]
) -> model.Document:
    """The same on paper: who was asked, what they said, area by area, each sentence with its source."""
    found = gather(actor, child, advice)
    rows = tuple((one.limb.label, one.to_name, _when(one)) for one in advice)
    blocks: list[model.Block] = [
        model.Paragraph(f"An assessment of the education, health and care that {child.full_name} may need."),
        model.Table("Whose advice was asked for", ("Advice", "From", "When"), rows)
        if rows
        else model.Paragraph("Nobody has been asked for advice yet."),
    ]
    for heading, said in (
        (f"What {child.called} says", found.child_said),
        ("What the family says", found.family_said),
    ):
        if said:
            blocks += [model.Heading(1, heading), *(model.Paragraph(one.text) for one in said)]
    for area in found.areas:
        blocks.append(model.Heading(1, area.label))
        for kind, some in area.kinds:
            lines = tuple(f"{one.statement.words} ({one.source.given_by_name})" for one in some)
            blocks += [model.Heading(2, kind.label), model.Bullets(lines)]
    if found.summaries:
        blocks.append(model.Heading(1, "In short"))
        blocks += [
            model.Paragraph(f"{one.given_by_name}: {one.summary or 'a report is attached'}")
            for one in found.summaries
        ]
    return model.Document("Advice for the assessment", tuple(blocks), actor.on, footer=case.council)


def _when(one: AdviceView) -> str:
    if one.given_on:
        return f"existing advice of {one.dated}" if one.reused else f"given {one.dated}"
    if one.limb is Limb.FAMILY or not one.due_on:
        return f"asked {day_words(one.asked_on)}"
    return f"asked {day_words(one.asked_on)}, due {day_words(one.due_on)}"
