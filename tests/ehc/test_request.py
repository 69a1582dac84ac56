"""From a request to a decision: the clock, the letters, and who reads what (R23, R24, R28, O10, P6)."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from docx import Document as WordDocument

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, SharingLine
from alongside.access.operation import NotPermitted
from alongside.children.models import ClosedLine, Standing
from alongside.deadlines.models import Clock
from alongside.ehc.choices import AskedBy, CaseState, Question, Route
from alongside.ehc.models import Case, CaseLetter, Decision
from alongside.ehc.operations.claiming import NewClaim, claim_exception
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import (
    DUTY,
    NewRequest,
    TakenIn,
    request_assessment,
    take_in_request,
    withdraw_request,
)
from alongside.ehc.queries import case_of, chronicle, clocks_on_page, letter, letters_of, tray
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.platform import clock
from alongside.rendering.formats import Format, render
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.rendering.heard import heard, squeezed
from tests.support.test_actions import ok, refused

WORDS = "She cannot tell me about her day, and it makes her sad. planted-words-of-the-mother"
REASONS = (
    "The evidence shows that the help of the school meets what she needs now, and that she moves on with it."
)


def asked(area: Area, who: Actor | None = None) -> Case:
    return ok(
        request_assessment(who or area.around.mother, area.around.child.id, NewRequest(WORDS), world.NOW)
    )


def no(**changes: Any) -> NewDecision:
    full: dict[str, Any] = {
        "question": Question.ASSESS, "yes": False, "answers": {"has-sen": True, "plan-may-be-needed": False},
        "considered": (Considered("The request", "1 September 2026"), Considered("The plan", "version 1")),
        "reasons": REASONS, "next": "The school goes on with the help in her plan and looks at it in six weeks.",
        "without_advice": "Everybody wrote to us on paper before this service was used, and we have read it.",
    }  # fmt: skip
    return NewDecision(**(full | changes))


def decided(area: Area, new: NewDecision, days: int = 20) -> Decision:
    at = world.NOW + timedelta(days=days)
    child = area.around.child.id
    caseworker = replace(area.caseworker, on=at.date())
    manager = replace(area.manager, on=at.date())
    before = Decision.everything.filter(case__child_id=child, question=new.question).first()
    prepared = ok(prepare_decision(caseworker, child, new, before.edition if before else 0, at))
    return ok(make_decision(manager, child, new.question, prepared.edition, at))


def test_a_parent_asks_and_the_clock_starts_at_that_moment(area: Area) -> None:
    """R24: received now; 6 and 20 weeks from today; the council knows her by a named duty; others are told."""
    case = asked(area)
    child = area.around.child
    clocks = {row.limit: row.due_on for row in Clock.everything.filter(matter_id=case.id)}
    assert clocks["assessment.decision"] == world.TODAY + timedelta(weeks=6)
    assert clocks["plan.final"] == world.TODAY + timedelta(weeks=20)
    assert Standing.everything.filter(child=child, organisation=area.council, evidence=DUTY).count() == 1
    told = set(
        Notice.everything.filter(child=child, event="case.received").values_list("person_id", flat=True)
    )
    around = area.around
    assert told == {around.father_person.id, around.amira.person_id, around.senco.person_id}


def test_a_second_request_waits_for_the_first_and_a_setting_brings_its_plan(area: Area) -> None:
    """O10: refused to a setting without an agreed plan, with what to do; never to the family."""
    child = area.around.child.id
    assert (
        refused(request_assessment(area.around.senco, child, NewRequest(WORDS), world.NOW)) == "case.no-plan"
    )
    asked(area)
    assert (
        refused(request_assessment(area.around.father, child, NewRequest("I ask too."), world.NOW))
        == "case.open"
    )
    assert Case.everything.count() == 1


def test_a_child_cannot_ask_before_the_day_the_right_passes(area: Area) -> None:
    """The right is the young person's from the end of compulsory school age; before, the child is told who asks."""
    child = area.around.child
    assert (
        refused(request_assessment(area.around.amira, child.id, NewRequest(WORDS), world.NOW))
        == "case.not-yet"
    )
    world.changed(child, born_on=world.TODAY.replace(year=world.TODAY.year - 17))
    assert (
        refused(request_assessment(area.around.mother, child.id, NewRequest(WORDS), world.NOW))
        == "case.not-yours"
    )
    assert asked(area, area.around.amira).asked_by == AskedBy.YOUNG_PERSON


