"""How letters tell of the right to appeal: one wording, each step with its last day and where the law says so.

The days come from the statute (Children and Families Act 2014 sections 51 to 56; SI 2014/1530 regulations 32 to 39).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from alongside import statute
from alongside.kernel.day_words import day_words
from alongside.organisations.local_services import ServiceLine
from alongside.rendering import model

_STEPS = ("mediation.contact", "appeal.window")
HELPED = "The information, advice and support service for families of your area helps you, free of charge."
_GAP = (
    "The council has not written this down here yet. Ask whoever signs this letter: you have a right to know."
)
_OF_A_DECISION = (
    "You can appeal to the SEND Tribunal, which is not part of the council. Before you appeal you contact a "
    "mediation adviser, who gives you a certificate, whether you want mediation or not. Using mediation or "
    f"disagreement resolution takes away none of your rights. {HELPED}",
)


def if_you_disagree(
    sent_on: date, services: Iterable[ServiceLine], told: Sequence[str] = _OF_A_DECISION
) -> list[model.Block]:
    """What the reader of a decision can do, in paragraphs `told`, the last days counted from `sent_on`, and whom to
    reach: the mediation adviser, whom to tell at the council, who advises and who helps to agree (reg 32, reg 5(3)).

    Of a service that the council has not written down the letter says so, and whom to ask: it leaves nothing out.
    """
    rows = []
    for key in _STEPS:
        worked = statute.work_out(key, {"decision.sent": sent_on})
        rows.append((worked.label, day_words(worked.due_on), worked.citation))
    return [
        model.Heading(1, "If you disagree"),
        *(model.Paragraph(one) for one in told),
        model.Table("Your time limits", ("What", "By", "Where the law says so"), tuple(rows)),
        model.Paragraph(
            "If a mediation certificate comes later, you have one month from its date where that is longer."
        ),
        model.Table(
            "Who helps, and how to reach them", ("What", "Name", "How to reach them"),
            tuple((one.kind.label, *_reached(one)) for one in services),
        ),
    ]  # fmt: skip


def _reached(one: ServiceLine) -> tuple[str, str]:
    return ("Ask us", _GAP) if one.is_missing else (one.name, one.reach)
