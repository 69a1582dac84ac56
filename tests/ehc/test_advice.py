"""Advice: asked of a team, taken on by one, answered in statements, read by the family; chased (R25, R26)."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Standing
from alongside.children.queries import child_card
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.models import Clock
from alongside.ehc.choices import AdviceState, Limb, Party, Told
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.models import (
    AdviceOffer,
    AdviceRequest,
    AdviceStatement,
    AdviceStep,
    AdviceWish,
    Notification,
)
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from alongside.ehc.operations.advice_keeping import (
    answer_reuse,
    answer_wish,
    drop_advice,
    propose_reuse,
    wish_for_advice,
)
from alongside.ehc.operations.advising import (
    Answer,
    add_statements,
    confirm_received,
    give_advice,
    hand_over,
    remove_statement,
    take_on,
)
from alongside.ehc.operations.chasing import chase_advice
from alongside.ehc.operations.claiming import NewClaim, claim_exception
from alongside.ehc.operations.notifying import NewNotification, notify
from alongside.ehc.operations.reminding import remind
from alongside.ehc.operations.requesting import NewRequest, request_assessment, withdraw_request
from alongside.ehc.queries import advice_of, case_of, tray
from alongside.ehc.queries.inbox import asked_of, board, offers, waiting_for
from alongside.ehc.rules.advice import Existing
from alongside.ehcplans.advice import advice_for, section_k
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.advice_makers import Advisers, asked_of_team, assessing, given, psychologists, taken
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused


@pytest.fixture
def team(area: Area) -> Advisers:
    assessing(area)
    return psychologists()


def knows(actor: Actor, child_id: UUID, days: int = 0) -> bool:
    on = actor.on + timedelta(days=days)
    return child_card(replace(actor, on=on), child_id, Permission.PLAN_READ) is not None


def told(event: str) -> set[UUID]:
    return set(Notice.everything.filter(event=event).values_list("person_id", flat=True))


def test_nobody_is_asked_before_it_is_agreed_to_assess(area: Area) -> None:
    """Reg 6 belongs to an assessment; before there is one, a refusal that says what comes first."""
    child = area.around.child.id
    ok(request_assessment(area.around.mother, child, NewRequest("Please."), world.NOW))
    ask = (NewAsk(Limb.MEDICAL, name="Dr Tan"),)
    assert refused(ask_for_advice(area.caseworker, child, ask, world.NOW)) == "advice.early"


def test_one_of_a_team_takes_it_on_and_knows_the_child_by_duty_until_it_is_answered(
    area: Area, team: Advisers
) -> None:
    """No shared password: nobody of the team knows the child before; one does; after the answer nobody does again."""
    child = area.around.child.id
    asked_of_team(area, team)
    assert told("advice.asked") == {team.first.person_id, team.second.person_id}
    assert not knows(team.first, child) and not knows(team.second, child)
    assert [one.child_name for one in offers(team.second)] == ["Amira Kowalska"]
    assert offers(team.by_link) == () and offers(area.around.senco) == ()
    offer = offers(team.first)[0].id
    row = ok(take_on(team.first, offer, world.NOW))
    assert refused(take_on(team.second, offer, world.NOW)) == "not_found"
    assert knows(team.first, child) and not knows(team.second, child)
    standing = Standing.everything.get(person_id=team.first.person_id)
    assert (standing.basis, standing.kind) == ("duty", StandingKind.INVITED) and "reg 6" in standing.evidence
    given(team.first, row)
    assert not knows(team.first, child)
    assert AdviceRequest.everything.get().given_by_name == team.first.name
    assert told("advice.given") == {area.caseworker.person_id}


def test_whom_a_restriction_shuts_out_is_offered_nothing(area: Area, team: Advisers) -> None:
    """2.4.9: a conflict of interest beats the duty; the inbox does not even say whom it is about."""
    person = world.make_person("Own", "Parent")
    world.joins(person, team.service, Role.PROFESSIONAL)
    world.stands(area.around.child, StandingKind.PARENT, person=person)
    asked_of_team(area, team)
    row = AdviceOffer.everything.get()
    world.restrict(
        area.around.child, Person.everything.get(pk=team.second.person_id), RestrictionKind.CONFLICT
    )
    assert offers(team.second) == () and offers(team.first) != ()
    assert offers(world.acting(person, Role.PROFESSIONAL, team.service)) == ()
    assert refused(take_on(team.second, row.id, world.NOW)) == "not_found"


def test_the_six_weeks_run_from_the_day_the_body_had_it(area: Area, team: Advisers) -> None:
    """1.3: due 42 days after receipt by that body, not after sending; the clock is met on the day it is given."""
    row = asked_of_team(area, team)
    had = world.NOW + timedelta(days=4)
    council = replace(area.caseworker, on=had.date())
    early = world.TODAY - timedelta(days=1)
    assert refused(confirm_received(council, row.child_id, row.id, early, had)) == "advice.received"
    ok(confirm_received(council, row.child_id, row.id, had.date(), had))
    clock = Clock.everything.get(matter_id=row.id, superseded_at=None)
    assert (clock.due_on, clock.started_on) == (had.date() + timedelta(weeks=6), had.date())
    given(team.first, taken(team), days=5)
    assert Clock.everything.get(matter_id=row.id, superseded_at=None).met_on == world.TODAY + timedelta(
        days=5
    )
    view = advice_of(area.around.mother, row.child_id)[0]
    assert view.is_given and not view.is_late and view.due_on == clock.due_on


def test_lying_in_an_inbox_gives_nobody_time(area: Area, team: Advisers) -> None:
    """Reg 8(1): taken on three weeks after it was sent, it was received when it was sent."""
    asked_of_team(area, team)
    late = world.NOW + timedelta(weeks=3)
    adviser = replace(team.first, on=late.date())
    row = ok(take_on(adviser, offers(adviser)[0].id, late))
    assert row.received_on == world.TODAY
    assert Clock.everything.get(matter_id=row.id).due_on == world.TODAY + timedelta(weeks=6)


def test_what_nobody_opens_has_a_last_day_and_is_chased(area: Area, team: Advisers) -> None:
    """R26, reg 8(1): in the council's work and in the team's inbox from the day it was sent; late; told to managers."""
    row = asked_of_team(area, team)
    last = world.TODAY + timedelta(weeks=6)
    assert [(one.due_on, one.is_late) for one in offers(team.first)] == [(last, False)]
    assert [one.by for one in waiting_for(team.first)] == [last]
    lines = [one for one in tray(area.caseworker, kind="advice").lines if one.kind == WorkKind.ADVICE]
    assert [(one.due_on, one.waits_for) for one in lines] == [(last, "Whoever was asked for advice")]
    late = world.NOW + timedelta(weeks=7)
    assert offers(replace(team.first, on=late.date()))[0].is_late
    tardy = advice_of(replace(area.caseworker, on=late.date()), row.child_id)[0]
    assert tardy.is_late and tardy.received_on is None
    assert chase_advice(late) == 2
    assert told("advice.late") == {team.first.person_id, team.second.person_id, area.caseworker.person_id}
    assert told("advice.late-higher") == {area.manager.person_id}, "the body has no manager here"
    remind(late)
    assert area.manager.person_id in told("clock.near")
    page = text_of(signed_in(team.first).get(reverse("ehc:inbox")))
    assert "by" in page and day_words(last) in page


def test_what_the_family_has_said_goes_with_each_request_and_later_words_follow(
    area: Area, team: Advisers
) -> None:
    """Reg 6(3), S8: the request, the words in the plan, and what a parent says afterwards; nobody types them again."""
    child, around = area.around.child.id, area.around
    row = asked_of_team(area, team)
    taken(team)
    copies = [words for _, words in _mine(team.first, child).representations]
    assert any("planted-request" in words for words in copies) and len(copies) > 1
    ask = (NewAsk(Limb.FAMILY, person_id=around.mother.person_id),)
    family = ok(ask_for_advice(area.caseworker, child, ask, world.NOW))[0]
    assert not Clock.everything.filter(matter_id=family.id).exists()
    ok(give_advice(around.mother, child, family.id, Answer("planted-mother says more"), world.NOW))
    assert "planted-mother says more" in _mine(team.first, child).representations[-1][1]
    assert Clock.everything.filter(matter_id=row.id).count() == 1


def _mine(actor: Actor, child_id: UUID) -> Any:
    found = advice_of(actor, child_id)
    assert len(found) == 1, "an adviser reads their own task alone"
    return found[0]


def test_advice_is_its_writers_own_until_it_is_given_and_then_the_familys_to_read(
    area: Area, team: Advisers
) -> None:
    """S16: statements with their source on one page; before, nobody reads a draft; silence on provision is refused."""
    child, around = area.around.child.id, area.around
    asked_of_team(area, team)
    row = taken(team)
    ok(add_statements(team.first, child, row.id, ("need", "", "planted-draft"), world.NOW))
    url = reverse("ehc:advice", args=[child])
    for who in (area.caseworker, around.mother, around.senco):
        assert "planted-draft" not in text_of(signed_in(who).get(url))
        assert not any(one.statements for one in advice_of(who, child))
    assert refused(give_advice(team.first, child, row.id, Answer(), world.NOW)) == "advice.missing"
    draft = AdviceStatement.everything.get()
    ok(remove_statement(team.first, child, row.id, draft.id, world.NOW))
    given(team.first, row)
    kept = {one.id for one in AdviceStatement.everything.all()}
    for who in (area.caseworker, around.mother, around.father, around.senco, around.amira):
        page = text_of(signed_in(who).get(url))
        assert "planted-need" in page and "educational psychologist" in page and "planted-summary" in page
        assert {each.id for each in advice_of(who, child)[0].statements} == kept
    assert signed_in(around.teacher).get(url).status_code == 404
    assert (
        refused(add_statements(area.caseworker, child, row.id, ("need", "", "More"), world.NOW))
        == "advice.given"
    )


def test_what_one_home_says_is_not_the_others_to_read(area: Area, team: Advisers) -> None:
    """2.4.1: the father learns that the mother was asked and has answered, and none of her words."""
    child, around = area.around.child.id, area.around
    asks = [NewAsk(Limb.FAMILY, person_id=one.person_id) for one in (around.mother, around.father)]
    mine, his = ok(ask_for_advice(area.caseworker, child, asks, world.NOW))
    ok(add_statements(around.mother, child, mine.id, ("need", "", "planted-at-home"), world.NOW))
    ok(give_advice(around.mother, child, mine.id, Answer("planted-at-hers"), world.NOW))
    for who in (around.father, around.senco, around.amira):
        for name in ("ehc:advice", "ehc:advice_one"):
            args = [child] if name == "ehc:advice" else [child, mine.id]
            page = text_of(signed_in(who).get(reverse(name, args=args)))
            assert "planted-at" not in page and "planted-request" not in page
    assert refused(give_advice(around.father, child, mine.id, Answer("x"), world.NOW)) == "not_found"
    assert "planted-at-hers" in text_of(signed_in(area.caseworker).get(reverse("ehc:advice", args=[child])))
    assert [one.id for one in asked_of(around.father)] == [his.id] and asked_of(around.mother) == ()


def test_a_colleague_covers_and_whoever_handed_over_knows_the_child_no_more(
    area: Area, team: Advisers
) -> None:
    """Hand-over: to a named person of the same team, never outside it, never to a post that a link made."""
    child = area.around.child.id
    asked_of_team(area, team)
    row = taken(team)
    for nobody in (team.by_link.person_id, area.around.senco.person_id):
        assert refused(hand_over(team.first, child, row.id, nobody, world.NOW)) == "advice.colleague"
    ok(hand_over(team.first, child, row.id, team.second.person_id, world.NOW))
    assert knows(team.second, child) and not knows(team.first, child)
    given(team.second, AdviceRequest.everything.get())
    assert not knows(team.second, child)


def test_late_advice_is_chased_with_the_person_then_their_manager_each_once(
    area: Area, team: Advisers
) -> None:
    """R26: the sweep can be missed for a month, run twice, and says each thing once; not for advice that is here."""
    row = asked_of_team(area, team)
    boss = world.make_person("Team", "Lead")
    world.joins(boss, team.service, Role.SEND_MANAGER)
    assert chase_advice(world.NOW + timedelta(days=8)) == 1
    assert told("advice.reminder") == {team.first.person_id, team.second.person_id}
    taken(team)
    late = world.NOW + timedelta(weeks=6, days=1)
    assert chase_advice(late) == 1 and chase_advice(late) == 0
    assert told("advice.late") == {team.first.person_id, area.caseworker.person_id}
    assert chase_advice(late + timedelta(days=30)) == 1
    assert told("advice.late-higher") == {boss.id}
    assert AdviceStep.everything.filter(request=row, move="chased").count() == 1
    given(team.first, row, days=60)
    assert advice_of(area.around.mother, row.child_id)[0].is_late
    assert chase_advice(late + timedelta(days=90)) == 0


def test_a_later_last_day_is_chased_as_the_earlier_was(area: Area, team: Advisers) -> None:
    """R26: chased by the day it was sent; then the body says that it came two weeks later, and is late for that too."""
    row = asked_of_team(area, team)
    late, came = world.NOW + timedelta(weeks=6, days=2), world.TODAY + timedelta(weeks=2)
    assert chase_advice(late) == 1
    ok(confirm_received(replace(area.caseworker, on=late.date()), row.child_id, row.id, came, late))
    assert chase_advice(late + timedelta(days=1)) == 0, "it is not late any more"
    assert chase_advice(late + timedelta(weeks=2)) == 1
    assert chase_advice(late + timedelta(weeks=2, days=1)) == 0
    assert AdviceStep.everything.filter(request=row, move="chased").count() == 2


def test_existing_advice_is_used_again_only_if_all_three_agree(area: Area, team: Advisers) -> None:
    """Reg 6(4): author, council and family each for themselves; one no, and it is asked for anew."""
    child, around = area.around.child.id, area.around
    asked_of_team(area, team)
    row = taken(team)
    report = Existing(
        "Cognitive assessment by Dr Adeyemi", world.TODAY - timedelta(days=90), held="By post in February"
    )
    ok(propose_reuse(area.caseworker, child, row.id, report, world.NOW))
    mother = (Party.FAMILY, True, "", "")
    assert (
        refused(answer_reuse(around.senco, child, row.id, (Party.AUTHOR, True, "", ""), world.NOW))
        == "not_found"
    )
    assert (
        refused(answer_reuse(around.mother, child, row.id, (Party.AUTHOR, True, "", ""), world.NOW))
        == "not_found"
    )
    assert [one.url for one in waiting_for(around.mother)] == [
        reverse("ehc:reuse_advice", args=[child, row.id])
    ]
    told = Notice.everything.filter(event="advice.reuse").values_list("person_id", flat=True)
    assert {around.mother.person_id, around.father.person_id, team.first.person_id} == set(told)
    asked_author = [one.url for one in waiting_for(team.first)]
    assert asked_author == [reverse("ehc:reuse_advice", args=[child, row.id])], (
        "R23: who wrote it finds it at home"
    )
    assert waiting_for(area.caseworker) == []
    ok(answer_reuse(around.mother, child, row.id, mother, world.NOW))
    assert waiting_for(around.mother) == [], "nothing waits with who has answered"
    assert AdviceRequest.everything.get().state == AdviceState.PROPOSED
    ok(answer_reuse(team.first, child, row.id, (Party.AUTHOR, False, "She has changed.", ""), world.NOW))
    anew = AdviceRequest.everything.get()
    assert (anew.existing, anew.existing_on, anew.existing_held) == ("", None, "")
    assert (anew.state, anew.received_on, anew.taken_by_id) == (AdviceState.ASKED, None, None)
    assert [one.id for one in offers(team.second)]
    taken(team)
    ok(propose_reuse(area.caseworker, child, row.id, report, world.NOW))
    ok(answer_reuse(around.mother, child, row.id, mother, world.NOW))
    ok(answer_reuse(area.caseworker, child, row.id, (Party.AUTHOR, True, "", "Dr Adeyemi"), world.NOW))
    done = advice_of(around.father, child)[0]
    assert done.reused and done.given_by_name == "Dr Adeyemi" and not knows(team.first, child)
    when = day_words(report.of_day)
    case = case_of(area.caseworker, child)
    assert case is not None
    weighed = evidence_at_hand(area.caseworker, child, case)
    assert [one.of for one in weighed if "Adeyemi" in one.what] == [
        f"{when}, used again as agreed on {day_words(world.TODAY)}"
    ], "reg 6(4): a decision rests on words of that day, not of the day they were agreed to"
    assert [one.given for one in advice_for(area.caseworker, child)] == [report.of_day.isoformat()]
    assert section_k(area.caseworker, child)[0].who == f"Dr Adeyemi (advice of {when}, used again)"


def test_the_family_opens_the_advice_that_it_is_asked_to_agree_to(area: Area, team: Advisers) -> None:
    """Reg 6(4), R25: nobody agrees to what they cannot read. The setting reads it once it is used, and a shield keeps
    it from the home apart (2.4.1)."""
    child, around = area.around.child.id, area.around
    asked_of_team(area, team)
    row = taken(team)
    which, day = "Cognitive assessment", world.TODAY - timedelta(days=90)
    unread = Existing(which, day)
    assert refused(propose_reuse(area.caseworker, child, row.id, unread, world.NOW)) == "advice.unread"
    ok(propose_reuse(area.caseworker, child, row.id, Existing(which, day, a_report()), world.NOW))
    reading = reverse("ehc:advice_report", args=[child, row.id])
    asked = signed_in(around.mother).get(reverse("ehc:reuse_advice", args=[child, row.id]))
    assert reading in asked.content.decode()
    for who in (around.mother, around.father, team.first, area.caseworker):
        assert signed_in(who).get(reading).status_code == 200
    assert signed_in(around.senco).get(reading).status_code == 404
    shield = world.restrict(around.child, None, RestrictionKind.SHIELD)
    assert signed_in(around.father).get(reading).status_code == 404
    world.changed(shield, ends_on=world.TODAY)
    ok(answer_reuse(around.mother, child, row.id, (Party.FAMILY, False, "It is old.", ""), world.NOW))
    anew = AdviceRequest.everything.get()
    assert anew.report_id is None and anew.existing == ""
    taken(team)
    assert not (given(team.first, row) and advice_of(around.senco, child)[0].reused)


def test_an_answer_that_is_here_is_used_again_without_a_file(area: Area, team: Advisers) -> None:
    """R25: what an adviser said here once is opened where it stands; never what a home said for itself."""
    child, around = area.around.child.id, area.around
    before = given(team.first, taken_of(area, team))
    other = ok(ask_for_advice(area.caseworker, child, (NewAsk(Limb.OTHER, name="Dr Tan"),), world.NOW))[0]
    own = ok(
        ask_for_advice(
            area.caseworker, child, (NewAsk(Limb.FAMILY, person_id=around.mother.person_id),), world.NOW
        )
    )[0]
    ok(give_advice(around.mother, child, own.id, Answer("planted-own"), world.NOW))
    hers = Existing(from_id=own.id)
    assert refused(propose_reuse(area.caseworker, child, other.id, hers, world.NOW)) == "not_found"
    url = reverse("ehc:keep_advice", args=[child, other.id])
    form = signed_in(area.caseworker).get(url).content.decode()
    assert str(before.id) in form and str(own.id) not in form
    sent = {"do": "existing", "e-from_id": str(before.id)}
    assert signed_in(area.caseworker).post(url, sent).status_code == 302
    page = signed_in(around.mother).get(reverse("ehc:reuse_advice", args=[child, other.id]))
    assert reverse("ehc:advice_one", args=[child, before.id]) in page.content.decode()


def taken_of(area: Area, team: Advisers) -> AdviceRequest:
    asked_of_team(area, team)
    return taken(team)


def a_report() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as new:
        new.add_blank_page()
        new.save(made)
    return made.getvalue()


def test_whom_the_family_asks_for_is_asked_or_told_why_not(area: Area, team: Advisers) -> None:
    """Reg 6(1)(h): a wish is the family member's and the council's; a no has its reason."""
    child, around = area.around.child.id, area.around
    first = ok(
        wish_for_advice(around.mother, child, "planted-swimming teacher", "He sees her happy.", world.NOW)
    )
    second = ok(wish_for_advice(around.mother, child, "Her cousin", "", world.NOW))
    url = reverse("ehc:advice", args=[child])
    assert "planted-swimming" in text_of(signed_in(area.caseworker).get(url))
    assert "planted-swimming" not in text_of(signed_in(around.father).get(url))
    assert refused(answer_wish(area.caseworker, child, second.id, None, " ", world.NOW)) == "advice.why"
    ok(answer_wish(area.caseworker, child, second.id, None, "planted-reason: has not met her.", world.NOW))
    ask = NewAsk(Limb.ASKED_FOR, "How is she in the water?", name="Tom Reed")
    ok(answer_wish(area.caseworker, child, first.id, ask, "", world.NOW))
    assert AdviceWish.everything.select_related("request").get(pk=first.id).request.to_name == "Tom Reed"
    assert "planted-reason" in text_of(signed_in(around.mother).get(url))
    row = AdviceRequest.everything.get()
    for kind in ("need", "outcome", "provision"):
        ok(add_statements(area.caseworker, child, row.id, (kind, "", "He wrote this."), world.NOW))
    ok(give_advice(area.caseworker, child, row.id, Answer("By letter", by_name="Tom Reed"), world.NOW))
    assert advice_of(around.father, child)[0].given_by_name == "Tom Reed"


def test_when_it_is_not_needed_or_the_request_is_taken_back_everything_it_gave_ends(
    area: Area, team: Advisers
) -> None:
    """A standing by duty ends with the duty; the clock is superseded and stays to be read."""
    child = area.around.child.id
    asked_of_team(area, team)
    row = taken(team)
    assert refused(drop_advice(area.caseworker, child, row.id, " ", world.NOW)) == "advice.why"
    ok(drop_advice(area.caseworker, child, row.id, "A report came with the request.", world.NOW))
    assert not knows(team.first, child) and not Clock.everything.filter(matter_id=row.id, superseded_at=None)
    asked_of_team(area, team, Limb.OTHER)
    ok(withdraw_request(area.around.mother, child, "", world.NOW))
    assert offers(team.first) == () and not AdviceRequest.everything.exclude(state="not-needed").exists()


def test_an_exception_stands_beside_the_six_weeks(area: Area, team: Advisers) -> None:
    """Reg 8(2): a missed appointment can be claimed here and nowhere else; the day stays."""
    asked_of_team(area, team)
    row = taken(team)
    missed = NewClaim(
        "advice.reply",
        "missed-appointment",
        "Letter of 1 October",
        None,
        world.TODAY,
        None,
        request_id=row.id,
    )
    ok(claim_exception(area.caseworker, row.child_id, missed, world.NOW))
    wrong = replace(missed, limit="plan.final", request_id=None)
    assert refused(claim_exception(area.caseworker, row.child_id, wrong, world.NOW)) == "claim.none"
    page = text_of(signed_in(area.around.mother).get(reverse("ehc:advice_one", args=[row.child_id, row.id])))
    assert "An exception is claimed" in page and "The date stays as it is" in page


def test_the_bodies_the_law_names_are_told_once_with_a_letter(area: Area) -> None:
    """Reg 4(2), 5(2): health, social care and the head, at each stage; the letter says who and what, and no more."""
    child, around = area.around.child.id, area.around
    ok(request_assessment(around.mother, child, NewRequest("planted-private words"), world.NOW))
    ok(notify(area.caseworker, child, NewNotification(Told.SETTING), world.NOW))
    assert refused(notify(area.caseworker, child, NewNotification(Told.SETTING), world.NOW)) == "notify.done"
    assert refused(notify(area.caseworker, child, NewNotification(Told.HEALTH), world.NOW)) == "notify.whom"
    ok(notify(area.caseworker, child, NewNotification(Told.HEALTH, "Mere Valley ICB"), world.NOW))
    text = to_text(from_json(Notification.everything.get(told="health").content))
    assert "Amira Kowalska" in text and "planted-private" not in text and "Nadia" not in text
    page = text_of(signed_in(around.father).get(reverse("ehc:case", args=[child])))
    assert "Mere Valley ICB" in page
    row = Notification.everything.first()
    document = reverse("ehc:notification_document", args=[child, row.id, "text"])
    assert signed_in(area.caseworker).get(document).status_code == 200
    assert signed_in(around.mother).get(document).status_code == 404


def test_through_the_pages_from_the_list_to_the_report(area: Area, team: Advisers) -> None:
    """S8: the caseworker sends the whole list in one step; the setting answers with a report; a script is no report."""
    child, around = area.around.child.id, area.around
    council = signed_in(area.caseworker)
    page = council.get(reverse("ehc:ask_advice", args=[child]))
    text = text_of(page)
    assert "reg 6(1)(d)" in text and "Preparing for adult life" not in text
    education = Limb.EDUCATION.value
    setting = {f"{education}-ask": "on", f"{education}-to": f":{around.school.id}"}
    sent = council.post(reverse("ehc:ask_advice", args=[child]), setting)
    assert sent.status_code == 302
    row = AdviceRequest.everything.get()
    assert (row.limb, row.organisation_id) == ("education", around.school.id)
    assert board(around.senco, around.school.id, world.TODAY)[0].total == 1
    url = reverse("ehc:advice_one", args=[child, row.id])
    senco = signed_in(around.senco)
    senco.post(
        url, {"do": "receive", "r-received_on-day": 15, "r-received_on-month": 9, "r-received_on-year": 2026}
    )
    assert AdviceRequest.everything.get().received_on == world.TODAY
    for kind in ("need", "outcome", "provision"):
        senco.post(url, {
            "do": "add", "s-kind": kind, "s-words": f"{kind} one\n{kind} two", "g-summary": "Begun in short",
        })  # fmt: skip
    assert "Begun in short" in senco.get(url).content.decode(), "waits while sentences are added"
    both = {"do": "give", "g-summary": "In short.", "s-words": "Not added yet"}
    refused = senco.post(url, both)
    assert refused.status_code == 422 and "Add it, or empty its box" in text_of(refused)
    assert "Not added yet" in refused.content.decode(), "nothing that was written is lost"
    assert AdviceStatement.everything.count() == 6
    script = SimpleUploadedFile("a.pdf", b"<html><script>1</script></html>")
    assert senco.post(url, {"do": "give", "g-report": script}).status_code == 422
    answer = senco.post(url, {"do": "give", "g-summary": "In short."})
    assert answer.status_code == 302 and AdviceRequest.everything.get().state == AdviceState.GIVEN
    assert "need two" in text_of(signed_in(around.mother).get(reverse("ehc:advice", args=[child])))
    paper = signed_in(around.mother).get(reverse("ehc:advice_document", args=[child, "text"]))
    assert b"need two" in b"".join(paper.streaming_content if paper.streaming else [paper.content])
    assert signed_in(team.first).get(url).status_code == 404


def test_reading_all_of_it_takes_as_many_queries_for_eight_as_for_one(
    area: Area, team: Advisers, django_assert_num_queries: Any
) -> None:
    """Flat: requests, statements, answers about reuse."""
    child = area.around.child.id
    for limb in (Limb.PSYCHOLOGY, Limb.OTHER, Limb.MEDICAL):
        asked_of_team(area, team, limb)
    for _ in range(3):
        given(team.first, taken(team))
    advice_of(area.around.mother, child)
    with django_assert_num_queries(3):
        assert len(advice_of(area.around.mother, child)) == 3


def test_what_has_no_last_day_yet_stands_where_it_would_be_at_the_earliest(area: Area) -> None:
    """O5, R23: on a full home nothing that the law gives six weeks for waits at the very end for want of a day."""
    assessing(area)
    around = area.around
    asks = (NewAsk(Limb.EDUCATION, organisation_id=around.school.id),)
    (row,) = ok(ask_for_advice(area.caseworker, around.child.id, asks, world.NOW))
    at_the_earliest = world.TODAY + timedelta(weeks=6)
    (waits,) = waiting_for(around.senco)
    assert waits.by == at_the_earliest and "If it reached you later" in waits.why
    (listed,) = board(around.senco, around.school.id, world.TODAY)[0].rows
    assert (listed.by, listed.what) == (at_the_earliest, "Say when it reached you, and give it")
    came = world.TODAY + timedelta(days=3)
    later = replace(around.senco, on=came)
    ok(confirm_received(later, around.child.id, row.id, came, world.NOW + timedelta(days=3)))
    (waits,) = waiting_for(later)
    assert waits.by == came + timedelta(weeks=6)
