"""Writing into the plan on its pages: scribing, changing, two texts, drafts, taking out, comments (O6, T2)."""

from typing import Any
from uuid import UUID

import pytest

from alongside.plans.operations import comment
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement
from alongside.voice.operations import NewWords, change_words, write_words
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, signed_in, text_of

TOLD = {"text": "Trains.", "gathered_on-day": "14", "gathered_on-month": "9", "gathered_on-year": "2026"}


def words_of(around: Around, topic: str) -> list[Statement]:
    return list(
        Statement.everything.filter(child=around.child, topic=topic, ended_at=None).order_by("created_at")
    )


def kept(around: Around, text: str = "Kind.", topic: str = "strengths-seen") -> Statement:
    row = write_words(around.senco, around.child.id, NewWords(topic, text, Voice.PROFESSIONAL), world.NOW)
    assert isinstance(row, Statement)
    return row


def test_the_senco_writes_down_what_the_child_said(started: Around) -> None:
    data = {**TOLD, "voice": "child", "gathered": "signed", "gathered_by": "Miss Bell"}
    answer = sent(started.senco, data, "add", started.child.id, "profile", "matters-to-me")
    assert answer.status_code == 302 and answer.url.endswith("#topic-matters-to-me")
    (row,) = words_of(started, "matters-to-me")
    assert (row.voice, row.gathered, row.gathered_by_name) == (Voice.CHILD, Gathered.SIGNED, "Miss Bell")
    page = text_of(opened(started.mother, "section", started.child.id, "profile"))
    assert "Signed by Amira, written down by Miss Bell, 14 September 2026" in page


