"""The council's officer chooses the year of the return: one before the one that is being worked on, too."""

from datetime import date

from alongside.access.choices import StandingKind
from alongside.ehcplans.choices import Origin
from alongside.kernel.refusal import Refusal
from alongside.platform.jobs import handler_of
from alongside.returns.choices import Form
from alongside.returns.models import ReturnProblem, ReturnRun
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.mending import answer_items
from alongside.returns.queries import Filters, readiness
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.returns.test_return_of_council import OFFICERS, _child, _plan, keys


def test_the_year_is_chosen_on_the_page_and_goes_with_what_is_made(area: Area) -> None:
    """2027 is being worked on in September 2026; 2026 and 2025 can be looked through and made beside it."""
    child = _child(area, "Kept")
    _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER)
    early = _child(area, "Early", 2)
    _plan(area, early, date(2026, 5, 1), origin=Origin.PAPER)
    check_council(area.council.id, world.NOW)
    client = signed_in(area.manager)
    page = text_of(client.get("/returns/"))
    assert "SEN2 return 2027" in page and "2 children and young people are in it" in page
    assert "?year=2026" in client.get("/returns/").content.decode()
    page = text_of(client.get("/returns/?year=2026"))
    assert "SEN2 return 2026" in page and "Thursday 15 January 2026" in page and "are in it" not in page
    assert "were not looked through for this year yet" in page
    assert client.post("/returns/check/", {"year": "2026"})["Location"] == "/returns/?year=2026"
    handler_of("returns.check")(council=str(area.council.id), year=2026)
    assert "1 child or young person is in it" in text_of(client.get("/returns/?year=2026"))
    assert "2 children and young people are in it" in text_of(client.get("/returns/")), "the other stays"
    assert set(ReturnProblem.everything.values_list("year", flat=True)) == {2026, 2027}
    body = client.get("/returns/?year=2026").content.decode()
    assert "to-mend.csv?year=2026" in body and "timeliness.csv?year=2026" in body
    for year in ("1999", "nonsense", "2031"):
        assert "SEN2 return 2027" in text_of(client.get(f"/returns/?year={year}"))


def test_files_are_of_the_year_that_was_chosen(area: Area) -> None:
    client = signed_in(area.manager)
    client.post("/returns/council/", {"lea": "831", **OFFICERS})
    assert client.post("/returns/make/", {"form": Form.XML.value, "year": "2026"}).status_code == 302
    assert ReturnRun.everything.get().year == 2026
    client.post("/returns/make/", {"form": Form.LISTS.value})
    assert set(ReturnRun.everything.values_list("year", flat=True)) == {2026, 2027}


def test_what_is_answered_is_looked_at_again_in_each_year_that_was_looked_through(area: Area) -> None:
    child = _child(area, "Kept")
    world.stands(child, StandingKind.ATTENDS, organisation=world.make_setting("Fernhollow School"))
    plan = _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER)
    for year in (2027, 2026):
        check_council(area.council.id, world.NOW, year)
    assert "0.plan.pb" in keys(area, child)
    assert not isinstance(
        answer_items(area.caseworker, child.id, plan.id, {"plan.pb": "0"}, world.NOW), Refusal
    )
    assert "0.plan.pb" not in keys(area, child), "of no year"
    assert readiness(area.manager, Filters(year=2026)).errors < 20
