"""R1, S9, O27: the class teacher's page, a note in under a minute, the passports of a class."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.casefile.class_page import class_page
from alongside.conversations.operations.good_news import Good, send_good_news
from alongside.ledger.models import AccessEntry
from alongside.organisations.models import TeachingGroup
from alongside.people.models import Person
from alongside.plans.models import Comment
from alongside.support.models import Measure
from alongside.support.operations import NewAction, NewGiver, add_action, name_giver
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


@pytest.fixture
def around(written: Around) -> Around:
    return written


def group() -> TeachingGroup:
    return TeachingGroup.objects.get()


def measured(around: Around, score: int, days_ago: int, instrument: str = "reading-age") -> None:
    on = world.TODAY - timedelta(days=days_ago)
    world.saved(
        Measure(
            child=around.child,
            instrument=instrument,
            score=Decimal(score),
            on=on,
            voice=Voice.PROFESSIONAL,
            by_name="Daniel",
            at=world.NOW - timedelta(days=days_ago),
        )
    )


def test_one_line_says_what_the_teacher_needs_today(around: Around) -> None:
    help_ = Statement.everything.get(kind=StatementKind.PROVISION)
    giver = NewGiver(role=Role.CLASS_TEACHER, weekdays="12345")
    ok(name_giver(around.senco, around.child.id, help_.id, giver, world.NOW))
    for score, days_ago in ((90, 60), (96, 30), (102, 2)):
        measured(around, score, days_ago)
    ok(send_good_news(around.teacher, around.child.id, Good("She read aloud."), world.NOW))
    todo = NewAction("Make the cards", world.TODAY, owner_id=around.teacher.person_id)
    ok(add_action(around.senco, around.child.id, todo, world.NOW))
    (line,) = class_page(around.teacher, group().id) or ()
    assert [one.text for one in line.help] == [help_.text]
    assert line.measure and (line.measure.score, line.measure.before) == (
        "8 years 6 months",
        "8 years",
    )
    assert line.news_on == world.TODAY and line.due and line.due.by == world.TODAY
    said = text_of(signed_in(around.teacher).get(reverse("casefile:class", args=[group().id])))
    for words in (help_.text[:40], "8 years 6 months", "15 September 2026", "Passport", "Note", "Measure"):
        assert words in said


def test_help_of_another_day_is_not_shown(around: Around) -> None:
    help_ = Statement.everything.get(kind=StatementKind.PROVISION)
    giver = NewGiver(role=Role.CLASS_TEACHER, weekdays="5")
    ok(name_giver(around.senco, around.child.id, help_.id, giver, world.NOW))
    (line,) = class_page(around.teacher, group().id) or ()
    assert not line.help


def test_a_note_stands_beside_the_outcome_and_the_family_reads_it(around: Around) -> None:
    """S9: the teacher updates progress, and the parent sees it in the same record."""
    outcome = Statement.everything.filter(kind=StatementKind.OUTCOME)[0]
    client = signed_in(around.teacher)
    address = reverse("casefile:class_note", args=[group().id, around.child.id])
    assert outcome.text[:40] in text_of(client.get(address))
    answer = client.post(address, {"text": "Asked for help twice.", "about": str(outcome.id)})
    assert answer.status_code == 302 and answer["Location"] == reverse("casefile:class", args=[group().id])
    row = Comment.everything.get(text="Asked for help twice.")
    assert (row.statement_id, row.author_name) == (outcome.id, around.teacher.name)
    plan = signed_in(around.mother).get(reverse("plans:plan", args=[around.child.id]))
    assert "Asked for help twice." in text_of(plan)
    assert client.post(address, {"text": "", "about": "plan"}).status_code == 422


def test_only_the_children_of_ones_own_class(around: Around) -> None:
    """2.4.15: another class, a child of another class, a restriction: not there."""
    other = world.make_class(around.school, "5B")
    child = world.make_child("Ben", "Other")
    world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    world.place(child, other)
    client, mine = signed_in(around.teacher), TeachingGroup.objects.get(name="3W")
    for name, parts in (
        ("class", (other.id,)), ("class_passports", (other.id,)), ("class_note", (other.id, child.id)),
        ("class_note", (mine.id, child.id)),
    ):  # fmt: skip
        assert client.get(reverse(f"casefile:{name}", args=parts)).status_code == 404
    world.restrict(around.child, Person.everything.get(pk=around.teacher.person_id), RestrictionKind.PROPOSED)
    assert class_page(around.teacher, mine.id) == ()
    assert client.get(reverse("casefile:class_note", args=[mine.id, around.child.id])).status_code == 404


def test_the_passports_of_a_class_are_printed_together_and_noted(around: Around) -> None:
    secret = NewWords("matters-to-me", "A secret.", Voice.CHILD, Gathered.TYPED, private=True)
    ok(write_words(around.amira, around.child.id, secret, world.NOW))
    quiet = world.make_child("Nell", "Quiet")
    world.stands(quiet, StandingKind.ATTENDS, organisation=around.school)
    world.place(quiet, group())
    AccessEntry.objects.all()
    before = AccessEntry.objects.count()
    said = text_of(signed_in(around.teacher).get(reverse("casefile:class_passports", args=[group().id])))
    assert "Amira: passport" in said and "A secret." not in said
    assert "Nothing is written yet for: Nell Quiet" in said
    noted = AccessEntry.objects.all()[before:]
    assert [(one.child_id, one.permission) for one in noted] == [(around.child.id, "passport.read")]


def test_a_class_of_thirty_asks_as_much_as_a_class_of_one(around: Around) -> None:
    client = signed_in(around.teacher)
    addresses = [reverse(f"casefile:{name}", args=[group().id]) for name in ("class", "class_passports")]
    few = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        few.append(len(asked))
    for number in range(12):
        child = world.make_child(f"Child{number}", "More")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
        world.place(child, group())
        said = NewWords("matters-to-me", "Dogs.", Voice.CHILD, Gathered.SAID)
        ok(write_words(around.senco, child.id, said, world.NOW))
    for address, count in zip(addresses, few, strict=True):
        with CaptureQueriesContext(connection) as asked:
            assert b"Child11" in client.get(address).content
        assert len(asked) == count, address
