"""The pages of a cycle: one screen, the same record for staff, family and child (S4, S8, S9)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.kernel.chronicle import EntryKind, Reach
from alongside.support.models import Contribution, Cycle, CycleOutcome
from alongside.support.operations import move_cycle, start_cycle
from alongside.support.queries import chronicle, waiting_for
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok
from tests.support.test_cycles import assessed, in_do, need_of, outcome_of

NOW, TODAY = world.NOW, world.TODAY
pytestmark = pytest.mark.usefixtures("the_morning")


def place(name: str, around: Around, *parts: Any) -> str:
    return reverse(f"support:{name}", args=[around.child.id, *parts])


def test_a_cycle_from_assess_to_review_by_senco_teacher_and_parent(written: Around) -> None:
    """S4, S9: each of them on the same pages; the button that is not there says what is missing."""
    senco, teacher, mother = (signed_in(one) for one in (written.senco, written.teacher, written.mother))
    assert senco.post(place("cycles", written)).status_code == 302
    cycle = Cycle.everything.get()
    main, view = place("cycle", written, cycle.id), place("cycle_view", written, cycle.id)
    assert "No strength is written yet." in text_of(senco.get(main))
    assert "No strength is written yet." not in text_of(mother.get(main))
    said = {
        "voice": "own",
        "well": "Listens",
        "hard": "",
        "helps": "",
        "how_known": "In class",
        "gathered": "",
    }
    assert teacher.post(view, {**said, "how_known": ""}).status_code == 422
    assert teacher.post(view, said).status_code == 302
    assert mother.post(view, {**said, "well": "Sings at home"}).status_code == 302
    told = {**said, "voice": "child", "well": "Drawing", "gathered": "drawn"}
    assert senco.post(view, told).status_code == 302
    assert Contribution.everything.filter(voice="child", gathered="drawn").exists()
    need = {"need": str(need_of(written)), "words": "Two of four steps", "contribution": "", "instrument": ""}
    assert senco.post(place("cycle_need", written, cycle.id), need).status_code == 302
    assert senco.post(main, {"to": "plan"}).status_code == 302
    aim = {"outcome": str(outcome_of(written)), "expected": "Asks when stuck", "instrument": "", "target": ""}
    assert senco.post(place("cycle_outcome", written, cycle.id), aim).status_code == 302
    later = TODAY + timedelta(weeks=8)
    agreed = {
        "teacher": str(written.teacher.person_id), "agreed_with": "Her mother",
        "review_on-day": later.day, "review_on-month": later.month, "review_on-year": later.year,
    }  # fmt: skip
    assert senco.post(place("cycle_agree", written, cycle.id), agreed).status_code == 302
    senco.post(main, {"to": "do"})
    page = text_of(mother.get(main))
    assert (
        "Sings at home" in page and "Asks when stuck" in page and "Responsible each day: Daniel Osei" in page
    )
    assert "Move it on" not in page and "Move it on" in text_of(senco.get(main))
    assert teacher.post(main, {"to": "review"}).status_code == 404
    senco.post(main, {"to": "review"})
    row = CycleOutcome.everything.get()
    decide = place("cycle_decide", written, cycle.id, row.id)
    assert senco.post(decide, {"decision": "less", "words": "Asks now"}).status_code == 422
    assert senco.post(decide, {"decision": "continue", "words": "Asks now"}).status_code == 302
    heard = {
        "on-day": TODAY.day,
        "on-month": TODAY.month,
        "on-year": TODAY.year,
        "people": "Her mother",
        "no_child": "Ill",
        "no_family": "",
    }
    senco.post(place("cycle_heard", written, cycle.id), heard)
    assert "Nothing from the family is here yet." in text_of(senco.get(main))
    mother.post(view, {**said, "well": "Happier"})
    senco.post(main, {"to": "finished"})
    page = text_of(mother.get(main))
    assert "Go on as it is" in page and "Amira was not heard: Ill" in page
    assert mother.get(view).status_code == 404
    assert "Start cycle 2 from the last review" in text_of(senco.get(place("cycles", written)))


def test_a_step_back_and_leaving_out_are_on_the_page(written: Around) -> None:
    cycle, senco = in_do(written), signed_in(written.senco)
    main = place("cycle", written, cycle.id)
    senco.post(main, {"to": "plan", "words": ""})
    assert Cycle.everything.get().stage == "do"
    senco.post(main, {"to": "plan", "words": "The group was full"})
    assert "The group was full" in text_of(signed_in(written.father).get(main))
    senco.post(main, {"leave": str(CycleOutcome.everything.get().id)})
    assert "Nothing is agreed without one." in text_of(senco.get(main))
    assert senco.post(main, {"leave": "x"}).status_code == 404


def test_a_cycle_stands_in_the_story_and_waits_for_who_is_asked(written: Around) -> None:
    """S9, S16: family and teacher are asked for their word; who keeps the plan sees when a review is due."""
    child = written.child.id
    cycle = ok(start_cycle(written.senco, child, NOW))
    assert [one.what for one in waiting_for(written.father)] == ["Say what you see"]
    assert cycle.number == 1
    kinds = [one.title for one in chronicle(written.mother, child, Reach()) if one.kind is EntryKind.CYCLE]
    assert kinds == ["Assess: what everyone sees is gathered"]


def test_what_waits_in_a_running_cycle(written: Around) -> None:
    cycle = in_do(written)
    assert not [one for one in waiting_for(written.mother) if one.what == "Say what you see"]
    soon = replace(written.senco, on=TODAY + timedelta(weeks=9))
    assert [(one.what, one.by) for one in waiting_for(soon) if "cycle" in one.what] == [
        ("Review of cycle 1", TODAY + timedelta(weeks=10))
    ]
    later = replace(written.teacher, on=TODAY + timedelta(weeks=9))
    assert "Say how it is going" in [one.what for one in waiting_for(later)]
    ok(move_cycle(written.senco, written.child.id, cycle.id, "review", "", NOW))
    assert "Say what you see" in [one.what for one in waiting_for(written.father)]


def test_the_page_costs_the_same_for_a_long_cycle(
    written: Around, django_assert_max_num_queries: Any
) -> None:
    cycle = assessed(written)
    client = signed_in(written.mother)
    client.get(place("cycle", written, cycle.id))
    with django_assert_max_num_queries(30):
        assert client.get(place("cycle", written, cycle.id)).status_code == 200
