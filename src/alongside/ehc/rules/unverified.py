"""What a request without an account has to say: who asks, how they are reached, about whom, and why."""

from dataclasses import dataclass
from datetime import date

from alongside.ehc.choices import AskedBy
from alongside.ehc.rules.requesting import refuse_words
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import age_on, school_leaving_on

OLDEST = 25


@dataclass(frozen=True)
class PublicRequest:
    """What somebody writes on the open page."""

    asked_by: AskedBy
    given_name: str
    family_name: str
    email: str
    child_given_name: str
    child_family_name: str
    child_born_on: date
    words: str
    telephone: str = ""
    setting_name: str = ""
    language: str = "en"


def refuse_public(new: PublicRequest, today: date) -> Refusal | None:
    """None where it can be sent. It refuses for its own content alone, and never for what is known of anybody."""
    refusal = refuse_words(new.words)
    if refusal:
        return refusal
    if not 0 <= age_on(new.child_born_on, today) < OLDEST:
        return Refusal(
            "public.age", "An assessment is for children and young people up to 25.",
            "Check the date of birth.", "child_born_on",
        )  # fmt: skip
    if new.asked_by is AskedBy.YOUNG_PERSON and today <= school_leaving_on(new.child_born_on):
        return Refusal(
            "public.young", "Until the end of compulsory school age a parent asks for you.",
            "Ask together with a parent, or with your school.", "asked_by",
        )  # fmt: skip
    return None
