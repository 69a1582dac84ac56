"""An advocate stands for as long as whoever asked them: worked out each time, so nobody has to end it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, SHUTS_OUT, RestrictionKind, StandingKind
from alongside.children.models import Restriction, Standing

_ENDS = (*sorted(SHUTS_OUT), RestrictionKind.SUPPORTER)
"""Who reads a shorter view of somebody over 16 has nobody beside them in it: nothing is theirs to ask for any more."""


def whoever_asked_stands(on: date) -> Q:
    """Picks standings of which an advocate's holds on a day: whoever asked them stands by the child as family, and no
    restriction shuts them out. Whoever reads for a parent may read no more than the parent (trust 2.4.9, 2.4.19).

    An advocate of whom nobody is on record as having asked them stands for the whole family.
    """
    live = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))
    asked = {"child_id": OuterRef("child_id"), "person_id": OuterRef("invited_by_id")}
    stands = Standing.everything.filter(live, organisation_id=None, kind__in=FAMILY_KINDS, **asked)
    shut_out = Restriction.everything.filter(live, kind__in=_ENDS, **asked)
    asker_stands = Q(Exists(stands)) & ~Q(Exists(shut_out))
    return ~Q(kind=StandingKind.ADVOCATE) | Q(invited_by_id__isnull=True) | asker_stands


def for_whom_one_speaks(actor: Actor, child: str, person: str) -> Q:
    """Picks rows of which the person at `person` is the actor, or somebody who asked the actor to stand beside them.

    `child` and `person` are the columns with the ids of the child and of whose row it is.
    """
    live = Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))
    beside = Standing.everything.filter(
        live, child_id=OuterRef(child), person_id=actor.person_id, kind=StandingKind.ADVOCATE,
        invited_by_id=OuterRef(person),
    )  # fmt: skip
    return Q(**{person: actor.person_id}) | Q(Exists(beside))
