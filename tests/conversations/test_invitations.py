"""Asking people to take part in a child's plan, and what becomes of it (P2, S15, R4, O5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Basis
from alongside.children.invitations import operations as links
from alongside.children.models import Child, Invitation, Standing
from alongside.children.sharing.operations import Reply, answer_line
from alongside.children.sharing.rules import Signature
from alongside.conversations.asking.access import asks_to_look_at
from alongside.conversations.jobs import remind
from alongside.conversations.models import Ask
from alongside.conversations.operations.answering import NOTHING, Given, move_ask
from alongside.conversations.operations.entering import Told, enter_words, record_absence
from alongside.conversations.operations.invitations import NewAsk, ask_to_take_part
from alongside.conversations.queries.invitations import asks_of, awaited, chronicle, waiting_for
from alongside.conversations.rules.invitations import AskedAs, Move, Route, State, Whose
from alongside.kernel.chronicle import Reach
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.notices.models import Notice, OutgoingMessage
from alongside.organisations.models import Membership, Organisation
from alongside.people.models import Account, Letter, Person
from alongside.plans.operations import propose_plan, start_plan
from alongside.platform import clock
from alongside.statute.sharing import sharing_page
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from tests.conversations.helpers import (
    UNTIL,
    ask_advocate,
    ask_grandmother,
    ask_known,
    ask_therapist,
    ok,
)
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db
BORN = date(2018, 5, 4)
NOW = world.NOW


@pytest.fixture
def around() -> Iterator[Around]:
    with clock.moved_to(NOW):
        found = amira_and_hers()
        for actor in (found.mother, found.father, found.teacher, found.senco):
            Account.objects.create_user(f"{actor.person_id}@example.org", person_id=actor.person_id)
        yield found


def _move(around: Around, actor: Any, row: Ask, move: Move, given: Given = NOTHING) -> Any:
    return move_ask(actor, around.child.id, row.pk, move, given, NOW)


def _state(row: Ask) -> str:
    return Ask.everything.get(pk=row.pk).state


def _reach(actor: Any, around: Around, permission: Permission = Permission.PLAN_READ) -> bool:
    return Child.objects.permitting(actor, permission).filter(pk=around.child.pk).exists()


def test_a_teacher_is_asked_told_once_and_awaited(around: Around) -> None:
    """O5: who is awaited, with what and until when; the message says nothing personal."""
    row = ask_known(
        around, around.senco, around.teacher, AskedAs.STAFF, parts=("strengths",), words="What helps?"
    )
    assert [one.name for one in awaited(around.senco, around.child.id)] == ["Daniel Osei"]
    message = OutgoingMessage.everything.get(person_id=around.teacher.person_id)
    assert message.event == "words.asked" and "Amira" not in message.path
    [mine] = waiting_for(around.teacher)
    assert (mine.by, mine.about) == (UNTIL, "Amira")
    assert AuditEntry.objects.filter(verb="part.asked", subject_id=str(row.pk)).exists()


def test_the_same_person_is_not_asked_twice_and_nobody_by_a_name(around: Around) -> None:
    ask_known(around, around.senco, around.teacher, AskedAs.STAFF)
    new = NewAsk(AskedAs.STAFF, "Again", UNTIL, person_id=around.teacher.person_id)
    assert ok_code(ask_to_take_part(around.senco, around.child.id, new, NOW)) == "ask.already"
    stranger = world.make_person("Daniel", "Osei")
    new = NewAsk(AskedAs.STAFF, "You?", UNTIL, person_id=stranger.id)
    assert ok_code(ask_to_take_part(around.senco, around.child.id, new, NOW)) == "not_found"


def ok_code(result: Any) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_yes_more_time_and_done(around: Around) -> None:
    """S15: each side is told of the other's answer, and the new day holds."""
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    ok(_move(around, around.mother, row, Move.ACCEPT))
    later = UNTIL + timedelta(days=7)
    ok(_move(around, around.mother, row, Move.ASK_TIME, Given("Night shifts.", later)))
    assert [one.what for one in waiting_for(around.senco)] == ["Nadia Kowalska asks for more time"]
    assert ok_code(_move(around, around.mother, row, Move.GIVE_TIME, Given(until=later))) == "ask.not_yours"
    ok(_move(around, around.senco, row, Move.GIVE_TIME, Given(until=later)))
    assert Ask.everything.get(pk=row.pk).until == later
    ok(_move(around, around.mother, row, Move.FINISH))
    assert _state(row) == State.DONE and not awaited(around.senco, around.child.id)
    assert ok_code(_move(around, around.mother, row, Move.DECLINE)) == "ask.over"
    assert Notice.everything.filter(person_id=around.mother.person_id, event="part.time-answered").exists()
    assert Notice.everything.filter(person_id=around.senco.person_id, event="part.answered").count() == 3


