"""The return of a council: gathered from the tables, looked through, mended, made; by its data lead and nobody else."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted, operation
from alongside.access.policy import Permission
from alongside.annualreviews.models import AnnualReview
from alongside.children.choices import IdentifierKind
from alongside.children.models import Child, Identifier
from alongside.deadlines.operations import assign
from alongside.disputes.choices import Ground, Step
from alongside.disputes.models.challenges import Challenge, ChallengeStep
from alongside.ehc.choices import AskedBy, CaseState, Question
from alongside.ehc.models import Case, Decision
from alongside.ehcplans.choices import EhcPlanState, Origin, VersionKind
from alongside.ehcplans.models import EhcPlan, EhcVersion, NamedSetting
from alongside.kernel.identifiers import make_upn
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AccessEntry, AuditEntry
from alongside.organisations.models import Membership
from alongside.people.models import Person
from alongside.platform.clock import LONDON
from alongside.platform.encryption import blind_index
from alongside.platform.jobs import handler_of
from alongside.returns import queries
from alongside.returns.choices import Form, RunState
from alongside.returns.models import CouncilReturn, ReturnProblem, ReturnRun
from alongside.returns.operations.checking import _replace, check_council
from alongside.returns.operations.gathering import gather
from alongside.returns.operations.looking import look_at
from alongside.returns.operations.making import ask_for, forget_old, say_of_council, take
from alongside.returns.operations.mending import NewPlace, answer_items, drop_place, keep_place
from alongside.returns.queries import Filters, figure_rows, problem_rows, readiness
from alongside.returns.rules.checks.checking import all_rules
from alongside.returns.rules.checks.rule import Problem
from alongside.returns.rules.timeliness import measures
from alongside.returns.to_mend import to_mend
from alongside.statute.sen2 import collection
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in
from tests.returns.reading_back import read_people

ASKED = collection(2027)  # what is being worked on in September 2026
OFFICERS = {"dmo": "Y", "dco": "N", "dsco": "R"}


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=LONDON)


def _child(area: Area, name: str, number: int = 1) -> Child:
    child = world.make_child(name, "Aske", sex="F", ethnicity="WBRI", primary_need="SLCN")
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    upn = make_upn(831, 2001, 20, number)
    world.saved(Identifier(child=child, kind=IdentifierKind.UPN, value=upn, lookup=blind_index(upn, "upn")))
    return child


def _case(area: Area, child: Child, received: date, **fields: Any) -> Case:
    common = {"asked_by": AskedBy.PARENT, "asker_name": "N", "words": "Please.", "logged_by_name": "N",
              "received_at": _at(received), "logged_at": _at(received), "state": CaseState.CONSIDERING}  # fmt: skip
    return world.saved(Case(child=child, council=area.council, **{**common, **fields}))


def _decided(case: Case, question: Question, yes: bool, on: date) -> None:
    world.saved(
        Decision(case=case, question=question, yes=yes, reasons="Because.", prepared_by_name="P", prepared_at=_at(on),
                 decided_by_name="D", decided_at=_at(on))
    )  # fmt: skip


def _plan(area: Area, child: Child, issued: date, **fields: Any) -> EhcPlan:
    common = {
        "state": EhcPlanState.FINAL,
        "first_issued_on": issued,
        "issued_on": issued,
        "started_at": _at(issued),
    }
    plan = world.saved(EhcPlan(child=child, council=area.council, **{**common, **fields}))
    version = world.saved(
        EhcVersion(plan=plan, number=1, kind=VersionKind.FINAL, content="{}", digest="0" * 64, made_by_name="C",
                   made_at=_at(issued), served_on=issued)
    )  # fmt: skip
    world.saved(NamedSetting(version=version, urn="123456", name="Hillview"))
    return plan


@pytest.fixture
def children(area: Area) -> dict[str, Child]:
    """One child in each state a return tells of."""
    named = {name: _child(area, name, number) for number, name in enumerate(
        ("Awaited", "Refused", "Issued", "Kept", "Moved", "Ended", "Early", "Late"), 1)}  # fmt: skip
    _case(area, named["Awaited"], date(2026, 8, 20))
    refused = _case(
        area,
        named["Refused"],
        date(2026, 2, 2),
        state=CaseState.NOT_ASSESSED,
        ended_at=_at(date(2026, 3, 20)),
    )
    _decided(refused, Question.ASSESS, False, date(2026, 3, 20))
    issued = _case(
        area, named["Issued"], date(2026, 2, 2), issued_on=date(2026, 6, 19), state=CaseState.ISSUED
    )
    _decided(issued, Question.ASSESS, True, date(2026, 3, 10))
    _decided(issued, Question.PLAN, True, date(2026, 5, 1))
    _plan(area, named["Issued"], date(2026, 6, 19), case=issued)
    _plan(area, named["Kept"], date(2023, 5, 1), origin=Origin.PAPER)
    _plan(area, named["Moved"], date(2026, 4, 1), origin=Origin.TRANSFERRED, transferred_from="823")
    _plan(
        area,
        named["Ended"],
        date(2022, 4, 1),
        state=EhcPlanState.CEASED,
        ceased_on=date(2026, 7, 1),
        cease_reason="2",
    )
    _plan(
        area,
        named["Early"],
        date(2020, 4, 1),
        state=EhcPlanState.CEASED,
        ceased_on=date(2025, 7, 1),
        cease_reason="2",
    )
    late = _case(area, named["Late"], date(2025, 12, 1), state=CaseState.ASSESSING)
    _decided(late, Question.ASSESS, True, date(2026, 2, 1))
    return named


def told(area: Area, *children: Child) -> Any:
    with operation(area.manager, Permission.RETURN_MEND, world.NOW):
        return {one.forename: one for one in gather(area.council.id, [each.id for each in children], ASKED)}


def test_each_state_is_told_as_the_year_has_it(area: Area, children: dict[str, Child]) -> None:
    """Rules 2 to 6: awaited, refused, issued, historical, moved in, ended; what was over before is not told."""
    found = told(area, *children.values())
    assert "Early" not in found
    said = {
        name: (one.requests[0].outcome, one.requests[0].assessment and one.requests[0].assessment.outcome,
               one.requests[0].active is not None)
        for name, one in found.items()
    }  # fmt: skip
    assert said == {
        "Awaited": ("A", None, False), "Refused": ("N", None, False), "Issued": ("Y", "Y", True),
        "Kept": ("H", "H", True), "Moved": ("H", "H", True), "Ended": ("H", "H", False), "Late": ("Y", "A", False),
    }  # fmt: skip
    issued = found["Issued"].requests[0]
    assert (issued.received_on, issued.outcome_on, issued.assessment.outcome_on, issued.source) == (
        date(2026, 2, 2), date(2026, 3, 10), date(2026, 6, 19), "1",
    )  # fmt: skip
    assert found["Moved"].requests[0].active.transfer_la == "823"
    assert found["Ended"].requests[0].assessment.plan.cease_reason == "2"
    assert found["Kept"].requests[0].assessment.plan.details[0].urn == "123456"
    assert found["Kept"].requests[0].active.needs[0].type == "SLCN"


def test_mediation_and_appeal_are_told_from_their_own_record(area: Area, children: dict[str, Child]) -> None:
    """Rule 4: a refusal that went to mediation keeps its outcome, with the indicator beside it."""
    case = Case.everything.get(child=children["Refused"])
    person = Person.everything.get(pk=area.manager.person_id)
    challenge = world.saved(
        Challenge(child=children["Refused"], council=area.council, case=case, ground=Ground.ASSESS, about_id=case.id,
                  about="No assessment", decided_on=date(2026, 3, 20), party=person, party_name="N", begun_by=person,
                  begun_at=world.NOW)
    )  # fmt: skip
    step = {"challenge": challenge, "on": date(2026, 4, 20), "recorded_by": person, "recorded_by_name": "N"}
    world.saved(ChallengeStep(kind=Step.ENDED, recorded_at=world.NOW, ended="agreed", **step))
    request = told(area, children["Refused"])["Refused"].requests[0]
    assert (request.outcome, request.mediation, request.tribunal) == ("N", True, False)


def test_the_last_review_of_the_year_is_told(area: Area, children: dict[str, Child]) -> None:
    """The meeting, what was decided and the day of the letter; a decision of the next year is not told yet."""
    plan = EhcPlan.everything.get(child=children["Kept"])
    review = world.saved(
        AnnualReview(child=children["Kept"], plan=plan, council=area.council, made_on=date(2023, 5, 1),
                     due_on=date(2026, 4, 30), opened_at=world.NOW, held_on=date(2026, 4, 1), outcome="amend",
                     decided_on=date(2026, 4, 20), notice_on=date(2026, 4, 20), phase="to-post-16",
                     moves_on=date(2027, 9, 1))
    )  # fmt: skip
    active = told(area, children["Kept"])["Kept"].requests[0].active
    assert (active.review_meeting, active.review_outcome, active.last_review, active.review_draft) == (
        date(2026, 4, 1), "A", date(2026, 4, 20), date(2026, 4, 20),
    )  # fmt: skip
    assert active.phase_due_on == date(2027, 3, 31)
    world.changed(review, decided_on=date(2027, 1, 4))
    active = told(area, children["Kept"])["Kept"].requests[0].active
    assert (active.review_meeting, active.review_outcome, active.last_review) == (date(2026, 4, 1), "", None)


def test_what_happens_after_the_year_is_not_told_yet(area: Area, children: dict[str, Child]) -> None:
    """A request of 2026 that is answered in January 2027 is awaited in the return of 2027 and historical in none."""
    case = Case.everything.get(child=children["Awaited"])
    _decided(case, Question.ASSESS, False, date(2027, 1, 5))
    assert told(area, children["Awaited"])["Awaited"].requests[0].outcome == "A"


def test_queries_do_not_grow_with_the_area(
    area: Area, children: dict[str, Child], django_assert_num_queries: Any
) -> None:
    one = list(children.values())[2:3]
    with django_assert_num_queries(18), operation(area.manager, Permission.RETURN_MEND, world.NOW):
        gather(area.council.id, [each.id for each in one], ASKED)
    with django_assert_num_queries(18), operation(area.manager, Permission.RETURN_MEND, world.NOW):
        assert len(gather(area.council.id, [each.id for each in children.values()], ASKED)) == 7


def keys(area: Area, child: Child) -> set[str]:
    return set(ReturnProblem.everything.filter(child=child).values_list("rule", flat=True))


def test_problems_are_found_mended_and_gone(area: Area, children: dict[str, Child]) -> None:
    """R27: each error says who can mend it; mending it takes it off at once."""
    check_council(area.council.id, world.NOW)
    kept = children["Kept"]
    assert {"14.placement", "0.person.postcode"} <= keys(area, kept)
    answered = answer_items(area.caseworker, kept.id, kept.id, {"person.postcode": "DE1 1AA"}, world.NOW)
    assert answered is True
    place = NewPlace(urn="123456", entry_on=date(2023, 9, 1), sen_unit=False, resourced=False)
    assert not isinstance(keep_place(area.caseworker, kept.id, 1, place, world.NOW), Refusal)
    assert not {"14.placement", "0.person.postcode"} & keys(area, kept)
    assert told(area, kept)["Kept"].postcode == "DE1 1AA"
    drop_place(area.caseworker, kept.id, 1, world.NOW)
    assert "14.placement" in keys(area, kept)
    check_council(area.council.id, world.NOW)
    check_council(area.council.id, world.NOW)
    rules = list(ReturnProblem.everything.filter(child=kept).values_list("rule", "record"))
    assert len(rules) == len(set(rules)), "a second look does not tell anything twice"


def _counted(council_id: Any) -> dict[str, dict[str, int]]:
    """Every problem, counted one by one."""
    found: dict[str, dict[str, int]] = {}
    for year, rule in ReturnProblem.everything.filter(council_id=council_id).values_list("year", "rule"):
        of_year = found.setdefault(str(year), {})
        of_year[rule] = of_year.get(rule, 0) + 1
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(0, 4), max_size=4)), max_size=6))
def test_the_number_that_is_kept_is_the_number_there_is(
    area: Area, steps: list[tuple[int, list[int]]]
) -> None:
    """R27: whatever is found of whom in whichever order, and found again, readiness tells as many as there are."""
    some = [world.make_child(name, "Aske") for name in ("Ada", "Ben", "Cleo")]
    rules = list(all_rules(ASKED).values())[:5]
    council = area.council.id
    with operation(area.manager, Permission.RETURN_MEND, world.NOW) as unit:
        for child, found in steps:
            problems = [Problem(rules[one], some[child].id, "") for one in found]
            _replace(unit, council, ASKED, [some[child].id], problems)
            kept = CouncilReturn.objects.filter(pk=council).values_list("found", flat=True).first() or {}
            assert {year: one for year, one in kept.items() if one} == _counted(council)
        unit.record("test.found", area.council)


def test_readiness_counts_what_there_is_and_tells_nothing_of_who_is_closed(
    area: Area, children: dict[str, Child]
) -> None:
    """A child with whom the manager has a conflict of interest is in no number; a wrong number is right at night."""
    check_council(area.council.id, world.NOW)
    before = readiness(area.manager, Filters())
    assert before.errors + before.queries == sum(_counted(area.council.id)[str(ASKED.year)].values())
    of_kept = ReturnProblem.everything.filter(child=children["Kept"]).count()
    manager = Person.everything.get(pk=area.manager.person_id)
    restriction = world.restrict(children["Kept"], manager, RestrictionKind.CONFLICT)
    after = readiness(area.manager, Filters())
    assert of_kept and after.errors + after.queries == before.errors + before.queries - of_kept
    assert len(after.lines) == after.errors + after.queries
    world.changed(restriction, ends_on=world.TODAY)
    CouncilReturn.objects.update(found={str(ASKED.year): {"14.placement": 99}})
    check_council(area.council.id, world.NOW)
    again = readiness(area.manager, Filters())
    assert again.errors + again.queries == before.errors + before.queries


def test_an_outcome_is_never_answered_only_its_indicator(area: Area, children: dict[str, Child]) -> None:
    """Rule 4: the first decision stays; what mediation changed is said beside it."""
    case = Case.everything.get(child=children["Refused"])
    for name in ("request.outcome", "request.outcome_on", "assessment.outcome", "plan.pb", "nonsense"):
        refused = answer_items(area.caseworker, children["Refused"].id, case.id, {name: "Y"}, world.NOW)
        assert isinstance(refused, Refusal), name
    bad = answer_items(area.caseworker, children["Refused"].id, case.id, {"request.source": "9"}, world.NOW)
    assert isinstance(bad, Refusal) and bad.code == "return.value"
    answer_items(area.caseworker, children["Refused"].id, case.id, {"request.mediation": "1"}, world.NOW)
    request = told(area, children["Refused"])["Refused"].requests[0]
    assert (request.outcome, request.mediation) == ("N", True)
    answer_items(area.caseworker, children["Refused"].id, case.id, {"request.mediation": ""}, world.NOW)
    assert told(area, children["Refused"])["Refused"].requests[0].mediation is None, "not known again"
    assert AuditEntry.objects.filter(verb="return.answered").count() == 2


def test_another_council_reaches_nothing(area: Area, children: dict[str, Child]) -> None:
    check_council(area.council.id, world.NOW)
    elsewhere, person = world.make_council("Elsewhere"), world.make_person("E", "Else")
    world.joins(person, elsewhere, Role.SEND_MANAGER)
    stranger = world.acting(person, Role.SEND_MANAGER, elsewhere)
    child = children["Kept"].id
    assert readiness(stranger, Filters()).lines == ()
    assert list(problem_rows(stranger, Filters(), world.NOW))[1:] == []
    assert isinstance(answer_items(stranger, child, child, {"person.postcode": "X"}, world.NOW), Refusal)
    assert isinstance(keep_place(stranger, child, 1, NewPlace(urn="123456"), world.NOW), Refusal)
    assert isinstance(drop_place(stranger, child, 1, world.NOW), Refusal)
    with pytest.raises(NotPermitted):
        ask_for(area.caseworker, Form.XML, world.NOW)
    assert signed_in(area.caseworker).get("/returns/").status_code == 404
    assert signed_in(area.around.mother).get(f"/children/{child}/return/").status_code == 404


def _made(area: Area, form: Form) -> ReturnRun:
    say_of_council(area.manager, "831", OFFICERS, world.NOW)
    run = ask_for(area.manager, form, world.NOW)
    assert isinstance(run, ReturnRun)
    handler_of("returns.make")(run=str(run.pk))
    return ReturnRun.everything.get(pk=run.pk)


def test_the_file_is_made_by_a_job_and_taken_with_a_trace(area: Area, children: dict[str, Child]) -> None:
    assert isinstance(ask_for(area.manager, Form.XML, world.NOW), Refusal), "the header is not written yet"
    run = _made(area, Form.XML)
    assert (run.state, run.progress, run.people) == (RunState.DONE, 100, 7)
    taken = take(area.manager, run.pk, world.NOW)
    assert isinstance(taken, tuple)
    people = read_people(io.BytesIO(taken[1]))
    with operation(area.manager, Permission.RETURN_SEND, world.NOW):
        ids = [one.id for one in sorted(children.values(), key=lambda one: one.given_name)]
        assert people == [replace(one, id=UUID(int=0), requests=tuple(replace(each, id="") for each in one.requests))
                          for one in gather(area.council.id, ids, ASKED)]  # fmt: skip
    assert {"return.asked", "return.made", "return.taken"} <= set(
        AuditEntry.objects.values_list("verb", flat=True)
    )
    assert AccessEntry.objects.filter(
        child_id=children["Kept"].id, permission=Permission.RETURN_SEND
    ).exists()
    handler_of("returns.make")(run=str(run.pk))
    assert ReturnRun.everything.get(pk=run.pk).digest == run.digest, "a job that runs twice makes it once"


@pytest.mark.parametrize("form", [Form.MODULES, Form.WORKBOOK, Form.LISTS])
def test_every_form_is_made(area: Area, children: dict[str, Child], form: Form) -> None:
    supported = _child(area, "Supported", 9)
    world.changed(supported, sen_provision="K")
    run = _made(area, form)
    taken = take(area.manager, run.pk, world.NOW)
    assert isinstance(taken, tuple)
    archive = zipfile.ZipFile(io.BytesIO(taken[1]))
    text = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Kept" in text if form is not Form.LISTS else children["Kept"].id.__str__().encode() in text
    assert (str(supported.id).encode() in text) is (form is Form.LISTS)
    assert run.errors == 0 or form is not Form.LISTS, (
        "the lists of an inspection have no errors of the return"
    )
    later = forget_old(world.NOW + timedelta(days=40))
    assert later == 1
    assert take(area.manager, run.pk, world.NOW) is None


@pytest.mark.parametrize("why", ["conflict", "own child"])
def test_who_may_not_know_a_child_takes_no_file_that_a_colleague_made(
    area: Area, children: dict[str, Child], why: str
) -> None:
    """2.4.9, 2.5: everybody of the return is in it, also the child this manager is kept from. The maker takes it."""
    run, colleague = _made(area, Form.XML), world.make_person("Cy", "Colleague")
    world.joins(colleague, area.council, Role.SEND_MANAGER)
    if why == "conflict":
        world.restrict(children["Kept"], colleague, RestrictionKind.CONFLICT)
    else:
        world.stands(children["Kept"], StandingKind.PARENT, person=colleague)
    refused = take(world.acting(colleague, Role.SEND_MANAGER, area.council), run.pk, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "return.not-all"
    assert isinstance(take(area.manager, run.pk, world.NOW), tuple)


def test_a_return_with_children_left_out_is_not_made(area: Area, children: dict[str, Child]) -> None:
    """A conflict of interest closes a child to the data lead: somebody else has to send the return."""
    manager = Person.everything.get(pk=area.manager.person_id)
    world.restrict(children["Kept"], manager, RestrictionKind.CONFLICT)
    run = _made(area, Form.XML)
    assert (run.state, run.store_key) == (RunState.REFUSED, "")
    assert "Aske" not in run.refusal


def test_whose_post_has_ended_makes_nothing(area: Area, children: dict[str, Child]) -> None:
    say_of_council(area.manager, "831", OFFICERS, world.NOW)
    run = ask_for(area.manager, Form.XML, world.NOW)
    post = Membership.everything.get(person_id=area.manager.person_id)
    world.changed(post, ends_on=world.TODAY)
    handler_of("returns.make")(run=str(run.pk))  # type: ignore[union-attr]
    assert ReturnRun.everything.get().state == RunState.REFUSED


def test_the_readiness_page_narrows_pages_and_links(
    area: Area, children: dict[str, Child], monkeypatch: Any
) -> None:
    check_council(area.council.id, world.NOW)
    monkeypatch.setattr(queries, "AT_ONCE", 4)
    queries._lines._written.cache_clear()
    seen, after = [], ""
    while True:
        found = readiness(area.manager, Filters(), after)
        seen += [(one.child_id, one.rule.key) for one in found.lines]
        after = found.next
        if not after:
            break
    monkeypatch.undo()
    queries._lines._written.cache_clear()
    assert len(seen) == found.errors + found.queries == ReturnProblem.everything.count()
    assert {one.rule.is_error for one in readiness(area.manager, Filters("query")).lines} == {False}
    client = signed_in(area.manager)
    body = client.get("/returns/?kind=error").content.decode()
    assert "What to put right" in body and "/return/" in body
    assert client.post("/returns/check/").status_code == 302
    assert b"being looked through" in client.get("/returns/").content
    rows = b"".join(client.get("/returns/to-mend.csv?kind=error")).decode()
    assert "Query" not in rows and "Aske" in rows


def test_the_page_of_a_child_takes_answers(area: Area, children: dict[str, Child]) -> None:
    kept, client = children["Kept"], signed_in(area.caseworker)
    address = f"/children/{kept.id}/return/"
    assert "To put right" in client.get(address).content.decode()
    field = f"{kept.id.hex}-person.postcode"
    assert client.post(address, {"about": kept.id.hex, field: "DE1 1AA"}).status_code == 302
    assert "DE1 1AA" in client.get(address).content.decode()
    place = {"about": "place", "place-rank": "1", "place-urn": "123456", "place-code": "EHE"}
    assert client.post(address, place).status_code == 422, "a number or a kind, not both"
    shown = look_at(area.caseworker, kept.id, world.NOW)
    assert shown is not None and shown.person is not None and shown.places == ()


def test_timeliness_as_published_hides_small_numbers(area: Area, children: dict[str, Child]) -> None:
    """6, 16 and 20 weeks by the clock; what is published gives no child away."""
    check_council(area.council.id, world.NOW)
    found = {one.label[:9]: (one.of, one.in_time) for one in readiness(area.manager, Filters()).figures}
    assert found["Decisions"] is not None
    rows = "".join(figure_rows(area.manager))
    assert "hidden" in rows
    counts = Counter({"decision": 40, "decision.in-time": 37, "plan": 30, "plan.in-time": 20, "20-52": 8, "52": 2,
                      "plan-no-exceptions": 27, "plan-no-exceptions.in-time": 20})  # fmt: skip
    published = {one.label: (one.of, one.in_time) for one in measures(counts, published=True)}
    open_ = {one.label: (one.of, one.in_time) for one in measures(counts, published=False)}
    assert list(published.values()) == [
        (40, None),
        (0, 0),
        (30, 20),
        (None, None),
        (0, 0),
        (None, None),
        (None, None),
    ]
    assert list(open_.values())[:3] == [(40, 37), (0, 0), (30, 20)]
    counts = Counter({"plan": 24, "plan.in-time": 8, "20-52": 13, "52": 3})
    late = [(one.of, one.in_time) for one in measures(counts, published=True)]
    assert late[2] == (24, 8) and late[-2:] == [(None, None), (None, None)], (
        "24 less 8 less 13 would tell the 3"
    )


def test_who_can_mend_finds_what_to_mend(area: Area, children: dict[str, Child]) -> None:
    """R31: what "the caseworker can mend" is found by the caseworker, of their own children first."""
    check_council(area.council.id, world.NOW)
    rows = ReturnProblem.everything.filter(council_id=area.council.id, year=ASKED.year, mends="caseworker")
    wanted = set(rows.values_list("child_id", flat=True))
    everybody = to_mend(area.caseworker, everyone=True)
    assert {one.child_id for one in everybody.children} == wanted != set()
    assert to_mend(area.caseworker).children == (), "nobody has any of their work yet"
    mine = next(iter(wanted))
    assign(area.manager, mine, area.caseworker.person_id, world.NOW)
    assert [one.child_id for one in to_mend(area.caseworker).children] == [mine]
    client = signed_in(area.caseworker)
    assert "/returns/to-mend/" in client.get("/cases/").content.decode()
    assert f"/children/{mine}/return/" in client.get("/returns/to-mend/").content.decode()
    world.restrict(
        Child.everything.get(pk=mine),
        Person.everything.get(pk=area.caseworker.person_id),
        RestrictionKind.CONFLICT,
    )
    assert mine not in {one.child_id for one in to_mend(area.caseworker, everyone=True).children}
    assert signed_in(area.around.senco).get("/returns/to-mend/").status_code == 404
