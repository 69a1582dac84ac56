"""What a family is told when a plan moves (SI 2014/1530 reg 15), and on a new assessment (reg 25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.children.queries import ChildCard
from alongside.deadlines.rights import if_you_disagree
from alongside.disputes.changing.queries import ReassessmentView
from alongside.disputes.changing.rules import NewMove, council_named, review_by
from alongside.disputes.choices import ReassessmentState, Way
from alongside.ehc.letters import Recipient
from alongside.kernel.day_words import day_words
from alongside.organisations.local_services import ServiceLine
from alongside.rendering import model
from alongside.statute.almanac import shipped


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


@dataclass(frozen=True)
class Passing:
    """A plan that passes to another council. `to` is empty where the letter must not say which."""

    child: ChildCard
    to: str
    on: date
    council: str
    made_on: date | None
    reviewed_on: date | None


def passed_letter(reader: Recipient, passing: Passing) -> model.Document:
    """That the plan passed on, who answers for it now, and what the law asks of them by when (reg 15)."""
    whose = "Your plan" if reader.is_child else f"{passing.child.called}’s plan"
    new = council_named(passing.to) if passing.to else "the council where you live now"
    as_there = NewMove(Way.IN, new, passing.on, passing.on, passing.on, passing.made_on, passing.reviewed_on)
    told_by = shipped().work_out("move.inform", {"plan.transferred": passing.on}).due_on
    which = (
        ()
        if passing.to
        else ("We do not write here which council it is. Ask us, and we tell you what we may.",)
    )
    return model.Document(
        title=f"{whose} has passed to another council",
        blocks=(
            model.Paragraph(f"Dear {reader.name},"),
            model.Callout(
                "What has happened",
                f"{whose} passed to {new} on {_day(passing.on)}. They are responsible from that day, and we are not.",
            ),
            model.Heading(1, "What this means"),
            model.Bullets(
                (
                    "The plan holds there as if they had made it. They must give what section F says from that day.",
                    "If the school or college is too far away now, they arrange another until they change the plan.",
                    f"By {_day(told_by)} they must tell you whether they assess again, and when they review the plan.",
                    f"They must review it by {_day(review_by(as_there))}.",
                    "We have stopped asking schools and colleges about the plan.",
                )
            ),
            model.Paragraph("You can still read here what was written up to that day."),
            *(model.Paragraph(one) for one in which),
            model.Facts((("Where the law says so", "SI 2014/1530 reg 15"),)),
            model.Paragraph(passing.council),
        ),
        made_on=passing.on,
        footer=passing.council,
    )


_TAKE_PART = (
    "We ask a school or college, health, social care and an educational psychologist for advice again, unless you, "
    "whoever wrote it and we agree that what is there is enough. You say what you think, and whom else we should ask."
)


def assess_again_letter(
    child: ChildCard, one: ReassessmentView, reader: str, services: Iterable[ServiceLine], *, themselves: bool
) -> model.Document:
    """The answer to a request for a new assessment: yes and by when, or no with reasons and rights (reg 25)."""
    assert one.decided_on is not None
    whose = "your" if themselves else f"{child.called}’s"
    yes = one.state is not ReassessmentState.REFUSED
    said = f"We assess {whose} needs again." if yes else f"We will not assess {whose} needs again now."
    blocks: list[model.Block] = [
        model.Paragraph(f"Dear {reader},"),
        model.Callout("What we decided", said),
        model.Heading(1, "Why"),
        model.Paragraph(one.reasons),
    ]
    if yes:
        blocks += [
            model.Heading(1, "What happens next"),
            model.Paragraph(_TAKE_PART),
            model.Facts((("The plan that follows is sent by", _day(one.final_by)),
                         ("Where the law says so", "SI 2014/1530 reg 27(2)"))),
        ]  # fmt: skip
    else:
        blocks += if_you_disagree(one.decided_on, services)
    blocks.append(model.Paragraph(f"{one.decided_by_name}, for the council"))
    title = f"We assess {whose} needs again" if yes else "Our answer about a new assessment"
    return model.Document(title=title, blocks=tuple(blocks), made_on=one.decided_on, footer="")


def _day(on: date | None) -> str:
    return day_words(on) if on else "not known yet"
