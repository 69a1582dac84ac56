"""The letter about the day on which rights pass: to the young person in their words, to a parent in others."""

from datetime import date

from alongside.children.queries import ChildCard
from alongside.kernel.day_words import day_words
from alongside.rendering import model

_PASSES = (
    "asking for an assessment, a review or a personal budget",
    "saying what they think of a plan, asking for a school or college, and signing",
    "mediation and appeal",
    "saying who in the family goes on reading",
)
_PASSES_TO_ME = (
    "asking for an assessment, a review or a personal budget",
    "saying what you think of a plan, asking for a school or college, and signing",
    "mediation and appeal",
    "saying who in your family goes on reading",
)


def rights_letter(
    child: ChildCard, last_day: date, reader: str, on: date, *, themselves: bool
) -> model.Document:
    """What passes, on which day and why that day, what stays, and what to do."""
    day = day_words(last_day)
    blocks: list[model.Block] = [model.Paragraph(f"Dear {reader},")]
    blocks += _to_them(day) if themselves else _to_a_parent(child.called, day)
    blocks += [
        model.Heading(1, "Why that day"),
        model.Paragraph(
            "It is the last Friday in June of the school year of the 16th birthday, not the birthday itself: Children "
            "and Families Act 2014 section 83, Education Act 1996 section 8."
        ),
    ]
    title = "Your plan becomes yours" if themselves else f"{child.called}’s rights"
    return model.Document(title=title, blocks=tuple(blocks), made_on=on, footer="")


def _to_them(day: str) -> list[model.Block]:
    return [
        model.Callout("What changes", f"After {day} you decide about your plan. Until then your parents do."),
        model.Heading(1, "What you decide then"),
        model.Bullets(_PASSES_TO_ME),
        model.Heading(1, "You are not alone"),
        model.Paragraph(
            "Your family can go on helping you. You say who reads your plan: yes, a short view, or no for each of "
            "them, and you can change it at any time. If you say nothing, they read on for 90 days, and then a short "
            "view: one page of what helps you, and not your plan. You can ask somebody you trust to stand beside you."
        ),
    ]


def _to_a_parent(called: str, day: str) -> list[model.Block]:
    return [
        model.Callout("What changes", f"After {day} {called} decides these things, and you do not."),
        model.Heading(1, "What passes"),
        model.Bullets(_PASSES),
        model.Heading(1, "What stays"),
        model.Paragraph(
            f"You stay {called}’s family, and can help with all of it. {called} says who goes on reading. If "
            "nothing is said, you read on for 90 days, and then a short view: one page of what helps, and what is "
            "between you and the setting. Talk about it together, early."
        ),
        model.Heading(1, "If it is too hard to decide"),
        model.Paragraph(
            "Everybody is taken to be able to decide. If there is doubt about one decision, it is looked at for that "
            "decision alone. Where it cannot be taken, a deputy or attorney decides, or else the parents."
        ),
    ]
