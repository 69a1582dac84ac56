"""Rules 1 to 25 of the return: each is broken by a record of its own, and a sound return breaks none (R27)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from alongside.returns.rules.checks.checking import Frame, all_rules, check, problems_of
from alongside.returns.rules.records import Need, Person, Placement, PlanDetail, Unmatched
from alongside.statute.sen2 import collection, collection_due, collections
from bench.made_up_return import people

ASKED = collection(2026)
FRAME = Frame(ASKED, date(2026, 1, 20), frozenset({"123456"}))
_MADE = list(people(9))
KEPT, NEW, REFUSED = _MADE[1], _MADE[4], _MADE[0]
LATER = date(2026, 2, 1)

Change = Callable[[Person], Person]


def of_person(**values: Any) -> Change:
    return lambda one: replace(one, **values)


def of_request(**values: Any) -> Change:
    return lambda one: replace(one, requests=(replace(one.requests[0], **values),))


def of_assessment(**values: Any) -> Change:
    return lambda one: of_request(assessment=replace(one.requests[0].assessment, **values))(one)  # type: ignore[type-var]


def of_plan(**values: Any) -> Change:
    return lambda one: of_assessment(plan=replace(one.requests[0].assessment.plan, **values))(one)  # type: ignore[union-attr, type-var]


def of_active(**values: Any) -> Change:
    return lambda one: of_request(active=replace(one.requests[0].active, **values))(one)  # type: ignore[type-var]


def of_detail(**values: Any) -> Change:
    return of_plan(
        details=(replace(PlanDetail(urn="123456", rank=1, sen_unit=False, resourced=False), **values),)
    )


def of_place(**values: Any) -> Change:
    place = Placement(urn="123456", rank=1, entry_on=date(2021, 9, 1), sen_unit=False, resourced=False)
    return of_active(placements=(replace(place, **values),))


TABLE: list[tuple[str, Person, Change]] = [
    ("0.person.surname", KEPT, of_person(surname="")),
    ("0.person.forename", KEPT, of_person(forename="")),
    ("0.person.sex", KEPT, of_person(sex="")),
    ("0.person.ethnicity", KEPT, of_person(ethnicity="")),
    ("0.person.postcode", KEPT, of_person(postcode="")),
    ("0.code.person.sex", KEPT, of_person(sex="X")),
    ("0.code.person.ethnicity", KEPT, of_person(ethnicity="WXYZ")),
    ("0.code.person.upn_unknown", KEPT, of_person(upn="", upn_unknown="UN4")),
    ("11.none", KEPT, of_person(upn="")),
    ("11.upn", KEPT, of_person(upn="A831200125001")),
    ("11.uln", KEPT, of_person(uln="1000000044")),
    ("11.both", KEPT, of_person(upn_unknown="UN2")),
    ("14.unheld", KEPT, of_person(unmatched=Unmatched.NOT_HERE)),
    ("14.ended", KEPT, of_person(unmatched=Unmatched.ENDED)),
    ("16.born", KEPT, of_person(born_on=LATER)),
    ("23.un1", KEPT, of_person(upn="", upn_unknown="UN1")),
    ("0.request.outcome", NEW, of_request(outcome="")),
    ("0.code.request.outcome", NEW, of_request(outcome="Z")),
    ("0.request.received_on", NEW, of_request(received_on=None)),
    ("0.request.source", NEW, of_request(source="")),
    ("0.code.request.source", NEW, of_request(source="9")),
    ("0.request.rya", NEW, of_request(rya=None)),
    ("0.request.mediation", NEW, of_request(mediation=None)),
    ("0.request.tribunal", NEW, of_request(tribunal=None)),
    ("2.day", NEW, of_request(outcome_on=None)),
    ("3.further", NEW, of_request(outcome="W", assessment=None, active=None, mediation=True)),
    ("3.assessment", NEW, of_request(outcome="A")),
    ("4.request", NEW, of_request(outcome="N")),
    ("7.exported", NEW, of_request(exported="823")),
    ("15.request", NEW, of_request(outcome_on=date(2025, 1, 1))),
    ("16.received", NEW, of_request(received_on=LATER)),
    ("16.request.birth", NEW, of_request(received_on=date(2001, 1, 1))),
    ("16.told", NEW, of_request(outcome_on=LATER)),
    ("0.assessment.mediation", NEW, of_assessment(mediation=None)),
    ("0.assessment.tribunal", NEW, of_assessment(tribunal=None)),
    ("0.assessment.other_mediation", NEW, of_assessment(other_mediation=None)),
    ("0.assessment.other_tribunal", NEW, of_assessment(other_tribunal=None)),
    ("0.code.assessment.outcome", NEW, of_assessment(outcome="Z")),
    ("4.assessment", NEW, of_assessment(outcome="N")),
    ("5.day", NEW, of_assessment(outcome="N", outcome_on=None, mediation=True)),
    ("5.issued", NEW, of_assessment(outcome_on=None)),
    ("5.nothing", NEW, of_assessment(outcome="A")),
    ("5.plan", NEW, of_assessment(plan=None)),
    ("6.transfer", NEW, of_active(transfer_la="823")),
    ("15.assessment", NEW, of_assessment(outcome_on=date(2025, 1, 1))),
    ("16.assessment", NEW, of_assessment(outcome_on=LATER)),
    ("24.only", KEPT, of_assessment(week20=True)),
    ("24.said", NEW, of_assessment(week20=None)),
    ("0.plan.start", KEPT, of_plan(start_on=None)),
    ("0.plan.pb", KEPT, of_plan(pb=None)),
    ("0.code.plan.res", KEPT, of_plan(res="Z")),
    ("0.code.plan.wbp", KEPT, of_plan(wbp="Z")),
    ("0.code.plan.dp", KEPT, of_plan(pb=True, dp="Z")),
    ("0.code.plan.cease_reason", KEPT, of_plan(cease_reason="10")),
    ("1.detail", KEPT, of_plan(details=())),
    ("8.cease", KEPT, of_plan(cease_on=date(2025, 7, 1), cease_reason="2")),
    ("9.details", KEPT, of_plan(details=tuple(PlanDetail(urn="123456", rank=n) for n in (1, 2, 3)))),
    ("9.rank", KEPT, of_plan(details=tuple(PlanDetail(urn="123456", rank=1) for _ in range(2)))),
    ("15.start", NEW, of_plan(start_on=date(2025, 1, 2))),
    ("16.start", KEPT, of_plan(start_on=LATER)),
    ("16.start.birth", KEPT, of_plan(start_on=date(2001, 1, 1))),
    ("16.cease", KEPT, of_plan(cease_on=LATER, cease_reason="2")),
    ("17.order", KEPT, of_plan(cease_on=date(2020, 1, 1), cease_reason="2")),
    ("17.reason", KEPT, of_plan(cease_reason="2")),
    ("18.active", KEPT, of_plan(cease_on=date(2025, 12, 1), cease_reason="5")),
    ("22.only", KEPT, of_plan(dp="E")),
    ("22.how", KEPT, of_plan(pb=True)),
    ("23.wbp", KEPT, lambda one: of_plan(wbp="S")(replace(one, born_on=date(2012, 1, 1)))),
    ("1.plan_detail", KEPT, of_detail(ukprn="10000001")),
    ("1.plan_detail.rank", KEPT, of_detail(rank=None)),
    ("10.plan_detail", KEPT, of_detail(urn="", setting="OTH")),
    ("0.code.plan_detail.setting", KEPT, of_detail(urn="", setting="NEET")),
    ("12.plan_detail.urn", KEPT, of_detail(urn="12345")),
    ("12.plan_detail.ukprn", KEPT, of_detail(urn="", ukprn="20000001")),
    ("12.plan_detail.known", KEPT, of_detail(urn="654321")),
    ("12.plan_detail.both", KEPT, of_detail(sen_unit=True, resourced=True)),
    ("13.plan_detail.unit", KEPT, of_detail(sen_unit=None)),
    ("13.plan_detail.resourced", KEPT, of_detail(resourced=None)),
    ("23.plan_detail.eyp", KEPT, of_detail(urn="", setting="EYP")),
    ("9.needs", KEPT, of_active(needs=tuple(Need("ASD", n) for n in (1, 2, 3)))),
    ("9.need.rank", KEPT, of_active(needs=(Need("ASD", 2),))),
    ("14.plan", KEPT, of_request(assessment=None)),
    ("14.placement", KEPT, of_active(placements=())),
    ("14.need", KEPT, of_active(needs=())),
    ("14.age", KEPT, of_person(born_on=date(1999, 1, 1))),
    ("14.nsa", KEPT, of_active(needs=(Need("NSA", 1),))),
    ("0.code.need.type", KEPT, of_active(needs=(Need("ZZZ", 1),))),
    ("16.meeting", KEPT, of_active(review_meeting=LATER, last_review=LATER)),
    ("16.review", KEPT, of_active(last_review=LATER)),
    ("20.order", KEPT, of_active(last_review=date(2025, 6, 2))),
    ("20.both", KEPT, of_active(review_outcome="")),
    ("0.code.active.review_outcome", KEPT, of_active(review_outcome="Z")),
    ("20.draft", KEPT, of_active(review_draft=date(2025, 6, 20))),
    ("21.due", KEPT, of_active(phase_final_on=date(2025, 2, 1))),
    ("21.late", KEPT, of_active(phase_due_on=date(2025, 2, 15), phase_final_on=date(2025, 2, 16))),
    ("1.placement", KEPT, of_place(urn="")),
    ("1.placement.rank", KEPT, of_place(rank=None)),
    ("10.placement", KEPT, of_place(urn="", setting="NIEO")),
    ("0.code.placement.setting", KEPT, of_place(urn="", setting="ZZZ")),
    ("0.code.placement.res", KEPT, of_place(res="Z")),
    ("0.code.placement.wbp", KEPT, of_place(wbp="Z")),
    ("12.placement.urn", KEPT, of_place(urn="12345")),
    ("12.placement.ukprn", KEPT, of_place(urn="", ukprn="123")),
    ("12.placement.known", KEPT, of_place(urn="654321")),
    ("12.placement.both", KEPT, of_place(sen_unit=True, resourced=True)),
    ("13.placement.unit", KEPT, of_place(sen_unit=None)),
    ("13.placement.resourced", KEPT, of_place(resourced=None)),
    ("23.placement.eyp", KEPT, of_place(urn="", setting="EYP")),
    ("0.placement.entry", KEPT, of_place(entry_on=None)),
    ("16.entry", KEPT, of_place(entry_on=date(2001, 1, 1))),
    ("19.order", KEPT, of_place(leaving_on=date(2020, 1, 1))),
    ("23.neet", KEPT, lambda one: of_place(urn="", setting="NEET")(replace(one, born_on=date(2012, 1, 1)))),
    ("23.placement.wbp", KEPT, lambda one: of_place(wbp="T")(replace(one, born_on=date(2012, 1, 1)))),
]
_TWO = {"11.twice", "25.person"}
"""Rules that two people break together."""


def broken(person: Person, frame: Frame = FRAME) -> set[str]:
    return {one.rule.key for one in problems_of(frame, person)}


def test_a_sound_return_breaks_no_rule() -> None:
    for person in people(400):
        assert not broken(person), person


@pytest.mark.parametrize(("key", "person", "change"), TABLE, ids=[key for key, *_ in TABLE])
def test_each_rule_is_broken_by_its_record(key: str, person: Person, change: Change) -> None:
    assert key not in broken(person)
    assert key in broken(change(person))


def test_every_rule_has_its_record_and_every_number_a_rule() -> None:
    assert {key for key, *_ in TABLE} | _TWO == set(all_rules(ASKED))
    assert {rule.number for rule in all_rules(ASKED).values()} == set(range(26))


def test_numbers_and_people_are_there_once() -> None:
    """Rules 11 and 25: the later of two is told."""
    first, second = _MADE[2], _MADE[3]
    same = [first, replace(second, upn=first.upn), replace(first, id=UUID(int=9), upn=_MADE[5].upn)]
    found = [{one.rule.key for one in problems} for _person, problems in check(FRAME, same)]
    assert found == [set(), {"11.twice"}, {"25.person"}]


def test_what_a_year_only_invites_is_no_error_there() -> None:
    """RequestSource is voluntary in 2025 and mandatory in 2026."""
    silent = of_request(source="")(NEW)
    in_2025 = Frame(collection(2025), date(2026, 1, 20), FRAME.urns)
    assert "0.request.source" in broken(silent)
    assert "0.request.source" not in broken(silent, in_2025)


def test_the_return_being_worked_on_changes_two_months_after_its_day() -> None:
    assert collection_due(date(2025, 9, 1)).year == 2026
    assert collection_due(date(2026, 1, 16)).year == 2026
    assert collection_due(date(2026, 3, 17)).year == 2027
    assert {one.year: one.reference_on.isoweekday() for one in collections().values()} == dict.fromkeys(
        (2025, 2026, 2027), 4
    ), "a Thursday"
