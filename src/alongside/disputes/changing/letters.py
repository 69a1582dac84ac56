"""What a family is told after a move in: SI 2014/1530 reg 15(4)."""

from datetime import date

from alongside.children.queries import ChildCard
from alongside.disputes.changing.rules import NewMove, review_by
from alongside.rendering import model


def move_letter(
    child: ChildCard, move: NewMove, council: str, reader: str, on: date, *, themselves: bool
) -> model.Document:
    """That the plan passed, whether needs are assessed, when it is reviewed, what is given meanwhile."""
    whose = "Your plan" if themselves else f"{child.called}’s plan"
    review = review_by(move)
    blocks: list[model.Block] = [
        model.Paragraph(f"Dear {reader},"),
        model.Callout(
            "What has happened", f"{whose} passed to us on {_day(move.passed_on)}, from {move.other}."
        ),
        model.Heading(1, "What this means"),
        model.Paragraph(
            "The plan holds here as if we had made it ourselves on the day it was first made. What section F says must "
            "be given from the day it passed to us."
        ),
        model.Facts(
            (
                ("Will we assess again?", "Yes" if move.will_assess else "No, not now"),
                ("The plan is reviewed by", _day(review)),
                ("Where the law says so", "SI 2014/1530 reg 15"),
            )
        ),
    ]
    if move.setting_words:
        blocks += [
            model.Heading(1, "School or college until the plan is changed"),
            model.Paragraph(move.setting_words),
        ]
    blocks.append(model.Paragraph(council))
    return model.Document(
        title="Your plan has moved with you" if themselves else f"{whose} has moved",
        blocks=tuple(blocks),
        made_on=on,
        footer=council,
    )


def _day(on: date | None) -> str:
    return f"{on.day} {on:%B %Y}" if on else "not known yet"
