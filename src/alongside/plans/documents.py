"""The plan, the one page profile and the passport as documents, made from the same statements as the pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.children.queries import ChildCard
from alongside.kernel.day_words import day_words
from alongside.kernel.text import possessive
from alongside.plans.differently import SeenDifferently
from alongside.plans.helped import Helped
from alongside.plans.layout import SectionView, TopicView
from alongside.plans.provenance import in_whose_words, provenance, whose
from alongside.rendering import model
from alongside.statute.passport import PassportSource, passport_layout
from alongside.statute.plan_shapes import PlanTemplate, SectionKind
from alongside.statute.wording import Voice as Reader
from alongside.support.queries import OutcomeThread
from alongside.voice.choices import Ring, StatementKind, Voice
from alongside.voice.queries import InCircle, Passage


@dataclass(frozen=True)
class About:
    """What documents say of the child besides the statements."""

    child: ChildCard
    setting: str = ""
    class_name: str = ""
    lead_worker: str = ""
    picture: model.Picture | None = None
    helped: Helped | None = None
    differently: tuple[SeenDifferently, ...] = ()

    def beside(self, statement_id: UUID | None) -> list[model.Block]:
        """What is seen differently about a passage, under it; of None, about the whole."""
        return [
            model.Passage(one.text, one.whose, one.line, f"Seen differently: in {possessive(one.name)} words")
            for one in self.differently
            if one.statement_id == statement_id
        ]


def _facts(about: About) -> model.Facts:
    child = about.child
    pairs = [
        ("Name", child.full_name),
        ("Likes to be called", child.called),
        ("Date of birth", day_words(child.born_on)),
        ("Setting", about.setting),
        ("Year and class", ", ".join(part for part in (child.year, about.class_name) if part)),
        ("Lead worker", about.lead_worker),
    ]
    return model.Facts(tuple((label, value) for label, value in pairs if value))


def _passage(one: Passage) -> model.Passage:
    return model.Passage(one.text, whose(one), provenance(one), in_whose_words(one))  # type: ignore[arg-type]


def rings(circle: Iterable[InCircle], child: ChildCard) -> model.Rings:
    """The circle of support, closest ring first."""
    people = list(circle)

    def named(one: InCircle) -> str:
        return f"{one.name} ({one.relationship})" if one.relationship else one.name

    return model.Rings(
        caption=f"The people around {child.called}",
        rings=tuple(
            model.Ring(ring.label, tuple(named(one) for one in people if one.ring is ring)) for ring in Ring
        ),
        centre=child.called,
    )


def _topic_blocks(topic: TopicView, about: About) -> list[model.Block]:
    if not topic.passages:
        return []
    blocks: list[model.Block] = [model.Heading(2, topic.heading)]
    for one in topic.passages:
        blocks.append(_passage(one))
        if one.evidence:
            blocks.append(model.Paragraph(f"What shows this: {one.evidence}"))
        blocks += about.beside(one.id)
    return blocks


def _topic_once(topic: TopicView, about: About, seen: set[str]) -> list[model.Block]:
    if topic.key in seen and topic.passages:
        return [
            model.Heading(2, topic.heading),
            model.Paragraph("These words stand further up, under this heading."),
        ]
    seen.add(topic.key)
    return _topic_blocks(topic, about)


def _outcome_blocks(number: int, thread: OutcomeThread, about: About) -> list[model.Block]:
    outcome = thread.outcome
    facts = [
        ("The hope it leads to", thread.hope.text if thread.hope else ""),
        ("How we will know", outcome.measure),
        ("By", day_words(outcome.ends_on) if outcome.ends_on else ""),
    ]
    blocks: list[model.Block] = [
        model.Heading(2, f"Outcome {number}"),
        model.Paragraph(outcome.text),
        model.Facts(tuple((label, value) for label, value in facts if value)),
    ]
    if thread.steps:
        blocks += [model.Heading(3, "Steps that lead there"), model.Bullets(tuple(map(_step, thread.steps)))]
    if thread.provision:
        blocks.append(_provision_table(thread.provision))
    for one in (outcome, *thread.steps, *thread.provision):
        blocks += about.beside(one.id)
    return blocks


def _step(step: Passage) -> str:
    return f"{step.text} (by {day_words(step.ends_on)})" if step.ends_on else step.text


def _provision_table(provision: Iterable[Passage]) -> model.Table:
    header = ("What", "Who", "Group", "How often", "How long", "From", "Until")

    def row(one: Passage) -> tuple[str, ...]:
        until = day_words(one.ends_on) if one.ends_on else "next review"
        start = day_words(one.starts_on) if one.starts_on else ""
        return (one.text, one.who, one.ratio or "1 to 1", one.how_often, one.how_long, start, until)

    return model.Table("Help for this outcome", header, tuple(map(row, provision)), row_headers=True)


def _section_blocks(section: SectionView, about: About, seen: set[str]) -> list[model.Block]:
    """The blocks of a section. A topic that an earlier section holds is pointed to, not printed a second time."""
    if section.kind is SectionKind.COVER:
        first = [about.picture] if about.picture else []
        cover = [block for topic in section.topics for block in _topic_once(topic, about, seen)]
        return [*first, _facts(about), *cover]
    if section.kind is SectionKind.PEOPLE:
        return _people_blocks(section.title, about.helped)
    if section.is_empty or section.kind is SectionKind.AGREEMENT:
        return []
    blocks: list[model.Block] = [model.Heading(1, section.title)]
    if section.circle:
        blocks.append(rings(section.circle, about.child))
    for topic in section.topics:
        blocks += _topic_once(topic, about, seen)
    for number, thread in enumerate(section.outcomes, 1):
        blocks += _outcome_blocks(number, thread, about)
    return blocks


def _people_blocks(title: str, helped: Helped | None) -> list[model.Block]:
    """The three lists of people who helped; a list with nobody in it is left out."""
    lists = (
        ("Agreed to act", helped.acts),
        ("Contributed", helped.contributed),
        ("Was given the plan because the family wished it", helped.sent),
    ) if helped else ()  # fmt: skip
    blocks: list[model.Block] = []
    for heading, names in lists:
        if names:
            lines = tuple(f"{name}: {what}" if what else name for name, what in names)
            blocks += [model.Heading(2, heading), model.Bullets(lines)]
    return [model.Heading(1, title), *blocks] if blocks else []


def plan_document(
    template: PlanTemplate, sections: Iterable[SectionView], about: About, made_on: date, mark: str = ""
) -> model.Document:
    """The whole plan, worded as the child's own document."""
    child, seen = about.child, set[str]()
    blocks = [block for section in sections for block in _section_blocks(section, about, seen)]
    whole = about.beside(None)
    return model.Document(
        title=template.title.for_age(child.age, Reader.CHILD, child.called),
        blocks=(*blocks, *((model.Heading(1, "Seen differently"), *whole) if whole else ())),
        made_on=made_on,
        subject=child.full_name,
        footer=f"{child.called}'s plan",
        mark=mark,
    )


