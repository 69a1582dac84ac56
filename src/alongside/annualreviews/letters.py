"""The council's letters about a plan in force, each to one person: a decision, changes proposed, an end.

Each names no other reader, no address and no other home, and says the reader's rights with the last day of each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside import statute
from alongside.annualreviews.choices import Outcome
from alongside.annualreviews.models import Proposal
from alongside.annualreviews.reporting import changes_table, day
from alongside.annualreviews.rules.dates import final_by
from alongside.deadlines.rights import if_you_disagree
from alongside.organisations.local_services import ServiceLine
from alongside.rendering import model


@dataclass(frozen=True)
class To:
    """Who a letter is to, and how the child is called in it."""

    name: str
    about: str
    council: str
    signed_by: str
    on: date
    met_on: date | None = None
    """The day of the review meeting, from which a late notice leaves less time."""
    services: Sequence[ServiceLine] = ()


def decision_letter(
    to: To, outcome: Outcome, reasons: str, considered: Sequence[str], proposed: Sequence[Proposal]
) -> model.Document:
    """The decision after a review: SI 2014/1530 regulation 20(10), (11), and with changes regulation 22(2)."""
    blocks: list[model.Block] = [
        model.Paragraph(f"Dear {to.name},"),
        model.Callout("What we decided", said_of(outcome, to.about)),
        model.Heading(1, "Why"),
        model.Paragraph(reasons),
        model.Heading(1, "What we considered"),
        model.Bullets(tuple(considered)),
    ]
    if outcome is Outcome.AMEND:
        blocks += _with_changes(to, proposed)
    else:
        blocks += [model.Heading(1, "What happens next"), model.Paragraph(_AFTER[outcome])]
        blocks += if_you_disagree(to.on, to.services)
    return _signed(to, "Our decision after the review of the plan", blocks)


def said_of(outcome: Outcome, about: str) -> str:
    """The decision in one sentence."""
    whose = "your plan" if about == "you" else f"{about}’s plan"
    return {
        Outcome.MAINTAIN: f"We keep {whose} as it is.",
        Outcome.AMEND: f"We want to change {whose}.",
        Outcome.CEASE: f"We have decided that {whose} is to end.",
    }[outcome]


_AFTER = {
    Outcome.MAINTAIN: "The help in the plan goes on. We look at the plan again with you within a year.",
    Outcome.CEASE: "Until the time to appeal is over, or an appeal is decided, the plan stays in force and all the "
    "help in it goes on.",
}


def _with_changes(to: To, proposed: Sequence[Proposal]) -> list[model.Block]:
    served = {"amendment-notice.served": to.on}
    until = statute.work_out("review.representations", served)
    final = final_by(to.on, to.met_on)
    return [
        model.Heading(1, "The changes we propose"),
        model.Paragraph("The plan as it is now, and the report of the review, are in your account and can be printed."),
        changes_table("Changes, section by section", proposed)
        if proposed
        else model.Paragraph("Each change stands in the notice that you get with this letter."),
        model.Heading(1, "What you can do"),
        model.Bullets(
            (
                f"Tell us what you think of the changes. You have until {day(until.due_on)} at least.",
                "Ask for a meeting with an officer of the council.",
                "Ask for a school or college to be named.",
            )
        ),
        model.Paragraph(
            f"We send you the changed plan, or tell you why we leave it as it is, by {day(final.due_on)} at the latest "
            f"({final.citation}). With it you get your rights to appeal."
        ),
    ]  # fmt: skip


def unchanged_letter(to: To, reasons: str) -> model.Document:
    """That the plan is not changed after all: SI 2014/1530 regulation 22(4)."""
    return _signed(
        to, "We leave the plan as it is",
        [
            model.Paragraph(f"Dear {to.name},"),
            model.Callout("What we decided", "We do not make the changes that we proposed. The plan stays as it is."),
            model.Heading(1, "Why"),
            model.Paragraph(reasons),
            *if_you_disagree(to.on, to.services),
        ],
    )  # fmt: skip


def _signed(to: To, title: str, blocks: list[model.Block]) -> model.Document:
    blocks.append(model.Paragraph(f"{to.signed_by}\n{to.council}"))
    return model.Document(title=title, blocks=tuple(blocks), made_on=to.on, footer=to.council)


def consulting_letter(to: To, reason: str, words: str) -> model.Document:
    """The first letter before a plan is ended, which asks: SI 2014/1530 regulation 31."""
    whose = "your plan" if to.about == "you" else f"{to.about}’s plan"
    return _signed(
        to, "We are thinking of ending the plan",
        [
            model.Paragraph(f"Dear {to.name},"),
            model.Callout("Nothing is decided", f"We are thinking of ending {whose}, and ask what you think first."),
            model.Heading(1, "Why we think of it"),
            model.Paragraph(f"{reason}. {words}"),
            model.Heading(1, "What you can do"),
            model.Paragraph(
                "Tell us what you think: in your account, by letter, by e-mail or by telephone. You can ask for a "
                "meeting. We ask the school or college too. All the help in the plan goes on."
            ),
        ],
    )  # fmt: skip


def ending_letter(to: To, reason: str, reasons: str, kept_until: date) -> model.Document:
    """The decision to end a plan, with the reader's rights: SI 2014/1530 regulation 31(2), CFA 2014 s.45(4)."""
    return _signed(
        to, "Our decision to end the plan",
        [
            model.Paragraph(f"Dear {to.name},"),
            model.Callout("What we decided", said_of(Outcome.CEASE, to.about)),
            model.Heading(1, "Why"),
            model.Paragraph(f"{reason}. {reasons}"),
            model.Heading(1, "The plan goes on for now"),
            model.Paragraph(
                f"All the help in the plan goes on until {day(kept_until)} at least. If you appeal, it goes on until "
                "the appeal is decided."
            ),
            *if_you_disagree(to.on, to.services),
        ],
    )  # fmt: skip
