"""The council's letters about a case, as documents: what was decided, why, on what evidence, and the reader's rights.

Each is written to one person and names no other reader, no address and no other home.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alongside.children.queries import ChildCard
from alongside.deadlines.rights import if_you_disagree
from alongside.ehc.choices import Because, CaseState, Question
from alongside.ehc.queries.advice import AdviceView
from alongside.ehc.rules.deciding import TESTS, NewDecision
from alongside.kernel.day_words import day_words
from alongside.organisations.local_services import ServiceLine
from alongside.rendering import model
from alongside.statute.almanac import london_day


@dataclass(frozen=True)
class Recipient:
    """Who the letter is to."""

    name: str
    is_child: bool = False


@dataclass(frozen=True)
class Sender:
    """Which council writes, and the services of its area that a letter about rights has to name."""

    council: str
    services: tuple[ServiceLine, ...] = ()


Dates = Sequence[tuple[str, str, str]]
"""What is done, by which day, and where the law says so."""


def decision_letter(  # noqa: PLR0913 - what a letter is made of
    to: Recipient, child: ChildCard, sender: Sender, decision: NewDecision, decided_by: str, at: datetime,
    *, dates: Dates = (),
) -> model.Document:  # fmt: skip
    """The letter with a decision: SI 2014/1530 reg 5 and 10, with the rights of reg 32 and CFA 2014 s.51 to s.57.

    `dates` are what runs from here on, as the clocks of the case count it.
    """
    council = sender.council
    about = "you" if to.is_child else child.called
    blocks: list[model.Block] = [
        model.Paragraph(f"Dear {to.name},"),
        model.Callout("What we decided", outcome(decision, about)),
        model.Heading(1, "Why"),
        model.Paragraph(decision.reasons),
        model.Heading(1, "The questions the law asks"),
        model.Facts(
            tuple(
                (question, "Yes" if decision.answers.get(key) else "No")
                for key, question in TESTS[decision.question]
            )
        ),
        model.Heading(1, "What we considered"),
        model.Bullets(tuple(_piece(one.what, one.of, one.shows) for one in decision.considered)),
        *_without_advice(decision.without_advice),
        model.Heading(1, "What happens next"),
        *_next(decision),
        *by_when(dates if decision.yes else ()),
        *([] if decision.yes else if_you_disagree(london_day(at), sender.services)),
        model.Paragraph(f"{decided_by}\n{council}"),
    ]
    return model.Document(
        title=_TITLES[decision.question], blocks=tuple(blocks), made_on=london_day(at), footer=council
    )


def to_hand_on(document: model.Document, child: ChildCard) -> model.Document:
    """A letter about rights that are the young person's own, sent to a parent because nobody else can be reached: it
    says whose they are, and what the law lets the reader do (CFA 2014 s.80, s.83)."""
    called = child.called
    words = (
        f"What this letter is about is {called}’s to decide, and not yours. We have no way to reach {called} here, "
        f"so please give it to {called}. You can help. What {called} tells us by letter, e-mail or telephone counts: "
        f"we write it down. Somebody else decides only where {called} cannot take this one decision, and that is "
        "looked at first."
    )
    return replace(document, blocks=(model.Callout(f"This letter is for {called}", words), *document.blocks))


_TITLES = {
    Question.ASSESS: "Our decision about an assessment",
    Question.PLAN: "Our decision about a plan",
    Question.AGAIN: "Our new decision about a plan",
    Question.CHANGE: "Our decision after the new assessment",
}


def outcome(decision: NewDecision, about: str) -> str:
    """The decision in one sentence."""
    if decision.question is Question.ASSESS:
        if decision.yes:
            return f"We will assess what education, health and care help {about} may need."
        return f"We will not assess what education, health and care help {about} may need."
    if decision.question is Question.CHANGE:
        whose = "your" if about == "you" else f"{about}’s"
        if decision.yes:
            return f"We have assessed again, and will change {whose} education, health and care plan."
        return f"We have assessed again, and {whose} education, health and care plan stays as it is."
    again = "We have decided again. " if decision.question is Question.AGAIN else ""
    will = "will" if decision.yes else "will not"
    return f"{again}We {will} write an education, health and care plan for {about}."


def changed_letter(  # noqa: PLR0913 - what a letter is made of
    to: Recipient, child: ChildCard, council: str, change: tuple[Question, Because, date], by: str, at: datetime,
    *, dates: Dates = (),
) -> model.Document:  # fmt: skip
    """The letter after a refusal came out otherwise: what happens now, and by when. It names nobody's step."""
    question, because, on = change
    about = "you" if to.is_child else child.called
    what, before, after = _changed_words(question, because, about, on)
    blocks: list[model.Block] = [
        model.Paragraph(f"Dear {to.name},"),
        model.Callout("What is different now", what),
        model.Paragraph(before),
        model.Heading(1, "What happens next"),
        *after,
        *by_when(dates),
        model.Paragraph(f"{by}\n{council}"),
    ]
    title = "Our decision has changed"
    if because is Because.SENT_BACK:
        title = "We decide again about a plan"
    return model.Document(title=title, blocks=tuple(blocks), made_on=london_day(at), footer=council)


