"""A review of a plan from its day to what it came to: the law, the letters, and who reads what (R29, R23, P10)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.annualreviews.choices import EarlyAnswer, Outcome, Phase, ReviewKind, Seat, Topic
from alongside.annualreviews.models import AnnualReview, Invitee, PlanLetter
from alongside.annualreviews.operations import deciding, early, meeting, planning
from alongside.annualreviews.operations.lists import send_lists
from alongside.annualreviews.operations.opening import note_changed_plans, note_phases, open_reviews
from alongside.annualreviews.queries import lists
from alongside.annualreviews.queries import reviews as queries
from alongside.annualreviews.rules.deciding import NewReviewDecision
from alongside.deadlines.choices import WorkKind
from alongside.deadlines.models import Clock
from alongside.ehc.queries import tray
from alongside.ehcplans.choices import Because, VersionKind
from alongside.ehcplans.models import EhcVersion
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.annualreviews.conftest import Area, later, make_plan
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

MEETING = date(2026, 10, 6)
REASONS = (
    "She reached two outcomes of three, and needs the help with speech more often than the plan says now."
)


def on(actor: Actor, days: int) -> Actor:
    return later(days, actor)[1][0]


def planned(area: Area, day: date = MEETING, who: Actor | None = None) -> AnnualReview:
    new = planning.NewMeeting(day, "14:00", "The library")
    return ok(planning.set_meeting(who or area.around.senco, area.child_id, new, world.NOW))


def invited(area: Area) -> AnnualReview:
    planned(area)
    because = "The health board named nobody; asked on 14 September."
    return ok(planning.send_invitations(area.around.senco, area.child_id, because, world.NOW))


def place_of(area: Area, actor: Actor) -> Invitee:
    return Invitee.everything.get(review=area.review, person_id=actor.person_id)


def said(area: Area, actor: Actor, text: str) -> Invitee:
    place = place_of(area, actor)
    return ok(planning.give_advice(actor, area.child_id, place.id, text, place.edition, world.NOW))


def held(area: Area, days: int = 21) -> AnnualReview:
    """Invited, papers sent, held on its day, everything said."""
    invited(area)
    said(area, area.around.amira, "I like my helper. I want more time with Zosia. words-of-amira")
    ok(planning.send_papers(area.around.senco, area.child_id, world.NOW))
    at, (senco,) = later(days, area.around.senco)
    for topic in (Topic.PROGRESS, Topic.HELP):
        ok(meeting.say_about(senco, area.child_id, topic, "She reads on her own now.", 0, at))
    new = meeting.NewProposal(
        "F", "change", "Speech therapy", "Speech therapy, 30 minutes a week", "It helped."
    )
    ok(meeting.propose(senco, area.child_id, new, at))
    came = frozenset(
        Invitee.everything.filter(review=area.review, seat=Seat.SETTING).values_list("pk", flat=True)
    )
    return ok(meeting.note_held(senco, area.child_id, meeting.Held(MEETING, came), at))


def reported(area: Area, days: int = 25) -> AnnualReview:
    held(area)
    at, (senco,) = later(days, area.around.senco)
    return ok(meeting.send_report(senco, area.child_id, at))


def decided(area: Area, outcome: Outcome, days: int = 30) -> Any:
    at, (caseworker, manager) = later(days, area.caseworker, area.manager)
    new = NewReviewDecision(outcome, REASONS, ("The report of the review",))
    kept = ok(deciding.prepare_decision(caseworker, area.child_id, new, 0, at))
    return deciding.make_decision(manager, area.child_id, kept.edition, at)


def clocks(area: Area) -> dict[str, tuple[date, date | None]]:
    rows = Clock.everything.filter(child=area.around.child, superseded_at=None).order_by("made_at")
    return {row.limit: (row.due_on, row.met_on) for row in rows}


def test_each_plan_in_force_has_one_review_and_the_sweep_may_run_twice(area: Area) -> None:
    """R29: made on 1 December 2025, so decided by 30 November 2026 and met by 2 November."""
    assert open_reviews(world.NOW) == 0
    review = area.review
    assert (review.due_on, review.kind) == (date(2026, 11, 30), ReviewKind.ANNUAL)
    assert clocks(area) == {
        "review.due": (date(2026, 11, 30), None), "review.meeting": (date(2026, 11, 2), None),
    }  # fmt: skip


def test_a_child_in_year_six_changes_phase_and_the_dates_follow(area: Area) -> None:
    """Regulation 18: before 15 February of the year of the move."""
    child = world.make_child("Leo", nc_year="6", born_on=date(2016, 3, 4))
    plan = make_plan(child, area.council, date(2026, 5, 11))
    open_reviews(world.NOW)
    review = AnnualReview.everything.get(plan=plan)
    assert (review.phase, review.moves_on) == (Phase.TO_SECONDARY, date(2027, 9, 1))
    rows = {row.limit: row.due_on for row in Clock.everything.filter(matter_id=review.id)}
    assert rows["phase-transfer.other"] == date(2027, 2, 15)
    assert rows["phase-transfer.meeting"] == date(2026, 11, 23)


def test_a_child_who_comes_into_year_six_is_marked_once_and_the_council_can_say_otherwise(area: Area) -> None:
    """Regulation 18: the review that is open already becomes the one before the move; a council's word stays."""
    assert note_phases(world.NOW) == 0
    world.changed(area.around.child, nc_year="6")
    assert note_phases(world.NOW) == 1
    assert note_phases(world.NOW) == 0
    assert (area.review.phase, area.review.kind) == (Phase.TO_SECONDARY, ReviewKind.PHASE)
    ok(early.set_phase(area.caseworker, area.child_id, "", None, world.NOW))
    assert note_phases(world.NOW) == 0
    review = queries.open_review_of(area.caseworker, area.child_id)
    assert review is not None and review.phase is None
    assert "phase-transfer.other" not in clocks(area)


