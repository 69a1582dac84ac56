"""What every class offers comes first; then SEN support begins, and each parent is told so (O28, P2, R6, T6; s.68)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import StandingKind
from alongside.children.models import Child, SenEntry
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.statute.guidance import AgeBand, guidance_for, guidance_pack
from alongside.statute.letters import letters, read_letters
from alongside.statute.problems import WrongData
from alongside.support.models import ClassOffer, Concern, StageEntry, SupportLetter
from alongside.support.operations.beginning import NewSupport, begin_support
from alongside.support.operations.class_offer import tick_class_offer
from alongside.support.operations.concerns import NewConcern, raise_concern
from alongside.support.operations.stages import NewStage, set_stage
from alongside.support.operations.support_letters import give_letter, reword_letter
from alongside.support.queries import board, chronicle
from alongside.support.queries.beginning import letter_document, support_letters
from alongside.support.queries.class_offer import class_offer
from alongside.support.queries.stages import at_a_stage
from alongside.support.rules.beginning import (
    BeginFacts,
    Offer,
    may_give,
    refuse_begin,
    refuse_offer,
    refuse_told_on,
)
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

SENSES = "sensory-and-physical"
FACTS = BeginFacts(
    "N", ("SLCN",), frozenset({"SLCN", "ASD"}), world.TODAY, "Words are hard.", "A group.", "Both agree.", True, ""
)  # fmt: skip
BEGINS = NewSupport(
    ("SLCN",), world.TODAY, "New words take Amira many more times than others.",
    "Mr Osei meets her for ten minutes before each topic.", "Amira said yes. Her father asked how long.",
    "She is new here, and her last school did it already.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"level": "E"}, "begin.plan"),
        ({"level": "K"}, "begin.already"),
        ({"needs": ()}, "begin.needs"),
        ({"needs": ("SLCN", "SLCN")}, "begin.needs"),
        ({"needs": ("MAGIC",)}, "begin.needs"),
        ({"on": None}, "begin.day"),
        ({"on": world.TODAY + timedelta(days=1)}, "begin.day"),
        ({"on": world.TODAY - timedelta(days=366)}, "begin.day"),
        ({"why": " "}, "begin.why"),
        ({"support": ""}, "begin.support"),
        ({"heard": " "}, "begin.heard"),
        ({"heard": "x" * 2001}, "begin.long"),
        ({"class_checked": False}, "begin.class"),
        ({"class_checked": False, "without_class": "She came with it."}, None),
    ],
)
def test_what_beginning_needs(changed: dict[str, Any], code: str | None) -> None:
    """P2: nothing begins without what child and family said, or how they were asked; the class comes first."""
    refusal = refuse_begin(replace(FACTS, **changed), world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        (Offer("Wait.", "helps", world.TODAY), None),
        (Offer("Shout.", "helps", world.TODAY), "offer.unknown"),
        (Offer("Wait.", "often", world.TODAY), "offer.unknown"),
        (Offer("Wait.", "helps", None), "offer.since"),
        (Offer("Wait.", "helps", world.TODAY + timedelta(days=1)), "offer.future"),
    ],
)
def test_what_a_tick_needs(offer: Offer, code: str | None) -> None:
    refusal = refuse_offer(offer, known=frozenset({"Wait."}), states=frozenset({"helps"}), today=world.TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("given", "how", "signs_in", "code"),
    [
        (False, "product", True, None),
        (False, "product", False, "letter.no_account"),
        (False, "post", False, None),
        (True, "post", True, "letter.given"),
        (False, "pigeon", True, "letter.how"),
    ],
)
def test_how_a_letter_is_given(*, given: bool, how: str, signs_in: bool, code: str | None) -> None:
    refusal = may_give(is_given=given, how=how, signs_in=signs_in)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(("days", "is_refused"), [(0, False), (1, True), (-31, False), (-32, True)])
def test_the_day_of_a_letter(days: int, *, is_refused: bool) -> None:
    found = refuse_told_on(world.TODAY + timedelta(days=days), world.TODAY, world.TODAY)
    assert bool(found) is is_refused and refuse_told_on(None, world.TODAY, world.TODAY)


# ── What every class offers ──────────────────────────────────────────────────────────────────────────────


def test_the_expectations_are_a_page_for_everyone(client: Any, db: None) -> None:
    """O28: the four areas at each of three ages, read by anyone, signed in or not."""
    for band in AgeBand:
        page = text_of(client.get(reverse("support:every_class"), {"age": band.value}))
        for (_, found), guidance in guidance_pack().guidance.items():
            assert all((line in page) is (found is band) for line in guidance.strategies)
    assert "5 to 16" in text_of(client.get(reverse("support:every_class"), {"age": "nonsense"}))


def test_letters_are_data_that_is_checked() -> None:
    text = 'languages = ["en"]\n[[letter]]\nkey = "a"\ncitation = "b"\nchecked_on = 2026-01-01\n'
    with pytest.raises(WrongData, match="cannot be filled in"):
        read_letters(text + 'en.title = "For {address}"\nen.paragraphs = ["x"]', "letters.toml")
    for letter in letters().values():
        assert "section 68" in letter.citation and letter.speaks("pl-PL") and not letter.speaks("ar")


def ticked(around: Around, state: str = "helps") -> list[Offer]:
    return [Offer(one, state, date(2026, 9, 1)) for one in guidance_for(SENSES, 8).strategies[:2]]


def test_a_teacher_ticks_what_is_in_place_and_the_family_reads_it(around: Around) -> None:
    """R6: what the class changes for a child is on record, since when, and with what effect."""
    child = around.child.id
    assert ok(tick_class_offer(around.teacher, child, SENSES, ticked(around), world.NOW)) == 2
    ok(tick_class_offer(around.teacher, child, SENSES, ticked(around), world.NOW))
    assert ClassOffer.everything.count() == 2, "saying the same again leaves no trace"
    later = [ticked(around, "stopped")[0], ticked(around)[1]]
    ok(tick_class_offer(around.teacher, child, SENSES, later, world.NOW))
    assert ClassOffer.everything.filter(replaced_at=None).count() == 2 and ClassOffer.everything.count() == 3
    said = next(one for one in class_offer(around.mother, child, 8) if one.area == SENSES).said
    assert [one.state for one in said] == ["stopped", "helps"] and said[0].by_name == "Daniel Osei"
    for who, area in ((around.mother, SENSES), (around.teacher, "magic"), (world.stranger(), SENSES)):
        assert refused(tick_class_offer(who, child, area, [], world.NOW)) == "not_found"


def test_ticking_on_the_page(around: Around) -> None:
    client, address = signed_in(around.teacher), reverse("support:tick_offer", args=[around.child.id, SENSES])
    assert "Plan movement breaks" in text_of(client.get(address))
    wrong = client.post(address, {"state-0": "helps"})
    assert wrong.status_code == 422 and "since when" in text_of(wrong)
    assert client.post(address, {"state-0": "helps", "since-0": "2026-09-01"}).status_code == 302
    assert signed_in(around.mother).get(address).status_code == 404
    page = text_of(signed_in(around.mother).get(reverse("support:class_offer", args=[around.child.id])))
    assert "In place, and it helps" in page and "since September 2026" in page


# ── SEN support begins ───────────────────────────────────────────────────────────────────────────────────


def begun(around: Around, **changes: Any) -> dict[str, SupportLetter]:
    ok(begin_support(around.senco, around.child.id, replace(BEGINS, **changes), world.NOW))
    return {row.to_name: row for row in SupportLetter.everything.all()}


def test_support_begins_and_the_level_needs_and_first_help_are_kept(around: Around) -> None:
    """T6: the worry's first help is the day support begins; the census level follows, with its history."""
    raised = world.NOW - timedelta(days=20)
    teacher = replace(around.teacher, on=raised.date())
    ok(raise_concern(teacher, around.child.id, NewConcern("Words are hard."), raised))
    begun(around, needs=("SLCN", "ASD"))
    child = Child.everything.get(pk=around.child.pk)
    assert (child.sen_provision, child.primary_need) == ("K", "SLCN")
    entry = SenEntry.everything.get()
    assert (entry.provision, entry.needs, entry.starts_on) == ("K", [[1, "SLCN"], [2, "ASD"]], world.TODAY)
    concern = Concern.everything.get()
    assert (concern.supported_on, concern.supported_by) == (world.TODAY, "support")
    assert refused(begin_support(around.senco, child.pk, BEGINS, world.NOW)) == "begin.already"
    told = [one for one in chronicle(around.father, child.pk, Reach()) if one.title == "SEN support began"]
    assert told and "how long" not in told[0].text