def test_no_needs_no_reason_and_the_reason_stays_between_them(around: Around) -> None:
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    ok(_move(around, around.mother, row, Move.DECLINE, Given("It is too much now.")))
    reasons = {
        name: asks_of(actor, around.child.id)[0].reason
        for name, actor in (("senco", around.senco), ("father", around.father), ("teacher", around.teacher))
    }
    assert reasons == {"senco": "It is too much now.", "father": "", "teacher": ""}


def test_only_those_asked_and_asking_move_it(around: Around) -> None:
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    for actor in (around.father, around.teacher, around.head):
        for move in Move:
            assert isinstance(_move(around, actor, row, move), Refusal), (actor.name, move)
    assert _state(row) == State.ASKED


def test_a_restricted_parent_is_neither_asked_nor_awaited_nor_told(around: Around) -> None:
    """trust 2.4.9: from the moment a restriction is recorded."""
    row = ask_known(around, around.senco, around.father, AskedAs.FAMILY)
    world.restrict(around.child, around.father_person)
    assert ok_code(_move(around, around.father, row, Move.ACCEPT)) == "not_found"
    assert not waiting_for(around.father) and not awaited(around.senco, around.child.id)
    before = Notice.everything.count()
    with clock.moved_to(NOW + timedelta(days=12)):
        remind()
    assert Notice.everything.count() == before and _state(row) == State.LAPSED
    new = NewAsk(AskedAs.FAMILY, "Please", UNTIL, person_id=around.father.person_id)
    assert ok_code(ask_to_take_part(around.senco, around.child.id, new, NOW)) == "ask.shut_out"


def test_the_therapist_comes_for_six_weeks_through_her_service(around: Around) -> None:
    """S15: invited by link to one child until a day; her standing ends by itself; the basis is on record."""
    row = ok(ask_therapist(around, around.senco))
    account = _opens_link(row)
    row = Ask.everything.get(pk=row.pk)
    service = Organisation.objects.get(name="Merefield Speech Therapy")
    assert row.person_id == account.person_id and row.describes.endswith(service.name)
    standing = Standing.everything.get(child=around.child, kind=StandingKind.INVITED)
    assert (standing.basis, standing.evidence) == (Basis.AGREEMENT, "Nadia agreed on 14 September")
    last = world.TODAY + timedelta(weeks=6)
    for day, reaches in ((world.TODAY, True), (last, True), (last + timedelta(days=1), False)):
        sian = world.acting(_person(account), Role.PROFESSIONAL, service, on=day)
        assert _reach(sian, around) is reaches, day
        assert _reach(sian, around, Permission.PASSAGE_WRITE) is reaches
    assert not account.has_usable_password()
    assert Membership.everything.get(person_id=account.person_id).ends_on == last + timedelta(days=1)


def _opens_link(row: Ask, born_on: date = BORN) -> Account:
    """Open the newest letter's link with the date of birth."""
    letter = Letter.objects.filter(kind="invited").order_by("-pk").first()
    assert letter is not None
    token = letter.secret.rstrip("/").rsplit("/", 1)[1]
    accepted = links.accept_invitation(token, born_on, now=NOW)
    assert isinstance(accepted, links.Accepted), accepted
    return accepted.account


