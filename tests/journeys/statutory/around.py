"""Those around three children of Merefield, how they sign in, and how a page is asked for a date of the law."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from playwright.sync_api import Page, expect

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewLine, NewSetting
from alongside.kernel.identifiers import make_upn
from alongside.organisations.choices import OrganisationKind, Phase
from alongside.organisations.models import Organisation
from alongside.platform import clock
from alongside.platform.encryption import blind_index
from alongside.platform.worker import run_due, start_sweeps
from tests.browser import arrived, axe, fits
from tests.journeys.school import fill_date
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.test_mine_browser import enter
from tests.statute import story
from tests.statute.golden_cases import FILES, FOLDER
from tests.support.test_actions import ok


@dataclass(frozen=True)
class Merefield:
    """Amira and those around her; Theo, who has a plan; Leo, whose mother asks too; the council and its services."""

    amira: Around
    theo: Child
    theo_himself: Actor
    theos_mother: Actor
    leo: Child
    leos_mother: Actor
    council: Organisation
    caseworker: Actor
    manager: Actor
    psychologist: Actor
    psychology: Organisation


def merefield() -> Merefield:
    """The people of the story, before anything is asked for."""
    around, council = amira_and_hers(), world.make_council()
    academy = world.make_setting("Merefield Academy", Phase.SECONDARY)
    for setting, urn in ((around.school, "112345"), (academy, "123456")):
        Organisation.objects.filter(pk=setting.pk).update(urn=urn)
    _for_the_return(around.child, 1)
    theo = _child("Theo", "Marchetti", story.BORN_THEO, 2, academy)
    leo = _child("Leo", "Nowak", date(2017, 11, 20), 3, around.school)
    for one in (around.child, theo, leo):
        world.stands(one, StandingKind.MAINTAINS, organisation=council)
    caseworker = _works("Jo", "Clarke", council, Role.CASEWORKER)
    _has_a_plan(theo, academy, caseworker)
    psychology = Organisation.objects.create(name="Merefield Psychology", kind=OrganisationKind.SERVICE)
    return Merefield(
        around, theo, _stands(theo, "Theo", "Marchetti", StandingKind.CHILD),
        _stands(theo, "Carla", "Marchetti", StandingKind.PARENT),
        leo, _stands(leo, "Ola", "Nowak", StandingKind.PARENT), council,
        caseworker, _works("Max", "Ibe", council, Role.SEND_MANAGER),
        _works("Imogen", "Adeyemi", psychology, Role.PROFESSIONAL), psychology,
    )  # fmt: skip


def _child(given: str, family: str, born_on: date, number: int, school: Organisation) -> Child:
    child = world.make_child(given, family, born_on)
    world.stands(child, StandingKind.ATTENDS, organisation=school)
    _for_the_return(child, number)
    return child


def _for_the_return(child: Child, number: int) -> None:
    """What a school knows of each pupil, and the return asks for."""
    world.changed(child, sex="F" if number == 1 else "M", ethnicity="WBRI", primary_need="SLCN")
    upn = make_upn(831, 2001, 20, number)
    world.saved(Identifier(child=child, kind=IdentifierKind.UPN, value=upn, lookup=blind_index(upn, "upn")))


def _has_a_plan(child: Child, setting: Organisation, caseworker: Actor) -> None:
    """A plan that was made on paper, years ago."""
    lines = (
        NewLine("B", "Theo cannot work where it is loud.", area="sensory-and-physical"),
        NewLine("F", "A quiet room", who="Any adult", how_often="Whenever he asks", how_long="As he needs"),
    )
    here = NewSetting(setting.id, setting.name, "Mainstream secondary school")
    made = TakenInPlan(
        Origin.PAPER, date(2022, 3, 1), date(2026, 3, 2), lines, (here,), meets={1: (0,)}
    )  # fmt: skip
    ok(take_in_plan(caseworker, child.id, made, world.NOW))


def _stands(child: Child, given: str, family: str, kind: StandingKind) -> Actor:
    person = world.make_person(given, family)
    world.stands(child, kind, person=person, relationship="mother" if kind == StandingKind.PARENT else "")
    return world.acting(person, Role.FAMILY)


def _works(given: str, family: str, organisation: Organisation, role: Role) -> Actor:
    person = world.make_person(given, family)
    world.joins(person, organisation, role)
    return world.acting(person, role, organisation)


# ── going about ─────────────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def on(day: date) -> Iterator[None]:
    """That day, at nine o'clock; the sweeps of the night before have run."""
    moment = datetime.combine(day, time(9), clock.LONDON)
    with clock.moved_to(moment):
        machine = clock.instant() + timedelta(days=(day - world.TODAY).days)
        start_sweeps(machine)
        run_due(at=machine)
        yield


def come(page: Page, who: Actor, path: str) -> None:
    """Somebody comes back after days and opens a page: signed in, as no session lasts so long."""
    page.context.clear_cookies()
    enter(page, who)
    page.goto(path)


def go(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the link or the button that is called so, or begins so, and wait for the page it leads to.

    On a child's page most links stand behind headings: the heading is opened first, as a person would.
    """
    called = re.compile(rf"^\s*{re.escape(name)}") if isinstance(name, str) else name
    closed = page.locator("details.al-places-more__group:not([open])").filter(
        has=page.locator("a", has_text=called)
    )
    if closed.count():
        closed.first.locator("summary").click()
    found = page.get_by_role("main").get_by_role("link", name=called)
    found.or_(page.get_by_role("main").get_by_role("button", name=called)).first.click()
    arrived(page)


def looked_at(page: Page) -> None:
    """What every page at which the story stops must pass."""
    axe(page)
    fits(page)


def reads(page: Page, words: str) -> None:
    """The page says this."""
    expect(
        page.get_by_role("main").or_(page.get_by_role("alert")).filter(has_text=words).first
    ).to_be_visible()


def dated(page: Page, *days: date) -> None:
    """The page says each of these days."""
    for day in days:
        reads(page, f"{day.day} {day:%B %Y}")


def fills(page: Page, group: str | re.Pattern[str], day: date) -> None:
    """Fill the date that a group of fields asks for."""
    fill_date(page.get_by_role("group", name=group), day.day, day.month, day.year)


def golden(key: str, happened: Mapping[str, date]) -> date:
    """The last day by the golden cases; KeyError where the case is not one of them."""
    wanted = " ".join(f"{event}={day}" for event, day in happened.items())
    return _golden_days()[key, wanted]


def _golden_days() -> dict[tuple[str, str], date]:
    found = {}
    for name in FILES:
        with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[row["key"], row["happened"]] = date.fromisoformat(row["due_on"])
    return found
