"""The chronology of everything: merged, filtered, printed, and never more than its reader may read (O26, O5)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role
from alongside.casefile.chronology import AT_ONCE, TELLERS, chronology, key_from
from alongside.casefile.waiting import waiting_for
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.ids import new_id
from alongside.kernel.refusal import Refusal
from alongside.ledger.bulk import insert_many
from alongside.ledger.unit import unit_of_work
from alongside.people.models import Person
from alongside.plans.operations import comment, start_plan
from alongside.platform import clock
from alongside.support.operations.actions import NewAction, add_action
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, write_words
from tests.casefile.test_pages import signed_in, text_of
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.makers.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def around(settings: Any) -> Around:
    """Amira, with words, a plan, a comment and an action on four days running."""
    settings.DEMO = True
    found = amira_and_hers()
    child = found.child.id
    write_words(found.senco, child, NewWords("hopes", "A friend.", Voice.CHILD, Gathered.SAID), NOW)
    start_plan(found.senco, child, NOW + DAY)
    comment(found.mother, child, None, "This is her.", NOW + 2 * DAY)
    action = NewAction("Ring the speech therapist", date(2026, 10, 1), owner_id=found.senco.person_id)
    add_action(found.senco, child, action, NOW + 3 * DAY)
    return found


def titles(actor: Actor, child_id: Any, **asked: Any) -> list[str]:
    found = chronology(actor, child_id, Reach(**asked))
    return [line.entry.title for line in found.lines]


def test_everything_is_there_newest_first(around: Around) -> None:
    """O26: one chronology, whoever kept what it tells."""
    assert titles(around.mother, around.child.id) == [
        "Action agreed", "Comment beside the plan", "Plan started", "The child said",
    ]  # fmt: skip


def test_it_is_filtered_by_kind_and_day(around: Around) -> None:
    only = frozenset({EntryKind.PLAN, EntryKind.WORDS})
    assert titles(around.senco, around.child.id, kinds=only) == [
        "Comment beside the plan", "Plan started", "The child said",
    ]  # fmt: skip
    since = (NOW + 2 * DAY).date()
    assert titles(around.senco, around.child.id, on_or_after=since) == [
        "Action agreed", "Comment beside the plan",
    ]  # fmt: skip


def test_each_teller_keeps_to_what_was_asked(around: Around) -> None:
    """A teller that ignored kind, day, place or number would show the same line on every page."""
    child = around.child.id
    for teller in TELLERS:
        everything = teller(around.senco, child, Reach(1_000))
        assert [(one.at, one.id) for one in everything] == sorted(
            ((one.at, one.id) for one in everything), reverse=True
        )
        for one in everything:
            assert one not in teller(around.senco, child, Reach(1_000, before=(one.at, one.id)))
            others = frozenset(EntryKind) - {one.kind}
            assert one not in teller(around.senco, child, Reach(1_000, kinds=others))
            assert one not in teller(around.senco, child, Reach(1_000, on_or_after=one.at.date() + DAY))
        assert len(teller(around.senco, child, Reach(1))) <= 1


def test_nobody_reads_more_than_they_may(around: Around) -> None:
    """A stranger, a restricted father and the office read nothing; private words are the child's alone."""
    child = around.child
    write_words(
        around.amira, child.id,
        NewWords("hopes", "Only for me.", Voice.CHILD, Gathered.TYPED, private=True), NOW + 5 * DAY,
    )  # fmt: skip
    world.restrict(child, Person.everything.get(pk=around.father.person_id), RestrictionKind.COURT_ORDER)
    office = world.acting(world.make_person("Olive", "Ng"), Role.OFFICE, around.school)
    for actor in (world.stranger(), around.father, office):
        assert titles(actor, child.id) == []
    assert all(
        line.entry.text != "Only for me." for line in chronology(around.mother, child.id, Reach()).lines
    )
    assert any(
        line.entry.text == "Only for me." for line in chronology(around.amira, child.id, Reach()).lines
    )


def add_words(around: Around, how_many: int) -> None:
    rows = [_words(around, NOW - number * timedelta(minutes=7)) for number in range(how_many)]
    with unit_of_work(around.senco, "test.make", NOW) as unit:
        insert_many(rows)
        unit.record("test.made", around.child)


def _words(around: Around, at: datetime) -> Statement:
    return Statement(
        id=new_id(), child=around.child, topic="strengths", text="She waited her turn.", voice=Voice.PROFESSIONAL,
        speaker_name="Mr Osei", gathered=Gathered.TYPED, gathered_on=at.date(), created_at=at, changed_at=at,
    )  # fmt: skip


def test_five_thousand_lines_are_walked_once_each_in_the_same_queries(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    add_words(around, 5_000)
    seen: list[Any] = []
    before = None
    while True:
        with django_assert_max_num_queries(
            37
        ):  # with ends, moves, other health bodies, new assessments and budgets
            found = chronology(around.senco, around.child.id, Reach(500, before=before))
        seen += [line.entry.id for line in found.lines]
        if not found.older:
            break
        before = key_from(found.older)
    assert len(seen) == len(set(seen)) == 5_004


def test_the_page_leads_on_and_is_printed(around: Around, django_assert_max_num_queries: Any) -> None:
    """Filters and place live in the address; the paper holds what the page shows (T13)."""
    add_words(around, AT_ONCE)
    client = signed_in(around.mother)
    with django_assert_max_num_queries(51):  # with the shield of a place, the next legal date, and the same
        first = text_of(client, "casefile:story", around.child.id)
    assert "Ring the speech therapist" in first
    assert "before=" in first
    assert "Next page" in first
    some = text_of(
        client, "casefile:story", around.child.id, kind=["action"], since="nonsense", before="nonsense"
    )
    assert "Ring the speech therapist" in some
    assert "She waited her turn." not in some
    paper = client.get(f"/children/{around.child.id}/story/word/?kind=action")
    assert paper.status_code == 200
    assert "Amira" not in paper["Content-Disposition"]


def test_what_waits_for_somebody_is_on_their_home_page(around: Around) -> None:
    """O5: the plan's process shows what waits for whom, with its day."""
    about_her = [one.what for one in waiting_for(around.senco) if one.child_id]
    assert about_her == ["Ring the speech therapist"]
    assert waiting_for(around.mother) == []
    with clock.moved_to(NOW):
        home = text_of(signed_in(around.senco), "site:home")
    assert "Waiting for you" in home
    assert "By 1 October 2026" in home


def test_the_soonest_of_much_that_waits_is_drawn_and_the_rest_is_a_step_away(around: Around) -> None:
    """O5: the soonest first, without reading two hundred lines that are not in sight; all of them on asking."""
    days = [date(2026, 10, 30 - number) for number in range(14)]
    for day in days:
        todo = NewAction(f"Due on {day:%d}.", day, owner_id=around.senco.person_id)
        assert not isinstance(add_action(around.senco, around.child.id, todo, NOW), Refusal)
    reader, all_of_them = signed_in(around.senco), [f"Due on {day:%d}." for day in sorted(days)]
    with clock.moved_to(NOW):
        soonest, whole = (text_of(reader, "site:home", **asked) for asked in ({}, {"all": "1"}))
    assert [one for one in all_of_them if one in soonest] == all_of_them[:7]  # one was there before
    assert "Show all that waits" in soonest and "Show all that waits" not in whole
    assert sorted(all_of_them, key=whole.index) == all_of_them
