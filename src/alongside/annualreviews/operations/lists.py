"""The list of reviews due in a term, sent by a council to each setting before the term starts (Code 9.173)."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.annualreviews.access import leads_of_setting
from alongside.annualreviews.models import ReviewList
from alongside.annualreviews.queries.lists import due_in_term, term_ahead
from alongside.children.operations import NOT_FOUND
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell

_KEEP = Permission.CASE_KEEP


def send_lists(actor: Actor, term_starts_on: date, now: datetime) -> int | Refusal:
    """Send each setting its list for the term ahead: SENCo and head are told, and read it on their board.

    Returns how many settings were told. One that has its list already is not told again.
    """
    with operation(actor, _KEEP, now) as unit:
        if actor.organisation_id is None or term_starts_on != term_ahead(actor.on).starts_on:
            return NOT_FOUND
        lines = due_in_term(actor, term_ahead(actor.on))
        counted = Counter(one.setting_id for one in lines if one.setting_id)
        done = 0
        for setting_id, reviews in counted.items():
            done += _send(unit, actor, setting_id, reviews, term_starts_on)
        if not done:
            return Refusal(
                "list.sent", "Every setting has its list already.", "There is nothing to send now."
            )
        return done


def _send(unit: Unit, actor: Actor, setting_id: UUID, reviews: int, term_starts_on: date) -> int:
    keys = {"council_id": actor.organisation_id, "setting_id": setting_id, "term_starts_on": term_starts_on}
    if ReviewList.objects.filter(**keys).exists():
        return 0
    row = ReviewList(**keys, reviews=reviews, sent_at=unit.at, sent_by_name=actor.name)
    row.save(force_insert=True)
    unit.record("annual-review.list-sent", row, after={"reviews": reviews})
    for person_id in leads_of_setting(setting_id, actor.on):
        tell(unit, person_id, None, "annual-review.list", "/annual-reviews/", f"annual-review.list:{row.id}")
    return 1
