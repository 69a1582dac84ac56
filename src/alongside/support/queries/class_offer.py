"""What every class offers, beside what is in place for one child (O28, R6)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import setting_of
from alongside.statute.guidance import AgeBand
from alongside.statute.loading import all_codes
from alongside.support.choices import OfferState
from alongside.support.models import ClassOffer
from alongside.support.queries.own_offer import offered_at
from alongside.support.rules.thread import AREAS_OF_NEED


@dataclass(frozen=True)
class OfferLine:
    """One line of the expectations, and what was said about it for this child."""

    strategy: str
    state: OfferState | None = None
    since: date | None = None
    by_name: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class AreaOffer:
    """One area of need: every line for the child's age, and older lines that were ticked."""

    area: str
    label: str
    plain: str
    lines: tuple[OfferLine, ...]

    @property
    def said(self) -> tuple[OfferLine, ...]:
        """What is in place or was tried."""
        return tuple(one for one in self.lines if one.state)


def class_offer(actor: Actor, child_id: UUID, age: int) -> tuple[AreaOffer, ...]:
    """What every class offers a child of this age, area by area, with what is in place."""
    rows = ClassOffer.objects.permitting(actor, Permission.CONCERN_READ, child_id).filter(replaced_at=None)
    said: dict[str, dict[str, OfferLine]] = {area: {} for area in AREAS_OF_NEED}
    for row in rows.order_by("since", "id"):
        line = OfferLine(row.strategy, OfferState(row.state), row.since, row.by_name, row.at)
        said.setdefault(row.area, {})[row.strategy] = line
    codes = {code.code: code for code in all_codes("area-of-need")}
    setting, band = setting_of(actor, child_id), AgeBand.of_age(age)
    lists = offered_at(setting.pk if setting else None)
    return tuple(
        AreaOffer(area, codes[area].label, codes[area].plain, _lines(lists[area, band].lines, said[area]))
        for area in AREAS_OF_NEED
    )


def _lines(offered: tuple[str, ...], said: dict[str, OfferLine]) -> tuple[OfferLine, ...]:
    older = tuple(line for strategy, line in said.items() if strategy not in offered)
    return (*(said.get(strategy, OfferLine(strategy)) for strategy in offered), *older)
