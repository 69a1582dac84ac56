"""The rows about who may know a child, as the oracle's facts."""

from typing import Any
from uuid import UUID

from alongside.children.models import Child, ClosedLine, GroupPlace, OpenLine, Restriction, Standing
from alongside.organisations.models import GroupStaff
from tests.access.oracle import Closing, Denial, Facts, Opening, Seat, Span, Tie
from tests.makers import world


def facts_of(child: Child) -> Facts:
    """The rows about who may know a child, as the oracle's facts."""

    def text(value: UUID | None) -> str:
        return str(value or "")

    return Facts(
        tuple(
            Tie(
                row.kind,
                text(row.person_id),
                text(row.organisation_id),
                _span(row),
                _basis(row),
                text(row.invited_by_id) if row.kind == "advocate" else "",
            )
            for row in Standing.everything.filter(child=child)
        ),
        tuple(
            Denial(row.kind, text(row.person_id), _span(row))
            for row in Restriction.everything.filter(child=child)
        ),
        tuple(
            Seat(text(place.group.organisation_id), text(taught.person_id), _span(place), _span(taught))
            for place in GroupPlace.everything.filter(child=child).select_related("group")
            for taught in GroupStaff.everything.filter(group_id=place.group_id)
        ),
        tuple(
            Closing(row.line, text(row.person_id), text(row.organisation_id), _span(row))
            for row in ClosedLine.everything.filter(child=child)
        ),
        tuple(
            Opening(row.line, text(row.person_id), text(row.organisation_id), _span(row), text(row.signer_id))
            for row in OpenLine.everything.filter(child=child)
        ),
    )


def _span(row: Any) -> Span:
    end = row.ends_on and (row.ends_on - world.TODAY).days
    return Span((row.starts_on - world.TODAY).days, end)


def _basis(row: Standing) -> str:
    return "named duty" if row.basis == "duty" and row.evidence else row.basis
