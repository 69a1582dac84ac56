"""Whoever readiness names can put it right on the child's page, and it is looked at again at once (R27, R31)."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape

import pytest
from lxml import etree

from alongside.access.choices import RestrictionKind, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child, Identifier, Restriction, SenEntry, Standing
from alongside.disputes.choices import Ground, Step
from alongside.disputes.models.challenges import Challenge, ChallengeStep
from alongside.ehc.choices import CaseState, Question
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.models import EhcPlan, EhcVersion, NamedSetting
from alongside.kernel.identifiers import make_upn
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.people.models import Person
from alongside.platform.clock import LONDON
from alongside.returns.models import AttendedPlace
from alongside.returns.operations.checking import check_council
from alongside.returns.operations.mending import NewPlace, answer_items, keep_place
from alongside.returns.operations.needs import put_needs_right
from alongside.returns.rules.checks.checking import all_rules
from alongside.returns.rules.records import Header
from alongside.returns.rules.xml import write_xml
from alongside.returns.to_mend import to_mend
from alongside.statute.sen2 import collection
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in
from tests.returns.test_return_of_council import ASKED, _case, _child, _decided, _plan, keys, told


@pytest.fixture
def kept(area: Area) -> Child:
    """A child with a plan from before the year."""
    child = _child(area, "Kept")
    world.changed(child, sen_provision="E")
    _plan(area, child, date(2023, 5, 1), origin=Origin.PAPER)
    return child


def _page(area: Area, child: Child) -> str:
    return unescape(signed_in(area.caseworker).get(f"/children/{child.id}/return/").content.decode())


def test_the_caseworker_puts_the_ranks_of_needs_right_where_they_are_named(area: Area, kept: Child) -> None:
    """Rule 9: the ranks come from the class list of the setting; the caseworker is named, so the caseworker can."""
    world.saved(
        SenEntry(child=kept, provision="E", needs=[[1, "SLCN"], [1, "ASD"]], starts_on=date(2024, 9, 1))
    )
    check_council(area.council.id, world.NOW)
    assert "9.need.rank" in keys(area, kept)
    assert "Main type of need" in _page(area, kept)
    client, address = signed_in(area.caseworker), f"/children/{kept.id}/return/"
    twice = client.post(address, {"about": "needs", "needs-main": "ASD", "needs-second": "ASD"})
    assert twice.status_code == 422 and "9.need.rank" in keys(area, kept)
    assert (
        client.post(address, {"about": "needs", "needs-main": "ASD", "needs-second": "SLCN"}).status_code
        == 302
    )
    assert "9.need.rank" not in keys(area, kept)
    needs = told(area, kept)["Kept"].requests[0].active.needs
    assert [(one.type, one.rank) for one in needs] == [("ASD", 1), ("SLCN", 2)]
    assert Child.everything.get(pk=kept.pk).primary_need == "ASD"
    entry = AuditEntry.objects.get(verb="return.needs_put_right")
    assert entry.before == {"needs": [[1, "ASD"], [1, "SLCN"]]}


def test_needs_put_right_after_the_day_count_for_the_day(area: Area, kept: Child) -> None:
    """The return tells of the reference day: what is put right in the weeks after it was so on that day."""
    after = datetime(2026, 2, 2, 10, tzinfo=LONDON)
    world.saved(SenEntry(child=kept, provision="E", needs=[[2, "SLCN"]], starts_on=date(2024, 9, 1)))
    caseworker = replace(area.caseworker, on=after.date())
    assert not isinstance(put_needs_right(caseworker, kept.id, "SEMH", "", after), Refusal)
    entry = SenEntry.everything.filter(child=kept).order_by("starts_on").last()
    assert entry is not None and entry.starts_on == collection(2026).reference_on


def test_needs_of_another_council_and_codes_that_are_none_are_refused(area: Area, kept: Child) -> None:
    elsewhere = world.make_council("Elsewhere")
    stranger = world.acting(world.make_person("E", "Else"), area.caseworker.role, elsewhere)
    for actor, main in (
        (stranger, "ASD"),
        (area.caseworker, "NSA"),
        (area.caseworker, "ZZZ"),
        (area.caseworker, ""),
    ):
        assert isinstance(put_needs_right(actor, kept.id, main, "SLCN", world.NOW), Refusal)
    assert not SenEntry.everything.filter(child=kept).exists()


@pytest.fixture
def on_roll(kept: Child) -> Child:
    """The same child, on the roll of a school."""
    school = world.make_setting("Fernhollow School")
    world.changed(school, urn="112345")
    world.stands(kept, StandingKind.ATTENDS, organisation=school, starts_on=date(2024, 9, 1))
    return kept


def _roll(child: Child) -> Standing:
    return Standing.everything.get(child=child, kind=StandingKind.ATTENDS)


UNIT = {"13.placement.unit", "13.placement.resourced"}


def test_a_unit_is_asked_with_yes_and_no_and_the_roll_stays_the_source(area: Area, on_roll: Child) -> None:
    """Rule 13: nothing is chosen beforehand, and saying it does not write the place down in place of the roll."""
    check_council(area.council.id, world.NOW)
    assert keys(area, on_roll) >= UNIT
    about = _roll(on_roll).pk.hex
    inputs = re.findall(rf'<input[^>]*name="{about}-placement\.sen_unit"[^>]*>', _page(area, on_roll))
    assert [re.search(r'value="(\w*)"', one)[1] for one in inputs] == ["1", "0"]  # type: ignore[index]
    assert not any("checked" in one for one in inputs)
    client, address = signed_in(area.caseworker), f"/children/{on_roll.id}/return/"
    client.post(address, {"about": about})
    assert keys(area, on_roll) >= UNIT, "pressing Save with nothing chosen says nothing"
    said = {f"{about}-placement.sen_unit": "0", f"{about}-placement.resourced": "1"}
    assert client.post(address, {"about": about, **said}).status_code == 302
    assert not UNIT & keys(area, on_roll)
    assert not AttendedPlace.everything.exists()
    (place,) = told(area, on_roll)["Kept"].requests[0].active.placements
    assert (place.urn, place.entry_on, place.sen_unit, place.resourced) == (
        "112345",
        date(2024, 9, 1),
        False,
        True,
    )
    world.changed(_roll(on_roll), ends_on=date(2026, 9, 1))
    assert told(area, on_roll)["Kept"].requests[0].active.placements == (), "the roll is still what is told"


def test_a_place_written_down_says_yes_or_no(area: Area, on_roll: Child) -> None:
    client, address = signed_in(area.caseworker), f"/children/{on_roll.id}/return/"
    place = {"about": "place", "place-rank": "1", "place-urn": "123456"}
    assert client.post(address, place).status_code == 422 and not AttendedPlace.everything.exists()
    assert isinstance(keep_place(area.caseworker, on_roll.id, 1, NewPlace(urn="123456"), world.NOW), Refusal)
    said = {**place, "place-sen_unit": "1", "place-resourced": "0"}
    assert client.post(address, said).status_code == 302
    assert (AttendedPlace.everything.get().sen_unit, AttendedPlace.everything.get().resourced) == (
        True,
        False,
    )


def test_what_nobody_said_is_unknown(area: Area, on_roll: Child) -> None:
    """Nothing is "no" until a person or the record says so: not youth accommodation, budget, appeal, or a unit."""
    case = _case(area, on_roll, date(2026, 2, 2), issued_on=date(2026, 6, 19), state=CaseState.ISSUED)
    _decided(case, Question.ASSESS, True, date(2026, 3, 10))
    plan = EhcPlan.everything.get(child=on_roll)
    world.changed(plan, case=case, first_issued_on=date(2026, 6, 19), issued_on=date(2026, 6, 19))
    check_council(area.council.id, world.NOW)
    unknown = {
        "0.request.rya", "0.request.mediation", "0.request.tribunal", "0.assessment.mediation", "0.assessment.tribunal",
        "0.assessment.other_mediation", "0.assessment.other_tribunal", "24.said", "0.plan.pb",
        "13.plan_detail.unit", "13.plan_detail.resourced",
    }  # fmt: skip
    assert keys(area, on_roll) >= unknown
    request = told(area, on_roll)["Kept"].requests[0]
    assert request.rya is None and request.assessment.plan.pb is None
    of_case = dict.fromkeys((
        "request.rya", "request.mediation", "request.tribunal", "assessment.mediation", "assessment.tribunal",
        "assessment.other_mediation", "assessment.other_tribunal", "assessment.week20"), "0")  # fmt: skip
    assert answer_items(area.caseworker, on_roll.id, case.id, of_case, world.NOW) is True
    assert answer_items(area.caseworker, on_roll.id, plan.id, {"plan.pb": "0"}, world.NOW) is True
    named = NamedSetting.everything.get(version__plan=plan)
    units = {"plan_detail.sen_unit": "0", "plan_detail.resourced": "0"}
    assert answer_items(area.caseworker, on_roll.id, named.id, units, world.NOW) is True
    assert not keys(area, on_roll) & unknown
    request = told(area, on_roll)["Kept"].requests[0]
    assert (request.rya, request.assessment.week20, request.assessment.plan.pb) == (False, False, False)
    assert request.assessment.plan.details[0].sen_unit is False


def test_an_answer_about_section_i_stays_while_the_plan_names_the_setting(area: Area, kept: Child) -> None:
    """An amended plan that names the same school is not asked about it again."""
    plan = EhcPlan.everything.get(child=kept)
    named = NamedSetting.everything.get(version__plan=plan)
    answer_items(area.caseworker, kept.id, named.id, {"plan_detail.sen_unit": "1"}, world.NOW)
    version = world.saved(
        EhcVersion(plan=plan, number=2, kind="amended-final", content="{}", digest="1" * 64, made_by_name="C",
                   made_at=world.NOW, served_on=date(2026, 5, 1))
    )  # fmt: skip
    world.saved(NamedSetting(version=version, urn="123456", name="Hillview"))
    (detail,) = told(area, kept)["Kept"].requests[0].assessment.plan.details
    assert (detail.sen_unit, detail.resourced) == (True, None)


def test_what_the_setting_or_the_office_is_named_for_the_caseworker_can_write(
    area: Area, kept: Child
) -> None:
    """At a school without anybody here nobody could mend a number or the sex: now the council's team can."""
    world.changed(kept, sex="", ethnicity="")
    Identifier.everything.filter(child=kept).get()
    with operation(area.manager, Permission.RETURN_MEND, world.NOW) as unit:
        Identifier.in_unit.filter(child=kept).delete()
        unit.record("test.gone", kept)
    check_council(area.council.id, world.NOW)
    wrong = {"0.person.sex", "0.person.ethnicity", "11.none"}
    assert keys(area, kept) >= wrong
    assert {one.child_id for one in to_mend(area.caseworker, everyone=True).children} == {kept.id}
    assert str(wrong and all_rules(ASKED)["11.none"].mends.label) == "The setting’s office, or the caseworker"
    mistyped = answer_items(area.caseworker, kept.id, kept.id, {"person.upn": "A831200125001"}, world.NOW)
    assert isinstance(mistyped, Refusal) and mistyped.field == "person.upn"
    right = {"person.sex": "F", "person.ethnicity": "WBRI", "person.upn": make_upn(831, 2001, 20, 77)}
    assert answer_items(area.caseworker, kept.id, kept.id, right, world.NOW) is True
    assert not keys(area, kept) & wrong
    assert told(area, kept)["Kept"].upn == right["person.upn"]


