"""Two parents apart: what is between one home and the setting is on no page that the other can come to by links."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import Role, SharingLine, StandingKind
from alongside.conversations.choices.meetings import ShownFrom
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.operations.answering import Given, move_ask
from alongside.conversations.operations.good_news import Good, say_back, send_good_news
from alongside.conversations.operations.guided import Start, note_action, start_guided
from alongside.conversations.operations.meeting_points import use_as_action
from alongside.conversations.operations.meeting_record import add_point, begin_meeting
from alongside.conversations.operations.meeting_requests import Wish, ask_for_meeting
from alongside.conversations.operations.meeting_views import draft_views, give_views
from alongside.conversations.operations.meetings import MyReply, plan_meeting, reply_to_meeting
from alongside.conversations.operations.sent_links import ToSend, prepare_link, send_link
from alongside.conversations.operations.threads import Contact
from alongside.conversations.rules.invitations import AskedAs, Move
from alongside.people.models import Account
from alongside.platform import clock
from alongside.support.operations import NewAction, NewAsked, answer_asked, ask, tell_result
from tests.children.test_sharing import say
from tests.conversations.helpers import ask_known
from tests.conversations.meeting_makers import invitation
from tests.conversations.talk import done, lives, logs, says
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in
from tests.plans.test_operations import write_whole_plan
from tests.platform.test_metadata import pdf

pytestmark = pytest.mark.django_db
HERS = "Zqhersqz"
"""Planted in everything that is between the mother and the setting; followed by what it was planted in."""
_LINK = re.compile(r'href="(/[^"#]*)')
_WORTH = r"^/(children/[^/]+/(asks|messages|good-news|meetings|actions|asked|sent|help|sharing|reviews)/|meetings/)"
_MOST = 50


@pytest.fixture
def around() -> Iterator[Around]:
    with clock.moved_to(world.NOW):
        found = amira_and_hers()
        write_whole_plan(found)
        for actor in (found.mother, found.father, found.amira):
            Account.objects.create_user(f"{actor.person_id}@example.org", person_id=actor.person_id)
        lives(found, found.mother_person, f"1 {HERS}home Lane")
        lives(found, found.father_person, "2 Other Road")
        yield found


def _talk(around: Around) -> None:
    child, now = around.child.id, world.NOW
    says(around.mother, around, f"{HERS}message", asks=True)
    says(around.senco, around, f"{HERS}reply", "Nadia")
    logs(
        around.senco,
        around,
        Contact(MessageKind.CALL, f"{HERS}call", now, f"{HERS}with", f"{HERS}follows"),
        "Nadia",
    )
    done(send_good_news(around.mother, child, Good(f"{HERS}news"), now))
    told = done(send_good_news(around.senco, child, Good("Well done."), now))
    done(say_back(around.mother, child, told.pk, f"{HERS}thanks", now))
    letter = ToSend("file", around.mother_person.id, 30, pdf(), f"{HERS}letter")
    row = done(prepare_link(around.senco, child, letter, now))
    done(send_link(around.senco, child, row.pk, now))


def _ask(around: Around) -> None:
    child, now = around.child.id, world.NOW
    mine = done(ask(around.mother, child, NewAsked(f"{HERS}asked"), now))
    action = NewAction("Ring on Fridays", world.TODAY, around.teacher.person_id)
    done(answer_asked(around.senco, child, mine.pk, f"{HERS}answered", now, action))
    done(tell_result(around.senco, child, mine.pk, f"{HERS}result", now))
    row = ask_known(
        around, around.senco, around.mother, AskedAs.FAMILY, words=f"{HERS}words", why=f"{HERS}why"
    )
    done(move_ask(around.mother, child, row.pk, Move.DECLINE, Given(f"{HERS}reason"), now))
    say(around.mother, around.child, "disagree", SharingLine.RESEARCH)


def _meet(around: Around) -> None:
    child, now = around.child.id, world.NOW
    done(ask_for_meeting(around.mother, child, Wish(f"{HERS}wish", f"{HERS}suits", "face"), now))
    soon = now + timedelta(hours=2)
    new = invitation(around, around.mother, purpose=f"{HERS}purpose", place=f"{HERS}place", starts_at=soon)
    met = done(plan_meeting(around.senco, child, new, now))
    reply = MyReply("coming", brings=f"{HERS}brings", needs=f"{HERS}needs", interpreter=f"{HERS}lang")
    done(reply_to_meeting(around.mother, child, met.pk, reply, now))
    draft_views(around.mother, child, met.pk, {"worries": f"{HERS}draft"}, now)
    for shown in ShownFrom:
        give_views(around.mother, child, met.pk, {"worries": f"{HERS}view"}, shown, now)
    done(begin_meeting(around.senco, child, met.pk, now))
    point = done(add_point(around.senco, child, met.pk, f"{HERS}point", None, now))
    action = NewAction("Look at lunch", world.TODAY, around.teacher.person_id)
    done(use_as_action(around.senco, child, point.pk, action, now))
    done(start_guided(around.senco, child, met.pk, Start(f"{HERS}training", world.TODAY), now))
    done(note_action(around.senco, child, met.pk, "hopes", action, now))


_PAGES = (
    "", "story/", "asks/", "messages/", "good-news/", "meetings/", "actions/", "asked/", "sent/", "help/", "sharing/",
    "reviews/", "who/", "plan/read/",
)  # fmt: skip


def _read(actor: Actor, around: Around, *, by_links: bool = False) -> dict[str, str]:
    """What the pages about the child say to somebody, and, by links, every page they lead to."""
    client, child = signed_in(actor), f"/children/{around.child.id}/"
    waiting, found = ["/home/", "/meetings/", *(child + each for each in _PAGES)], {}
    while waiting and len(found) < _MOST:
        address = waiting.pop(0)
        if address in found:
            continue
        answer: Any = client.get(address, follow=True)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = content.decode(errors="replace")
        if by_links and answer.status_code == 200 and "html" in answer["Content-Type"]:
            links = [one.replace("&amp;", "&") for one in _LINK.findall(found[address])]
            waiting += [one for one in links if re.search(_WORTH, one)]
    return found


def test_nothing_between_one_home_and_the_setting_reaches_the_other(around: Around) -> None:
    """2.5: two parents in dispute have each their own; an advocate of one, and an invited therapist, learn no more."""
    for plant in (_talk, _ask, _meet):
        plant(around)
    friend, therapist = world.make_person("A", "Friend"), world.make_person("Siân", "Bowen")
    service = world.make_council("Therapy")
    world.stands(around.child, StandingKind.ADVOCATE, person=friend)
    world.stands(around.child, StandingKind.INVITED, person=therapist, organisation=service)
    world.joins(therapist, service, Role.PROFESSIONAL)
    at_work = world.acting(therapist, Role.PROFESSIONAL, service)
    spared = {"asked", "answered", "result"}  # what is asked of the plan is for whoever works by the plan
    for actor, may in (
        (around.father, set()), (world.acting(friend, Role.FAMILY), set()), (at_work, spared), (around.amira, set()),
    ):  # fmt: skip
        found = _read(actor, around, by_links=actor is around.father)
        leaked = {
            (address, word) for address, text in found.items() for word in re.findall(rf"{HERS}([a-z]+)", text)
            if word not in may
        }  # fmt: skip
        assert not leaked, (actor.name, leaked)
    hers = " ".join(_read(around.mother, around, by_links=True).values())
    planted = (
        "message",
        "call",
        "news",
        "thanks",
        "letter",
        "asked",
        "words",
        "wish",
        "purpose",
        "point",
        "view",
    )
    assert [word for word in planted if HERS + word not in hers] == []
