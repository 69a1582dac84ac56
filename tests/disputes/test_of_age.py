"""The day on which rights pass: told before, passed once, reading as the young person says (trust 2.4.4, 2.4.10)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine, StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import Authority, Deciding
from alongside.children.models import CapacityAssessment, Restriction, RightsPassing, Standing
from alongside.children.of_age.operations import choose_reader, end_capacity, record_capacity
from alongside.children.of_age.queries import assessments_of
from alongside.children.of_age.rules import NewAssessment
from alongside.children.queries import child_card
from alongside.children.sharing.access import with_a_say
from alongside.children.sharing.operations import Reply, answer_line
from alongside.children.sharing.rules import Signature
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge, take_step
from alongside.disputes.challenges.queries import challenge_of
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Step
from alongside.disputes.models import Challenge
from alongside.disputes.of_age.operations import pass_on_the_day, tell_before, tell_before_reading_closes
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.platform import clock
from alongside.statute.sharing import sharing_page
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

LAST = date(2027, 6, 25)
BORN = date(2010, 11, 3)


def on(who: Actor, day: date) -> Actor:
    return replace(who, on=day)


def at(day: date) -> datetime:
    return world.NOW + (day - world.TODAY)


@pytest.fixture
def theo(area: Area) -> Area:  # noqa: F811
    """The same family, with a child whose rights pass on 25 June 2027; a request was refused in October 2026."""
    child = area.around.child
    world.changed(child, born_on=BORN)
    return area


def reads(who: Actor, area: Area, day: date) -> bool:  # noqa: F811
    return child_card(on(who, day), area.around.child.id, Permission.PLAN_READ) is not None


def told(area: Area, day: date = LAST - timedelta(days=60)) -> None:  # noqa: F811
    assert tell_before(at(day)) == 1


def test_the_family_is_told_before_and_the_day_comes_once(theo: Area) -> None:
    """Missed or run twice, it comes out the same."""
    assert tell_before(at(LAST - timedelta(days=200))) == 0
    told(theo)
    assert tell_before(at(LAST - timedelta(days=59))) == 0
    heard = set(Notice.everything.filter(event="rights.soon").values_list("person_id", flat=True))
    people = {one.person_id for one in (theo.around.amira, theo.around.mother, theo.around.father)}
    assert heard == people
    assert pass_on_the_day(at(LAST)) == 0
    assert pass_on_the_day(at(LAST + timedelta(days=5))) == 1
    assert pass_on_the_day(at(LAST + timedelta(days=6))) == 0
    assert Notice.everything.filter(event="rights.passed").count() == 3
    assert RightsPassing.everything.get().last_day == LAST


def test_a_parent_reads_on_for_ninety_days_unless_the_young_person_says_otherwise(theo: Area) -> None:
    """2.4.10: yes, no, or nothing said."""
    told(theo)
    mother, father = theo.around.mother, theo.around.father
    child, herself = theo.around.child.id, theo.around.amira
    end = LAST + timedelta(days=90)
    assert reads(mother, theo, end)
    assert not reads(mother, theo, end + timedelta(days=1))
    day = LAST - timedelta(days=10)
    ok(choose_reader(on(herself, day), child, mother.person_id, reads=True, now=at(day)))
    ok(choose_reader(on(herself, day), child, father.person_id, reads=False, now=at(day)))
    assert reads(mother, theo, end + timedelta(days=400))
    assert reads(father, theo, LAST)
    assert not reads(father, theo, LAST + timedelta(days=1))
    later = LAST + timedelta(days=3)
    ok(choose_reader(on(herself, later), child, father.person_id, reads=True, now=at(later)))
    assert reads(father, theo, later)


def test_only_the_young_person_chooses(theo: Area) -> None:
    """A parent does not choose for the other, nor for themselves."""
    child, father = theo.around.child.id, theo.around.father.person_id
    day = LAST - timedelta(days=10)
    for who in (theo.around.mother, theo.around.father):
        answer = choose_reader(on(who, day), child, father, reads=False, now=at(day))
        assert refused(answer) == "reading.not-yours"
    assert not Restriction.everything.exists()


def test_a_parent_of_somebody_who_cannot_sign_in_is_not_locked_out(theo: Area) -> None:
    """Nobody could say yes; that is for an assessment of capacity, not for a clock."""
    own = Standing.everything.get(child=theo.around.child, kind=StandingKind.CHILD)
    world.changed(own, ends_on=world.TODAY)
    told(theo)
    assert reads(theo.around.mother, theo, LAST + timedelta(days=300))


def test_who_asks_and_signs_changes_on_the_day(theo: Area) -> None:
    """After the day the young person asks; a parent is told why not."""
    child = theo.around.child.id
    after = LAST + timedelta(days=1)
    new = NewRequest("I want to know what help I can get.")
    assert refused(request_assessment(on(theo.around.amira, LAST), child, new, at(LAST))) == "case.not-yet"
    assert (
        refused(request_assessment(on(theo.around.mother, after), child, new, at(after))) == "case.not-yours"
    )
    assert (
        ok(request_assessment(on(theo.around.amira, after), child, new, at(after))).asked_by == "young-person"
    )


def test_what_a_parent_began_goes_on_as_the_young_persons(theo: Area) -> None:
    """The appeal passes with the right; the parent reads what they began and writes no more."""
    told(theo)
    child = theo.around.child.id
    asked(theo)
    decided(theo, no())
    start = world.TODAY + timedelta(days=25)
    mother, herself = theo.around.mother, theo.around.amira
    decision = decisions_with_rights(on(mother, start), child)[0]
    row = ok(begin_challenge(on(mother, start), child, decision.id, at(start)))
    after = LAST + timedelta(days=1)
    pass_on_the_day(at(after))
    assert Challenge.everything.get(pk=row.pk).party_id == herself.person_id
    new = NewStep(Step.CONTACTED, after)
    assert refused(take_step(on(mother, after), child, row.id, new, at(after))) == "challenge.not-yours"
    ok(take_step(on(herself, after), child, row.id, new, at(after)))
    assert challenge_of(on(mother, after), child, row.id) is not None
    assert challenge_of(on(theo.around.father, after), child, row.id) is None


def test_a_representative_decides_what_cannot_be_decided_and_nothing_else(theo: Area) -> None:
    """2.4.4: for one decision, until it ends; the other parent learns nothing of it."""
    told(theo)
    child, mother = theo.around.child.id, theo.around.mother
    after = LAST + timedelta(days=1)
    new = NewAssessment(
        Deciding.REQUEST, True, after, "Dr Hill", "psychologist", "Two talks.", Authority.PARENT, mother.person_id, "",
        "", after + timedelta(days=300),
    )  # fmt: skip
    row = ok(record_capacity(on(theo.caseworker, after), child, new, at(after)))
    assert reads(mother, theo, LAST + timedelta(days=120))
    ask = NewRequest("She needs help.")
    herself = on(theo.around.amira, after)
    assert refused(request_assessment(herself, child, ask, at(after))) == "case.not-yet"
    assert ok(request_assessment(on(mother, after), child, ask, at(after))).asked_by == "parent"
    assert len(assessments_of(on(mother, after), child)) == 1
    assert len(assessments_of(herself, child)) == 1
    assert assessments_of(on(theo.around.father, after), child) == ()
    assert assessments_of(on(theo.around.teacher, after), child) == ()
    ok(end_capacity(on(theo.caseworker, after), child, row.id, "She decides with pictures now.", at(after)))
    assert CapacityAssessment.everything.get().ended_on == after


def assessed(theo: Area, what: Deciding, day: date, until: date, *, lacks: bool = True) -> CapacityAssessment:
    mother = theo.around.mother.person_id
    who = (Authority.PARENT, mother) if lacks else ("", None)
    new = NewAssessment(what, lacks, day, "Dr Hill", "psychologist", "Two talks.", *who, "", "", until)
    return ok(record_capacity(on(theo.caseworker, day), theo.around.child.id, new, at(day)))


def test_whoever_decides_something_reads_no_longer_than_that(theo: Area) -> None:
    """2.4.4: what the young person has closed opens for as long as somebody decides for them, and closes after it: at
    its review, when it ends before, and when a later assessment finds that they can decide."""
    told(theo)
    child, mother = theo.around.child.id, theo.around.mother
    day = LAST + timedelta(days=10)
    ok(choose_reader(on(theo.around.amira, day), child, mother.person_id, reads=False, now=at(day)))
    assert not reads(mother, theo, day)
    until = day + timedelta(days=200)
    appeal = assessed(theo, Deciding.APPEAL, day, until)
    assert reads(mother, theo, until) and not reads(mother, theo, until + timedelta(days=1))
    assessed(theo, Deciding.REQUEST, day, until - timedelta(days=50))
    assert reads(mother, theo, until)
    with clock.moved_to(at(day)):
        page = reverse("disputes:of_age", args=[child])
        for who in (theo.caseworker, mother, theo.around.amira):
            assert f"Reads everything until {day_words(until)}" in text_of(signed_in(who).get(page))
        assert "Reads everything until" not in text_of(signed_in(theo.around.father).get(page))
    ok(end_capacity(on(theo.caseworker, day), child, appeal.id, "She decides with pictures now.", at(day)))
    assert reads(mother, theo, until - timedelta(days=50))
    assert not reads(mother, theo, until - timedelta(days=49))
    later = day + timedelta(days=5)
    assessed(theo, Deciding.REQUEST, later, until, lacks=False)
    assert not reads(mother, theo, later)


def test_an_assessment_takes_nothing_from_the_days_in_which_nothing_was_said(theo: Area) -> None:
    """2.4.10: the ninety days go on when what somebody decided ends within them, and no closing is written twice."""
    told(theo)
    child, mother = theo.around.child.id, theo.around.mother
    end, day = LAST + timedelta(days=90), LAST + timedelta(days=1)
    row = assessed(theo, Deciding.APPEAL, day, LAST + timedelta(days=300))
    assert reads(mother, theo, LAST + timedelta(days=300))
    assert not reads(mother, theo, LAST + timedelta(days=301))
    ok(end_capacity(on(theo.caseworker, day), child, row.id, "She decides again.", at(day)))
    assert reads(mother, theo, end) and not reads(mother, theo, end + timedelta(days=1))
    ok(choose_reader(on(theo.around.amira, day), child, mother.person_id, reads=True, now=at(day)))
    assert reads(mother, theo, LAST + timedelta(days=400))


def test_the_page_says_the_day_and_takes_the_choice(theo: Area) -> None:
    """The young person sees the day with its reason and answers with one press; a parent sees no choice."""
    told(theo)
    child = theo.around.child.id
    with clock.moved_to(at(LAST + timedelta(days=2))):
        mine, hers = signed_in(theo.around.amira), signed_in(theo.around.mother)
        url = reverse("disputes:of_age", args=[child])
        assert "26 June 2027" in text_of(mine.get(url))
        assert "Who may go on reading?" in text_of(mine.get(url))
        assert "Who may go on reading?" not in text_of(hers.get(url))
        press = reverse("disputes:of_age_reader", args=[child, theo.around.mother.person_id])
        assert hers.post(press, {"reads": "yes"}).status_code == 302
        assert mine.post(press, {"reads": "no"}).status_code == 302
        assert hers.get(url).status_code == 404
        letter = mine.get(reverse("disputes:of_age_letter", args=[child, "text"]))
        assert "Your plan becomes yours" in letter.content.decode()


def test_nothing_closes_unannounced(theo: Area) -> None:
    """2.4.10, decision 14: two weeks before, everybody is told why; one word of the young person keeps it open."""
    told(theo)
    end = LAST + timedelta(days=91)
    assert tell_before_reading_closes(at(end - timedelta(days=15))) == 0
    assert tell_before_reading_closes(at(end - timedelta(days=14))) == 1
    assert tell_before_reading_closes(at(end - timedelta(days=13))) == 0
    heard = set(Notice.everything.filter(event="rights.closing").values_list("person_id", flat=True))
    assert heard == {one.person_id for one in (theo.around.amira, theo.around.mother, theo.around.father)}
    day = end - timedelta(days=10)
    mother, child = theo.around.mother, theo.around.child.id
    ok(choose_reader(on(theo.around.amira, day), child, mother.person_id, reads=True, now=at(day)))
    assert reads(mother, theo, end + timedelta(days=30))


def test_nobody_is_told_of_a_closing_that_does_not_come(theo: Area) -> None:
    """The young person has said yes or no to everybody."""
    told(theo)
    day = LAST - timedelta(days=10)
    for who in (theo.around.mother, theo.around.father):
        ok(
            choose_reader(
                on(theo.around.amira, day), theo.around.child.id, who.person_id, reads=True, now=at(day)
            )
        )
    assert tell_before_reading_closes(at(LAST + timedelta(days=80))) == 0


def test_the_sharing_page_follows_the_same_rule(theo: Area) -> None:
    """2.4.4: from the day on the young person has the say; where they cannot decide it, their representative."""
    told(theo)
    day = LAST + timedelta(days=5)
    child, (herself, mother, father) = (
        theo.around.child,
        (theo.around.amira, theo.around.mother, theo.around.father),
    )
    assert with_a_say(child, LAST) == {mother.person_id, father.person_id}
    assert with_a_say(child, day) == {herself.person_id}
    found = NewAssessment(
        Deciding.READING, True, day, "Dr Tan", "Psychologist", "Shown the page twice, with pictures.",
        authority=Authority.PARENT, representative_id=mother.person_id, review_by=day + timedelta(days=200),
    )  # fmt: skip
    ok(record_capacity(on(theo.caseworker, day), child.id, found, at(day)))
    assert with_a_say(child, day) == {mother.person_id}
    given = Reply(SharingLine.SETTING, "disagree", Signature("name", "N"), sharing_page().digest)
    row = ok(answer_line(on(mother, day), child.id, given, {"page": 1}, at(day)))
    assert row.counts
    assert not ok(answer_line(on(father, day), child.id, given, {"page": 1}, at(day))).counts
    assert with_a_say(child, day + timedelta(days=201)) == {herself.person_id}, "it is looked at again"


def test_who_reads_on_screen_reads_the_letter_there(theo: Area) -> None:
    """T13: "In my format" gives the letter itself, also to whom a web page suits best, and not the page once more."""
    mother = theo.around.mother
    world.changed(Person.everything.get(pk=mother.person_id), document_format="web")
    address = reverse("disputes:of_age_letter", args=[theo.around.child.id, "my-format"])
    words = signed_in(mother).get(address).content.decode()
    assert f"Dear {mother.name}" in words and "Why that day" in words