def _changed_words(
    question: Question, because: Because, about: str, on: date
) -> tuple[str, str, list[model.Block]]:
    """What is different, what becomes of the decision before, and what is next."""
    if because is Because.SENT_BACK:
        return (
            f"We decide again whether to write an education, health and care plan for {about}.",
            "Before, we had decided that there will be no plan. That decision stays on record as it was. On "
            f"{day_words(on)} the Tribunal sent it back to us.",
            [
                model.Paragraph(
                    "We look at everything again. Then we write to you with our decision and the reasons."
                )
            ],
        )
    decision = NewDecision(Question.ASSESS if question is Question.ASSESS else Question.PLAN, yes=True)
    return (
        outcome(decision, about),
        "Before, we had decided otherwise. That decision stays on record as it was. This takes its place "
        f"from {day_words(on)}.",
        _next(decision),
    )


def by_when(rows: Dates) -> list[model.Block]:
    """What is done next, each with its last day; nothing where no date runs."""
    if not rows:
        return []
    return [model.Table("What we do, and by when", ("What", "By", "Where the law says so"), tuple(rows))]


def _piece(what: str, of: str, shows: str) -> str:
    named = f"{what}, {of}" if of else what
    return f"{named}: {shows}" if shows else named


def _without_advice(why: str) -> list[model.Block]:
    """Why it was decided though nobody was asked for advice (reg 6); nothing where somebody was."""
    return [model.Heading(1, "Why nobody was asked for advice here"), model.Paragraph(why)] if why else []


def _next(decision: NewDecision) -> list[model.Block]:
    if decision.next:
        return [model.Paragraph(decision.next)]
    if decision.question is Question.ASSESS:
        return [
            model.Paragraph(
                "We now ask those who know most for advice. You can name people we should ask. You will read all of it."
            )
        ]
    if decision.question is Question.CHANGE:
        return [
            model.Paragraph(
                "You get the changes we propose, and time to say what you think of them, before the plan is final."
            )
        ]
    return [
        model.Paragraph(
            "You get a draft of the plan, and time to say what you think of it, before it is final."
        )
    ]


_TOLD_OF = {
    CaseState.CONSIDERING: "We have been asked to assess the education, health and care needs of {name}, born on "
    "{born}. We are deciding whether to do so, and we decide within six weeks of the request.",
    CaseState.ASSESSING: "We will assess the education, health and care needs of {name}, born on {born}. We may ask "
    "you for advice. You then have six weeks from the day our request reaches you.",
    CaseState.NOT_ASSESSED: "We were asked to assess the education, health and care needs of {name}, born on {born}. "
    "We have decided not to, and have told the family why.",
    CaseState.NO_PLAN: "We have assessed the education, health and care needs of {name}, born on {born}, and decided "
    "that there will be no education, health and care plan. We have told the family why.",
}


def advice_letter(one: AdviceView, child: ChildCard, council: str, on: date) -> model.Document:
    """A request for advice to somebody who does not use this service (reg 6 and 8): about whom, what, by when, with
    copies of what the family has said (reg 6(3)). No address is in it."""
    asked = [model.Paragraph(one.asks)] if one.asks else []
    said: list[model.Block] = []
    for who, words in one.representations:
        said += [model.Heading(2, who), model.Paragraph(words)]
    blocks: list[model.Block] = [
        model.Paragraph(f"To {one.to_name}"),
        model.Paragraph(
            f"We assess the education, health and care needs of {child.full_name}, born on {day_words(child.born_on)}. "
            f"We ask for your advice: {one.limb.label.lower()}."
        ),
        *asked,
        model.Callout(
            "By when", "Within six weeks of the day on which this letter reaches you. Tell us that day."
        ),
        model.Heading(1, "What your advice says"),
        model.Bullets(
            (
                "What is hard, and what goes well",
                "What should become possible, and by when",
                "What helps: who gives it, trained in what, how much and how often",
            )
        ),
        model.Paragraph("Write it so that the family understands it. They read all of it."),
        *([model.Heading(1, "What the family has said"), *said] if said else []),
        model.Paragraph(f"{one.asked_by_name}\n{council}"),
    ]
    return model.Document("A request for your advice", tuple(blocks), on, footer=council)


def notification_letter(
    to_name: str, child: ChildCard, council: str, state: CaseState, by_name: str, on: date
) -> model.Document:
    """What a body is told at a stage (reg 4, 5 and 10): who the child is and what was decided, and nothing more."""
    words = _TOLD_OF[state].format(name=child.full_name, born=day_words(child.born_on))
    blocks = (
        model.Paragraph(f"To {to_name}"),
        model.Paragraph(words),
        model.Paragraph("We tell you because the law asks us to. You need not answer this letter."),
        model.Paragraph(f"{by_name}\n{council}"),
    )
    return model.Document("A request for an assessment", blocks, on, footer=council)
