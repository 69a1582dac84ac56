"""The way forward when people see something differently, step by step (`england/disagreement.toml`)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from alongside.kernel.periods import Period
from alongside.statute.files import england_text
from alongside.statute.tables import Table, read_document
from alongside.statute.validity import IN_FORCE_KEYS, Basis, Confidence, read_in_force


@dataclass(frozen=True)
class RouteStep:
    """One step as it stands in a period: what it is, whose, how long it takes, what one has a right to.

    `only_statutory` steps exist only for decisions of a council about an assessment or an education, health and
    care plan. `limits` are keys of timescales that belong to it.
    """

    key: str
    title: str
    what: str
    who: str
    how_long: str
    rights: tuple[str, ...]
    only_statutory: bool
    limits: tuple[str, ...]
    citation: str
    confidence: Confidence
    basis: Basis
    in_force: Period


@dataclass(frozen=True)
class Complaint:
    """Somebody a complaint is handed to: about what, after whom, how long it takes."""

    key: str
    name: str
    about: str
    how_long: str
    citation: str
    confidence: Confidence
    in_force: Period


@dataclass(frozen=True)
class Helper:
    """Somebody outside who helps a family say how they see it."""

    name: str
    what: str
    in_force: Period


@dataclass(frozen=True)
class Route:
    """The steps in their order, and who helps."""

    steps: tuple[RouteStep, ...]
    helpers: tuple[Helper, ...]
    complaints: tuple[Complaint, ...] = ()


def route(on: date) -> Route:
    """The way forward as it stood on a day."""
    whole = whole_route()
    return Route(
        tuple(one for one in whole.steps if one.in_force.covers(on)),
        tuple(one for one in whole.helpers if one.in_force.covers(on)),
        tuple(one for one in whole.complaints if one.in_force.covers(on)),
    )


@cache
def whole_route() -> Route:
    """Every version of every step; raises WrongData."""
    return read_route(*england_text("disagreement.toml"))


def read_route(text: str, file: str) -> Route:
    """The way forward written in `text`; raises WrongData."""
    return read_document(text, file, _read)


def _read(document: Table) -> Route:
    document.only("step", "helper", "complaint")
    return Route(
        document.tables("step", _read_step), document.tables("helper", _read_helper),
        document.tables("complaint", _read_complaint) if "complaint" in document.values else (),
    )  # fmt: skip


def _read_complaint(table: Table) -> Complaint:
    table.only("key", "name", "about", "how_long", "citation", "confidence", *IN_FORCE_KEYS)
    return Complaint(
        table.slug("key"), table.text("name"), table.text("about"), table.text("how_long"), table.text("citation"),
        table.choice("confidence", Confidence), read_in_force(table),
    )  # fmt: skip


def _read_step(table: Table) -> RouteStep:
    table.only(
        "key", "title", "what", "who", "how_long", "rights", "only_statutory", "limits", "citation", "confidence",
        "basis", *IN_FORCE_KEYS,
    )  # fmt: skip
    return RouteStep(
        table.slug("key"), table.text("title"), table.text("what"), table.text("who"), table.text("how_long"),
        table.texts("rights"), table.yes("only_statutory"),
        table.texts("limits") if "limits" in table.values else (), table.text("citation"),
        table.choice("confidence", Confidence), table.choice("basis", Basis), read_in_force(table),
    )  # fmt: skip


def _read_helper(table: Table) -> Helper:
    table.only("name", "what", *IN_FORCE_KEYS)
    return Helper(table.text("name"), table.text("what"), read_in_force(table))