def profile_document(
    template: PlanTemplate, sections: Iterable[SectionView], about: About, made_on: date, mark: str = ""
) -> model.Document:
    """The one page profile: the sections the template marks for it, on one side of A4 (O15)."""
    keys = {section.key for section in template.sections if section.on_one_page_profile}
    blocks: list[model.Block] = [about.picture] if about.picture else []
    for section in sections:
        if section.key in keys and section.kind is not SectionKind.COVER:
            for topic in section.topics:
                if topic.passages:
                    texts = tuple(_and_whose(one) for one in topic.passages)
                    blocks += [model.Heading(1, topic.heading), model.Bullets(texts)]
    return model.Document(
        title=f"{about.child.called}: one page profile",
        blocks=tuple(blocks) or (model.Paragraph("Nothing has been written yet."),),
        made_on=made_on, subject=about.child.full_name, one_side=True, mark=mark,
    )  # fmt: skip


def passport_document(
    passages: Iterable[Passage], about: About, made_on: date, mark: str = ""
) -> model.Document:
    """The passport: one side, read in half a minute by any practitioner, always made from what the plan says now."""
    child, everything = about.child, list(passages)
    reader = Reader.CHILD if child.age >= 5 else Reader.PROFESSIONAL
    blocks: list[model.Block] = [about.picture] if about.picture else []
    in_class = ", ".join(part for part in (child.year, about.class_name, about.setting) if part)
    if in_class:
        blocks.append(model.Facts((("Where", in_class),)))
    for heading in passport_layout().headings:
        lines = [line for source in heading.lines for line in _passport_lines(source, everything)]
        if lines:
            words = heading.heading.for_age(child.age, reader, child.called)
            blocks += [model.Heading(1, words), model.Bullets(tuple(lines))]
    return model.Document(
        title=f"{child.called}: passport", blocks=tuple(blocks) or (model.Paragraph("Nothing has been written yet."),),
        made_on=made_on, subject=child.full_name, one_side=True, mark=mark,
    )  # fmt: skip


_SAYS = {Voice.PARENT: "family", Voice.PROFESSIONAL: "staff"}


def _and_whose(one: Passage) -> str:
    """Words under a heading that speaks as the child: where they are an adult's, with whose, and no name on a paper
    that hangs on a wall."""
    return f"{one.text} ({_SAYS[one.voice]})" if one.voice in _SAYS else one.text


def _passport_lines(source: object, passages: list[Passage]) -> list[str]:
    kind, most = source.source, source.at_most  # type: ignore[attr-defined]
    if kind is PassportSource.TOPIC:
        found = [_and_whose(one) for one in passages if one.topic == source.topic]  # type: ignore[attr-defined]
    elif kind is PassportSource.NEEDS:
        found = [_and_whose(one) for one in passages if one.kind is StatementKind.NEED]
    else:
        found = [
            f"{one.text} ({one.who}, {one.how_often})"
            for one in passages
            if one.kind is StatementKind.PROVISION
        ]
    return found[:most]
