"""What each page about a review starts from: the child, the review that is open, and what the reader may do."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.annualreviews.queries import reviews as queries
from alongside.children.opening import OpenedChild, open_for_page
from alongside.kernel.school_years import expected_year

READ, SAY, HOLD = Permission.ANNUAL_READ, Permission.ANNUAL_SAY, Permission.ANNUAL_HOLD
CASE, KEEP, DECIDE, ASK = (
    Permission.CASE_READ, Permission.CASE_KEEP, Permission.CASE_DECIDE, Permission.CASE_ASK,
)  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """A child whose plan is reviewed, the review that is open, and the reader."""

    opened: OpenedChild
    review: queries.ReviewView | None

    @property
    def says(self) -> bool:
        return SAY in self.opened.may

    @property
    def holds(self) -> bool:
        return HOLD in self.opened.may

    @property
    def keeps(self) -> bool:
        return KEEP in self.opened.may

    @property
    def decides(self) -> bool:
        return DECIDE in self.opened.may

    @property
    def reads_plan(self) -> bool:
        return Permission.EHCPLAN_READ in self.opened.may

    @property
    def attends(self) -> bool:
        """Whether the child attends a setting, which then holds the review."""
        return any(one.kind is StandingKind.ATTENDS for one in self.opened.around)

    @property
    def setting(self) -> str:
        return next((one.name for one in self.opened.around if one.kind is StandingKind.ATTENDS), "")

    @property
    def adult(self) -> bool:
        """Whether the review looks at adult life: from Year 9 on."""
        child = self.opened.child
        digits = "".join(letter for letter in child.year if letter.isdigit())
        year = int(digits) if child.year.startswith("Year") and digits else expected_year(
            child.born_on, self.opened.actor.on
        )  # fmt: skip
        return year >= 9


@dataclass(frozen=True)
class ChildPage:
    """What every page about one child's review holds."""

    at: Opened

    @property
    def opened(self) -> OpenedChild:
        return self.at.opened


def open_page(request: HttpRequest, child_id: UUID, permission: Permission) -> Opened:
    """Open the child and the review for a page; Http404 where there is neither for this reader."""
    opened = open_for_page(
        request, child_id, permission, READ, SAY, HOLD, CASE, KEEP, DECIDE, ASK, Permission.EHCPLAN_READ
    )
    return Opened(opened, queries.open_review_of(opened.actor, child_id))


def with_review(
    request: HttpRequest, child_id: UUID, permission: Permission
) -> tuple[Opened, queries.ReviewView]:
    """The same, for a page that needs an open review."""
    found = open_page(request, child_id, permission)
    if found.review is None:
        raise Http404
    return found, found.review
