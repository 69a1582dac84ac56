"""Where a child, a young person and their family write their own part (O1, O13-O17, O27, T2, T13; trust 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.readers import may_read
from alongside.ledger.models import AuditEntry
from alongside.plans.models import Plan
from alongside.plans.operations import start_plan
from alongside.platform import clock
from alongside.voice.choices import Gathered, Ring, Voice
from alongside.voice.models import CirclePerson, Draft, Statement
from alongside.voice.operations import NewWords, change_words, put_in_circle, write_words
from alongside.voice.queries import passage_by_id
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import opened, sent, signed_in, text_of
from tests.stood_on import stood_on

pytestmark = pytest.mark.django_db
SECRET = "zebra-in-the-wardrobe"
MARCH = datetime(2026, 3, 3, 9, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


@pytest.fixture
def around() -> Around:
    around = stood_on(amira_and_hers)
    stood_on(start_plan, around.senco, around.child.id, world.NOW)
    return around


@dataclass(frozen=True)
class Alone:
    """A child with one person who writes about them."""

    child: Child
    writer: Actor


def alone(born_on: date, kind: StandingKind, called: str = "Theo") -> Alone:
    child = world.make_child(called, "Marsh", born_on)
    person = world.make_person("Sam", "Marsh")
    world.stands(child, kind, person=person, relationship="family")
    return Alone(child, world.acting(person, Role.FAMILY))


def write(actor: Actor, child: Child, topic: str, text: str, voice: Voice, **more: Any) -> Statement:
    kept = write_words(actor, child.id, NewWords(topic, text, voice, **more), world.NOW)
    assert isinstance(kept, Statement), str(kept)
    return kept


# ── Who may open what ────────────────────────────────────────────────────────────────────────────────────

PAGES: dict[str, tuple[Any, ...]] = {
    "my_part": (), "my_topic": ("good-day",), "my_page": (), "my_readers": (), "circle": (), "picture": (),
    "together": (), "together_topics": ("said",), "together_topic": ("said", "good-day"), "photos": (),
}  # fmt: skip
FAMILY = {"amira", "mother", "father"}
OPENS = {
    "my_part": FAMILY | {"senco", "teacher"},
    "my_topic": FAMILY | {"senco", "teacher"},
    "my_page": FAMILY | {"senco", "teacher", "head"},
    "my_readers": FAMILY | {"senco", "teacher", "head"},
    "circle": FAMILY | {"senco", "teacher", "head"},
    "picture": FAMILY | {"senco"},
    "together": {"mother", "father", "senco", "teacher"},
    "together_topics": {"mother", "father", "senco", "teacher"},
    "together_topic": {"mother", "father", "senco", "teacher"},
    "photos": {"mother", "father"},
}
EVERYONE = ("amira", "mother", "father", "senco", "teacher", "head")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_for_those_who_may(around: Around, name: str) -> None:
    for who in EVERYONE:
        if name == "my_topic" and who in ("mother", "father", "senco", "teacher"):
            continue  # a good day is for the child to tell
        answer = opened(getattr(around, who), name, around.child.id, *PAGES[name])
        assert (answer.status_code == 200) is (who in OPENS[name]), (name, who, answer.status_code)
    stranger = world.make_person("A", "Stranger")
    answer = opened(world.acting(stranger, Role.FAMILY), name, around.child.id, *PAGES[name])
    assert answer.status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_the_number_of_queries_is_small_and_flat(
    around: Around, name: str, django_assert_max_num_queries: Any
) -> None:
    who = around.mother if name != "my_topic" else around.amira
    address = reverse(f"plans:{name}", args=[around.child.id, *PAGES[name]])
    client = signed_in(who)
    for number in range(12):
        put_in_circle(around.amira, around.child.id, f"Friend {number}", "", Ring.FRIENDS, world.NOW)
        write(around.amira, around.child, "good-day", f"Thing {number}", Voice.CHILD)
    client.get(address)  # the session notes its use once in five minutes
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_no_page_is_titled_with_a_name(around: Around) -> None:
    client = signed_in(around.mother)
    for name, parts in PAGES.items():
        if name != "my_topic":
            page = client.get(reverse(f"plans:{name}", args=[around.child.id, *parts])).content.decode()
            title = page.split("<title>")[1].split("</title>")[0]
            assert "Amira" not in title and "Kowalska" not in title


# ── Wording by age, and telling it once ──────────────────────────────────────────────────────────────────


def test_the_question_is_worded_for_who_is_asked(around: Around) -> None:
    child = text_of(opened(around.amira, "my_topic", around.child.id, "good-at", query="?ask=2"))
    assert "What is easy for you?" in child
    theo = alone(date(2011, 2, 3), StandingKind.CHILD)
    young = text_of(opened(theo.writer, "my_topic", theo.child.id, "good-at", query="?ask=2"))
    assert "What comes easily to you?" in young
    leo = alone(date(2023, 2, 3), StandingKind.PARENT, "Leo")
    seen = text_of(opened(leo.writer, "together_topic", leo.child.id, "observed", "good-at"))
    assert "What can Leo do now that they could not do before?" in seen
    adult = text_of(opened(around.mother, "my_topic", around.child.id, "parent-hopes"))
    assert "What do you hope for Amira in the next year?" in adult


def test_one_question_at_a_time(around: Around) -> None:
    page = text_of(opened(around.amira, "my_topic", around.child.id, "good-at"))
    assert "What are you good at?" in page and "What is easy for you?" not in page


def test_what_was_told_is_shown_and_not_asked_again(around: Around) -> None:
    with clock.moved_to(MARCH):
        mother = Actor(**{**around.mother.__dict__, "on": MARCH.date()})
        kept = write_words(
            mother, around.child.id, NewWords("parent-hopes", "A friend who knocks.", Voice.PARENT), MARCH
        )
    listed = text_of(opened(around.mother, "my_part", around.child.id))
    assert "A friend who knocks." in listed and "You told us this in March 2026" in listed
    topic = text_of(opened(around.mother, "my_topic", around.child.id, "parent-hopes"))
    assert "Is it still right?" in topic and "What do you hope for Amira" not in topic
    answer = sent(around.mother, {}, "my_words_confirm", around.child.id, "parent-hopes", kept.id)  # type: ignore[union-attr]
    assert answer.status_code == 302
    again = text_of(opened(around.mother, "my_part", around.child.id))
    assert "You told us this in March" not in again and "A friend who knocks." in again


def test_it_works_before_there_is_a_plan_and_a_parent_may_start_it() -> None:
    leo = alone(date(2016, 2, 3), StandingKind.PARENT, "Leo")
    assert "There is no plan yet" in text_of(opened(leo.writer, "my_part", leo.child.id))
    sent(leo.writer, {"text": "Friends.", "do": "on"}, "my_topic", leo.child.id, "parent-hopes")
    assert sent(leo.writer, {}, "my_start", leo.child.id).status_code == 302
    assert Plan.everything.filter(child=leo.child).count() == 1
    assert "There is no plan yet" not in text_of(opened(leo.writer, "my_part", leo.child.id))


def test_a_carer_writes_but_does_not_start_the_plan() -> None:
    kin = alone(date(2016, 2, 3), StandingKind.CARER, "Leo")
    assert "Start the plan" not in text_of(opened(kin.writer, "my_part", kin.child.id))
    sent(kin.writer, {}, "my_start", kin.child.id)
    assert not Plan.everything.filter(child=kin.child).exists()


# ── Saving ───────────────────────────────────────────────────────────────────────────────────────────────


def test_save_and_go_on_keeps_the_words_and_asks_the_next_question(around: Around) -> None:
    answer = sent(
        around.amira,
        {"text": "Drawing cats.", "do": "on", "ask": "1"},
        "my_topic",
        around.child.id,
        "good-at",
    )
    assert answer.status_code == 302 and answer["Location"].endswith("good-at/?ask=2")
    kept = Statement.everything.get(topic="good-at")
    assert (kept.text, kept.voice, kept.gathered) == ("Drawing cats.", "child", "typed")


def test_nothing_written_is_said_kindly_and_stopping_is_always_possible(around: Around) -> None:
    empty = sent(around.amira, {"text": " ", "do": "on"}, "my_topic", around.child.id, "good-at")
    assert empty.status_code == 422 and "There is nothing written yet." in text_of(empty)
    assert (
        sent(around.amira, {"text": "", "do": "stop"}, "my_topic", around.child.id, "good-at").status_code
        == 302
    )


def test_what_is_too_long_is_refused_and_not_lost(around: Around) -> None:
    long = "a word " * 900
    answer = sent(around.mother, {"text": long, "do": "on"}, "my_topic", around.child.id, "parent-hopes")
    assert answer.status_code == 422 and long.strip()[:200] in answer.content.decode()


def test_a_tapped_word_goes_into_the_text_without_javascript(around: Around) -> None:
    data = {"text": "", "word": "drawing", "ask": "1"}
    answer = sent(around.amira, data, "my_topic", around.child.id, "good-at")
    assert answer.status_code == 302 and "ask=1" in answer["Location"]
    page = opened(around.amira, "my_topic", around.child.id, "good-at", query="?ask=1").content.decode()
    assert ">drawing</textarea>" in page.replace("\n", "") and 'value="drawing" aria-pressed="true"' in page


def test_a_word_that_was_never_offered_is_not_added(around: Around) -> None:
    sent(around.amira, {"text": "Me", "word": "not on the board"}, "my_topic", around.child.id, "good-at")
    assert Draft.everything.get(topic="good-at").text == "Me"


def test_the_draft_is_saved_as_autosave_expects_and_nobody_else_reads_it(around: Around) -> None:
    url = reverse("plans:my_draft", args=[around.child.id, "parent-hopes"])
    answer = signed_in(around.mother).post(url, {"text": SECRET, "edition": "0"})
    assert answer.json() == {"saved_at": "09:00", "edition": 0}
    assert SECRET in text_of(opened(around.mother, "my_topic", around.child.id, "parent-hopes"))
    for other in (around.father, around.amira, around.senco):
        assert SECRET not in everything_seen_by(other, around.child)
    signed_in(around.mother).post(url, {"text": "", "edition": "0"})
    assert not Draft.everything.filter(topic="parent-hopes").exists()


def test_a_late_autosave_does_not_bring_saved_words_back_as_a_draft(around: Around) -> None:
    write(around.mother, around.child, "parent-hopes", "Friends.", Voice.PARENT)
    url = reverse("plans:my_draft", args=[around.child.id, "parent-hopes"])
    signed_in(around.mother).post(url, {"text": "Friends. "})
    assert not Draft.everything.exists()


def test_a_draft_about_an_unseen_child_is_refused(around: Around) -> None:
    stranger = world.acting(world.make_person("A", "Stranger"), Role.FAMILY)
    url = reverse("plans:my_draft", args=[around.child.id, "good-day"])
    assert signed_in(stranger).post(url, {"text": "x"}).status_code == 404
    long = reverse("plans:my_draft", args=[around.child.id, "t" * 90])
    assert signed_in(around.mother).post(long, {"text": "x"}).status_code == 404


def test_two_saves_at_once_show_both_texts_and_keep_both_on_request(around: Around) -> None:
    kept = write(around.mother, around.child, "parent-hopes", "First.", Voice.PARENT)
    change_words(around.mother, kept.id, "From the other phone.", 1, world.NOW)
    where = ("my_words", around.child.id, "parent-hopes", kept.id)
    both = sent(around.mother, {"text": "From this phone.", "edition": "1"}, *where)
    assert "From the other phone." in text_of(both) and "From this phone." in text_of(both)
    sent(around.mother, {"text": "From this phone.", "edition": "2", "choice": "both"}, *where)
    now = Statement.everything.get(pk=kept.pk)
    assert now.text == "From the other phone.\n\nFrom this phone." and now.edition == 3


def test_autosave_of_a_stale_change_says_so_and_keeps_the_text(around: Around) -> None:
    kept = write(around.mother, around.child, "parent-hopes", "First.", Voice.PARENT)
    change_words(around.mother, kept.id, "Second.", 1, world.NOW)
    url = reverse("plans:my_words_draft", args=[around.child.id, "parent-hopes", kept.id])
    answer = signed_in(around.mother).post(url, {"text": "Mine.", "edition": "1"})
    assert answer.status_code == 409 and answer.json()["stale"] is True
    both = text_of(signed_in(around.mother).get(answer.json()["url"]))
    assert "Mine." in both and "Second." in both


def test_others_words_cannot_be_changed_from_here(around: Around) -> None:
    kept = write(around.mother, around.child, "parent-hopes", "Mine.", Voice.PARENT)
    for other in (around.father, around.amira, around.senco):
        for name in ("my_words", "my_words_remove"):
            assert opened(other, name, around.child.id, "parent-hopes", kept.id).status_code == 404


def test_taking_out_asks_first_and_stays_in_history(around: Around) -> None:
    kept = write(around.mother, around.child, "parent-hopes", "Mine.", Voice.PARENT)
    where = ("my_words_remove", around.child.id, "parent-hopes", kept.id)
    assert "Take this out?" in text_of(opened(around.mother, *where))
    assert sent(around.mother, {"edition": "1"}, *where).status_code == 302
    assert Statement.everything.get(pk=kept.pk).ended_at is not None


# ── Honest locks and private words ───────────────────────────────────────────────────────────────────────


def test_the_readers_are_named_before_saving(around: Around) -> None:
    page = text_of(opened(around.mother, "my_topic", around.child.id, "parent-hopes"))
    before_saving = page.split("Save and go on")[0]
    for words in (
        "Who will be able to read this",
        "Piotr Kowalski",
        "Daniel Osei",
        "Larkfield Primary School",
        "SENCo",
    ):
        assert words in before_saving


def test_someone_shut_out_is_not_among_the_readers(around: Around) -> None:
    world.restrict(around.child, around.father_person)
    for who in (around.mother, around.amira, around.teacher):
        name = "my_readers"
        assert "Piotr" not in text_of(opened(who, name, around.child.id))
    assert opened(around.father, "my_part", around.child.id).status_code == 404


def test_the_list_is_the_gate(around: Around) -> None:
    """Exactly the people who are named, themselves or through their school, can open the words."""
    kept = write(around.mother, around.child, "parent-hopes", SECRET, Voice.PARENT)
    world.restrict(around.child, around.father_person)
    office = world.make_person("Pat", "Office")
    world.joins(office, around.school, Role.OFFICE)
    listed = may_read(around.mother, around.child.id, "Amira")
    named = {one.person_id for one in listed if one.person_id}
    assert "office" not in next(one.why for one in listed if one.is_organisation)
    everyone = [getattr(around, who) for who in EVERYONE]
    for actor in (*everyone, world.acting(office, Role.OFFICE, around.school)):
        can = passage_by_id(actor, around.child.id, kept.id, Permission.PLAN_READ) is not None
        through_school = actor.role in (Role.SENCO, Role.HEAD)
        assert can is (actor.person_id in named or through_school), actor.name


def everything_seen_by(actor: Actor, child: Child) -> str:
    """All pages of one's own part and of the plan, as one text."""
    client, seen = signed_in(actor), []
    topics = ("hopes", "good-day", "bad-day", "find-hard", "parent-hopes", "good-at")
    addresses = [reverse(f"plans:{name}", args=[child.id, *parts]) for name, parts in PAGES.items()]
    addresses += [reverse("plans:my_topic", args=[child.id, topic]) for topic in topics]
    addresses += [reverse("plans:together_topic", args=[child.id, "said", topic]) for topic in topics]
    addresses += [
        reverse("plans:just_for_me", args=[child.id]) + f"?topic={topic}&how=said" for topic in topics
    ]
    addresses += [
        reverse(f"plans:{name}", args=[child.id]) for name in ("plan", "read", "passport", "profile")
    ]
    for address in addresses:
        seen.append(client.get(address).content.decode())
    return "".join(seen)


