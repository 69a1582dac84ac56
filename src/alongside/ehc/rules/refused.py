"""What a family can do after a refusal, until when, and how that is said on the day it is made.

Rules: Children and Families Act 2014 s.51(2), s.55; SI 2014/1530 reg 33 (mediation), and the Tribunal's own two months.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.ehc.choices import Question
from alongside.kernel.day_words import day_words
from alongside.statute.almanac import shipped

NEW = timedelta(days=14)
"""How long a refusal is the first thing a family reads, whatever else is to come; after that the sooner date is."""
CITATION = "Children and Families Act 2014 s.51(2) and s.55"
_WORDS = {
    Question.ASSESS: "The council decided not to assess.",
    Question.PLAN: "The council decided that there will be no plan.",
    Question.AGAIN: "The council decided again that there will be no plan.",
    Question.CHANGE: "The council decided that the plan stays as it is.",
}


@dataclass(frozen=True)
class OpenRefusal:
    """A refusal that can still be challenged: about what, of which day, and the last day of each right."""

    question: Question
    on: date
    mediation_by: date
    appeal_by: date

    @property
    def decided(self) -> str:
        """The decision in a sentence."""
        return _WORDS[self.question]

    @property
    def rights(self) -> str:
        """Both last days, in a sentence each."""
        return (
            f"A mediation adviser can be contacted until {day_words(self.mediation_by)}. "
            f"An appeal can be sent to the SEND Tribunal until {day_words(self.appeal_by)}, or one month from a "
            "mediation certificate where that is later."
        )

    def next_on(self, today: date) -> date:
        """The first of the two days that has not passed."""
        return self.mediation_by if self.mediation_by >= today else self.appeal_by

    def is_new(self, today: date) -> bool:
        """Whether it was made in the last two weeks."""
        return today < self.on + NEW

    def what(self, may: str) -> str:
        """What happens next, in the words of whoever `may` challenge it."""
        return f"{self.decided} {may} can ask for mediation, and appeal."


def open_refusal(question: Question, on: date, today: date) -> OpenRefusal | None:
    """A refusal with its last days; None once the time for an appeal is over."""
    mediation, appeal = (
        shipped().work_out(key, {"decision.sent": on}).due_on
        for key in ("mediation.contact", "appeal.window")
    )
    return OpenRefusal(question, on, mediation, appeal) if today <= appeal else None
