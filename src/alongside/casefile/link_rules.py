"""For whom a link on a child's page is meant, besides the permission of the page it leads to."""

from dataclasses import dataclass

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission


@dataclass(frozen=True)
class Reader:
    """Who reads the page: what they may do, as what they come, and whom the page is about."""

    may: frozenset[Permission]
    kind: StandingKind | None
    called: str
    own_account: bool
    with_council: bool = True
    with_plan: bool = True


def anyone(_reader: Reader) -> bool:
    """Whoever has the permission."""
    return True


def child(reader: Reader) -> bool:
    """The child or young person themselves."""
    return reader.kind is StandingKind.CHILD


def chosen(reader: Reader) -> bool:
    """Somebody whom the child has chosen; the child has a page of their own."""
    return not child(reader)


def family(reader: Reader) -> bool:
    """A parent or carer."""
    return reader.kind in (StandingKind.PARENT, StandingKind.CARER)


def parent(reader: Reader) -> bool:
    """A parent with parental responsibility."""
    return reader.kind is StandingKind.PARENT


def at_work(reader: Reader) -> bool:
    """Somebody who comes through their post."""
    return reader.kind is None


def writes_with(reader: Reader) -> bool:
    """Staff who sit beside a child and write down what they say."""
    return at_work(reader) and Permission.PASSAGE_WRITE in reader.may


def keeps_the_plan(reader: Reader) -> bool:
    """Who changes what is in the plan."""
    return Permission.PLAN_EDIT in reader.may


def with_plan(reader: Reader) -> bool:
    """About a child who has a plan, begun or agreed."""
    return reader.with_plan


def from_thirteen(reader: Reader) -> bool:
    """About a child who is old enough for an account of their own."""
    return reader.own_account


def not_the_young(reader: Reader) -> bool:
    """Everybody but a child too young for an account of their own."""
    return not child(reader) or reader.own_account


def with_council(reader: Reader) -> bool:
    """About a child for whom the council was asked or has a plan; the council itself can begin there."""
    return reader.with_council or Permission.CASE_KEEP in reader.may


def with_council_not_the_young(reader: Reader) -> bool:
    """The same, for everybody but a child too young for an account of their own."""
    return with_council(reader) and not_the_young(reader)
