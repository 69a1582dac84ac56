"""How letters tell of the right to appeal: one wording, each step with its last day and where the law says so.

The days come from the statute (Children and Families Act 2014 sections 51 to 56; SI 2014/1530 regulations 32 to 39).
"""

from collections.abc import Sequence
from datetime import date

from alongside import statute
from alongside.kernel.day_words import day_words
from alongside.rendering import model

_STEPS = ("mediation.contact", "appeal.window")
HELPED = "The information, advice and support service for families of your area helps you, free of charge."
_OF_A_DECISION = (
    "You can appeal to the SEND Tribunal, which is not part of the council. Before you appeal you contact a "
    "mediation adviser, who gives you a certificate, whether you want mediation or not. Using mediation or "
    f"disagreement resolution takes away none of your rights. {HELPED}",
)


def if_you_disagree(sent_on: date, told: Sequence[str] = _OF_A_DECISION) -> list[model.Block]:
    """What the reader of a decision can do, in paragraphs `told`, and the last days counted from `sent_on`."""
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
    ]