def test_a_letter_starts_the_clock_on_the_day_it_came(area: Area) -> None:
    """1.1 rule 9: received-at apart from logged-at."""
    came = world.NOW - timedelta(days=9)
    new = TakenIn(WORDS, AskedBy.PARENT, "Nadia Kowalska", area.around.mother_person.id, Route.LETTER, came)
    case = ok(take_in_request(area.caseworker, area.around.child.id, new, world.NOW))
    row = Clock.everything.get(matter_id=case.id, limit="assessment.decision")
    assert row.due_on == came.date() + timedelta(weeks=6)
    assert row.evidence == "The letter the council received"


def test_a_refusal_gives_reasons_rights_and_their_last_days_to_each_parent_apart(area: Area) -> None:
    """R23, R28: two letters, neither naming the other reader; the test, the evidence, the reasons, the rights."""
    asked(area)
    decided(area, no())
    child = area.around.child.id
    letters = {row.to_name: to_text_of(row) for row in CaseLetter.everything.all()}
    assert set(letters) == {"Nadia Kowalska", "Piotr Kowalski", "Amira Kowalska"}
    for name, text in letters.items():
        others = {"Nadia", "Piotr"} - {name.split()[0]}
        assert not any(other in text for other in others), name
        assert REASONS in text and "The plan, version 1" in text and "mediation" in text
    mother = case_of(area.around.mother, child)
    assert mother is not None and mother.state is CaseState.NOT_ASSESSED
    mine = letters_of(area.around.mother, mother)
    assert [one.to_name for one in mine] == ["Nadia Kowalska"]
    assert letter(area.around.father, child, mine[0].id) is None
    rows = {row.limit: row.due_on for row in Clock.everything.filter(superseded_at=None)}
    assert rows["mediation.contact"] == rows["appeal.window"]


def to_text_of(row: CaseLetter) -> str:
    return to_text(from_json(row.content))


def test_a_decision_is_prepared_by_one_and_made_by_another_and_never_changed(area: Area) -> None:
    """P6: who decided, when; a caseworker cannot decide; an incomplete one stays; a stale save loses nothing."""
    asked(area)
    child = area.around.child.id
    first = ok(prepare_decision(area.caseworker, child, no(reasons="Short."), 0, world.NOW))
    with pytest.raises(NotPermitted):
        make_decision(area.caseworker, child, Question.ASSESS, first.edition, world.NOW)
    assert refused(make_decision(area.manager, child, Question.ASSESS, 1, world.NOW)) == "decision.reasons"
    assert Case.everything.get().state == CaseState.CONSIDERING and not CaseLetter.everything.exists()
    second = ok(prepare_decision(area.caseworker, child, no(), first.edition, world.NOW))
    assert (
        refused(prepare_decision(area.manager, child, no(), first.edition, world.NOW)) == "decision.changed"
    )
    ok(make_decision(area.manager, child, Question.ASSESS, second.edition, world.NOW))
    assert refused(prepare_decision(area.manager, child, no(), 2, world.NOW)) == "not_found"
    assert Decision.everything.get().decided_by_name == area.manager.name


def test_until_it_is_made_nobody_outside_the_council_reads_a_prepared_decision(area: Area) -> None:
    """2.4: a draft is the council's own."""
    asked(area)
    child = area.around.child.id
    ok(prepare_decision(area.caseworker, child, no(reasons="planted-draft " * 12), 0, world.NOW))
    for who in (area.around.mother, area.around.senco, area.around.head):
        assert "planted-draft" not in text_of(signed_in(who).get(reverse("ehc:case", args=[child])))
    assert "planted-draft" in text_of(signed_in(area.caseworker).get(reverse("ehc:case", args=[child])))