@pytest.mark.parametrize(("chosen", "before", "stage"), [("", "", "1"), ("2", "", "2"), ("", "2", "2")])
def test_the_child_is_at_a_stage_from_that_day(chosen: str, before: str, stage: str, around: Around) -> None:
    """O8: whoever has SEN support is in the list of their stage; one that somebody set before stays."""
    if before:
        ok(set_stage(around.senco, around.child.id, NewStage(before, world.TODAY, "Came so."), world.NOW))
    begun(around, stage=chosen)
    found = StageEntry.everything.get(ends_on=None)
    assert (found.stage, found.starts_on) == (stage, world.TODAY)
    assert [row.child_id for row in at_a_stage(around.senco, stage)] == [around.child.id]


def test_a_stage_that_nobody_knows_begins_nothing(around: Around) -> None:
    new = replace(BEGINS, stage="9")
    assert refused(begin_support(around.senco, around.child.id, new, world.NOW)) == "begin.stage"
    assert not SupportLetter.everything.exists()


def test_only_the_senco_of_the_setting_begins_it(around: Around) -> None:
    for who in (around.mother, around.teacher, around.head):
        with pytest.raises(Exception, match=r"support\.begin"):
            begin_support(who, around.child.id, BEGINS, world.NOW)
    elsewhere = replace(around.senco, organisation_id=world.make_setting("Elsewhere").id)
    assert refused(begin_support(elsewhere, around.child.id, BEGINS, world.NOW)) == "not_found"