def test_the_meeting_gives_two_weeks_notice_and_asks_each_seat_the_law_names(area: Area) -> None:
    """Regulation 20(2), (3): the child, both parents, the setting, the council; health and social care are missing."""
    senco, child = area.around.senco, area.child_id
    early_day = planning.NewMeeting(world.TODAY + timedelta(days=13))
    assert refused(planning.set_meeting(senco, child, early_day, world.NOW)) == "meeting.notice"
    planned(area)
    seats = set(Invitee.everything.filter(review=area.review).values_list("seat", flat=True))
    assert seats == {Seat.YOUNG_PERSON, Seat.PARENT, Seat.SETTING, Seat.COUNCIL}
    assert refused(planning.send_invitations(senco, child, "", world.NOW)) == "invite.seats"
    for seat, name in ((Seat.HEALTH, "Dr Mensah"), (Seat.SOCIAL_CARE, "Ms Roy")):
        ok(planning.add_invitee(senco, child, seat, name, "Merefield", world.NOW))
    ok(planning.send_invitations(senco, child, "", world.NOW))
    told = set(Notice.everything.filter(event="annual-review.invited").values_list("person_id", flat=True))
    around = area.around
    assert told == {around.mother_person.id, around.father_person.id, around.amira.person_id}
    assert clocks(area)["review.invitation"] == (date(2026, 9, 22), world.TODAY)


def test_a_restricted_parent_has_no_place_and_hears_nothing(area: Area) -> None:
    """2.4.9: nothing is visible from the moment a restriction is there."""
    world.restrict(area.around.child, area.around.father_person, RestrictionKind.COURT_ORDER)
    invited(area)
    assert not Invitee.everything.filter(person=area.around.father_person).exists()
    assert queries.open_review_of(area.around.father, area.child_id) is None
    assert not Notice.everything.filter(person=area.around.father_person).exists()


def test_moving_the_meeting_asks_everybody_again(area: Area) -> None:
    invited(area)
    row = planned(area, MEETING + timedelta(days=7))
    assert row.invited_on is None
    assert refused(planning.send_papers(area.around.senco, area.child_id, world.NOW)) == "papers.early"


