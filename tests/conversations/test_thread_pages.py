"""The pages of a thread as each of the cast opens them (R13, R14, R25)."""

from typing import Any

import pytest
from django.urls import reverse

from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.models import Message, Question, Reading
from alongside.conversations.operations.threads import Contact
from alongside.platform import clock
from tests.conversations.talk import MOTHERS, lives, logs, says, thread_with
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of, without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Any:
    with clock.moved_to(world.NOW):
        yield amira_and_hers()


def address(around: Around, name: str, *parts: Any) -> str:
    return reverse(f"conversations:{name}", args=[around.child.id, *parts])


def test_a_mother_writes_asks_and_is_answered(around: Around) -> None:
    """S2: from her phone, without JavaScript: plain forms."""
    mother = signed_in(around.mother)
    page = mother.get(address(around, "threads"), follow=True)
    assert "Write to Larkfield Primary School" in text_of(page)
    assert "Daniel Osei answers it by Tuesday 22 September." in text_of(page)
    where = page.redirect_chain[-1][0]
    sent = mother.post(where, {"text": "When is swimming?", "asks": "on"}, follow=True)
    assert "When is swimming?" in text_of(sent) and "Waiting for an answer" in text_of(sent)
    question = Question.everything.get()
    teacher = signed_in(around.teacher)
    form = teacher.get(f"{where}?answers={question.id}")
    assert "The question: When is swimming?" in text_of(form)
    teacher.post(where, {"text": "On Tuesdays.", "answers": str(question.id)})
    seen = text_of(mother.get(where))
    assert "On Tuesdays." in seen and "Answered" in seen and "Read by Daniel Osei" in seen
    assert "Read by Nadia Kowalska" in text_of(teacher.get(where))


def test_a_message_begun_is_there_when_the_phone_wakes_and_gone_when_it_is_sent(around: Around) -> None:
    """O4: kept on the server for its writer alone, in its own thread; what was sent is not offered again."""
    mother, father = signed_in(around.mother), signed_in(around.father)
    where = mother.get(address(around, "threads"), follow=True).redirect_chain[-1][0]
    topic = f"message--{where.rstrip('/').rsplit('/', 1)[1].replace('-', '')}"
    assert topic in mother.get(where).content.decode()
    draft = reverse("plans:draft", args=[around.child.id])
    kept = mother.post(draft, {"topic": topic, "text": "It was a hard night"})
    assert kept.json()["saved_at"]
    page = mother.get(where).content.decode()
    assert "It was a hard night" in page and "It has not been sent." in page
    theirs = father.get(address(around, "threads"), follow=True).content.decode()
    assert "hard night" not in theirs
    mother.post(where, {"text": "It was a hard night here.", "topic": topic})
    page = mother.get(where).content.decode()
    assert "It has not been sent." not in page and page.count("It was a hard night") == 1
    mother.post(draft, {"topic": topic, "text": "It was a hard night here."})  # the save that came too late
    assert "It has not been sent." not in mother.get(where).content.decode()


def test_opening_notes_the_reading_once_and_nothing_else(around: Around) -> None:
    """ASVS 3.5.3: who was shown what is appended, like the log of who opened a record."""
    thread = says(around.mother, around, "Hello").thread_id
    teacher = signed_in(around.teacher)
    for _ in range(2):
        assert teacher.get(address(around, "thread", thread)).status_code == 200
    assert teacher.head(address(around, "thread", thread)).status_code == 200
    assert Reading.everything.count() == 1 and Message.everything.count() == 1


def test_the_other_home_finds_nothing_anywhere(around: Around) -> None:
    """R14, P18: planted words, names and marks on no page of his, and the thread answers as if it were not there."""
    father = signed_in(around.father)
    pages = [
        "/home/", f"/children/{around.child.id}/", address(around, "threads"), "/notices/",
        address(around, "thread", thread_with(around.father, around)),
    ]  # fmt: skip
    before = [without_token(father.get(each)) for each in pages]
    thread = says(around.mother, around, MOTHERS, asks=True).thread_id
    says(around.senco, around, f"{MOTHERS} too", "Nadia")
    logs(around.senco, around, Contact(MessageKind.CALL, MOTHERS, world.NOW, "Nadia"), "Nadia")
    assert [without_token(father.get(each)) for each in pages] == before
    question = Question.everything.get().id
    for name, part in (("thread", thread), ("log", thread), ("hand", question)):
        theirs = father.get(address(around, name, part))
        nothing = father.get(address(around, name, world.an_id()))
        assert theirs.status_code == nothing.status_code == 404
        assert without_token(theirs) == without_token(nothing)
    assert father.post(address(around, "thread", thread), {"text": "x"}).status_code == 404