def test_what_one_parent_wrote_is_not_the_others_to_read(area: Area) -> None:
    """2.4.1: the father learns that a request was made, and nothing that the mother wrote in it."""
    asked(area)
    child = area.around.child.id
    url = reverse("ehc:case", args=[child])
    assert "planted-words" in text_of(signed_in(area.around.mother).get(url))
    assert "planted-words" in text_of(signed_in(area.caseworker).get(url))
    for who in (area.around.father, area.around.senco, area.around.amira):
        page = text_of(signed_in(who).get(url))
        assert "planted-words" not in page and "Every date" in page
    assert signed_in(area.around.teacher).get(url).status_code == 404


def test_a_line_closed_to_the_council_does_not_stop_what_the_law_asks_of_it(area: Area) -> None:
    """2.4.20: with no plan shared, the council still has the case, and by the named duty the plan that came with it."""
    child = area.around.child
    world.saved(
        ClosedLine(
            child=child, line=SharingLine.COUNCIL, signer=area.around.mother_person, starts_on=world.TODAY
        )
    )
    assert signed_in(area.caseworker).get(reverse("plans:read", args=[child.id])).status_code == 404
    asked(area)
    assert signed_in(area.caseworker).get(reverse("ehc:case", args=[child.id])).status_code == 200
    assert signed_in(area.caseworker).get(reverse("plans:read", args=[child.id])).status_code == 200
    ok(withdraw_request(area.around.mother, child.id, "", world.NOW))
    assert signed_in(area.caseworker).get(reverse("plans:read", args=[child.id])).status_code == 404


def test_only_who_asked_takes_it_back_and_its_clocks_stop_and_stay_to_be_read(area: Area) -> None:
    """A taken-back request is over, and can be made again."""
    case = asked(area)
    child = area.around.child.id
    assert refused(withdraw_request(area.around.father, child, "", world.NOW)) == "case.not-yours"
    ok(withdraw_request(area.around.mother, child, "We moved on.", world.NOW))
    assert not Clock.everything.filter(matter_id=case.id, superseded_at=None).exists()
    assert Clock.everything.filter(matter_id=case.id).exists()
    asked(area, area.around.father)


def test_an_exception_stands_beside_the_date_and_never_moves_it(area: Area) -> None:
    """1.2: kept with what bears it out; the family sees the date; one the law does not have is refused."""
    asked(area)
    child = area.around.child.id
    away = NewClaim(
        "assessment.decision", "absence", "Tickets", None, world.TODAY, world.TODAY + timedelta(days=30)
    )
    case = case_of(area.caseworker, child)
    assert case is not None
    before = [one.shown.due_on for one in clocks_on_page(area.caseworker, case)]
    ok(claim_exception(area.caseworker, child, away, world.NOW))
    shown = clocks_on_page(area.caseworker, case)
    assert [one.shown.due_on for one in shown] == before
    assert [one.bearing.value for each in shown if each.worked for one in each.worked.claimed] == [
        "borne out"
    ]
    staff = NewClaim("assessment.decision", "staff-shortage", "Nobody was free")
    assert refused(claim_exception(area.caseworker, child, staff, world.NOW)) == "claim.none"


def test_the_tray_goes_by_legal_date_and_says_why(area: Area, django_assert_num_queries: Any) -> None:
    """O5: one line a case, the earliest limit that is not met, and what started it; the queries do not grow."""
    asked(area)
    lines = tray(area.caseworker).lines
    assert [(one.due_on, one.is_overdue) for one in lines] == [(world.TODAY + timedelta(weeks=6), False)]
    assert "The request made in this service" in lines[0].why and "reg 5" in lines[0].why
    late = replace(area.caseworker, on=world.TODAY + timedelta(weeks=7))
    assert tray(late).lines[0].is_overdue
    other_council = world.make_council("Elsewhere")
    stranger = world.make_person("E", "Else")
    world.joins(stranger, other_council, Role.CASEWORKER)
    assert tray(world.acting(stranger, Role.CASEWORKER, other_council)).lines == ()
    with django_assert_num_queries(5):
        tray(area.caseworker)