def test_until_the_papers_go_out_the_family_is_asked_by_their_day_and_then_by_the_day_of_the_meeting(
    area: Area,
) -> None:
    """Regulation 20(4), O10: what is said goes to everybody two weeks before, so that is the day to say it by."""
    invited(area)
    mother = area.around.mother
    assert [one.by for one in lists.waiting_for(mother)] == [MEETING - timedelta(days=14)]
    late = on(mother, (MEETING - world.TODAY).days - 13)
    assert [one.by for one in lists.waiting_for(late)] == [MEETING]
    said(area, area.around.father, "He reads.")
    assert lists.waiting_for(area.around.father) == []  # nobody is asked again for what they have said
    ok(planning.send_papers(area.around.senco, area.child_id, world.NOW))
    assert [one.by for one in lists.waiting_for(mother)] == [MEETING]


def test_nothing_is_said_of_how_far_a_child_leads_until_somebody_says_it(area: Area) -> None:
    """O3: “They come, and somebody else leads” stood on the child's own page though nobody had asked them."""
    address = f"/children/{area.child_id}/annual-review/"
    day = {f"meeting_on-{part}": str(getattr(MEETING, part)) for part in ("day", "month", "year")}
    senco = signed_in(area.around.senco)
    assert " checked" not in senco.get(address + "day/").content.decode()
    assert senco.post(address + "day/", day).status_code == 302
    assert "somebody else leads" not in text_of(signed_in(area.around.mother).get(address))
    assert senco.post(address + "day/", {**day, "child_leads": "all"}).status_code == 302
    assert "They lead the meeting" in text_of(signed_in(area.around.mother).get(address))
    assert "You lead the meeting" in text_of(signed_in(area.around.amira).get(address))


def test_what_is_said_beforehand_is_for_everybody_once_the_papers_are_out(area: Area) -> None:
    """Regulation 20(4): nobody writes in another's place, and the other home reads it with the papers, not before."""
    invited(area)
    mothers = said(area, area.around.mother, "planted-words-of-the-mother")
    child, review = area.child_id, queries.open_review_of(area.around.father, area.child_id)
    assert review is not None
    assert "planted" not in str(queries.invited_to(area.around.father, review))
    assert "planted" in str(queries.invited_to(area.around.mother, review))
    stolen = planning.give_advice(area.around.father, child, mothers.id, "Mine", mothers.edition, world.NOW)
    assert refused(stolen) == "not_found"
    ok(planning.send_papers(area.around.senco, child, world.NOW))
    review = queries.open_review_of(area.around.father, child)
    assert review is not None and "planted" in str(queries.invited_to(area.around.father, review))


def test_of_two_who_write_at_once_the_second_sees_both_texts(area: Area) -> None:
    invited(area)
    ok(meeting.say_about(area.around.senco, area.child_id, Topic.PROGRESS, "First", 0, world.NOW))
    second = meeting.say_about(area.around.head, area.child_id, Topic.PROGRESS, "Second", 0, world.NOW)
    assert refused(second) == "meeting.stale"
    assert (second.theirs, second.mine) == ("First", "Second")  # type: ignore[union-attr]


def test_the_report_goes_to_everybody_with_each_view_as_it_was_said(area: Area) -> None:
    """Regulation 20(7), (8): refused until the child was heard and progress is written; frozen; the father differs."""
    invited(area)
    at, (senco, father) = later(21, area.around.senco, area.around.father)
    ok(meeting.note_held(senco, area.child_id, meeting.Held(MEETING), at))
    assert refused(meeting.send_report(senco, area.child_id, at)) == "report.topics"
    for topic in (Topic.PROGRESS, Topic.HELP):
        ok(meeting.say_about(senco, area.child_id, topic, "She reads on her own now.", 0, at))
    assert refused(meeting.send_report(senco, area.child_id, at)) == "report.child"
    ok(meeting.say_about(senco, area.child_id, Topic.WISHES, "More time with Zosia.", 0, at))
    assert refused(meeting.send_report(senco, area.child_id, at)) == "report.changes"
    ok(meeting.note_held(senco, area.child_id, meeting.Held(MEETING, no_change=True), at))
    assert refused(meeting.send_report(senco, area.child_id, at)) == "report.came"
    came = frozenset({place_of(area, area.around.senco).pk, place_of(area, area.around.mother).pk})
    ok(meeting.note_held(senco, area.child_id, meeting.Held(MEETING, came, no_change=True), at))
    ok(meeting.see_differently(father, area.child_id, "I think she needs a smaller class.", at))
    row = ok(meeting.send_report(senco, area.child_id, at))
    text = to_text(from_json(row.report))
    assert "Piotr Kowalski: I think she needs a smaller class." in text and "More time with Zosia." in text
    assert refused(meeting.propose(father, area.child_id, meeting.NewProposal("F", "add", "", "x"), at)) == (
        "review.reported"
    )
    assert clocks(area)["review.report"] == (date(2026, 10, 20), MEETING)
    assert {one.person_id for one in Invitee.everything.filter(review_id=row.id, came=True)} == {
        senco.person_id, area.around.mother.person_id,
    }  # fmt: skip


