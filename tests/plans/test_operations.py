"""A plan's life: started, written, put to the family, answered, agreed (P2, P4, S2, S3, O13, O20, O25)."""

from datetime import date
from typing import Any

import pytest

from alongside.access.operation import NotPermitted
from alongside.children.operations import appoint_lead_worker
from alongside.kernel.refusal import Refusal
from alongside.ledger.models import AuditEntry
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.operations import Answer, answer_plan, comment, propose_plan, start_plan, take_back
from alongside.plans.queries import live_plan, plan_version
from alongside.support.operations import add_need, add_outcome, add_provision, add_step
from alongside.voice.choices import Gathered, Ring, Voice
from alongside.voice.models import StatementVersion
from alongside.voice.operations import NewWords, change_words, end_words, put_in_circle, write_words
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = pytest.mark.django_db


def _ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), str(result)
    return result


def write_whole_plan(around: Around) -> None:
    """Start a plan, and write enough of every part that it can go to the family."""
    _ok(start_plan(around.senco, around.child.id, world.NOW))
    fill_whole_plan(around)


def fill_whole_plan(around: Around) -> None:
    """Write enough of every part of a plan that was started, whatever its template."""
    child_id, now = around.child.id, world.NOW
    template = live_plan(around.senco, child_id).template  # type: ignore[union-attr]
    hope = None
    for section in template.sections:
        for topic in (
            section.topics
            if section.kind.value in ("passages", "hopes", "concerns", "formulation", "cover")
            else ()
        ):
            voice = (
                Voice.PARENT
                if topic.voice == "parent"
                else Voice.PROFESSIONAL
                if topic.voice == "professional"
                else Voice.CHILD
            )
            who = {Voice.PARENT: around.mother, Voice.PROFESSIONAL: around.senco, Voice.CHILD: around.amira}[
                voice
            ]
            row = _ok(write_words(who, child_id, NewWords(topic.key, f"About {topic.key}.", voice), now))
            hope = hope or (row if section.kind.value == "hopes" else None)
    _ok(put_in_circle(around.amira, child_id, "Babcia", "grandmother", Ring.CLOSEST, now))
    _ok(
        add_need(
            around.senco,
            child_id,
            "communication-and-interaction",
            "Joins words with help.",
            "Seen in class.",
            now,
        )
    )
    outcome = _ok(
        add_outcome(
            around.senco,
            child_id,
            "Amira tells a friend about her weekend.",
            hope.id,
            now,
            hope_topics=[hope.topic],
        )
    )
    _ok(add_step(around.senco, child_id, outcome.id, "Uses three signs at lunch.", date(2026, 12, 1), now))
    _ok(
        add_provision(
            around.senco, child_id, outcome.id, "Language group", now,
            who="Teaching assistant", how_often="3 times a week", how_long="20 minutes", starts_on=date(2026, 9, 7),
        )
    )  # fmt: skip
    _ok(appoint_lead_worker(around.head, child_id, around.senco.person_id, "Keeps the plan going", now))  # type: ignore[arg-type]


def test_a_plan_from_start_to_agreed() -> None:
    around = amira_and_hers()
    write_whole_plan(around)
    version = _ok(propose_plan(around.senco, around.child.id, world.NOW))
    read = plan_version(around.mother, around.child.id, state=VersionState.PROPOSED)
    assert read is not None and read.digest == version.digest
    answer = Answer("agree", "Nadia Kowalska", read.digest)
    _ok(answer_plan(around.mother, around.child.id, answer, {"format": "web"}, world.NOW))
    plan = live_plan(around.senco, around.child.id)
    assert plan is not None and plan.state is PlanState.AGREED
    assert AuditEntry.objects.filter(verb="plan.agreed", child_id=around.child.id).count() == 1


def test_a_plan_with_something_missing_does_not_go_to_the_family() -> None:
    around = amira_and_hers()
    _ok(start_plan(around.senco, around.child.id, world.NOW))
    refusal = propose_plan(around.senco, around.child.id, world.NOW)
    assert isinstance(refusal, Refusal) and "outcome" in refusal.message


def test_one_live_plan_per_child() -> None:
    around = amira_and_hers()
    _ok(start_plan(around.senco, around.child.id, world.NOW))
    assert isinstance(start_plan(around.mother, around.child.id, world.NOW), Refusal)


def test_an_answer_to_a_version_that_changed_is_refused() -> None:
    around = amira_and_hers()
    write_whole_plan(around)
    _ok(propose_plan(around.senco, around.child.id, world.NOW))
    stale = Answer("agree", "Nadia Kowalska", "another digest")
    refusal = answer_plan(around.mother, around.child.id, stale, {}, world.NOW)
    assert isinstance(refusal, Refusal) and refusal.code == "plan.changed"


