"""Pure rules about standing by a child."""

from datetime import date

from alongside.kernel.refusal import Refusal


def may_lead(*, is_member: bool, already_leads: bool, from_day: date, today: date) -> Refusal | None:
    """Whether someone may become the lead worker: one at a time, in post, from today or earlier (P4)."""
    if not is_member:
        return Refusal(
            "lead.not_in_post",
            "The lead worker has to be someone who works here now.",
            "Choose someone from the list.",
            field="person",
        )
    if already_leads:
        return Refusal("lead.already", "This person is the lead worker already.", field="person")
    if from_day > today:
        return Refusal(
            "lead.future", "The change takes effect today.", "Come back on the day.", field="person"
        )
    return None
