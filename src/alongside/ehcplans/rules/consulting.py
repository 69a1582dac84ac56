"""When a setting can be asked, and what its answer must hold."""

from dataclasses import dataclass

from alongside.ehcplans.choices import Ground, ReplyKind
from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class NewReply:
    """What a setting answers, and why; `by_name` where the council writes down what came in another way."""

    reply: ReplyKind
    grounds: tuple[Ground, ...] = ()
    reasons: str = ""
    by_name: str = ""


def refuse_consultation(name: str, asked: set[str], *, served: bool) -> Refusal | None:
    """None where the setting can be asked now."""
    if not served:
        return Refusal(
            "consultation.early", "A setting is sent the draft as the family had it.",
            "Send the draft to the family first.",
        )  # fmt: skip
    if not name:
        return Refusal(
            "consultation.name", "No setting is named.", "Choose one, or write its name.", "setting"
        )
    if name in asked:
        return Refusal(
            "consultation.open", f"{name} has been asked and has not answered.", "Wait, or remind it."
        )
    return None


def refuse_reply(new: NewReply) -> Refusal | None:
    """A setting that says no gives one of the three reasons of the law, and says why in words (s.39(4))."""
    if new.reply is ReplyKind.CANNOT and not new.grounds:
        return Refusal(
            "consultation.grounds", "The law knows three reasons, and no others.",
            "Choose the one that applies. Being full or lacking staff by itself is none of them.", "grounds",
        )  # fmt: skip
    if new.reply is ReplyKind.CANNOT and len(new.reasons.split()) < 10:
        return Refusal(
            "consultation.reasons", "The family and the council read why.",
            "Write a few sentences about this child, with what you have tried or looked at.", "reasons",
        )  # fmt: skip
    return None