def test_nobody_is_said_to_have_come_before_somebody_says_so(area: Area) -> None:
    """Regulation 20(7): the page ticks nobody, and what is kept without a tick is not a “no”."""
    invited(area)
    at, (senco,) = later(21, area.around.senco)
    address = f"/children/{area.child_id}/annual-review/report/"
    with clock.moved_to(at):
        client = signed_in(senco)
        assert " checked" not in client.get(address).content.decode()
        sent = {
            "held_on-day": MEETING.day,
            "held_on-month": MEETING.month,
            "held_on-year": MEETING.year,
            "save": "1",
        }
        assert client.post(address, sent).status_code == 302
        assert not Invitee.everything.filter(review=area.review).exclude(came=None).exists()
        assert "Nobody is ticked as having come" in text_of(client.get(address))


def test_who_decides_reads_by_when_and_who_has_a_notice_is_led_to_it(area: Area) -> None:
    """O5, 8.10: the page of the decision named no day; that of the review led nobody to the changes it spoke of."""
    address = f"/children/{area.child_id}/annual-review/"
    reported(area)
    at, (manager, mother, senco) = later(30, area.manager, area.around.mother, area.around.senco)
    with clock.moved_to(at):
        assert "by Tuesday 3 November 2026" in text_of(signed_in(manager).get(address + "decide/"))
        assert "It has to be finished by" in text_of(signed_in(mother).get(address))
        ok(decided(area, Outcome.AMEND))
        for who, words in (
            (mother, "Read the changes, and say what you think"),
            (manager, "The changes, and the plan"),
            (senco, "The changes, and the plan"),
        ):
            text = text_of(signed_in(who).get(address))
            assert words in text and "It has to be finished by" not in text


def test_the_decision_to_change_sends_the_changes_with_it_and_the_year_begins_anew(area: Area) -> None:
    """8.10, 8.11 (Devon): notice with the decision, final eight weeks later; a letter for each."""
    reported(area)
    ok(decided(area, Outcome.AMEND))
    decided_on = world.TODAY + timedelta(days=30)
    dates = clocks(area)
    assert dates["review.decision-at-latest"] == (date(2026, 11, 3), decided_on)
    assert dates["review.notice-at-latest"] == (date(2026, 11, 3), decided_on)
    assert dates["review.changed-plan"] == (decided_on + timedelta(weeks=8), None)
    assert dates["review.representations"] == (decided_on + timedelta(days=14), None)
    texts = {row.to_name: to_text(from_json(row.content)) for row in PlanLetter.everything.all()}
    assert set(texts) == {"Nadia Kowalska", "Piotr Kowalski", "Amira Kowalska"}
    for name, text in texts.items():
        assert not any(other in text for other in {"Nadia", "Piotr"} - {name.split()[0]})
        assert REASONS in text and "Speech therapy, 30 minutes a week" in text
    served_on = decided_on + timedelta(days=40)
    at, _ = later(70)
    serve_changed_plan(area, served_on)
    assert note_changed_plans(at) == 1
    assert note_changed_plans(at) == 0
    done = AnnualReview.everything.get(plan=area.plan, closed_on=served_on)
    assert (done.final_on, area.review.reviewed_on) == (served_on, decided_on)
    assert area.review.due_on == decided_on.replace(year=2027) - timedelta(days=1)