def test_a_senco_sees_whose_each_is(around: Around) -> None:
    says(around.father, around, "Hello")
    page = text_of(signed_in(around.senco).get(address(around, "threads")))
    assert "Nadia Kowalska" in page and "Piotr Kowalski" in page and "1 new" in page
    assert "nothing written yet" in page


def test_the_one_asked_is_chosen_where_two_share_a_home(around: Around) -> None:
    lives(around, around.mother_person, "1 Mill Lane")
    lives(around, around.father_person, "1 Mill Lane")
    thread = thread_with(around.senco, around)
    page = signed_in(around.senco)
    assert "Who should answer?" in text_of(page.get(address(around, "thread", thread)))
    data = {"text": "Who collects her?", "asks": "on", "owner": str(around.father_person.id)}
    page.post(address(around, "thread", thread), data)
    assert Question.everything.get().owner_id == around.father_person.id


def test_a_question_is_handed_on_its_page(around: Around) -> None:
    says(around.mother, around, "Who helps her?", asks=True)
    question = Question.everything.get()
    page, where = signed_in(around.teacher), address(around, "hand", question.id)
    assert "Who helps her?" in text_of(page.get(where))
    data = {
        "owner": str(around.senco.person_id), "due_on-day": "14", "due_on-month": "9", "due_on-year": "2026"
    }  # fmt: skip
    assert page.post(where, data).status_code == 422
    page.post(where, {**data, "due_on-day": "30"})
    assert Question.everything.get().owner_name == "Ada Whitcombe"
    assert signed_in(around.mother).get(where).status_code == 404


def test_a_talk_at_the_gate_is_written_down(around: Around) -> None:
    thread = thread_with(around.teacher, around, "Nadia")
    page, where = signed_in(around.teacher), address(around, "log", thread)
    assert "Nobody of another home can." in text_of(page.get(where))
    data = {
        "kind": "gate", "text": "New shoes.", "with_whom": "Nadia", "follows": "", "happened_at": "",
        "happened_on-day": "15", "happened_on-month": "9", "happened_on-year": "2026",
    }  # fmt: skip
    assert page.post(where, {**data, "text": ""}).status_code == 422
    assert page.post(where, {**data, "happened_at": "quarter"}).status_code == 422
    answer = page.post(where, data, follow=True)
    assert "Conversation at the gate with Nadia" in text_of(answer)


def test_a_call_says_who_interpreted(around: Around) -> None:
    """T13: the mother reads through whom she was heard, in the thread and in the child's story."""
    thread = thread_with(around.teacher, around, "Nadia")
    data = {
        "kind": "call", "text": "She sleeps badly.", "with_whom": "Nadia", "interpreter": "Language Line, Polish",
        "happened_on-day": "15", "happened_on-month": "9", "happened_on-year": "2026",
    }  # fmt: skip
    refused = signed_in(around.teacher).post(
        address(around, "log", thread), {**data, "interpreter": "x" * 201}
    )
    assert refused.status_code == 422
    signed_in(around.teacher).post(address(around, "log", thread), data)
    for where in (address(around, "thread", thread), f"/children/{around.child.id}/story/"):
        assert "interpreted by Language Line, Polish" in text_of(signed_in(around.mother).get(where))


@pytest.mark.parametrize("before", ["x", "2026-09-15~y", "2026-09-15T09:00:00~y", "~"])
def test_an_address_that_is_no_page_shows_the_newest(around: Around, before: str) -> None:
    thread = says(around.mother, around, "Hello").thread_id
    answer = signed_in(around.mother).get(address(around, "thread", thread), {"before": before})
    assert answer.status_code == 200 and "Hello" in text_of(answer)


def test_words_are_shown_as_words(around: Around) -> None:
    thread = says(around.mother, around, "<script>alert(1)</script>").thread_id
    page = signed_in(around.senco).get(address(around, "thread", thread)).content
    assert b"<script>alert(1)" not in page and b"&lt;script&gt;alert(1)" in page