def test_private_words_are_seen_by_nobody_else(around: Around) -> None:
    write(around.amira, around.child, "bad-day", SECRET, Voice.CHILD, private=True)
    assert SECRET in everything_seen_by(around.amira, around.child)
    for who in ("mother", "father", "senco", "teacher", "head"):
        assert SECRET not in everything_seen_by(getattr(around, who), around.child), who


def test_the_one_exception_is_told_before_first_use(around: Around) -> None:
    data = {"text": SECRET, "audience": "private", "do": "on"}
    answer = sent(around.amira, data, "my_topic", around.child.id, "bad-day")
    assert "/just-for-me/" in answer["Location"] and SECRET not in answer["Location"]
    told = signed_in(around.amira).get(answer["Location"])
    assert "There is one exception." in text_of(told) and SECRET in text_of(told)
    assert not Statement.everything.filter(text=SECRET).exists()
    sent(around.amira, {**data, "understood": "yes"}, "my_topic", around.child.id, "bad-day")
    assert Statement.everything.get(text=SECRET).audience == "private"
    again = sent(around.amira, {**data, "text": "More."}, "my_topic", around.child.id, "bad-day")
    assert "/just-for-me/" not in again["Location"]


def test_an_adult_who_wrote_private_words_down_does_not_get_them_back(around: Around) -> None:
    data = {"text": SECRET, "audience": "private", "do": "on", "understood": "yes"}
    answer = sent(around.mother, data, "together_topic", around.child.id, "said", "bad-day")
    assert answer.status_code == 302
    assert SECRET not in everything_seen_by(around.mother, around.child)
    assert SECRET in everything_seen_by(around.amira, around.child)
    assert not Draft.everything.exists()
    assert not AuditEntry.objects.filter(after__icontains=SECRET).exists()