def serve_changed_plan(area: Area, served_on: date) -> None:
    world.saved(
        EhcVersion(
            plan=area.plan, number=2, kind=VersionKind.AMENDED_FINAL, because=Because.ANNUAL_REVIEW, content="{}",
            digest="0" * 64, made_by_name="Jo Clarke", made_at=world.NOW, served_on=served_on,
        )
    )  # fmt: skip


def test_a_plan_that_stays_gives_the_right_to_appeal_with_its_last_days(area: Area) -> None:
    """Regulation 20(11), s.51(2)(e)."""
    reported(area)
    ok(decided(area, Outcome.MAINTAIN))
    text = to_text(from_json(PlanLetter.everything.get(to_name="Nadia Kowalska").content))
    assert "We keep Amira’s plan as it is." in text and "15 December 2026" in text and "mediation" in text
    assert area.review.reviewed_on == world.TODAY + timedelta(days=30)


def test_a_decision_needs_no_report_but_never_ends_a_plan_without_having_asked(area: Area) -> None:
    """The four weeks run from the meeting, report or none; regulation 31 asks first."""
    held(area)
    assert refused(decided(area, Outcome.CEASE)) == "decision.consult"
    at, (caseworker, manager) = later(31, area.caseworker, area.manager)
    new = NewReviewDecision(Outcome.AMEND, REASONS, ("Notes of the meeting",))
    assert refused(deciding.prepare_decision(caseworker, area.child_id, new, 0, at)) == "decision.changed"
    kept = ok(deciding.prepare_decision(caseworker, area.child_id, new, 1, at))
    with pytest.raises(NotPermitted):
        deciding.make_decision(caseworker, area.child_id, kept.edition, at)
    ok(deciding.make_decision(manager, area.child_id, kept.edition, at))


def test_what_is_prepared_and_another_parents_letter_are_not_read(area: Area) -> None:
    """K9, 2.4.1: hidden and absent are alike."""
    reported(area)
    at, (caseworker,) = later(28, area.caseworker)
    new = NewReviewDecision(Outcome.AMEND, f"{REASONS} planted-prepared", ("The report",))
    ok(deciding.prepare_decision(caseworker, area.child_id, new, 0, at))
    mother = on(area.around.mother, 28)
    review = queries.open_review_of(mother, area.child_id)
    assert review is not None and queries.decision_of(mother, review) is None
    assert queries.decision_of(caseworker, review) is not None
    _, (manager,) = later(28, area.manager)
    ok(deciding.make_decision(manager, area.child_id, 1, at))
    mine = queries.letters_about(mother, area.child_id)
    assert [one.to_name for one in mine] == ["Nadia Kowalska"]
    assert queries.letter_by_id(on(area.around.father, 28), area.child_id, mine[0].id) is None
    assert queries.letters_about(on(area.around.senco, 28), area.child_id) == ()
    assert queries.letters_about(on(area.around.teacher, 28), area.child_id) == ()
    assert queries.decision_of(on(area.around.teacher, 28), review) is None


def test_an_early_review_is_asked_for_by_the_family_and_answered_with_reasons(area: Area) -> None:
    """P10: what a mother writes is hers and the council's; the father reads that one was asked for."""
    child, mother, father = area.child_id, area.around.mother, area.around.father
    assert refused(early.ask_early(area.around.amira, child, "I want it.", world.NOW)) == "early.not-yet"
    ok(early.ask_early(mother, child, "She stopped eating. planted-early", world.NOW))
    assert refused(early.ask_early(father, child, "Me too.", world.NOW)) == "early.open"
    his, hers = queries.early_ask_of(father, child), queries.early_ask_of(mother, child)
    assert his is not None and hers is not None
    assert (his.words, hers.answer_by) == ("", world.TODAY + timedelta(weeks=2))
    assert "planted-early" in hers.words
    assert [one.what for one in lists.waiting_for(area.caseworker)] == [
        "Answer the request for an early review"
    ]
    row = ok(early.answer_early(area.caseworker, child, "yes", "", world.NOW))
    assert (row.answer, area.review.kind) == (EarlyAnswer.YES, ReviewKind.EARLY)


