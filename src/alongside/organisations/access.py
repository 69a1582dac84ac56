"""From a signed-in account to an actor: the one place that reads a person's posts before there is an actor."""

from datetime import date

from django.db.models import Q

from alongside.access.actor import Actor, Hat
from alongside.access.choices import Role
from alongside.organisations.models import Membership
from alongside.people.models import Account


def actor_of(account: Account, on: date, hat_key: str = "", *, two_factors: bool = False) -> Actor:
    """The actor for an account on a day.

    A person acts in one role at a time: the post chosen by `hat_key` ("family" or a membership id), else their
    first post, else as family. A post that has ended is gone the same day.
    """
    rows = (
        Membership.everything.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), person_id=account.person_id)
        .filter(starts_on__lte=on)
        .select_related("organisation")
        .order_by("starts_on", "id")
    )
    posts = [Hat(Role(row.role), row.organisation_id, row.organisation.name, row.id) for row in rows]
    family = Hat(Role.FAMILY)
    chosen = next((hat for hat in posts if str(hat.membership_id) == hat_key), posts[0] if posts else family)
    person = account.person
    actor = Actor(
        person.id,
        Role.FAMILY,
        on,
        name=person.name,
        two_factors=two_factors,
        hats=(*posts, family),
    )
    return actor.wearing(family if hat_key == "family" else chosen)
