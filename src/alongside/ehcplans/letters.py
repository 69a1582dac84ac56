"""The council's letters about a plan, as documents, each written to one reader with no word about another home.

What each must say: the contents that `statute/england/timescales.toml` lists for the draft, the final plan and the
notice of an amendment (SI 2014/1530 reg 13, 14 and 22).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.deadlines.rights import HELPED, if_you_disagree
from alongside.ehc.letters import Recipient
from alongside.ehcplans.rules.compare import Change, ChangeKind
from alongside.ehcplans.rules.content import Content
from alongside.kernel.day_words import day_words
from alongside.organisations.local_services import ServiceLine
from alongside.rendering import model

_ABOUT_THE_PLAN = (
    "You can appeal to the SEND Tribunal, which is not part of the council, about section B (the needs), section F "
    "(the help with learning) and section I (the setting, or that none is named). About sections C, D, G and H the "
    "Tribunal can make recommendations in the same appeal.",
    "Before you appeal about B or F you contact a mediation adviser, who gives you a certificate, whether you want "
    "mediation or not. An appeal about section I alone needs none. Mediation takes none of your rights.",
    HELPED,
)


@dataclass(frozen=True)
class About:
    """What a letter is about: the plan, who signs, the day, and the last day the family has."""

    content: Content
    signed_by: str
    on: date
    own_time_until: date | None = None
    because: str = ""
    said: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
    """What this reader said, what became of it, and the answer."""
    changes: Sequence[Change] = field(default_factory=tuple)
    reasons: str = ""
    evidence: Sequence[str] = field(default_factory=tuple)
    services: Sequence[ServiceLine] = ()
    """Whom the reader can reach about their rights."""


def draft_letter(to: Recipient, about: About) -> model.Document:
    """The draft plan goes to the family: what it is, and what they can do until when (reg 13(1))."""
    whose = "you" if to.is_child else about.content.called
    return _letter(
        "The draft plan",
        to, about,
        [
            model.Callout(
                "Your time to answer",
                f"This is a draft of the education, health and care plan for {whose}. You have until "
                f"{_day(about.own_time_until)} to say what you think. We ask no signature of you.",
            ),
            *_what_you_can_do(about.own_time_until),
            model.Heading(1, "Why section I is empty"),
            model.Paragraph(
                "The law does not let a draft name a school or a kind of school. You say first which one you would "
                "like. Then we ask settings, and name one in the final plan."
            ),
            model.Heading(1, "What happens next"),
            model.Paragraph(
                "We answer each thing you say. We send the draft to settings and ask whether they can meet these "
                "needs. Then we write the final plan, with the setting in it, and tell you your rights."
            ),
        ],
    )  # fmt: skip


def notice_letter(to: Recipient, about: About) -> model.Document:
    """The notice of an amendment: the plan as it is, each change proposed, the evidence, and the time (reg 22(2))."""
    return _letter(
        "Changes we propose to the plan",
        to, about,
        [
            model.Callout(
                "Your time to answer",
                f"We propose to change the plan. You have until {_day(about.own_time_until)} to say what you think.",
            ),
            model.Paragraph(f"Why: {about.because}." if about.because else "Why: the plan was looked at again."),
            model.Heading(1, "What would change"),
            *change_blocks(about.changes),
            model.Heading(1, "What shows it"),
            model.Bullets(tuple(about.evidence) or ("The plan as it is now, which is sent with this letter.",)),
            *_what_you_can_do(about.own_time_until),
        ],
    )  # fmt: skip


def final_letter(to: Recipient, about: About, *, amended: bool) -> model.Document:
    """The final plan goes out, with what became of what the reader said, and their rights (reg 14)."""
    settings = "; ".join(", ".join(filter(None, (one.name, one.kind))) for one in about.content.settings)
    return _letter(
        "The changed plan" if amended else "The final plan",
        to, about,
        [
            model.Callout(
                "The plan is final",
                f"What section F says must be given from today. Section I names: {settings or 'no setting'}.",
            ),
            *_what_became(about.said),
            *_why_this_setting(about.reasons),
            *if_you_disagree(about.on, about.services, _ABOUT_THE_PLAN),
        ],
    )  # fmt: skip


def _why_this_setting(reasons: str) -> list[model.Block]:
    return [model.Heading(1, "Why this setting"), model.Paragraph(reasons)] if reasons else []


def unchanged_letter(to: Recipient, about: About) -> model.Document:
    """After a notice the plan stays as it is after all: why, and the reader's rights (reg 22(4))."""
    return _letter(
        "The plan stays as it is",
        to, about,
        [
            model.Callout("What we decided", "We will not change the plan. It stays in force as it is."),
            model.Heading(1, "Why"),
            model.Paragraph(about.reasons),
            *_what_became(about.said),
            *if_you_disagree(about.on, about.services, _ABOUT_THE_PLAN),
        ],
    )  # fmt: skip