def _person(account: Account) -> Person:
    return Person.everything.get(pk=account.person_id)


def _as_therapist(account: Account) -> Any:
    post = Membership.everything.select_related("organisation").get(person_id=account.person_id)
    return world.acting(_person(account), Role.PROFESSIONAL, post.organisation)


def test_a_wrong_date_opens_nothing_and_a_withdrawn_link_is_dead(around: Around) -> None:
    row = ok(ask_therapist(around, around.senco))
    token = Letter.objects.get(kind="invited").secret.rstrip("/").rsplit("/", 1)[1]
    assert isinstance(links.accept_invitation(token, date(2018, 5, 5), now=NOW), Refusal)
    ok(_move(around, around.senco, row, Move.WITHDRAW))
    assert isinstance(links.accept_invitation(token, BORN, now=NOW), Refusal)
    assert not Standing.everything.filter(kind=StandingKind.INVITED).exists()


def test_who_says_no_or_is_no_longer_asked_reads_no_further(around: Around) -> None:
    row = ok(ask_therapist(around, around.senco))
    sian = _as_therapist(_opens_link(row))
    assert _reach(sian, around)
    ok(_move(around, sian, row, Move.DECLINE, Given("On leave.")))
    assert not _reach(sian, around)


def test_whoever_the_family_stopped_sharing_with_is_awaited_no_longer(around: Around) -> None:
    """O4, O5: nobody waits, is reminded, or reads "late" for someone who can open nothing any more."""
    row = ok(ask_therapist(around, around.senco))
    _as_therapist(_opens_link(row))
    assert [one.name for one in awaited(around.senco, around.child.id)] == ["Siân Bowen"]
    standing = Standing.everything.get(child=around.child, kind=StandingKind.INVITED)
    given = Reply(
        SharingLine.OUTSIDE, "disagree", Signature("name", "Nadia"), sharing_page().digest, standing.id
    )  # fmt: skip
    ok(answer_line(around.mother, around.child.id, given, {}, world.NOW))
    later = replace(around.senco, on=row.until + timedelta(days=3))
    for actor in (around.senco, around.mother, later):
        assert awaited(actor, around.child.id) == []
        (one,) = asks_of(actor, around.child.id)
        assert one.comes_no_more and not one.is_open and not one.late
    assert asks_to_look_at(row.until) == []


def test_passed_to_a_colleague_of_the_same_service_who_stands_in_her_place(around: Around) -> None:
    row = ok(ask_therapist(around, around.senco))
    sian = _as_therapist(_opens_link(row))
    service = Organisation.objects.get(pk=sian.organisation_id)
    colleague, outsider = world.make_person("Tom", "Rees"), world.make_person("Una", "Elsewhere")
    for person, place in ((colleague, service), (outsider, world.make_council())):
        world.joins(person, place, Role.PROFESSIONAL)
        world.make_account(person)
    assert ok_code(_move(around, sian, row, Move.PASS_ON, Given(colleague_id=outsider.id))) == "ask.colleague"
    passes = Given("He knows her.", colleague_id=colleague.id)
    assert ok_code(_move(around, sian, row, Move.PASS_ON, passes)) == "ask.colleague"  # a link made her post
    world.changed(Membership.everything.get(person_id=sian.person_id), by_link=False)
    ok(_move(around, sian, row, Move.PASS_ON, passes))
    tom = world.acting(colleague, Role.PROFESSIONAL, service)
    assert _reach(tom, around) and not _reach(sian, around)
    assert [one.name for one in awaited(around.senco, around.child.id)] == ["Tom Rees"]
    handed = Standing.everything.get(child=around.child, person=colleague)
    assert handed.ends_on == world.TODAY + timedelta(weeks=6) + timedelta(days=1)
    assert Notice.everything.filter(person_id=around.senco.person_id, event="part.answered").exists()