def test_only_a_parent_or_a_young_person_of_16_settles_it() -> None:
    around = amira_and_hers()
    write_whole_plan(around)
    version = _ok(propose_plan(around.senco, around.child.id, world.NOW))
    _ok(answer_plan(around.amira, around.child.id, Answer("agree", "Amira", version.digest), {}, world.NOW))
    plan = live_plan(around.senco, around.child.id)
    assert plan is not None and plan.state is PlanState.PROPOSED
    with pytest.raises(NotPermitted):
        answer_plan(around.senco, around.child.id, Answer("agree", "Ada", version.digest), {}, world.NOW)


def test_taking_a_version_back_keeps_it_in_history() -> None:
    around = amira_and_hers()
    write_whole_plan(around)
    _ok(propose_plan(around.senco, around.child.id, world.NOW))
    _ok(take_back(around.senco, around.child.id, "Nadia asked for a change", world.NOW))
    kept = plan_version(around.mother, around.child.id, number=1)
    assert kept is not None and kept.state is VersionState.WITHDRAWN
    second = _ok(propose_plan(around.senco, around.child.id, world.NOW))
    assert second.number == 2


def test_adult_text_in_the_childs_mouth_is_refused() -> None:
    around = amira_and_hers()
    refusal = write_words(
        around.senco, around.child.id, NewWords("matters-to-me", "I like trains.", Voice.CHILD), world.NOW
    )
    assert isinstance(refusal, Refusal) and refusal.code == "words.in_childs_mouth"
    told = NewWords("matters-to-me", "I like trains.", Voice.CHILD, Gathered.SAID)
    kept = _ok(write_words(around.senco, around.child.id, told, world.NOW))
    assert (kept.speaker_name, kept.gathered_by_name) == ("Amira", around.senco.name)


def test_one_history_row_and_one_audit_row_for_each_save_and_no_text_lost() -> None:
    around = amira_and_hers()
    row = _ok(
        write_words(
            around.mother,
            around.child.id,
            NewWords("parent-hopes", "That she has friends.", Voice.PARENT),
            world.NOW,
        )
    )
    _ok(change_words(around.mother, row.id, "That she has good friends.", 1, world.NOW))
    stale = change_words(around.mother, row.id, "Mine, from the other phone.", 1, world.NOW)
    assert isinstance(stale, Refusal) and stale.code == "words.stale"
    assert (stale.mine, stale.theirs) == ("Mine, from the other phone.", "That she has good friends.")  # type: ignore[attr-defined]
    assert StatementVersion.everything.filter(statement=row).count() == 2
    assert AuditEntry.objects.filter(subject_id=str(row.id)).count() == 2


def test_a_parents_own_words_are_changed_by_nobody_else() -> None:
    around = amira_and_hers()
    row = _ok(
        write_words(
            around.mother, around.child.id, NewWords("parent-hopes", "Friends.", Voice.PARENT), world.NOW
        )
    )
    for other in (around.father, around.senco, around.teacher):
        refusal = change_words(other, row.id, "Something else.", 1, world.NOW)
        assert isinstance(refusal, Refusal) and refusal.code == "words.not_yours"


def test_what_was_told_to_colleagues_is_put_right_by_who_keeps_the_plan_and_no_other() -> None:
    """O6: a class teacher, or a professional who was invited, changes neither a colleague's words nor what the child
    said to a colleague, although in their role they may lead the plan of another child."""
    around = amira_and_hers()
    said = NewWords("matters-to-me", "I like trains.", Voice.CHILD, Gathered.SAID)
    seen = NewWords("strengths-seen", "Kind.", Voice.PROFESSIONAL)
    for author, new in ((around.senco, said), (around.senco, seen)):
        row = _ok(write_words(author, around.child.id, new, world.NOW))
        refusal = change_words(around.teacher, row.id, "Something else.", 1, world.NOW)
        assert isinstance(refusal, Refusal) and refusal.code == "words.not_yours"
        refusal = end_words(around.teacher, row.id, 1, world.NOW)
        assert isinstance(refusal, Refusal)
    by_teacher = _ok(write_words(around.teacher, around.child.id, seen, world.NOW))
    _ok(change_words(around.senco, by_teacher.id, "Kind, and patient.", 1, world.NOW))


def test_a_comment_stands_beside_the_passage() -> None:
    around = amira_and_hers()
    _ok(start_plan(around.senco, around.child.id, world.NOW))
    row = _ok(
        write_words(
            around.senco, around.child.id, NewWords("strengths-seen", "Kind.", Voice.PROFESSIONAL), world.NOW
        )
    )
    said = _ok(comment(around.mother, around.child.id, row.id, "At home too!", world.NOW))
    assert said.author_role == "mother"