def test_leaving_the_plan_as_it_is_after_all_gives_reasons_and_rights(area: Area) -> None:
    """Regulation 22(4)."""
    reported(area)
    ok(decided(area, Outcome.AMEND))
    at, (manager,) = later(60, area.manager)
    assert refused(deciding.leave_unchanged(manager, area.child_id, "No.", at)) == "decision.reasons"
    row = ok(deciding.leave_unchanged(manager, area.child_id, REASONS, at))
    assert row.unchanged_on == at.date()
    assert clocks(area)["review.no-amendment"][1] == at.date()


def test_board_tray_lists_and_story_tell_what_is_next(area: Area) -> None:
    """The SENCo's next step stands on the board; the council's tray goes by legal date; the list by term."""
    board = lists.board(area.around.senco, area.around.school.id, world.TODAY)
    assert [row.what for one in board for row in one.rows] == ["Find a day for the meeting"]
    (line,) = tray(area.caseworker).lines
    assert (line.kind, line.stage, line.due_on) == (
        WorkKind.REVIEW,
        "A day is found, and everybody is asked two weeks before. The meeting is held by this day.",
        date(2026, 11, 2),
    )  # fmt: skip
    assert tray(area.caseworker, kind="review").lines == (line,)
    assert tray(area.caseworker, kind="move").lines == ()
    assert lists.board(area.around.teacher, area.around.school.id, world.TODAY) == []
    reported(area)
    ok(decided(area, Outcome.MAINTAIN))
    mother = on(area.around.mother, 31)
    story = lists.chronicle(mother, area.child_id, Reach())
    assert [one.title for one in story] == [
        "The council decided after the review", "The report of the review was sent",
        "The meeting about the EHC plan was held",
    ]  # fmt: skip
    stranger = world.stranger()
    assert lists.chronicle(stranger, area.child_id, Reach()) == []
    assert queries.open_review_of(stranger, area.child_id) is None


def test_settings_hear_once_a_term_which_reviews_are_due(area: Area) -> None:
    """Code 9.173: SENCo and head are told, once."""
    at = world.NOW.replace(year=2026, month=12, day=10)
    caseworker = replace(area.caseworker, on=at.date())
    child = world.make_child("Leo", nc_year="4", born_on=date(2018, 3, 4))
    world.stands(child, StandingKind.ATTENDS, organisation=area.around.school)
    world.stands(child, StandingKind.MAINTAINS, organisation=area.council)
    make_plan(child, area.council, date(2026, 4, 1))
    open_reviews(at)
    term = lists.term_ahead(at.date())
    assert term.starts_on == date(2027, 1, 1)
    assert {one.name for one in lists.due_in_term(caseworker, term)} >= {"Leo Kowalska"}
    assert ok(send_lists(caseworker, term.starts_on, at)) == 1
    told = set(Notice.everything.filter(event="annual-review.list").values_list("person_id", flat=True))
    assert told == {area.around.senco.person_id, area.around.head.person_id}
    assert refused(send_lists(caseworker, term.starts_on, at)) == "list.sent"


PAGES = ("", "day/", "people/", "meeting/", "report/", "early/", "early/answer/", "phase/", "decide/")


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("mother", {"", "meeting/", "early/"}),
        ("amira", {"", "meeting/", "early/"}),
        ("teacher", {"", "meeting/"}),
        ("senco", {"", "day/", "people/", "meeting/", "report/", "early/"}),
        ("caseworker", {"", "day/", "people/", "meeting/", "report/", "phase/"}),
        ("stranger", set()),
    ],
)
def test_each_page_opens_for_whom_it_is_and_for_nobody_else(area: Area, who: str, opens: set[str]) -> None:
    """Hidden and absent answer alike: 404."""
    invited(area)
    said(area, area.around.mother, "It goes well.")
    actors = {
        "caseworker": area.caseworker,
        "stranger": world.acting(world.make_person("Ann", "Other"), Role.FAMILY),
    }
    actor = actors.get(who) or getattr(area.around, who)
    client = signed_in(actor)
    found = {
        one
        for one in PAGES
        if client.get(f"/children/{area.child_id}/annual-review/{one}").status_code == 200
    }
    assert found == opens


