"""Whether the help of a plan is given: the day by which a family is asked, as what happens next tells it."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.annualreviews.choices import Check
from alongside.annualreviews.queries.promises import asked_of_family
from alongside.deadlines.queries import ClockShown
from alongside.statute.practice import interval

_PRACTICE = {Check.FIRST: "promises.first", Check.TERM: "promises.term"}


def check_to_answer(actor: Actor, child_id: UUID) -> tuple[ClockShown, ...]:
    """The asking that waits for the reader, beside the legal dates; nothing where there is none. It is this service’s
    own promise and no limit of a law, so it names none."""
    check = asked_of_family(actor, child_id)
    if check is None:
        return ()
    why = interval(_PRACTICE[check.kind]).why
    return (
        ClockShown(
            "promises.check",
            check.kind.label,
            "family",
            "",
            check.looks_from,
            "",
            check.due_on,
            None,
            False,
            (why,),
            is_over=check.due_on < actor.on,
        ),
    )