def test_only_a_child_can_keep_words_private(around: Around) -> None:
    data = {"text": "For me.", "audience": "private", "do": "on", "understood": "yes"}
    sent(around.mother, data, "my_topic", around.child.id, "parent-hopes")
    assert Statement.everything.get(text="For me.").audience == "shared"
    leo = alone(date(2023, 2, 3), StandingKind.PARENT, "Leo")
    page = text_of(opened(leo.writer, "together_topic", leo.child.id, "observed", "good-at"))
    assert "Just for me" not in page  # nobody could ever read it


# ── Together ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["said", "signed", "drawn", "on_paper", "observed"])
def test_words_written_together_keep_whose_hand_it_was(around: Around, how: str) -> None:
    sent(
        around.mother,
        {"text": "I like cats.", "do": "stop"},
        "together_topic",
        around.child.id,
        how,
        "good-at",
    )
    kept = Statement.everything.get(text="I like cats.")
    assert (kept.voice, kept.gathered, kept.speaker_name) == ("child", how, "Amira")
    assert kept.gathered_by_name == around.mother.name and kept.written_by_id == around.mother.person_id


@pytest.mark.parametrize("writer", ["mother", "senco"])
@pytest.mark.parametrize("do", ["", "remove/"])
def test_words_written_together_are_changed_together(around: Around, writer: str, do: str) -> None:
    """O13: who wrote down what the child said puts it right, and is back where it was written down."""
    client = signed_in(getattr(around, writer))
    client.post(
        reverse("plans:together_topic", args=[around.child.id, "said", "hopes"]), {"text": "I want to swim."}
    )
    kept = Statement.everything.get(text="I want to swim.")
    change = reverse("plans:my_words", args=[around.child.id, "hopes", kept.id])
    there = reverse("plans:together_topic", args=[around.child.id, "said", "hopes"])
    assert f'href="{there}"' in client.get(f"{change}{do}").content.decode()
    saved = client.post(
        f"{change}{do}", {"text": "I want to swim with Ola.", "edition": kept.edition}, follow=True
    )
    assert (saved.status_code, saved.redirect_chain) == (200, [(there, 302)])