def test_nobody_but_who_asked_and_the_advocate_learns_of_the_advocate(around: Around) -> None:
    """T12, trust 2.4.19: no list, count, page, chronology, message or link shows it to staff or to the other home."""
    assert ok_code(ask_advocate(around, around.senco)) == "offer.kind"
    row = ok(ask_advocate(around, around.mother))
    beside = world.acting(_person(_opens_link(row)), Role.FAMILY)
    assert _reach(beside, around) and not _reach(beside, around, Permission.PASSAGE_WRITE)
    for actor in (around.senco, around.head, around.teacher, around.father, around.amira):
        told = (asks_of(actor, around.child.id), awaited(actor, around.child.id), waiting_for(actor),
                chronicle(actor, around.child.id, Reach()))  # fmt: skip
        assert told == ([], [], [], []), actor.name
        for move in Move:
            assert ok_code(_move(around, actor, row, move)) == "not_found"
    links_seen = Invitation.objects.permitting(around.senco, Permission.FAMILY_INVITE)
    assert not links_seen.exists()
    assert not Notice.everything.filter(person_id=around.senco.person_id).exists()
    for actor in (around.mother, beside):
        assert [one.name for one in asks_of(actor, around.child.id)] == ["Zuzanna"]


def test_a_child_asks_those_around_her_and_sends_no_links(around: Around) -> None:
    """trust 2.3: below 16 a child asks; links to people outside come from a parent or the setting."""
    ask_known(around, around.amira, around.teacher, AskedAs.STAFF)
    assert ok_code(ask_therapist(around, around.amira)) == "offer.too_young"


def test_a_paper_note_stands_in_the_plan_as_her_words_marked_with_who_wrote_it_down(around: Around) -> None:
    """R4, O6: the grandmother's note is entered for her."""
    row = ask_grandmother(around, around.senco)
    told = Told("works-at-home", "She sleeps if I sing.", Gathered.ON_PAPER, world.TODAY)
    words = ok(enter_words(around.senco, around.child.id, row.pk, told, NOW))
    kept = Statement.everything.get(pk=words.pk)
    assert (kept.voice, kept.speaker_name, kept.speaker_id) == (Voice.PARENT, "Ewa Kowalska", None)
    assert (kept.gathered, kept.gathered_by_name, kept.written_by_id) == (
        Gathered.ON_PAPER, "Ada Whitcombe", around.senco.person_id,
    )  # fmt: skip
    done = Ask.everything.get(pk=row.pk)
    assert (done.state, done.answer_entered_by) == (State.DONE, "Ada Whitcombe")


def test_nadia_enters_it_herself_and_it_is_not_hers(around: Around) -> None:
    row = ask_grandmother(around, around.mother)
    told = Told("works-at-home", "She sleeps if I sing.", Gathered.ON_PAPER, world.TODAY, is_all=False)
    words = ok(enter_words(around.mother, around.child.id, row.pk, told, NOW))
    kept = Statement.everything.get(pk=words.pk)
    assert (kept.speaker_id, kept.gathered_by_name) == (None, "Nadia Kowalska")
    assert _state(row) == State.ACCEPTED
    assert ok_code(enter_words(around.senco, around.child.id, row.pk, told, NOW)) == "not_found"


def test_nothing_is_entered_for_someone_who_answers_here(around: Around) -> None:
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    told = Told("works-at-home", "Not mine.", Gathered.SAID, world.TODAY)
    assert ok_code(enter_words(around.senco, around.child.id, row.pk, told, NOW)) == "not_found"


def test_a_sweep_twice_reminds_once_and_there_are_two_reminders_at_most(around: Around) -> None:
    """O5: chased kindly: three days before and once after, whatever the sweep does."""
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    told = lambda: list(  # noqa: E731
        OutgoingMessage.everything.filter(person_id=around.mother.person_id)
        .exclude(event="words.asked")
        .order_by("created_at")
        .values_list("event", flat=True)
    )
    for days, expected in (
        (10, []),
        (11, ["part.reminder"]),
        (12, ["part.reminder"]),
        (15, ["part.reminder", "part.past-date"]),
        (20, ["part.reminder", "part.past-date"]),
    ):
        with clock.moved_to(NOW + timedelta(days=days)):
            remind()
            remind()
        assert told() == expected, days
    with clock.moved_to(NOW + timedelta(days=43)):
        remind()
    assert _state(row) == State.LAPSED