def setting_letter(to_name: str, about: About) -> model.Document:
    """To the setting that the plan names: what it must do (CFA 2014 s.43)."""
    return _letter(
        "A plan that names your setting",
        Recipient(to_name), about,
        [
            model.Paragraph(
                f"The education, health and care plan of {about.content.name} names your setting in section I. A "
                "setting that the law binds must admit the child it names (Children and Families Act 2014 section 43)."
            ),
            model.Paragraph(
                "Tell everybody who teaches or supports the child what section F says. We ask you how it goes."
            ),
        ],
    )  # fmt: skip


def commissioner_letter(to_name: str, about: About) -> model.Document:
    """To the health commissioner: what section G says must be arranged (CFA 2014 s.42(3))."""
    lines = tuple(one.text for one in about.content.of("G"))
    return _letter(
        "A plan with health care in it",
        Recipient(to_name), about,
        [
            model.Paragraph(
                f"The education, health and care plan of {about.content.name} is final. The commissioner must arrange "
                "what section G says (Children and Families Act 2014 section 42(3))."
            ),
            model.Bullets(lines or ("Section G names no health care.",)),
        ],
    )  # fmt: skip


def change_blocks(changes: Sequence[Change]) -> list[model.Block]:
    """Each change with what it says now, what it would say, and which words are different where they are few."""
    if not changes:
        return [model.Paragraph("Nothing in the words of the plan changes.")]
    words = {ChangeKind.ADDED: "New", ChangeKind.REMOVED: "Taken out", ChangeKind.CHANGED: "Changed"}
    blocks: list[model.Block] = []
    for one in changes:
        pairs = [("Now", one.before)] if one.before else []
        pairs += [("Proposed", one.after)] if one.after else []
        pairs += [("What is different", said)] if (said := one.marked.said) else []
        blocks.append(
            model.KeepTogether(
                (model.Heading(2, f"{one.ref}: {words[one.kind].lower()}"), model.Facts(tuple(pairs)))
            )
        )
    return blocks


def _what_you_can_do(until: date | None) -> list[model.Block]:
    return [
        model.Heading(1, "What you can do"),
        model.Bullets(
            (
                "Say what is right and what is not, beside each line or about the whole. A word is enough.",
                "Ask for a school, nursery or college by name. We must name it unless the law has a reason against it.",
                "Ask for a meeting with us. We must meet you.",
                f"All of this until {_day(until)}. It is never wrong to ask for more time.",
            )
        ),
        model.Paragraph(
            "Every council keeps a list of the schools and colleges you can ask for in its local offer, with "
            "independent schools that the Secretary of State has approved."
        ),
        model.Paragraph(HELPED),
    ]


def _what_became(said: Sequence[tuple[str, str, str]]) -> list[model.Block]:
    if not said:
        return []
    return [
        model.Heading(1, "What you said, and what became of it"),
        model.Table("Your words and our answers", ("You said", "What became of it", "Why"), tuple(said)),
    ]


def _letter(title: str, to: Recipient, about: About, blocks: list[model.Block]) -> model.Document:
    content = about.content
    return model.Document(
        title=title,
        blocks=(
            model.Paragraph(f"Dear {to.name},"),
            *blocks,
            model.Paragraph(f"{about.signed_by}\n{content.council}"),
        ),
        made_on=about.on,
        footer=content.council,
    )


def _day(on: date | None) -> str:
    return day_words(on) if on else "no day"
