"""A panel: who reads which pack between which days, conflicts of interest, advice that decides nothing (P6, R25)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.children.models import Standing
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.models import Panel, PanelItem
from alongside.ehc.operations.panels import NewPanelAdvice, declare, make_panel, put_on_agenda, record_advice
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.queries import case_of
from alongside.ehc.queries.panels import agenda, pack_of, panels
from alongside.ehc.rules.panel import refuse_panel_advice, window_of
from alongside.ledger.models import AccessEntry
from alongside.platform import clock
from alongside.platform.clock import LONDON
from tests.ehc.advice_makers import Advisers, assessing, psychologists
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

WHY = "Everything that was tried has helped in part, and more needs to be known."


@pytest.mark.parametrize(
    ("on", "opens", "closes"),
    [
        (date(2026, 9, 24), date(2026, 9, 17), date(2026, 9, 29)),
        (date(2026, 9, 21), date(2026, 9, 14), date(2026, 9, 24)),
        (date(2026, 4, 8), date(2026, 3, 30), date(2026, 4, 11)),
        (date(2026, 12, 29), date(2026, 12, 18), date(2027, 1, 1)),
    ],
)
def test_packs_open_five_working_days_before_and_close_two_after(on: date, opens: date, closes: date) -> None:
    """2.4.21: Easter and Christmas are no working days; the last day is the day before it closes."""
    window = window_of(on, statute.on(on).bank_holidays)
    assert (window.opens_on, window.closes_on) == (opens, closes)


@pytest.mark.parametrize(
    ("advice", "reasons", "present", "today", "code"),
    [
        ("yes", WHY, ["A"], 0, None),
        ("more", WHY, ["A"], 3, None),
        ("yes", WHY, ["A"], -1, "panel.early"),
        ("agree", WHY, ["A"], 0, "panel.advice"),
        ("yes", WHY, [], 0, "panel.present"),
        ("no", "No.", ["A"], 0, "panel.reasons"),
    ],
)
def test_advice_has_a_day_people_and_reasons(
    advice: str, reasons: str, present: list[str], today: int, code: str | None
) -> None:
    on = world.TODAY
    refusal = refuse_panel_advice(advice, reasons, present, on, on + timedelta(days=today))
    assert (refusal.code if refusal else None) == code


ON = date(2026, 9, 24)


def at(on: date) -> datetime:
    return datetime.combine(on, time(10), LONDON)


def on_day(actor: Actor, on: date) -> Actor:
    return replace(actor, on=on)


@pytest.fixture
def team(area: Area) -> Advisers:
    assessing(area)
    return psychologists()


def held(area: Area, team: Advisers, *more: Actor) -> tuple[Panel, PanelItem]:
    """A panel with the manager, a caseworker and a psychologist; Amira's case is on it."""
    sits = [area.manager, area.caseworker, team.first, *more]
    members = [(one.person_id, one.organisation_id) for one in sits]
    panel = ok(make_panel(area.caseworker, ON, members, world.NOW))
    return panel, ok(put_on_agenda(area.caseworker, panel.id, area.around.child.id, world.NOW))


def test_a_member_from_outside_reads_the_pack_between_two_days_and_nothing_else(
    area: Area, team: Advisers
) -> None:
    """2.4.21: no standing, no record; not before, not after, not somebody who does not sit on it; the look is noted."""
    panel, item = held(area, team)
    url = reverse("ehc:panel_item", args=[panel.id, item.id])
    for on, sees in (
        (date(2026, 9, 16), 0),
        (date(2026, 9, 17), 1),
        (date(2026, 9, 28), 1),
        (date(2026, 9, 29), 0),
    ):
        found = agenda(on_day(team.first, on), panel.id)
        assert (len(found.items) if found else 0) == sees, on
        assert agenda(on_day(team.second, on), panel.id) is None
    with clock.moved_to(at(ON)):
        page = text_of(signed_in(team.first).get(url))
        assert "planted-request" in page and "A manager decides" in page
        assert AccessEntry.objects.filter(child_id=item.child_id, actor_id=team.first.person_id).exists()
        assert signed_in(team.second).get(url).status_code == 404
        assert signed_in(team.first).get(reverse("ehc:case", args=[item.child_id])).status_code == 404
        assert signed_in(area.around.mother).get(url).status_code == 404


def test_whoever_has_a_conflict_neither_sees_nor_decides_that_case(area: Area, team: Advisers) -> None:
    """P6: declared once, the agenda, the pack and the whole record close; a decision by them is impossible."""
    panel, item = held(area, team)
    manager, child = on_day(area.manager, ON), area.around.child.id
    assert refused(declare(manager, item.id, "  ", at(ON))) == "conflict.why"
    ok(declare(manager, item.id, "She is my niece.", at(ON)))
    assert agenda(manager, panel.id).items == () and case_of(manager, child) is None
    with clock.moved_to(at(ON)):
        assert signed_in(area.manager).get(reverse("ehc:decide_case", args=[child])).status_code == 404
    seen = agenda(on_day(area.caseworker, ON), panel.id)
    assert seen is not None and seen.items[0].conflicts == ("Max Ibe",)
    with_her = NewPanelAdvice("yes", WHY, (area.manager.person_id, area.caseworker.person_id))
    caseworker = on_day(area.caseworker, ON)
    assert refused(record_advice(caseworker, item.id, with_her, at(ON))) == "panel.conflict"


