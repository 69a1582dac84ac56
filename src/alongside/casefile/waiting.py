"""What waits for one person, from every app, soonest first: the first thing their home page shows (O5)."""

from collections.abc import Callable
from datetime import date

from alongside.access.actor import Actor
from alongside.access.stretch import Most
from alongside.annualreviews.queries import ending
from alongside.annualreviews.queries import lists as annualreviews
from alongside.annualreviews.queries import promises as kept_promises
from alongside.conversations.queries import story as conversations
from alongside.disputes import queries as disputes
from alongside.disputes.budgets import story as budgets
from alongside.disputes.challenges import queries as challenges
from alongside.disputes.challenges import refused
from alongside.disputes.of_age import queries as of_age
from alongside.ehc.queries import inbox as ehc
from alongside.ehc.queries import panels as ehc_panels
from alongside.ehc.queries import prepared as ehc_prepared
from alongside.ehc.queries import second_look as ehc_second_look
from alongside.ehc.queries import unverified as ehc_unverified
from alongside.ehc.queries.tray import waiting_for as legal_dates
from alongside.ehcplans.queries import story as ehcplans
from alongside.feedback import queries as feedback
from alongside.inclusion.queries import waiting as inclusion
from alongside.kernel.chronicle import Waiting
from alongside.notices import carried
from alongside.reviews import queries as reviews
from alongside.safeguarding import queries as safeguarding
from alongside.support.queries import story as support
from alongside.wellbeing.queries import story as wellbeing

Asker = Callable[[Actor], list[Waiting]]
LongAsker = Callable[[Actor, Most | None], list[Waiting]]
LONG: tuple[LongAsker, ...] = (
    support.waiting_for,
    conversations.waiting_for,
    reviews.waiting_for,
    wellbeing.waiting_for,
)
"""Whose lists can be long: of each the soonest are given, where only the soonest are asked for."""
ASKERS: tuple[Asker, ...] = (
    refused.waiting_for,
    challenges.waiting_for,
    annualreviews.waiting_for,
    kept_promises.waiting_for,
    ending.waiting_for,
    ehcplans.waiting_for,
    disputes.waiting_for,
    budgets.waiting_for,
    of_age.waiting_for,
    safeguarding.waiting_for,
    feedback.waiting_for,
    inclusion.waiting_for,
    carried.waiting_for,
    ehc.waiting_for,
    ehc_panels.waiting_for,
    ehc_prepared.waiting_for,
    legal_dates,
    ehc_unverified.waiting_for,
    ehc_second_look.waiting_for,
)
"""Who knows of something that waits. An app that does adds its asker here."""


def waiting_for(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Everything that waits for the actor in the role they act in: what has a date first, the soonest first.

    With `most`, enough of it to know which are the first `most` of those with a date.
    """
    found = [one for long_asker in LONG for one in long_asker(actor, most)]
    found += [one for asker in ASKERS for one in asker(actor)]
    return sorted(found, key=lambda one: (one.by or date.max, one.about, one.what))