def test_on_paper_whoever_asked_is_reminded(around: Around) -> None:
    ask_grandmother(around, around.senco)
    with clock.moved_to(NOW + timedelta(days=11)):
        remind()
    [message] = OutgoingMessage.everything.filter(event="part.ask-them")
    assert message.person_id == around.senco.person_id


def test_whoever_can_no_longer_open_the_plan_is_told_nothing(around: Around) -> None:
    row = ask_known(around, around.senco, around.teacher, AskedAs.STAFF)
    post = Membership.everything.get(person_id=around.teacher.person_id)
    world.changed(post, ends_on=world.TODAY + timedelta(days=2))
    with clock.moved_to(NOW + timedelta(days=12)):
        remind()
    assert _state(row) == State.LAPSED
    assert OutgoingMessage.everything.filter(person_id=around.teacher.person_id).count() == 1


def test_nothing_goes_to_the_family_before_child_and_family_were_asked(around: Around) -> None:
    """P2: their words, their answer, or the reason why there is none."""
    start_plan(around.senco, around.child.id, NOW)
    refused = propose_plan(around.senco, around.child.id, NOW)
    assert "own words yet" in str(refused) and "family has not been asked" in str(refused)
    asked = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    assert "family has not been asked" in str(propose_plan(around.senco, around.child.id, NOW)), (
        "no answer yet"
    )
    ok(_move(around, around.mother, asked, Move.DECLINE))
    why = "Amira was not ready to say; tried twice with symbols."
    ok(record_absence(around.senco, around.child.id, Whose.CHILD, why, world.TODAY, NOW))
    now_missing = str(propose_plan(around.senco, around.child.id, NOW))
    assert "own words yet" not in now_missing and "family has not been asked" not in now_missing
    told = [entry.text for entry in chronicle(around.mother, around.child.id, Reach())]
    assert why in told


def test_a_plan_without_family_words_goes_when_the_family_joined_by_link(around: Around) -> None:
    """P2: the family's own link, once accepted, is an answer."""
    start_plan(around.senco, around.child.id, NOW)
    carer = world.make_person("Gran", "Kowalska")
    world.stands(around.child, StandingKind.CARER, person=carer)
    new = NewAsk(AskedAs.FAMILY, "Join us.", UNTIL, person_id=carer.id, email="gran@family.example.org")
    row = ok(ask_to_take_part(around.senco, around.child.id, new, NOW))
    assert "family has not been asked" in str(propose_plan(around.senco, around.child.id, NOW))
    assert _opens_link(row).person_id == carer.id
    assert "family has not been asked" not in str(propose_plan(around.senco, around.child.id, NOW))


def test_the_story_is_told_in_order_and_by_pages(around: Around) -> None:
    """O26: each stretch holds what comes strictly before the last line shown."""
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY)
    ok(move_ask(around.mother, around.child.id, row.pk, Move.ACCEPT, NOTHING, NOW + timedelta(hours=1)))
    ask_grandmother(around, around.senco)
    whole = chronicle(around.senco, around.child.id, Reach())
    assert whole[0].title == "Nadia Kowalska takes part" and len(whole) == 3
    paged, before = [], None
    while stretch := chronicle(around.senco, around.child.id, Reach(limit=1, before=before)):
        paged += stretch
        before = (stretch[-1].at, stretch[-1].id)
    assert paged == whole


def test_another_family_and_a_stranger_see_nothing(around: Around) -> None:
    row = ask_known(around, around.senco, around.mother, AskedAs.FAMILY, route=Route.PHONE)
    for actor in (
        world.stranger(),
        world.acting(world.make_person(), Role.SENCO, world.make_setting("Other")),
    ):
        assert not asks_of(actor, around.child.id) and not chronicle(actor, around.child.id, Reach())
        assert ok_code(_move(around, actor, row, Move.WITHDRAW)) == "not_found"