def test_the_story_tells_of_the_request_and_the_decision_to_those_who_may_read_them(area: Area) -> None:
    """O26: in one chronology, without anybody's words."""
    asked(area)
    decided(area, no())
    child = area.around.child.id
    titles = [one.title for one in chronicle(area.around.father, child, Reach())]
    assert titles == ["Decided: whether to assess", "The council received a request for an assessment"]
    assert chronicle(area.around.teacher, child, Reach()) == []


def test_a_letter_comes_in_the_readers_format_and_to_nobody_else(area: Area) -> None:
    """T13: as text, large print, PDF or Word, the same bytes each time; the other parent's answers as if not there."""
    asked(area)
    decided(area, no())
    child = area.around.child.id
    row = CaseLetter.everything.get(person_id=area.around.mother.person_id)
    url = reverse("ehc:case_letter_document", args=[child, row.id, "text"])
    answer = signed_in(area.around.mother).get(url)
    assert answer.status_code == 200 and REASONS[:40] in answer.content.decode().replace("\n", " ")
    assert signed_in(area.around.mother).get(url).content == answer.content
    assert signed_in(area.around.father).get(url).status_code == 404


def test_a_parent_whom_an_order_shuts_out_gets_no_letter(area: Area) -> None:
    """2.4.9: nothing goes to a restricted parent by itself, not even a letter that lies ready to be posted."""
    world.restrict(area.around.child, area.around.father_person, RestrictionKind.COURT_ORDER)
    asked(area)
    decided(area, no())
    assert set(CaseLetter.everything.values_list("to_name", flat=True)) == {
        "Nadia Kowalska",
        "Amira Kowalska",
    }


def test_a_plan_is_not_decided_on_without_a_word_about_advice(area: Area) -> None:
    """SI 2014/1530 reg 6: the page says that nobody was asked, and a decision goes out only with the reason."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    child, at = area.around.child.id, world.NOW + timedelta(days=30)
    manager = replace(area.manager, on=at.date())
    url = reverse("ehc:decide_case", args=[child])
    with clock.moved_to(at):
        assert "Nobody was asked for advice in this assessment." in text_of(signed_in(manager).get(url))
    plan = no(question=Question.PLAN, yes=True, answers={"plan-is-needed": True}, without_advice="")
    prepared = ok(prepare_decision(manager, child, plan, 0, at))
    assert refused(make_decision(manager, child, Question.PLAN, prepared.edition, at)) == "decision.no-advice"
    why = "The advice came on paper from everybody, and it is kept with the case."
    prepared = ok(prepare_decision(manager, child, replace(plan, without_advice=why), prepared.edition, at))
    ok(make_decision(manager, child, Question.PLAN, prepared.edition, at))
    with clock.moved_to(at):
        assert why in text_of(signed_in(area.around.mother).get(reverse("ehc:case", args=[child])))


def test_the_letter_says_why_nobody_was_asked_for_advice_in_each_format(area: Area) -> None:
    """SI 2014/1530 reg 6: the reason that lets a decision go out without advice is in what is sent, as on the page."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    why = "The advice came on paper from everybody, and it is kept with the case."
    decided(area, no(question=Question.PLAN, answers={"plan-is-needed": False}, without_advice=why), days=30)
    letters = CaseLetter.everything.filter(decision__question=Question.PLAN)
    assert letters.count() == 3
    for row in letters:
        assert why in to_text(from_json(row.content))
    document = from_json(letters[0].content)
    drawn = {form: render(document, form) for form in Format}
    word = " ".join(each.text for each in WordDocument(BytesIO(drawn[Format.WORD])).paragraphs)
    assert squeezed(why) in squeezed(word)
    for form in (Format.PDF, Format.LARGE_PRINT):
        assert squeezed(why) in heard(drawn[form])
    assert why in drawn[Format.WEB].decode()