def test_the_decision_and_its_papers_open_on_their_pages(area: Area) -> None:
    reported(area)
    at, (caseworker, manager, mother) = later(28, area.caseworker, area.manager, area.around.mother)
    base = f"/children/{area.child_id}/annual-review/"
    with clock.moved_to(at):
        client = signed_in(caseworker)
        assert "The decision after the review" in text_of(client.get(f"{base}decide/"))
        sent = {
            "outcome": "amend",
            "reasons": REASONS,
            "considered": ["The report of the review"],
            "edition": "0",
        }
        assert client.post(f"{base}decide/", {**sent, "save": "1"}).status_code == 302
        assert (
            signed_in(manager).post(f"{base}decide/", {**sent, "edition": "1", "make": "1"}).status_code
            == 302
        )
        client = signed_in(mother)
        page = text_of(client.get(base))
        assert "The plan changes" in page and REASONS in page
        letter = PlanLetter.everything.get(person=area.around.mother_person)
        assert "Speech therapy, 30 minutes a week" in text_of(client.get(f"{base}letters/{letter.id}/"))
        assert client.get(f"{base}letters/{letter.id}/text/").status_code == 200
        review = area.review
        assert "words-of-amira" in text_of(client.get(f"{base}{review.id}/report/"))
        assert client.get(f"{base}{review.id}/report/text/").status_code == 200
        others = PlanLetter.everything.get(person=area.around.father_person)
        assert client.get(f"{base}letters/{others.id}/").status_code == 404
        assert "Leave the plan as it is" in text_of(signed_in(manager).get(f"{base}unchanged/"))


def test_a_change_without_words_is_refused_and_keeps_what_was_sent(area: Area) -> None:
    """Nothing lost: what was written stands in its boxes, also where a part was not sent at all."""
    held(area)
    at, (senco,) = later(21, area.around.senco)
    with clock.moved_to(at):
        client, url = signed_in(senco), f"/children/{area.child_id}/annual-review/meeting/"
        for sent in ({}, {"section": "F", "kind": "change", "becomes": "Speech therapy each week"}):
            answer = client.post(url, {**sent, "propose": "1"})
            assert answer.status_code == 422 and "There is a problem" in text_of(answer)
            assert sent.get("becomes", "") in text_of(answer)


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2027, 3, 31), "Due in the summer term, 1 April 2027 to 31 August 2027, or before"),
        (date(2027, 4, 1), "Due in the autumn term, 1 September 2027 to 31 December 2027, or before"),
        (date(2026, 12, 31), "Due in the spring term, 1 January 2027 to 31 March 2027, or before"),
    ],
)
def test_the_list_of_a_term_says_which_days_it_means(area: Area, day: date, heading: str) -> None:
    """Code 9.173: by hand, the term that starts next, and what is late already."""
    with clock.moved_to(world.NOW + (day - world.TODAY)):
        assert heading in text_of(signed_in(area.caseworker).get("/annual-reviews/"))


def test_lists_open_for_council_and_setting(area: Area) -> None:
    assert "Next steps of yearly reviews" in text_of(signed_in(area.caseworker).get("/annual-reviews/"))
    assert "Amira Kowalska" in text_of(signed_in(area.caseworker).get("/cases/?kind=review"))
    assert "Amira Kowalska" in text_of(signed_in(area.around.senco).get("/annual-reviews/"))
    assert signed_in(area.around.mother).get("/annual-reviews/").status_code == 404


def test_pages_cost_the_same_for_few_and_many(area: Area, django_assert_max_num_queries: Any) -> None:
    """Flat query counts."""
    invited(area)
    for number in range(12):
        ok(planning.add_invitee(area.around.senco, area.child_id, "other", f"Guest {number}", "", world.NOW))
        new = meeting.NewProposal("F", "add", "", f"Help number {number}")
        ok(meeting.propose(area.around.senco, area.child_id, new, world.NOW))
    client = signed_in(area.around.senco)
    base = f"/children/{area.child_id}/annual-review/"
    for page, most in (("", 32), ("meeting/", 42), ("people/", 26)):
        with django_assert_max_num_queries(most):
            assert client.get(base + page).status_code == 200
