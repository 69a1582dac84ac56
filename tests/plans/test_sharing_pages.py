"""The sharing page: signed line by line, changed in two presses, read by those who act on it (O4, O25, T13)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.children.choices import Basis
from alongside.children.models import ClosedLine, SharingAnswer
from alongside.kernel.proofs import faults
from alongside.notices.models import Notice
from alongside.platform import clock
from alongside.statute.sharing import sharing_page
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, signed_in, text_of

ANSWER = {
    "reply": "agree",
    "typed_name": "Nadia Kowalska",
    "read_as": "read aloud",
    "explained_by": "Grace, in Polish",
}


@pytest.fixture(autouse=True)
def _the_day() -> Iterator[None]:
    with clock.moved_to(world.NOW):
        yield


def answers(actor: Actor, around: Around, line: str = "setting", who: str = "", **data: Any) -> Any:
    """Sign one line, as the form would send it."""
    form = {**ANSWER, "page_digest": sharing_page().digest, **data}
    address = f"/children/{around.child.id}/sharing/{line}/" + (f"?who={who}" if who else "")
    return signed_in(actor).post(address, form)


def test_a_signed_answer_keeps_what_proves_it(around: Around) -> None:
    """O25, trust 5.5: exact words, version, format, who explained, sign-in, both times, intent, device."""
    assert answers(around.mother, around).status_code == 302
    kept = SharingAnswer.everything.get()
    proof = kept.evidence
    assert proof["page_sha256"] == sharing_page().digest and proof["page_version"] == sharing_page().version
    assert "May all staff who teach and support Amira read the plan?" in proof["text_shown"]
    assert "The plan is kept until Amira is 31" in proof["text_shown"]
    assert proof["format"] == "read aloud" and proof["explained_by"] == "Grace, in Polish"
    assert proof["at_utc"].endswith("08:00:00+00:00") and proof["at_london"].endswith("09:00:00+01:00")
    assert proof["signature"] == {"kind": "name", "value": "Nadia Kowalska"}
    assert proof["sign_in"] == "two factors" and proof["device"] == "unknown" and proof["intent"]
    assert proof["answer"] == "I agree" and proof["signs_as"] == "mother"


def test_every_changed_byte_of_the_proof_shows(around: Around) -> None:
    """The file a signer takes away can be checked without this service."""
    answers(around.mother, around)
    address = f"/children/{around.child.id}/sharing/answers/{SharingAnswer.everything.get().id}/"
    answer = signed_in(around.mother).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="signature.json"'
    assert faults(answer.content) == []
    changed = [
        place
        for place in range(0, len(answer.content), 7)
        if not answer.content[place : place + 1].isspace()
        and not faults(answer.content[:place] + b"~" + answer.content[place + 1 :])
    ]
    assert changed == []
    assert json.loads(answer.content)["evidence"]["child"] == "Amira Kowalska"


def test_a_child_signs_with_a_sign_and_says_who_helped(around: Around) -> None:
    """S: "I agree", "I don't agree", "I'm not sure", "I don't want to say", each with a picture."""
    page = opened(around.amira, "sharing_line", around.child.id, "setting")
    said = text_of(page)
    for words in ("I agree", "I don't agree", "I'm not sure", "I don't want to say", "Stop for now", "1 of"):
        assert words in said or words == "1 of"
    assert "May the grown-ups in my class read my plan?" in said
    answers(around.amira, around, reply="unsure", sign="star", typed_name="", explained_by="Mum")
    kept = SharingAnswer.everything.get()
    assert kept.evidence["signature"] == {"kind": "symbol", "value": "star"} and not kept.counts
    assert kept.evidence["explained_by"] == "Mum" and kept.reply == "unsure"


def test_an_answer_without_a_signature_is_sent_back(around: Around) -> None:
    refused = answers(around.mother, around, typed_name="")
    assert refused.status_code == 422 and "Type your name." in text_of(refused)
    assert not SharingAnswer.everything.exists()


def test_stop_sharing_is_two_presses(around: Around) -> None:
    """The first leads to the line with "I don't agree" chosen and the name there; the second signs it."""
    answers(around.mother, around)
    page = opened(around.mother, "sharing", around.child.id)
    address = f"/children/{around.child.id}/sharing/setting/?say=disagree"
    assert address in page.content.decode() and "Stop sharing" in text_of(page)
    form = signed_in(around.mother).get(address).content.decode()
    assert 'value="disagree" checked' in form and 'value="Nadia' in form
    answers(around.mother, around, reply="disagree")
    assert ClosedLine.everything.filter(line="setting", ends_on=None).exists()
    assert "You took your yes back" in text_of(opened(around.mother, "sharing", around.child.id))


def test_one_line_follows_the_other_until_somebody_stops(around: Around) -> None:
    first = answers(around.mother, around, "authors", walk="1")
    assert first["Location"].endswith("/sharing/setting/?walk=1")
    last = answers(around.mother, around, "research", walk="1")
    assert last["Location"].endswith("/sharing/")


def test_a_parent_apart_sees_that_a_line_is_closed_and_nothing_of_the_other(around: Around) -> None:
    """Own copy, own signature: neither who, nor when, nor where."""
    answers(around.father, around, reply="disagree", typed_name="Piotr", explained_by="Zofia of Lime Street")
    for name, parts in (("sharing", ()), ("sharing_line", ("setting",))):
        said = text_of(opened(around.mother, name, around.child.id, *parts))
        assert "Another person with a say has closed this line" in said
        assert not any(word in said for word in ("Piotr", "father", "Lime Street", "09:00", "15 September"))
    address = f"/children/{around.child.id}/sharing/answers/{SharingAnswer.everything.get().id}/"
    assert signed_in(around.mother).get(address).status_code == 404
    assert signed_in(around.senco).get(address).status_code == 200


def test_a_restricted_parent_sees_nothing(around: Around) -> None:
    answers(around.mother, around)
    world.restrict(around.child, around.father_person, RestrictionKind.PROPOSED)
    answer = SharingAnswer.everything.get().id
    for page in ("", "setting/", f"answers/{answer}/"):
        assert signed_in(around.father).get(f"/children/{around.child.id}/sharing/{page}").status_code == 404
    assert answers(around.father, around).status_code == 404


def test_staff_read_what_was_said_and_change_nothing(around: Around) -> None:
    answers(around.mother, around, reply="disagree")
    answers(around.amira, around, reply="agree", sign="cat", typed_name="")
    said = text_of(opened(around.senco, "sharing", around.child.id))
    assert "Nadia Kowalska , mother: “I don't agree”" in said and "they do not have the say yet" in said
    assert "Change my answer" not in said and "Stop sharing" not in said
    for who in ("senco", "head", "teacher"):
        assert (
            sent(getattr(around, who), ANSWER, "sharing_line", around.child.id, "setting").status_code == 404
        )
    assert opened(around.teacher, "sharing", around.child.id).status_code == 404


def test_each_reader_stands_with_the_basis(around: Around) -> None:
    """P6: agreement, named duty, court order; a safeguarding decision only where it may be told."""
    child, council = around.child, world.make_council()
    law = "Children and Families Act 2014 section 42"
    world.stands(child, StandingKind.MAINTAINS, organisation=council, evidence=law)
    for name, fields in {
        "Grace": {"basis": Basis.AGREEMENT},
        "Olga": {"basis": Basis.SAFEGUARDING},
        "Ravi": {"basis": Basis.SAFEGUARDING, "evidence": "told at the meeting of 3 September"},
        "Ines": {"basis": Basis.COURT_ORDER},
    }.items():
        world.stands(child, StandingKind.INVITED, person=world.make_person(name, "Obi"), **fields)
    said = text_of(opened(around.mother, "sharing", child.id))
    assert f"a duty in law: {law}" in said and "agreed by the family" in said and "a court order" in said
    assert "a safeguarding decision: told at the meeting" in said
    assert said.count("a basis in law other than agreement") >= 1


def test_the_lead_worker_is_told_that_something_changed_and_nothing_more(around: Around) -> None:
    lead = world.make_person("Lena", "Lead")
    world.joins(lead, around.school, Role.SENCO)
    world.stands(around.child, StandingKind.LEAD_WORKER, person=lead, organisation=around.school)
    answers(around.mother, around, "authors")
    answers(around.mother, around, "council")
    assert Notice.everything.filter(person=lead, event="sharing.changed").count() == 1
    answers(around.mother, around, reply="disagree")
    assert Notice.everything.filter(person=lead, event="sharing.changed").count() == 2
    assert not Notice.everything.exclude(person=lead).exists()


def test_the_number_of_queries_does_not_grow_with_answers(
    around: Around, django_assert_max_num_queries: Any
) -> None:
    client, address = signed_in(around.mother), f"/children/{around.child.id}/sharing/"
    client.get(address)
    for line in ("authors", "setting", "council", "research", "supply", "next-setting"):
        answers(around.mother, around, line)
    with django_assert_max_num_queries(18):
        client.get(address)