def test_a_plan_of_our_own_made_in_the_year_on_paper_is_not_historical(area: Area) -> None:
    """Rules 3, 5 and 6: H is for what was decided before the year, and for plans that came from another council."""
    child = _child(area, "Paper", 5)
    plan = _plan(area, child, date(2026, 3, 20), origin=Origin.PAPER)
    request = told(area, child)["Paper"].requests[0]
    assert (request.outcome, request.assessment.outcome, request.assessment.outcome_on) == (
        "Y",
        "Y",
        date(2026, 3, 20),
    )
    check_council(area.council.id, world.NOW)
    assert keys(area, child) >= {"0.request.received_on", "0.request.source", "2.day"}
    assert "from the paper" in _page(area, child)
    about = plan.pk.hex
    days = {
        f"{about}-request.received_on-{part}": value
        for part, value in zip(("day", "month", "year"), ["1", "11", "2025"], strict=True)
    }
    days |= {
        f"{about}-request.outcome_on-{part}": value
        for part, value in zip(("day", "month", "year"), ["5", "1", "2026"], strict=True)
    }
    sent = signed_in(area.caseworker).post(
        f"/children/{child.id}/return/", {"about": about, f"{about}-request.source": "2", **days}
    )
    assert sent.status_code == 302
    assert not keys(area, child) & {"0.request.received_on", "0.request.source", "2.day"}
    request = told(area, child)["Paper"].requests[0]
    assert (request.received_on, request.outcome_on, request.source) == (
        date(2025, 11, 1),
        date(2026, 1, 5),
        "2",
    )
    before = answer_items(area.caseworker, child.id, plan.id, {"request.outcome_on": "2025-12-12"}, world.NOW)
    assert before is True
    request = told(area, child)["Paper"].requests[0]
    assert (request.outcome, request.outcome_on, request.assessment.outcome) == ("H", None, "Y"), (
        "decided before the year"
    )
    for wrong in ("2025-13-01", "soon"):
        assert isinstance(
            answer_items(area.caseworker, child.id, plan.id, {"request.outcome_on": wrong}, world.NOW),
            Refusal,
        )