def test_ways_that_cannot_be_are_absent(around: Around) -> None:
    assert opened(around.mother, "together_topics", around.child.id, "typed").status_code == 404
    assert opened(around.amira, "together_topics", around.child.id, "said").status_code == 404
    assert "A parent told me" not in text_of(opened(around.mother, "together", around.child.id))
    assert "A parent told me" in text_of(opened(around.teacher, "together", around.child.id))


def test_the_two_drafts_of_one_adult_do_not_mix(around: Around) -> None:
    client = signed_in(around.mother)
    client.post(
        reverse("plans:my_draft", args=[around.child.id, "like-and-admire"]), {"text": "As her mother."}
    )
    client.post(
        reverse("plans:together_draft", args=[around.child.id, "said", "like-and-admire"]),
        {"text": "As she says."},
    )
    mine = text_of(opened(around.mother, "my_topic", around.child.id, "like-and-admire"))
    hers = text_of(opened(around.mother, "together_topic", around.child.id, "said", "like-and-admire"))
    assert "As her mother." in mine and "As she says." not in mine
    assert "As she says." in hers and "As her mother." not in hers


# ── The child's own page ─────────────────────────────────────────────────────────────────────────────────


def test_my_page_says_what_matters_to_each_age(around: Around) -> None:
    write(around.amira, around.child, "hopes", "A friend at lunch.", Voice.CHILD)
    page = text_of(opened(around.amira, "my_page", around.child.id))
    assert "Hello, Amira" in page and "A friend at lunch." in page and "My circle" in page
    theo = alone(date(2011, 2, 3), StandingKind.CHILD)
    young = text_of(opened(theo.writer, "my_page", theo.child.id))
    assert "My next step" in young and "Who can see" in young


