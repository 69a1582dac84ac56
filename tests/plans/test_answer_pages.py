"""Putting the plan to the family and answering it, with what proves the answer (P2, O25, trust 5.5)."""

import re
from typing import Any

import pytest

from alongside.access.choices import RestrictionKind
from alongside.notices.models import Notice
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.models import Agreement, PlanVersion
from alongside.plans.operations import propose_plan, take_back
from alongside.plans.queries import live_plan
from alongside.plans.web.signing import device
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, signed_in, text_of


def shown_on(around: Around, who: Any) -> dict[str, str]:
    """The hidden fields of the answer page as this reader gets them."""
    page = opened(who, "answer", around.child.id).content.decode()
    return {name: re.search(rf'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("digest", "shown")}  # type: ignore[index]


def answered(around: Around, who: Any, decision: str, **more: str) -> Any:
    data = {**shown_on(around, who), "decision": decision, "typed_name": who.name, **more}
    return sent(who, data, "answer", around.child.id)


def state(around: Around) -> PlanState:
    plan = live_plan(around.senco, around.child.id)
    assert plan is not None
    return plan.state


# ── Putting it forward ───────────────────────────────────────────────────────────────────────────────────


def test_before_it_goes_one_sees_who_reads_and_who_answers(written: Around) -> None:
    page = text_of(opened(written.senco, "propose", written.child.id))
    answers, reads = page.split("Who can read the plan")
    assert (
        "Nadia Kowalska" in answers
        and "Amira" in answers
        and "Larkfield" not in answers.split("Who can answer")[1]
    )
    assert "Daniel Osei" in reads and "Larkfield Primary School" in reads


def test_a_parent_shut_out_by_a_court_is_not_listed(written: Around) -> None:
    world.restrict(written.child, written.father_person, RestrictionKind.COURT_ORDER)
    page = text_of(opened(written.senco, "propose", written.child.id))
    assert "Nadia Kowalska" in page and "Piotr Kowalski" not in page


def test_it_goes_to_the_family(written: Around) -> None:
    assert sent(written.senco, {}, "propose", written.child.id).status_code == 302
    assert state(written) is PlanState.PROPOSED
    assert "With the family" in text_of(opened(written.senco, "plan", written.child.id))
    page = text_of(opened(written.mother, "plan", written.child.id))
    assert "Read the plan and say what you think." in page and "Read the plan and answer" in page


def test_it_does_not_go_while_something_is_missing(started: Around) -> None:
    for answer in (
        opened(started.senco, "propose", started.child.id),
        sent(started.senco, {}, "propose", started.child.id),
    ):
        assert "Something is still missing" in text_of(answer) and "There is no outcome yet." in text_of(
            answer
        )
    assert state(started) is PlanState.DRAFTING


def test_taking_it_back_needs_a_reason(proposed: Around) -> None:
    empty = sent(proposed.senco, {"why": " "}, "take_back", proposed.child.id)
    assert empty.status_code == 422 and state(proposed) is PlanState.PROPOSED
    assert sent(proposed.senco, {"why": "Nadia asked."}, "take_back", proposed.child.id).status_code == 302
    assert state(proposed) is PlanState.DRAFTING
    for name, parts in (("plan", ()), ("version", (1,))):
        assert "“Nadia asked.”" in text_of(opened(proposed.mother, name, proposed.child.id, *parts))
    again = text_of(opened(proposed.senco, "take_back", proposed.child.id))
    assert "This plan is not with the family." in again


# ── Answering ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_parent_reads_the_frozen_version_and_agrees(proposed: Around) -> None:
    page = text_of(opened(proposed.mother, "answer", proposed.child.id))
    assert "This is version 1, as Ada Whitcombe put it to you on 15 September 2026" in page
    for choice in ("I agree", "I don't agree", "I'm not sure", "I don't want to say"):
        assert choice in page
    done = answered(proposed, proposed.mother, "agree", explained_by="Ola, in Polish")
    assert done.status_code == 302 and state(proposed) is PlanState.AGREED
    after = text_of(signed_in(proposed.mother).get(done.url))
    assert "What happens next" in after and "The plan is agreed" in after


def test_the_answer_is_kept_with_its_evidence(proposed: Around) -> None:
    answered(proposed, proposed.mother, "unsure", explained_by="Ola, in Polish")
    row = Agreement.everything.get()
    shown = shown_on(proposed, proposed.father)
    proof = row.evidence
    assert row.digest == proof["version_digest"] == shown["digest"]
    assert proof["displayed_sha256"] == shown["shown"]
    assert (
        proof["format"] == "web page" and proof["sign_in"] == "two factors" and "mfa" in proof["sign_in_by"]
    )
    assert (
        proof["at_utc"] == "2026-09-15T08:00:00+00:00" and proof["at_london"] == "2026-09-15T09:00:00+01:00"
    )
    assert "I give this answer" in proof["intent"] and proof["explained_by"] == "Ola, in Polish"


def test_the_class_of_device_is_kept_and_no_more() -> None:
    assert device("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148") == "phone"
    assert device("Mozilla/5.0 (Linux; Android 13; SM-X200) Safari") == "tablet"
    assert device("Mozilla/5.0 (X11; Linux x86_64)") == "computer"
    assert device("") == "unknown"


@pytest.mark.parametrize("decision", ["disagree", "unsure", "rather_not"])
def test_every_other_answer_is_kept_and_the_plan_stays_with_the_family(
    proposed: Around, decision: str
) -> None:
    done = answered(proposed, proposed.mother, decision, remark="Not the review day.")
    after = text_of(signed_in(proposed.mother).get(done.url))
    assert "Your answer is kept" in after and state(proposed) is PlanState.PROPOSED
    assert "Not the review day." in text_of(opened(proposed.senco, "version", proposed.child.id, 1))


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(proposed: Around) -> None:
    data = {**shown_on(proposed, proposed.mother), "typed_name": "Nadia K", "remark": "Lovely."}
    answer = sent(proposed.mother, data, "answer", proposed.child.id)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Choose one of the answers." in page
    assert "Nadia K" in page and "Lovely." in page
    assert not Agreement.everything.exists()


def test_an_answer_to_a_version_that_was_replaced_meanwhile_is_not_taken(proposed: Around) -> None:
    old = shown_on(proposed, proposed.mother)
    take_back(proposed.senco, proposed.child.id, "One word", world.NOW)
    from alongside.voice.choices import Voice
    from alongside.voice.operations import NewWords, write_words

    write_words(
        proposed.senco, proposed.child.id, NewWords("strengths-seen", "New.", Voice.PROFESSIONAL), world.NOW
    )
    propose_plan(proposed.senco, proposed.child.id, world.NOW)
    data = {**old, "decision": "agree", "typed_name": "Nadia"}
    answer = sent(proposed.mother, data, "answer", proposed.child.id)
    assert answer.status_code == 422 and "The plan changed after you opened this page." in text_of(answer)
    assert state(proposed) is PlanState.PROPOSED
    # the page that comes back is about the new version, so sending it again counts
    fresh = {
        name: re.search(rf'name="{name}" value="([0-9a-f]+)"', answer.content.decode())[1] for name in old
    }  # type: ignore[index]
    assert fresh["digest"] != old["digest"]
    assert sent(proposed.mother, {**data, **fresh}, "answer", proposed.child.id).status_code == 302


def test_a_changed_display_is_not_signed(proposed: Around) -> None:
    data = {
        **shown_on(proposed, proposed.mother),
        "shown": "0" * 64,
        "decision": "agree",
        "typed_name": "Nadia",
    }
    assert sent(proposed.mother, data, "answer", proposed.child.id).status_code == 422
    assert not Agreement.everything.exists()


def test_one_answers_once(proposed: Around) -> None:
    answered(proposed, proposed.mother, "unsure")
    assert "You have answered this version already." in text_of(
        opened(proposed.mother, "answer", proposed.child.id)
    )
    assert "You have answered. Thank you." in text_of(opened(proposed.mother, "plan", proposed.child.id))


@pytest.mark.parametrize("decision", ["agree", "disagree"])
def test_two_parents_each_have_their_own_signature(proposed: Around, decision: str) -> None:
    """O25: one parent's yes makes the plan hold; the other still answers for himself, and it goes on holding."""
    answered(proposed, proposed.mother, "agree")
    assert answered(proposed, proposed.father, decision).status_code == 302
    assert state(proposed) is PlanState.AGREED
    kept = Agreement.everything.filter(version__plan__child=proposed.child)
    assert {(one.person_id, one.decision) for one in kept} == {
        (proposed.mother.person_id, "agree"), (proposed.father.person_id, decision),
    }  # fmt: skip
    assert "You have answered" in text_of(opened(proposed.father, "answer", proposed.child.id))


def test_the_child_answers_with_pictures_beside_the_choices(proposed: Around) -> None:
    page = opened(proposed.amira, "answer", proposed.child.id).content.decode()
    assert "symbols/yes.svg" in page and "symbols/not-sure.svg" in page
    answered(proposed, proposed.amira, "agree")
    assert state(proposed) is PlanState.PROPOSED  # at 8 a parent's answer settles it


def test_who_sends_nothing_is_told_what_the_page_asks_in_its_order(proposed: Around) -> None:
    """A child signs with a picture and is not sent to the keyboard; the answer comes first, as it stands first."""
    for person, signing in (
        (proposed.amira, "Choose your sign, or type your name."), (proposed.mother, "Type your name."),
    ):  # fmt: skip
        page = sent(person, shown_on(proposed, person), "answer", proposed.child.id).content.decode()
        assert 0 < page.index("Choose one of the answers.") < page.index(signing)


def test_staff_have_no_answer_page(proposed: Around) -> None:
    for who in (proposed.senco, proposed.teacher, proposed.head):
        assert opened(who, "answer", proposed.child.id).status_code == 404


def test_with_nothing_to_answer_the_page_says_so(written: Around) -> None:
    assert "There is nothing to answer now." in text_of(opened(written.mother, "answer", written.child.id))


# ── Versions ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_version_is_shown_with_its_answers_and_checked(proposed: Around) -> None:
    answered(proposed, proposed.mother, "agree")
    page = text_of(opened(proposed.father, "version", proposed.child.id, 1))
    assert "Checked just now: unchanged" in page and "Nadia Kowalska" in page and "I agree" in page
    assert "Version 1" in text_of(opened(proposed.father, "versions", proposed.child.id))
    assert opened(proposed.father, "version", proposed.child.id, 2).status_code == 404


def test_one_changed_word_is_noticed(proposed: Around) -> None:
    from alongside.access.actor import SystemActor
    from alongside.ledger.unit import unit_of_work

    row = PlanVersion.everything.get(state=VersionState.PROPOSED)
    with unit_of_work(SystemActor("test", world.TODAY), "test.tamper", world.NOW) as unit:
        changed = row.content.replace("Language group", "Language groap")
        PlanVersion.everything.filter(pk=row.pk).update(content=changed)
        unit.record("test.tampered", row)
    page = text_of(opened(proposed.mother, "version", proposed.child.id, 1))
    assert "This is not what was kept" in page


def test_the_family_is_told_and_a_parent_shut_out_is_not(written: Around) -> None:
    world.restrict(written.child, written.father_person, RestrictionKind.COURT_ORDER)
    sent(written.senco, {}, "propose", written.child.id)
    told = set(Notice.everything.values_list("person_id", flat=True))
    assert written.mother.person_id in told and written.father.person_id not in told


def test_with_both_parents_shut_out_nobody_can_answer_and_it_does_not_go(written: Around) -> None:
    for parent in (written.mother_person, written.father_person):
        world.restrict(written.child, parent, RestrictionKind.COURT_ORDER)
    answer = sent(written.senco, {}, "propose", written.child.id)
    assert answer.status_code == 422 and "Nobody in the family can answer yet" in text_of(answer)
    assert state(written) is PlanState.DRAFTING