def test_the_page_shows_all_that_is_sent_of_the_child(area: Area, on_roll: Child) -> None:
    """Needs, number, postcode, ethnicity, budget: whatever the file says, who may read it reads here."""
    plan = EhcPlan.everything.get(child=on_roll)
    answer_items(area.caseworker, on_roll.id, on_roll.id, {"person.postcode": "DE1 1AA"}, world.NOW)
    answer_items(
        area.caseworker, on_roll.id, plan.id, {"plan.pb": "1", "plan.oa": "1", "plan.res": "A"}, world.NOW
    )
    body = _page(area, on_roll)
    sent = body[body.index("What is sent") : body.index("Answer here")]
    told_of = told(area, on_roll)["Kept"]
    assert all(
        one in sent
        for one in ("DE1 1AA", told_of.upn, "(SLCN)", "(WBRI)", "Personal budget taken up", "112345")
    )
    file = io.BytesIO()
    write_xml(file, ASKED, Header("831", world.NOW), [told_of])
    person = etree.fromstring(file.getvalue()).find("Persons/Person")
    assert person is not None
    labels = {one.tag: one.label for module in ASKED.modules.values() for one in module.items}
    for element in person.iter():
        if not len(element) and element.tag in labels:
            assert labels[element.tag] in sent, element.tag