def test_staff_see_the_childs_page_without_the_childs_buttons(around: Around) -> None:
    page = text_of(opened(around.head, "my_page", around.child.id))
    assert "Amira’s own page" in page and "Write my part" not in page


# ── The circle ───────────────────────────────────────────────────────────────────────────────────────────


def circle_of(around: Around) -> dict[str, str]:
    rows = CirclePerson.everything.filter(child=around.child, ended_at__isnull=True)
    return dict(rows.values_list("name", "ring"))


def test_someone_is_put_in_moved_and_taken_out_with_plain_buttons(around: Around) -> None:
    sent(around.amira, {"name": "Babcia", "relationship": "gran", "ring": "2"}, "circle_add", around.child.id)
    who = CirclePerson.everything.get(name="Babcia").id
    page = text_of(opened(around.amira, "circle", around.child.id, query=f"?who={who}"))
    assert "Closer to me" in page and "Further out" in page
    sent(around.amira, {"who": who, "ring": "1"}, "circle_move", around.child.id)
    assert circle_of(around) == {"Babcia": "1"}
    sent(around.amira, {"who": who}, "circle_remove", around.child.id)
    assert circle_of(around) == {}


def test_one_tap_puts_someone_in_and_a_known_person_is_linked(around: Around) -> None:
    sent(around.amira, {"tap": "Mum", "ring": "1"}, "circle_add", around.child.id)
    sent(around.mother, {"tap": "Piotr Kowalski", "ring": "2"}, "circle_add", around.child.id)
    assert circle_of(around) == {"Mum": "1", "Piotr Kowalski": "2"}
    assert CirclePerson.everything.get(name="Piotr Kowalski").person_id == around.father_person.id
    page = opened(around.mother, "circle", around.child.id).content.decode()
    assert "Piotr Kowalski" in page and 'value="Piotr Kowalski"' not in page  # not offered again
    assert 'value="my sister"' in page and 'value="Mum"' not in page and 'value="Dad"' not in page


