"""Who may say what about a draft or a notice, and what an answer to it must hold."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.ehcplans.choices import AnswerKind, Became, EhcPlanState
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 4_000
OPEN = (EhcPlanState.WITH_FAMILY, EhcPlanState.AMENDING)
_RIGHTS = (AnswerKind.SETTING, AnswerKind.MEETING)
"""What the law gives to the parent of a child, and to a young person once they have the say (CFA 2014 s.38(2))."""


@dataclass(frozen=True)
class NewAnswer:
    """What somebody says: beside a line, or about the whole."""

    kind: AnswerKind
    text: str = ""
    line_id: UUID | None = None
    organisation_id: UUID | None = None
    setting_name: str = ""


def refuse_answer(new: NewAnswer, state: EhcPlanState, *, served: bool, has_the_say: bool) -> Refusal | None:
    """None where it can be kept. After the family's time more can still be said, until the plan is final."""
    if not served or state not in OPEN:
        return Refusal(
            "answer.closed", "There is no draft to answer now.",
            "If you see the plan differently, the way forward is on the plan’s page.",
        )  # fmt: skip
    if new.kind in _RIGHTS and not has_the_say:
        return Refusal(
            "answer.not-yours", "The law gives this to whoever has the say: a parent, or from the end of compulsory "
            "school age the young person.",
            "Say what you think in your own words. It is read and answered too.",
        )  # fmt: skip
    if new.kind is AnswerKind.SETTING and not new.setting_name.strip():
        return Refusal(
            "answer.setting", "No setting is named.", "Choose one, or write its name.", "setting_name"
        )
    if new.kind in (AnswerKind.COMMENT, AnswerKind.DISAGREE) and not new.text.strip():
        return Refusal("answer.empty", "Nothing is written yet.", "A few words are enough.", "text")
    if no := too_long(new.text, LONGEST, "text", "answer.long"):
        return no
    return None


def refuse_taken_in(name: str, said_on: date, served_on: date | None, today: date) -> Refusal | None:
    """What came in another way has somebody who said it, on a day between the letter and today."""
    if not name.strip():
        return Refusal("answer.who", "Say who said it.", "Choose somebody, or write the name.", "person_name")
    if said_on > today or (served_on is not None and said_on < served_on):
        return Refusal(
            "answer.day", "It was said after the draft was sent, and not in the future.", "Check the day.", "said_on"
        )  # fmt: skip
    return None


def refuse_reply(became: Became, words: str, kind: AnswerKind, *, met: bool) -> Refusal | None:
    """What a council's answer must hold: why something stays as it is, and when a meeting was held."""
    if became is Became.MET and kind is not AnswerKind.MEETING:
        return Refusal(
            "reply.meeting", "Only a request for a meeting is answered by one.", "Choose another.", "became"
        )
    if kind is AnswerKind.MEETING and became not in (Became.MET, Became.TAKEN_BACK):
        return Refusal(
            "reply.must-meet", "The law has the council meet a family that asks for it.",
            "Hold the meeting, and write down what came of it.", "became",
        )  # fmt: skip
    if became is Became.MET and not met:
        return Refusal("reply.when", "The day of the meeting is missing.", "Write it down.", "met_on")
    if became is not Became.TAKEN_BACK and len(words.split()) < 3:
        return Refusal("reply.why", "The family reads why.", "Write a sentence in plain words.", "answer")
    return None


@dataclass(frozen=True)
class NewMeeting:
    """When and where council and family meet about a draft, and who else comes."""

    at: datetime
    minutes: int
    where: str
    others: str = ""


def refuse_meeting(new: NewMeeting, kind: AnswerKind, now: datetime, *, answered: bool) -> Refusal | None:
    """A day is set for a meeting that somebody asked for and that was not held, at a time to come, in a place."""
    if kind is not AnswerKind.MEETING or answered:
        return Refusal("meeting.none", "No meeting is asked for here.", "Open what was said again.")
    if new.at <= now:
        return Refusal("meeting.past", "That time has passed.", "Choose a day that is to come.", "starts_on")
    if not new.where.strip():
        return Refusal(
            "meeting.where", "The family cannot come without knowing where.",
            "Write a place, a telephone number or a link.", "where",
        )  # fmt: skip
    return None
