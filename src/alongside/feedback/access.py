"""Who said what stays with who said it; the numbers of a setting are counted past the gate, small ones hidden."""

from collections import defaultdict

from django.db.models import Count, QuerySet

from alongside.access.actor import Actor
from alongside.access.guarded import narrowed_for
from alongside.access.own_work import OWN_WORK, Work
from alongside.access.policy import Permission
from alongside.feedback.models import MeetingFeedback

Counted = dict[tuple[int, str], dict[tuple[str, bool], dict[int, int]]]
"""(school year, term) → (question, whether children said it) → answer → how many."""


@narrowed_for(MeetingFeedback)
def _own(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    """Nobody reads another's answer: not the other parent, not the setting."""
    return rows.filter(person_id=actor.person_id)


def answers_of_setting(actor: Actor) -> Counted:
    """How often each answer was given in the actor's setting, by term; empty for who may not read its numbers."""
    if actor.role not in OWN_WORK[Work.NUMBERS_READ] or actor.organisation_id is None:
        return {}
    found: Counted = defaultdict(lambda: defaultdict(dict))
    rows = MeetingFeedback.everything.filter(setting_id=actor.organisation_id)
    for year, term, question, is_child, answer, count in (
        rows.order_by()
        .values_list("school_year", "term", "question", "is_child", "answer")
        .annotate(Count("pk"))
    ):
        found[year, term][question, is_child][answer] = count
    return found