def test_a_postcode_under_a_shield_is_sent_and_neither_read_nor_written_here(
    area: Area, on_roll: Child
) -> None:
    """K4: the manager, who may know where a shielded child lives, answers it; the caseworker reads that it is sent."""
    answer_items(area.manager, on_roll.id, on_roll.id, {"person.postcode": "DE1 1AA"}, world.NOW)
    world.saved(
        Restriction(child=on_roll, kind=RestrictionKind.SHIELD, evidence="order", starts_on=world.TODAY)
    )
    body = _page(area, on_roll)
    assert "DE1 1AA" not in body and "person.postcode" not in body and "You may not read it here" in body
    over = answer_items(area.caseworker, on_roll.id, on_roll.id, {"person.postcode": "M1 1AA"}, world.NOW)
    assert isinstance(over, Refusal)
    assert told(area, on_roll)["Kept"].postcode == "DE1 1AA"
    assert "DE1 1AA" in signed_in(area.manager).get(f"/children/{on_roll.id}/return/").content.decode()


def test_no_to_the_rest_says_no_to_what_nobody_has_said_and_to_nothing_else(
    area: Area, on_roll: Child
) -> None:
    """In one press, by a person: what the record or somebody says stays."""
    case = _case(area, on_roll, date(2026, 2, 2), state=CaseState.NOT_ASSESSED)
    _decided(case, Question.ASSESS, False, date(2026, 3, 10))
    answer_items(area.caseworker, on_roll.id, case.id, {"request.mediation": "1"}, world.NOW)
    about, address = case.pk.hex, f"/children/{on_roll.id}/return/"
    client = signed_in(area.caseworker)
    assert "Save, and answer no to the rest" in client.get(address).content.decode()
    assert "Take this answer back" in client.get(address).content.decode()
    kept = {"about": about, f"{about}-request.mediation": "1", "rest": "no"}
    assert client.post(address, kept).status_code == 302
    request = next(one for one in told(area, on_roll)["Kept"].requests if one.outcome == "N")
    assert (request.mediation, request.tribunal, request.rya, request.source) == (True, False, False, "1")


def test_what_the_record_says_is_chosen_until_somebody_says_otherwise(area: Area, on_roll: Child) -> None:
    """A mediation on record is not passed over as if nobody had said it."""
    case = _case(area, on_roll, date(2026, 2, 2), state=CaseState.NOT_ASSESSED)
    _decided(case, Question.ASSESS, False, date(2026, 3, 10))
    person = Person.everything.get(pk=area.manager.person_id)
    challenge = world.saved(
        Challenge(child=on_roll, council=area.council, case=case, ground=Ground.ASSESS, about_id=case.id,
                  about="No assessment", decided_on=date(2026, 3, 20), party=person, party_name="N", begun_by=person,
                  begun_at=world.NOW)
    )  # fmt: skip
    world.saved(ChallengeStep(challenge=challenge, kind=Step.ENDED, on=date(2026, 4, 20), recorded_by=person,
                              recorded_by_name="N", recorded_at=world.NOW, ended="agreed"))  # fmt: skip
    body, about = _page(area, on_roll), case.pk.hex
    of_mediation = re.findall(rf'<input[^>]*name="{about}-request\.mediation"[^>]*>', body)
    assert [" checked" in one for one in of_mediation] == [False, False, True]
    assert "As it is on record: yes" in body and "As it is on record: no" in body
    signed_in(area.caseworker).post(f"/children/{on_roll.id}/return/", {"about": about, "rest": "no"})
    request = next(one for one in told(area, on_roll)["Kept"].requests if one.outcome == "N")
    assert (request.mediation, request.tribunal, request.rya) == (True, False, False)
