"""What the pages say about the states and answers of an invitation to take part."""

from dataclasses import dataclass

from alongside.conversations.rules.invitations import Move, State

STATES: dict[State, tuple[str, str]] = {
    State.ASKED: ("waiting", "Asked, no answer yet"),
    State.ACCEPTED: ("started", "Takes part"),
    State.MORE_TIME: ("waiting", "Asks for more time"),
    State.DECLINED: ("stopped", "Cannot take part"),
    State.PASSED_ON: ("stopped", "Passed to a colleague"),
    State.DONE: ("done", "Has done their part"),
    State.WITHDRAWN: ("stopped", "Taken back"),
    State.LAPSED: ("stopped", "No answer"),
}
"""The tag and the word for each state."""


@dataclass(frozen=True)
class MoveWords:
    """How one answer is offered, asked about and given."""

    link: str
    heading: str
    button: str
    hint: str = ""
    for_them: str = ""

    @property
    def heading_for_them(self) -> str:
        """The heading for whoever asked, who enters the answer or decides."""
        return self.for_them or self.heading


MOVE_WORDS: dict[str, MoveWords] = {
    Move.ACCEPT: MoveWords("Yes, I take part", "You take part", "Yes", for_them="They take part"),
    Move.FINISH: MoveWords(
        "I have done my part",
        "Have you done your part?",
        "Yes, it is done",
        "More can still be added to the plan later.",
        "They have done their part",
    ),
    Move.ASK_TIME: MoveWords(
        "Ask for more time",
        "When could you do it?",
        "Ask for more time",
        "Whoever asked you answers, and you are told.",
    ),
    Move.PASS_ON: MoveWords(
        "Pass it to a colleague",
        "Pass it to a colleague",
        "Pass it on",
        "They are asked instead of you, and whoever asked you is told. If you came to this child by invitation, "
        "your own invitation ends.",
    ),
    Move.DECLINE: MoveWords(
        "No, I cannot",
        "You cannot take part",
        "Say no",
        "That is all right. You can say why, or leave it empty. If you came to this child by this invitation, you "
        "can no longer open the plan.",
        "They cannot take part",
    ),
    Move.GIVE_TIME: MoveWords("Give more time", "Give more time", "Give until this day"),
    Move.KEEP_DATE: MoveWords(
        "Keep the day",
        "Keep the day as it is",
        "Keep the day",
        "They are told. They can still take part or say no.",
    ),
    Move.WITHDRAW: MoveWords(
        "Take the invitation back",
        "Take the invitation back",
        "Take it back",
        "They are told that it is no longer needed. A link that was sent opens nothing any more, and the standing "
        "that it gave ends today.",
    ),
}
"""The answers there are, in the order pages offer them, without the one that time gives."""

DONE: dict[str, str] = {
    Move.ACCEPT: "Thank you. It is noted that you take part.",
    Move.FINISH: "Thank you. This part is done.",
    Move.ASK_TIME: "You asked for more time. You will be told the answer.",
    Move.PASS_ON: "It is passed on, and your colleague is told.",
    Move.DECLINE: "Your answer is noted. Thank you for saying so.",
    Move.GIVE_TIME: "The new day is set, and they are told.",
    Move.KEEP_DATE: "The day stays as it is, and they are told.",
    Move.WITHDRAW: "The invitation is taken back.",
}