def test_the_setting_of_the_child_and_its_family_see_no_such_item(area: Area, team: Advisers) -> None:
    """2.4.21: one's own school and one's own relative are conflicts that nobody has to declare."""
    aunt = world.make_person("Au", "Nt")
    world.joins(aunt, team.service, Role.PROFESSIONAL)
    world.stands(area.around.child, StandingKind.CARER, person=aunt)
    relative = world.acting(aunt, Role.PROFESSIONAL, team.service)
    panel, _ = held(area, team, area.around.head, relative)
    for who in (area.around.head, relative):
        found = agenda(on_day(who, ON), panel.id)
        assert found is not None and found.items == ()


def test_advice_is_kept_once_and_becomes_evidence_that_binds_nobody(area: Area, team: Advisers) -> None:
    """P6: with reasons and who was there; the manager may decide otherwise, or without any panel."""
    _, item = held(area, team)
    caseworker, child = on_day(area.caseworker, ON), area.around.child.id
    new = NewPanelAdvice("no", f"planted-panel {WHY}", (area.caseworker.person_id, team.first.person_id))
    assert refused(record_advice(area.caseworker, item.id, new, world.NOW)) == "panel.early"
    ok(record_advice(caseworker, item.id, new, at(ON)))
    assert refused(record_advice(caseworker, item.id, new, at(ON))) == "panel.recorded"
    case = case_of(caseworker, child)
    assert case is not None
    found = next(one for one in evidence_at_hand(caseworker, child, case) if "panel" in one.what)
    assert found.of == "24 September 2026" and "planted-panel" in found.shows
    mother = case_of(area.around.mother, child)
    assert mother is not None
    assert not any("panel" in one.what for one in evidence_at_hand(area.around.mother, child, mother))


def test_another_council_sees_no_panel_of_this_one(area: Area, team: Advisers) -> None:
    """2.4.2: nor can it put a case on it."""
    panel, item = held(area, team)
    council = world.make_council("Elsewhere")
    person = world.make_person("E", "Else")
    world.joins(person, council, Role.SEND_MANAGER)
    stranger = world.acting(person, Role.SEND_MANAGER, council)
    assert panels(stranger) == () and agenda(stranger, panel.id) is None
    assert refused(put_on_agenda(stranger, panel.id, item.child_id, world.NOW)) == "not_found"


def test_through_the_pages_from_a_day_to_advice(area: Area) -> None:
    """R25: set a day, put the case on it, read the pack; before the day no advice can be kept."""
    child = area.around.child.id
    ok(request_assessment(area.around.mother, child, NewRequest("Please help."), world.NOW))
    council = signed_in(area.caseworker)
    day = {"on-day": 24, "on-month": 9, "on-year": 2026}
    who = f"{area.manager.person_id}:{area.council.id}"
    assert council.post(reverse("ehc:panels"), {**day, "members": [who]}).status_code == 302
    panel = Panel.objects.get()
    url = reverse("ehc:panel", args=[panel.id])
    assert "Amira Kowalska" in text_of(council.get(url))
    assert council.post(url, {"child": str(child)}).status_code == 302
    item = PanelItem.everything.get()
    page = reverse("ehc:panel_item", args=[panel.id, item.id])
    assert "Please help." in text_of(council.get(page))
    early = {"do": "advise", "a-advice": "yes", "a-reasons": WHY, "a-present": [str(area.manager.person_id)]}
    assert council.post(page, early).status_code == 422
    assert council.post(url, {"child": "x"}).status_code == 422


def test_the_pack_closes_with_the_councils_standing(area: Area, team: Advisers) -> None:
    """2.5, a move to another council: its staff read the record no more, nor what was packed of it for a panel."""
    panel, item = held(area, team)
    for row in Standing.everything.filter(child_id=item.child_id, kind=StandingKind.MAINTAINS):
        world.changed(row, ends_on=ON)
    for who, on in ((area.manager, ON), (area.caseworker, ON + timedelta(days=90)), (team.first, ON)):
        found = agenda(on_day(who, on), panel.id)
        assert found is None or found.items == ()
        assert pack_of(on_day(who, on), panel.id, item.id) is None
    assert pack_of(area.manager, panel.id, item.id) is not None


def test_an_early_pack_says_in_words_that_no_advice_was_asked_for_yet(area: Area, team: Advisers) -> None:
    """A table of nothing reads like a mistake; what is not there yet is said."""
    panel, item = held(area, team)
    with clock.moved_to(at(ON)):
        page = signed_in(team.first).get(reverse("ehc:panel_item", args=[panel.id, item.id]))
    assert "Nobody has been asked for advice yet." in text_of(page)
    assert "Whose advice was asked for" not in text_of(page)


def test_the_agenda_says_the_last_day_on_which_a_member_can_read(area: Area, team: Advisers) -> None:
    """2.4.21: packs of 24 September can be read on the 28th, and on the 29th no more."""
    panel, _ = held(area, team)
    with clock.moved_to(at(ON)):
        words = text_of(signed_in(team.first).get(reverse("ehc:panel", args=[panel.id])))
    assert "Members read the packs from 17 September 2026 until 28 September 2026." in words
