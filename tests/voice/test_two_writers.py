"""Two people in one passage: whatever the order, no word of either is lost (O11, S2)."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement, StatementVersion
from alongside.voice.operations import NewWords, StaleText, change_words, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.makers.world import NOW

ROUNDS = 1_000


def a_passage(around: Around) -> Statement:
    new = NewWords("strengths", "The first words.", Voice.PROFESSIONAL, Gathered.TYPED)
    row = write_words(around.senco, around.child.id, new, NOW)
    assert isinstance(row, Statement)
    return row


def another_senco(around: Around) -> Actor:
    person = world.make_person("Bea", "Lowe")
    world.joins(person, around.school, Role.SENCO)
    return world.acting(person, Role.SENCO, around.school)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_thousand_interleavings_lose_no_word() -> None:
    """Two writers open and save in any order. Every text handed in is in the passage's history, or was given back
    beside the other's, whose writer then saves both."""
    around = amira_and_hers()
    passage, writers = a_passage(around), (around.senco, another_senco(around))
    order = random.Random(5)
    handed_in, told = set[str](), 0
    edition = passage.edition
    for number in range(ROUNDS):
        seen = {0: edition, 1: edition}
        for turn in order.sample((0, 1), 2):
            if order.random() < 0.5:
                seen[turn] = edition  # opened again just before
            text = f"Round {number}, writer {turn}."
            handed_in.add(text)
            answer = change_words(writers[turn], passage.pk, text, seen[turn], NOW)
            if seen[turn] != edition:
                assert isinstance(answer, StaleText)
                assert (answer.mine, answer.theirs) == (text, f"Round {number}, writer {1 - turn}.")
                told += 1
                both = f"{answer.theirs} {text}"
                answer = change_words(writers[turn], passage.pk, both, edition, NOW)
            assert isinstance(answer, Statement)
            edition = answer.edition
    kept = "\n".join(StatementVersion.everything.filter(statement=passage).values_list("text", flat=True))
    assert told > ROUNDS // 3
    assert all(text in kept for text in handed_in)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_one_moment_one_saves_and_the_others_are_shown_both_texts() -> None:
    around = amira_and_hers()
    passage = a_passage(around)
    together = Barrier(8, timeout=300)

    def save(number: int) -> Any:
        try:
            together.wait()
            return change_words(around.senco, passage.pk, f"Text {number}.", passage.edition, NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(save, range(8)))
    won = [one for one in answers if isinstance(one, Statement)]
    assert len(won) == 1, connection.vendor
    others = [one for one in answers if isinstance(one, StaleText)]
    assert len(others) == 7
    assert {one.theirs for one in others} == {won[0].text}
    assert StatementVersion.everything.filter(statement=passage).count() == 2