def test_without_saying_how_it_was_told_nothing_is_kept_and_nothing_typed_is_lost(started: Around) -> None:
    answer = sent(
        started.senco, {**TOLD, "voice": "child"}, "add", started.child.id, "profile", "matters-to-me"
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose how you found out" in page and "Trains." in page and 'value="14"' in page
    assert "Error: " in page and not words_of(started, "matters-to-me")


def test_a_day_that_has_not_come_is_refused(started: Around) -> None:
    data = {**TOLD, "voice": "child", "gathered": "said", "gathered_on-year": "2027"}
    answer = sent(started.senco, data, "add", started.child.id, "profile", "matters-to-me")
    assert answer.status_code == 422 and "That date has not come yet" in text_of(answer)


def test_a_parents_words_name_the_parent(started: Around) -> None:
    data = {**TOLD, "voice": "parent", "gathered": "said", "speaker": str(started.mother.person_id)}
    assert sent(started.senco, data, "add", started.child.id, "hopes", "parent-hopes").status_code == 302
    (row,) = words_of(started, "parent-hopes")
    assert (row.speaker_name, row.speaker_id) == ("Nadia Kowalska", started.mother.person_id)


def test_save_and_write_another_stays_on_the_topic(started: Around) -> None:
    data = {"text": "Kind.", "voice": "professional", "another": "yes"}
    answer = sent(started.teacher, data, "add", started.child.id, "strengths", "strengths-seen")
    assert answer.status_code == 302 and "/add/strengths-seen/" in answer.url


def test_before_saving_one_sees_who_will_be_able_to_read(started: Around) -> None:
    page = text_of(opened(started.senco, "add", started.child.id, "profile", "matters-to-me"))
    assert "Who will be able to read this" in page
    for name in ("Nadia Kowalska", "Piotr Kowalski", "Larkfield Primary School"):
        assert name in page


def test_a_topic_the_template_does_not_ask_is_not_there(started: Around) -> None:
    assert opened(started.senco, "add", started.child.id, "profile", "no-such-topic").status_code == 404
    # asked from 13 on, and Amira is 8
    assert opened(started.senco, "add", started.child.id, "hopes", "future-work").status_code == 404


def test_a_parent_cannot_write_in_the_professionals_part(started: Around) -> None:
    assert (
        opened(started.mother, "add", started.child.id, "concerns", "professional-concerns").status_code
        == 404
    )


# ── Changing ─────────────────────────────────────────────────────────────────────────────────────────────


def test_changing_words_keeps_the_text_before(started: Around) -> None:
    row = kept(started)
    data = {"text": "Kind and funny.", "edition": "1"}
    assert sent(started.senco, data, "change", started.child.id, row.id).status_code == 302
    page = text_of(opened(started.mother, "history", started.child.id, row.id))
    assert "Kind and funny." in page and "Kind. " in page


def test_somebody_elses_words_explain_why_they_stay(started: Around) -> None:
    row = write_words(
        started.mother, started.child.id, NewWords("parent-hopes", "Friends.", Voice.PARENT), world.NOW
    )
    assert isinstance(row, Statement)
    page = text_of(opened(started.senco, "change", started.child.id, row.id))
    assert "These are Nadia Kowalska's words" in page and "Write a comment beside them" in page
    answer = sent(started.senco, {"text": "Money.", "edition": "1"}, "change", started.child.id, row.id)
    assert answer.status_code == 422
    assert words_of(started, "parent-hopes")[0].text == "Friends."


@pytest.fixture
def met(started: Around) -> tuple[Around, Statement]:
    """Two people at the same passage: the teacher saved while the SENCo was still writing."""
    new = NewWords("strengths-seen", "Kind.", Voice.PROFESSIONAL)
    row = write_words(started.teacher, started.child.id, new, world.NOW)
    assert isinstance(row, Statement)
    assert isinstance(change_words(started.teacher, row.id, "Theirs.", 1, world.NOW), Statement)
    return started, row


def _send(met: tuple[Around, Statement], **data: str) -> Any:
    around, row = met
    return sent(around.senco, data, "change", around.child.id, row.id)


def test_a_save_that_came_second_shows_both_texts(met: tuple[Around, Statement]) -> None:
    answer = _send(met, text="Mine.", edition="1")
    assert answer.status_code == 409
    assert "Theirs." in text_of(answer) and "Mine." in text_of(answer)
    assert words_of(met[0], "strengths-seen")[0].text == "Theirs."


@pytest.mark.parametrize(
    ("choice", "text"), [("mine", "Mine."), ("both", "Theirs.\n\nMine."), ("theirs", "Theirs.")]
)
def test_then_one_chooses_and_loses_neither(met: tuple[Around, Statement], choice: str, text: str) -> None:
    assert _send(met, choice=choice, text="Mine.", edition="2").status_code == 302
    assert words_of(met[0], "strengths-seen")[0].text == text


def test_a_third_text_in_between_is_shown_too(met: tuple[Around, Statement]) -> None:
    around, row = met
    change_words(around.teacher, row.id, "Third.", 2, world.NOW)
    answer = _send(met, choice="mine", text="Mine.", edition="2")
    assert answer.status_code == 409 and "Third." in text_of(answer)


# ── Saved as one goes ────────────────────────────────────────────────────────────────────────────────────


def _autosave(around: Around, **data: str) -> Any:
    return sent(around.senco, data, "draft", around.child.id)


def test_what_is_typed_is_saved_and_offered_again(started: Around) -> None:
    answer = _autosave(started, topic="strengths-seen", text="She also", edition="0")
    assert answer.json() == {"saved_at": "09:00", "edition": 0}
    page = text_of(opened(started.senco, "add", started.child.id, "strengths", "strengths-seen"))
    assert "unfinished text from 09:00" in page and "She also" in page
    assert "unfinished text" in text_of(opened(started.senco, "section", started.child.id, "strengths"))


def test_an_unfinished_text_can_be_thrown_away(started: Around) -> None:
    _autosave(started, topic="strengths-seen", text="She also", edition="0")
    sent(started.senco, {"without": "yes"}, "add", started.child.id, "strengths", "strengths-seen")
    assert "She also" not in text_of(
        opened(started.senco, "add", started.child.id, "strengths", "strengths-seen")
    )


def test_a_draft_learns_that_somebody_saved_meanwhile(met: tuple[Around, Statement]) -> None:
    around, row = met
    answer = _autosave(around, topic="strengths-seen", statement=str(row.id), text="Mine.", edition="1")
    assert answer.status_code == 409 and answer.json()["stale"] is True
    both = signed_in(around.senco).get(answer.json()["url"])
    assert "Theirs." in text_of(both) and "Mine." in text_of(both)


def test_a_draft_about_a_child_one_cannot_reach_is_not_kept(started: Around) -> None:
    other = UUID(int=7)
    assert sent(started.senco, {"topic": "hopes", "text": "x"}, "draft", other).status_code == 404


def test_a_broken_draft_says_so_in_words(started: Around) -> None:
    assert "out of date" in _autosave(started, topic="not a slug!", text="x").json()["errors"]


# ── Taking out, and commenting ───────────────────────────────────────────────────────────────────────────


def test_words_are_taken_out_after_asking(started: Around) -> None:
    row = kept(started)
    assert "Take these words out of the plan?" in text_of(
        opened(started.senco, "end", started.child.id, row.id)
    )
    assert sent(started.senco, {"edition": "1"}, "end", started.child.id, row.id).status_code == 302
    assert not words_of(started, "strengths-seen")


def test_a_hope_that_an_outcome_leads_to_stays(written: Around) -> None:
    hope = words_of(written, "hopes")[0]
    answer = sent(written.amira, {"edition": "1"}, "end", written.child.id, hope.id)
    assert answer.status_code == 422 and "Other parts of the plan rest on this one" in text_of(answer)


def test_a_parent_comments_and_the_senco_answers(started: Around) -> None:
    row = kept(started)
    said = {"text": "At home too!"}
    assert sent(started.mother, said, "comment_on", started.child.id, row.id).status_code == 302
    page = text_of(opened(started.senco, "section", started.child.id, "strengths"))
    assert "At home too!" in page and "mother" in page
    assert "1 comment waits" in text_of(opened(started.senco, "plan", started.child.id))
    made = comment(started.mother, started.child.id, None, "A Friday?", world.NOW)
    answer = sent(started.senco, {"text": "Yes."}, "answer_comment", started.child.id, made.id)  # type: ignore[union-attr]
    assert answer.status_code == 302
    assert "Yes." in text_of(opened(started.mother, "read", started.child.id))


def test_an_empty_comment_is_refused_kindly(started: Around) -> None:
    answer = sent(started.mother, {"text": "  "}, "comment", started.child.id)
    assert answer.status_code == 422 and "There is nothing written yet" in text_of(answer)


def test_only_those_who_keep_the_plan_answer_comments(started: Around) -> None:
    made = comment(started.mother, started.child.id, None, "A Friday?", world.NOW)
    for who in (started.mother, started.teacher):
        assert sent(who, {"text": "No."}, "answer_comment", started.child.id, made.id).status_code == 404  # type: ignore[union-attr]