def test_two_parents_get_two_letters_and_neither_learns_of_the_other(around: Around) -> None:
    """s.68: a letter to each parent, in their language and form, with the citation; theirs alone."""
    world.changed(around.mother_person, language="pl", document_format="large_print")
    world.make_account(around.mother_person)
    found = begun(around)
    assert set(found) == {"Nadia Kowalska", "Piotr Kowalski"}
    hers, his = found["Nadia Kowalska"], found["Piotr Kowalski"]
    assert (hers.language, hers.document_format, his.language) == ("pl", "large_print", "en")
    assert "Children and Families Act 2014 section 68" in " ".join(his.paragraphs)
    for row, other in ((hers, "Piotr"), (his, "Nadia")):
        words = " ".join([row.title, *row.paragraphs])
        assert other not in words and "how long" not in words and BEGINS.support in words
    child = around.child.id
    assert not support_letters(around.mother, child), "a draft is not hers yet"
    ok(give_letter(around.senco, child, hers.id, "product", None, world.NOW))
    ok(give_letter(around.senco, child, his.id, "post", world.TODAY, world.NOW))
    assert [one.to_name for one in support_letters(around.mother, child)] == ["Nadia Kowalska"]
    assert [one.to_name for one in support_letters(around.father, child)] == ["Piotr Kowalski"]
    his_page = reverse("support:support_letter", args=[child, his.id])
    assert signed_in(around.mother).get(his_page).status_code == 404
    assert signed_in(around.teacher).get(his_page).status_code == 404
    assert "support.letter" in Notice.everything.filter(person=around.mother_person).values_list(
        "event", flat=True
    )
    assert (
        refused(give_letter(around.senco, child, hers.id, "post", world.TODAY, world.NOW)) == "letter.given"
    )
    assert refused(reword_letter(around.senco, child, hers.id, "a", "b", world.NOW)) == "letter.given"


