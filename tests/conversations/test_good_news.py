"""Good news in seconds: to every home from the setting, from a home to the setting alone, with pictures (R3, O14)."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.children.queries import child_card
from alongside.conversations.models import GoodNews, NewsReply
from alongside.conversations.operations.good_news import Good, say_back, send_good_news
from alongside.conversations.queries.good_news import good_news_of
from alongside.conversations.queries.story import chronicle
from alongside.documents.choices import PictureKind
from alongside.documents.models import StoredFile
from alongside.documents.operations import permit_photos, withdraw_photos
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.refusal import Refusal
from alongside.notices.models import Notice
from tests.conversations.talk import FATHERS, MOTHERS, done
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of, without_token

pytestmark = pytest.mark.django_db


def drawn() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return out.getvalue()


def page_of(around: Around) -> str:
    return reverse("conversations:good_news", args=[around.child.id])


def told(actor: Any, around: Around) -> list[str]:
    card = child_card(actor, around.child.id)
    assert card
    return [one.text for one in good_news_of(actor, card).news]


def test_a_teacher_tells_every_home_with_one_field_and_send(around: Around) -> None:
    """R3: one field and Send; both homes read it, and it stays on the timeline."""
    answer = signed_in(around.teacher).post(page_of(around), {"text": "She read aloud today."}, follow=True)
    assert "Your good news is sent." in text_of(answer)
    for family in (around.mother, around.father, around.amira):
        assert told(family, around) == ["She read aloud today."]
        story = chronicle(family, around.child.id, Reach(kinds=frozenset({EntryKind.GOOD_NEWS})))
        assert [one.text for one in story] == ["She read aloud today."]
    people = set(Notice.everything.filter(event="good-news.sent").values_list("person_id", flat=True))
    assert people == {around.mother.person_id, around.father.person_id}


def test_thank_you_stays_between_a_home_and_the_setting(around: Around) -> None:
    news = done(send_good_news(around.teacher, around.child.id, Good("She swam."), world.NOW))
    where = reverse("conversations:news_reply", args=[around.child.id, news.id])
    before = without_token(signed_in(around.father).get(page_of(around)))
    assert "Thank you" in text_of(signed_in(around.mother).post(where, {"text": "Thank you"}, follow=True))
    assert "Nadia Kowalska : Thank you" in text_of(signed_in(around.teacher).get(page_of(around)))
    assert without_token(signed_in(around.father).get(page_of(around))) == before
    assert Notice.everything.filter(event="good-news.answered").count() == 1


def test_what_a_home_tells_is_not_told_to_the_other(around: Around) -> None:
    """P18: what a parent sends may say where they were."""
    before = without_token(signed_in(around.father).get(page_of(around)))
    news = done(send_good_news(around.mother, around.child.id, Good(MOTHERS, drawn()), world.NOW))
    assert told(around.father, around) == [] and told(around.teacher, around) == [MOTHERS]
    assert without_token(signed_in(around.father).get(page_of(around))) == before
    picture = reverse("conversations:news_picture", args=[around.child.id, news.id])
    assert signed_in(around.father).get(picture).status_code == 404
    assert signed_in(around.senco).get(picture).status_code == 200
    refused = say_back(around.father, around.child.id, news.id, FATHERS, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "not_found"
    done(say_back(around.teacher, around.child.id, news.id, "How lovely", world.NOW))
    assert NewsReply.everything.get().thread_id == news.thread_id
    assert not Notice.everything.filter(person=around.father_person).exists()


def test_staff_do_not_answer_what_staff_told(around: Around) -> None:
    """An answer to one home under what all homes read would tell the other."""
    news = done(send_good_news(around.teacher, around.child.id, Good("She swam."), world.NOW))
    refused = say_back(around.senco, around.child.id, news.id, "To Nadia", world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "not_found"


def test_a_child_tells_good_news_to_everyone_of_theirs(around: Around) -> None:
    done(send_good_news(around.amira, around.child.id, Good("I made a friend."), world.NOW))
    for actor in (around.mother, around.father, around.teacher):
        assert told(actor, around) == ["I made a friend."]


def test_a_photograph_needs_the_childs_yes_and_a_parents(around: Around) -> None:
    """O14: refused without either; hidden at once when the permission is taken back."""
    photo = Good("Swimming!", drawn(), PictureKind.PHOTO_OF_CHILD, child_agrees=True)
    for good, code in (
        (photo, "photo.permission"),
        (Good("x", drawn(), PictureKind.PHOTO_OF_CHILD), "photo.assent"),
        (Good("x", b"not a picture"), "not-a-picture"),
        (Good(" "), "news.empty"),
        (Good("x" * 1_001), "news.long"),
    ):
        refused = send_good_news(around.teacher, around.child.id, good, world.NOW)
        assert isinstance(refused, Refusal) and refused.code == code
    assert not GoodNews.everything.exists() and not StoredFile.everything.exists()
    done(permit_photos(around.mother, around.child.id, world.NOW))
    news = done(send_good_news(around.teacher, around.child.id, photo, world.NOW))
    picture = reverse("conversations:news_picture", args=[around.child.id, news.id])
    father = signed_in(around.father)
    assert father.get(picture).status_code == 200 and picture in father.get(page_of(around)).content.decode()
    assert withdraw_photos(around.mother, around.child.id, world.NOW) is None
    assert father.get(picture).status_code == 404
    assert picture not in father.get(page_of(around)).content.decode()


def test_a_picture_is_sent_from_the_page(around: Around) -> None:
    data = {"text": "Her model.", "kind": "other", "description": "A boat"}
    upload = SimpleUploadedFile("boat.png", drawn(), "image/png")
    page = signed_in(around.teacher).post(page_of(around), {**data, "picture": upload}, follow=True)
    assert 'alt="A boat"' in page.content.decode()
    bad = SimpleUploadedFile("boat.png", b"nothing", "image/png")
    refused = signed_in(around.teacher).post(page_of(around), {**data, "picture": bad})
    assert refused.status_code == 422 and "not a picture" in text_of(refused)


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.CASEWORKER, Role.ADVISER, Role.OFFICE])
def test_nobody_else_reads_or_sends(around: Around, role: Role) -> None:
    person = world.make_person("Else", "Body")
    kind = StandingKind.ADVOCATE if role is Role.ADVISER else StandingKind.INVITED
    world.stands(around.child, kind, person=person, organisation=around.school)
    actor = world.acting(person, role, around.school)
    with pytest.raises(NotPermitted):
        send_good_news(actor, around.child.id, Good("x"), world.NOW)
    assert chronicle(actor, around.child.id, Reach()) == []


def test_many_pieces_open_with_as_many_questions_as_one(around: Around) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    card, counts = child_card(around.mother, around.child.id), []
    assert card
    for total in (1, 30):
        while GoodNews.everything.count() < total:
            done(send_good_news(around.teacher, around.child.id, Good("Again"), world.NOW))
        with CaptureQueriesContext(connection) as asked:
            page = good_news_of(around.mother, card)
        counts.append(len(asked))
    assert counts[0] == counts[1] and page.earlier


def test_it_is_one_tap_from_the_class(around: Around) -> None:
    """R3: in seconds, from the class page."""
    assert page_of(around) in signed_in(around.teacher).get("/home/").content.decode()


def test_good_news_begun_is_there_again_until_it_is_sent(around: Around) -> None:
    """O4: the words, for their writer alone."""
    teacher, where = signed_in(around.teacher), reverse("conversations:good_news", args=[around.child.id])
    draft = reverse("plans:draft", args=[around.child.id])
    assert teacher.post(draft, {"topic": "good-news--all", "text": "Amira told a"}).json()["saved_at"]
    assert "Amira told a" in teacher.get(where).content.decode()
    assert "Amira told a" not in signed_in(around.senco).get(where).content.decode()
    assert teacher.post(where, {"text": "She told a story.", "kind": "other"}).status_code == 302
    assert "It has not been sent" not in teacher.get(where).content.decode()
