"""What helps, agreed by everyone who works with the child (S22)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.kernel.board import BoardRow
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import TeachingGroup
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import NewWords, change_words, write_words
from alongside.wellbeing.models import StrategyAgreed
from alongside.wellbeing.operations.strategies import agree_strategies
from alongside.wellbeing.queries.story import board, waiting_for
from alongside.wellbeing.queries.strategies import strategies
from alongside.wellbeing.queries.strategies_open import to_agree
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


@pytest.fixture
def helped(around: Around) -> Around:
    words = NewWords("support-me", "Give me two minutes by the window.", Voice.CHILD, Gathered.SAID)
    ok(write_words(around.senco, around.child.id, words, world.NOW))
    return around


def test_each_who_teaches_says_so_and_the_rest_are_named(helped: Around) -> None:
    """S22: strategies agreed and recorded by all staff; who has not said so is seen by those who can act."""
    seen = strategies(helped.senco, helped.child.id, "Amira")
    assert [one.name for one in seen.not_yet] == ["Daniel Osei"]
    assert ok(agree_strategies(helped.teacher, helped.child.id, "Works at carpet time", world.NOW)) == 1
    assert ok(agree_strategies(helped.teacher, helped.child.id, "", world.NOW)) == 0
    for actor in (helped.senco, helped.mother, helped.father):
        seen = strategies(actor, helped.child.id, "Amira")
        assert not seen.not_yet
        assert [(one.name, one.is_current, one.note) for one in seen.staff] == [
            ("Daniel Osei", True, "Works at carpet time")
        ]


def test_new_words_are_agreed_to_anew(helped: Around) -> None:
    ok(agree_strategies(helped.teacher, helped.child.id, "", world.NOW))
    passage = strategies(helped.senco, helped.child.id, "Amira").passages[0]
    ok(change_words(helped.senco, passage.id, "Give me five minutes.", passage.edition, world.NOW))
    mine = strategies(helped.teacher, helped.child.id, "Amira").mine
    assert mine and mine.at and not mine.is_current


def test_nothing_to_agree_to_is_said(around: Around) -> None:
    result = agree_strategies(around.teacher, around.child.id, "", world.NOW)
    assert isinstance(result, Refusal) and result.code == "strategy.none"
    other = world.make_child("Theo", "Marsh")
    result = agree_strategies(around.teacher, other.id, "", world.NOW)
    assert isinstance(result, Refusal) and result.code == "not_found"


@pytest.mark.parametrize("role", [Role.OFFICE, Role.GOVERNOR])
def test_the_office_and_governors_do_not_read_it(helped: Around, role: Role) -> None:
    person = world.make_person("Jo", "Other")
    world.joins(person, helped.school, role)
    client = signed_in(world.acting(person, role, helped.school))
    assert client.get(reverse("wellbeing:strategies", args=[helped.child.id])).status_code == 404


def test_by_page_in_one_press(helped: Around) -> None:
    address = reverse("wellbeing:strategies", args=[helped.child.id])
    teacher = signed_in(helped.teacher)
    assert "I have read these and use them" in text_of(teacher.get(address))
    done = teacher.post(address, {"note": ""}, follow=True)
    assert "Uses them" in text_of(done) and "I have read these" not in text_of(done)
    mother = signed_in(helped.mother)
    assert "Daniel Osei" in text_of(mother.get(address))
    assert mother.post(address, {"note": ""}).status_code == 404
    assert StrategyAgreed.everything.count() == 1


def test_it_waits_for_who_teaches_and_stands_on_the_board_after_two_weeks(helped: Around) -> None:
    """S22: the teacher's home page leads there; whoever plans sees who has not said so, and no child is named twice."""
    (mine,) = [one for one in waiting_for(helped.teacher) if one.what.startswith("Read what helps")]
    assert mine.child_id == helped.child.id and not waiting_for(helped.senco)
    other = world.make_child("Theo", "Marsh")
    world.stands(other, StandingKind.ATTENDS, organisation=helped.school)
    world.place(other, TeachingGroup.objects.get())
    ok(
        write_words(
            helped.senco, other.id, NewWords("support-me", "Show it.", Voice.CHILD, Gathered.SAID), world.NOW
        )
    )
    (both,) = [one for one in waiting_for(helped.teacher) if one.what.startswith("Read what helps")]
    assert both.child_id is None and both.about == "2 children"
    page = text_of(signed_in(helped.teacher).get(both.url))
    assert "Amira" in page and "Theo" in page

    assert not _on_board(helped.senco)
    later = replace(helped.senco, on=world.TODAY + timedelta(days=15))
    assert {row.what for row in _on_board(later)} == {"Not yet: Daniel Osei"}
    for child_id in (helped.child.id, other.id):
        ok(agree_strategies(helped.teacher, child_id, "", world.NOW))
    assert not _on_board(later) and not to_agree(helped.teacher)


def _on_board(actor: Actor) -> tuple[BoardRow, ...]:
    assert actor.organisation_id
    return next(one.rows for one in board(actor, actor.organisation_id, actor.on) if one.key == "strategies")
