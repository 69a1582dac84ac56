"""A setting's catalogue as pages read it, with what each costs and what it showed here."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.inclusion.access import moved_here
from alongside.inclusion.choices import GivenBy, Rating, Wave
from alongside.inclusion.models import Intervention
from alongside.inclusion.rules.cost import Effort
from alongside.inclusion.rules.small_numbers import EffectHere, effect_here
from alongside.inclusion.rules.starter import Starter, starter_set


@dataclass(frozen=True)
class Offer:
    """One intervention of the setting."""

    id: UUID
    name: str
    what: str
    areas: tuple[str, ...]
    area_names: tuple[str, ...]
    wave: Wave
    from_age: int
    to_age: int
    given_by: GivenBy
    training: str
    effort: Effort
    rate_is_example: bool
    rating: Rating
    evidence: str
    citation: str
    came_from: str
    edition: int
    is_offered: bool

    @property
    def ages(self) -> str:
        return f"{self.from_age} to {self.to_age}"

    @property
    def times(self) -> str:
        """How much of it: minutes, times a week, weeks, how many children."""
        one = self.effort
        often = "once a week" if one.per_week == 1 else f"{one.per_week} times a week"
        together = "one to one" if one.group_size == 1 else f"up to {one.group_size} children"
        return f"{one.minutes} minutes, {often}, {one.weeks} weeks, {together}"


def offer_of(row: Intervention) -> Offer:
    """The read model of a row."""
    names = statute.all_codes("area-of-need")
    effort = Effort(row.hourly_rate, row.minutes, row.per_week, row.weeks, row.group_size)
    return Offer(
        row.pk, row.name, row.what, tuple(row.areas), tuple(names.plain(one) for one in row.areas), Wave(row.wave),
        row.from_age, row.to_age, GivenBy(row.given_by), row.training, effort, row.rate_is_example,
        Rating(row.rating), row.evidence, row.citation, row.came_from, row.edition, row.ended_at is None,
    )  # fmt: skip


def catalogue(actor: Actor, area: str = "", wave: str = "", age: int | None = None) -> tuple[Offer, ...]:
    """What the actor's setting offers, by name; narrowed to an area of need, a wave or an age."""
    if not role_may(actor.role, Work.CATALOGUE_READ) or actor.organisation_id is None:
        return ()
    rows = Intervention.objects.filter(organisation_id=actor.organisation_id, ended_at=None).order_by("name")
    rows = rows.filter(wave=wave) if wave else rows
    rows = rows.filter(from_age__lte=age, to_age__gte=age) if age is not None else rows
    return tuple(offer_of(row) for row in rows if not area or area in row.areas)


def offer(actor: Actor, intervention_id: UUID) -> Offer | None:
    """One intervention of the actor's setting, also one that is offered no more."""
    if not role_may(actor.role, Work.CATALOGUE_READ) or actor.organisation_id is None:
        return None
    row = Intervention.objects.filter(pk=intervention_id, organisation_id=actor.organisation_id).first()
    return offer_of(row) if row else None


def measured(actor: Actor, intervention_id: UUID) -> tuple[EffectHere, ...]:
    """What an intervention showed in this setting, one line an instrument, small numbers hidden."""
    return effect_here(moved_here(actor, [intervention_id]).get(intervention_id, ()))


def all_measured(actor: Actor, offers: tuple[Offer, ...]) -> dict[UUID, tuple[EffectHere, ...]]:
    """The same for each of several interventions, in two questions to the database."""
    return {key: effect_here(some) for key, some in moved_here(actor, [one.id for one in offers]).items()}


def not_copied(actor: Actor) -> tuple[Starter, ...]:
    """The starter set without what the setting's catalogue has under the same name."""
    there = {one.name.casefold() for one in catalogue(actor)}
    return tuple(one for one in starter_set() if one.new.name.casefold() not in there)


def areas_covered(offers: tuple[Offer, ...]) -> tuple[tuple[str, int], ...]:
    """Each of the four areas of need with how many interventions are for it: an area with none is a gap (S7)."""
    counts = Counter(area for one in offers for area in one.areas)
    return tuple((code.plain, counts[code.code]) for code in statute.all_codes("area-of-need"))