def test_whoever_is_shut_out_gets_no_letter_and_a_young_person_gets_their_own(around: Around) -> None:
    world.restrict(around.child, around.father_person)
    assert set(begun(around)) == {"Nadia Kowalska"}


def test_from_sixteen_the_young_person_is_told(around: Around) -> None:
    world.changed(around.child, born_on=date(2010, 5, 4))
    found = begun(around)
    assert set(found) == {"Amira Kowalska"} and "you have no education" in " ".join(
        found["Amira Kowalska"].paragraphs
    )


def test_a_letter_is_reworded_opened_and_printed(around: Around) -> None:
    world.make_account(around.mother_person)
    child, row = around.child.id, begun(around)["Nadia Kowalska"]
    ok(reword_letter(around.senco, child, row.id, "Nowe słowa są trudne.", "Grupa.", world.NOW))
    address = reverse("support:support_letter", args=[child, row.id])
    client = signed_in(around.senco)
    assert "Nowe słowa są trudne." in text_of(client.get(address))
    assert client.post(address, {"do": "give", "how": "product"}).status_code == 302
    mother = signed_in(around.mother)
    assert "Nowe słowa" in text_of(mother.get(address))
    assert SupportLetter.everything.get(pk=row.pk).opened_at
    assert mother.post(address, {"do": "give", "how": "post"}).status_code == 404
    paper = mother.get(reverse("support:letter_file", args=[child, row.id, "text"]))
    assert "Nowe słowa" in paper.content.decode()
    line = support_letters(around.senco, child, letter_id=row.id)[0]
    assert letter_document(line, "").title == row.title and line.told_on == world.TODAY


def test_the_board_lists_who_was_not_told(around: Around) -> None:
    """s.68: a child with SEN support whose parent was not told stands on the SENCo's board until each is."""

    def listed() -> list[str]:
        lists = {one.key: one for one in board(around.senco, around.school.id, world.TODAY)}
        return [row.what for row in lists["not-told"].rows]

    assert listed() == []
    world.changed(around.child, sen_provision="K")
    assert listed() == ["No record that the family was told"]
    found = begun(around, on=date(2026, 1, 8))
    assert not SenEntry.everything.exists(), "what an import brought stays as it is"
    assert listed() == ["A letter waits to be given"]
    for row in found.values():
        ok(give_letter(around.senco, around.child.id, row.id, "hand", world.TODAY, world.NOW))
    assert listed() == []
    theirs = board(around.teacher, around.school.id, world.TODAY)
    assert not {"concerns", "not-told"} & {one.key for one in theirs}


def test_beginning_on_the_page(around: Around) -> None:
    client, address = signed_in(around.senco), reverse("support:begin_support", args=[around.child.id])
    assert "It is no gate" in text_of(client.get(address))
    data = {
        "need": "SLCN", "on-day": "15", "on-month": "9", "on-year": "2026", "why": "Words.", "support": "Group.",
        "heard": "Rang twice, wrote once: no answer.",
    }  # fmt: skip
    wrong = client.post(address, data)
    assert wrong.status_code == 422 and "Nobody has said yet" in text_of(wrong)
    assert client.post(address, {**data, "without_class": "She came with it."}).status_code == 302
    page = text_of(client.get(reverse("support:support_letters", args=[around.child.id])))
    assert "To Nadia Kowalska" in page and "Not given yet" in page
    assert client.get(address).status_code == 302


def test_many_letters_cost_no_more_questions(around: Around, django_assert_max_num_queries: Any) -> None:
    begun(around)
    client, address = signed_in(around.senco), reverse("support:support_letters", args=[around.child.id])
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)
    for number in range(6):
        child = world.make_child(f"K{number}", "Other", sen_provision="K")
        world.stands(child, StandingKind.ATTENDS, organisation=around.school)
    with django_assert_max_num_queries(8):
        board(around.senco, around.school.id, world.TODAY)