def test_the_drawing_and_the_list_say_the_same(around: Around) -> None:
    for name, ring in (("Babcia", Ring.CLOSEST), ("Zosia", Ring.FRIENDS), ("Mr Osei", Ring.HELPERS)):
        put_in_circle(around.amira, around.child.id, name, "", ring, world.NOW)
    page = opened(around.amira, "circle", around.child.id).content.decode()
    drawing, rest = page.split("data-rings")[1].split("</svg>")[0], page.split('id="circle-list"')[1]
    for name in ("Babcia", "Zosia", "Mr Osei"):
        assert name in drawing and name in rest
    assert "style=" not in page


def test_what_cannot_be_in_the_circle_is_refused(around: Around) -> None:
    empty = sent(around.amira, {"name": "", "ring": "1"}, "circle_add", around.child.id)
    assert empty.status_code == 422 and "Nobody is named yet." in text_of(empty)
    assert sent(around.amira, {"who": "x", "ring": "1"}, "circle_move", around.child.id).status_code == 404
    assert (
        sent(around.amira, {"who": world.an_id(), "ring": "1"}, "circle_move", around.child.id).status_code
        == 404
    )
    sent(around.amira, {"tap": "Someone never offered", "ring": "1"}, "circle_add", around.child.id)
    assert circle_of(around) == {}


def test_another_childs_circle_is_out_of_reach(around: Around) -> None:
    other = alone(date(2016, 2, 3), StandingKind.PARENT, "Leo")
    put_in_circle(other.writer, other.child.id, "Nan", "", Ring.CLOSEST, world.NOW)
    who = CirclePerson.everything.get(name="Nan").id
    assert sent(around.amira, {"who": who, "ring": "3"}, "circle_move", around.child.id).status_code == 404
    assert sent(around.amira, {"who": who}, "circle_remove", around.child.id).status_code == 404
    assert CirclePerson.everything.get(name="Nan").ring == "1"


def test_those_who_only_read_get_no_buttons(around: Around) -> None:
    put_in_circle(around.amira, around.child.id, "Babcia", "", Ring.CLOSEST, world.NOW)
    page = text_of(opened(around.head, "circle", around.child.id))
    assert "Babcia" in page and "Put someone in" not in page
    assert sent(around.head, {"name": "X", "ring": "1"}, "circle_add", around.child.id).status_code == 404


def test_a_name_is_text_and_never_markup(around: Around) -> None:
    put_in_circle(around.amira, around.child.id, "<b>Bob</b>", "", Ring.CLOSEST, world.NOW)
    assert "<b>Bob" not in opened(around.amira, "circle", around.child.id).content.decode()


def test_signed_out_people_are_sent_to_sign_in(around: Around) -> None:
    answer = Client().get(reverse("plans:my_part", args=[around.child.id]))
    assert answer.status_code == 302 and "sign-in" in answer["Location"]


def test_gathered_ways_are_those_of_the_vocabulary() -> None:
    from alongside.plans.web.mine_shared import TOGETHER

    assert set(TOGETHER) == set(Gathered) - {Gathered.TYPED}
