"""The checks, the comparison and the content of a plan, as tables (R23, R25, T21)."""

from dataclasses import replace

import pytest

from alongside.ehcplans.documents import plan_document
from alongside.ehcplans.rules.checks import RULES, CheckFacts, check
from alongside.ehcplans.rules.compare import ChangeKind, compare
from alongside.ehcplans.rules.content import (
    AdviceLine,
    Content,
    Line,
    Money,
    Named,
    digest,
    from_json,
    to_json,
)
from alongside.rendering.pdf import to_pdf
from alongside.rendering.text import to_text
from alongside.statute.ehc_plan import ehc_layouts, ehc_shape
from tests.makers import world
from tests.rendering.test_pdf import failures

NEED = Line("n1", "B", "Finds it hard to follow what is said to the whole class.", area="cognition-and-learning",
            source_name="Educational psychologist")  # fmt: skip
HELP = Line("f1", "F", "Each instruction is said again in two short steps.", who="A teaching assistant",
            training="One hour each term", ratio="one to one", how_often="Each lesson", how_long="5 minutes",
            meets=("n1",))  # fmt: skip
OUTCOME = Line(
    "e1", "E", "Begins a task within two minutes.", by_when="July 2027", measure="4 of 5 days", meets=("n1",)
)
WORDS = Line("a1", "A", "I like it quiet.", topic="views", whose="child", told="Said to Mr Osei")
GOOD = Content("Amira Kowalska", "Amira", "2018-02-11", "Merefield", (WORDS, NEED, OUTCOME, HELP))
EIGHT, SIXTEEN, TWENTY = CheckFacts(8, False), CheckFacts(16, True), CheckFacts(20, True)


def with_line(line: Line) -> Content:
    return replace(GOOD, lines=(*(one for one in GOOD.lines if one.id != line.id), line))


def test_a_plan_with_everything_in_it_is_found_fault_with_by_nothing() -> None:
    assert check(GOOD, EIGHT) == ()


BAD = (
    ("need-without-help", replace(HELP, meets=()), EIGHT),
    ("need-without-outcome", replace(OUTCOME, meets=()), EIGHT),
    ("help-without-need", replace(HELP, meets=()), EIGHT),
    ("help-who", replace(HELP, who=" "), EIGHT),
    ("help-training", replace(HELP, training=""), EIGHT),
    ("help-often", replace(HELP, how_often=""), EIGHT),
    ("help-long", replace(HELP, how_long=""), EIGHT),
    ("help-ratio", replace(HELP, ratio=""), EIGHT),
    ("vague", replace(HELP, text="Regular access to a quiet room."), EIGHT),
    ("vague", replace(HELP, how_often="As required"), EIGHT),
    ("outcome-is-help", replace(OUTCOME, text="Amira will receive speech therapy."), EIGHT),
    ("outcome-when", replace(OUTCOME, by_when=""), EIGHT),
    ("outcome-measure", replace(OUTCOME, measure=""), EIGHT),
    ("outcome-loose", replace(OUTCOME, text="Amira will improve her reading.", measure=""), EIGHT),
    (
        "strength-is-deficit",
        Line("s1", "B", "Reads, but struggles with long words.", topic="strength"),
        EIGHT,
    ),
    ("need-is-label", replace(NEED, text="Amira has autism."), EIGHT),
    ("no-source", replace(NEED, source_name=""), EIGHT),
    ("health-in-f", replace(HELP, text="A nurse gives the medication."), EIGHT),
    ("health-in-f", replace(HELP, text="A short break on Saturday."), EIGHT),
    ("teaching-in-g", Line("g1", "G", "Speech and language therapy each week."), EIGHT),
    ("learning-in-c", Line("c1", "C", "Speech is hard to understand."), EIGHT),
    ("h1-under-18", Line("h1", "H1", "A carer each morning."), TWENTY),
    ("adulthood", HELP, SIXTEEN),
    ("child-not-heard", replace(WORDS, whose="parent"), EIGHT),
)


@pytest.mark.parametrize(("key", "line", "facts"), BAD, ids=[f"{n}-{one[0]}" for n, one in enumerate(BAD)])
def test_each_check_finds_what_it_is_for(key: str, line: Line, facts: CheckFacts) -> None:
    """T21: the same for officer and family: a rule, its reason, an example; nothing else changes by it."""
    assert key in {one.key for one in check(with_line(line), facts)}


def test_every_rule_is_shown_to_find_something_and_explains_itself() -> None:
    assert {one.key for one in RULES} == {key for key, *_ in BAD}
    assert all(rule.rule and rule.reason and rule.example for rule in RULES)


@pytest.mark.parametrize(
    "text", ["Adulthood accessible", "irregular verbs", "etcetera-free", "Supports Amira"]
)
def test_a_vague_word_is_a_whole_word(text: str) -> None:
    assert "vague" not in {one.key for one in check(with_line(replace(HELP, text=text)), EIGHT)}


def test_a_version_is_read_back_as_it_was() -> None:
    stored = to_json(GOOD)
    assert from_json(stored) == GOOD
    assert to_json(from_json(stored)) == stored and len(digest(stored)) == 64
    with pytest.raises(ValueError, match="form"):
        from_json('{"form": 99, "plan": {}}')


def test_what_changed_is_said_line_by_line() -> None:
    """R26: a change of who gives it is a change; where it comes from and its place in the order are none."""
    after = replace(
        GOOD, settings=(Named("Oakfield School"),),
        lines=(WORDS, replace(NEED, source_name="Another"), replace(HELP, who="Two teachers"),
               Line("f2", "F", "A quiet room.")),
    )  # fmt: skip
    found = [(one.kind, one.ref) for one in compare(GOOD, after)]
    assert found == [
        (ChangeKind.REMOVED, "E1"), (ChangeKind.CHANGED, "F1"), (ChangeKind.ADDED, "F2"), (ChangeKind.ADDED, "I"),
    ]  # fmt: skip
    assert compare(GOOD, GOOD) == ()


@pytest.mark.parametrize("layout", ["pilot", "by-section"])
def test_every_statement_stands_in_each_layout(layout: str) -> None:
    """R23: each section is named with its letter (reg 12), and no line is lost, tied to a need or not."""
    lines = [
        Line(f"x{letter}{tied}", letter, f"words-of-{letter}-{tied}", meets=("n1",) if tied else (),
             topic="views" if letter == "A" else "")
        for letter in ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "J") for tied in (False, True)
    ]  # fmt: skip
    text = to_text(plan_document(replace(GOOD, lines=(*GOOD.lines, *lines)), "Draft", world.TODAY, layout))
    for letter in ehc_shape().sections:
        assert f"Section {letter}" in text or f"{letter} " in text.replace(",", " ")
    missing = [one.id for one in lines if one.text not in text]
    assert missing == []
    assert "This section is empty in a draft" in text


def test_layouts_are_data() -> None:
    assert next(iter(ehc_layouts())) == "pilot"
    assert len(ehc_layouts()) == 2


@pytest.mark.parametrize(("layout", "large_print"), [("pilot", False), ("by-section", True)])
def test_the_plan_as_a_pdf_can_be_read_by_everybody(layout: str, *, large_print: bool) -> None:
    """R24: PDF/UA-1, with every section, the money of section J and the advice of section K in it."""
    lines = [Line(f"x{letter}", letter, f"Words of {letter}.") for letter in ("C", "D", "G", "H1", "H2", "J")]
    money = (Money("An hour of therapy each week", "Meets B1", "A direct payment", "£2,400.00 a year", "f1"),)
    content = replace(
        GOOD, lines=(*GOOD.lines, *lines), settings=(Named("Oakfield School", "Special school"),), money=money,
        advice=(AdviceLine("Education", "Mr Osei", "2026-01-12", "2026-02-20"), AdviceLine("An older report")),
    )  # fmt: skip
    pdf = to_pdf(plan_document(content, "Final plan", world.TODAY, layout), large_print=large_print)
    assert failures(pdf) == []


def test_what_goes_to_the_family_first_takes_no_setting_out() -> None:
    """R25: a notice of changes leaves section I open; the family is not told that their school is taken out."""
    here = replace(GOOD, settings=(Named("Larkfield Primary School", "Mainstream primary school", "", ""),))
    there = replace(GOOD, settings=(Named("Brookvale School", "Special school", "", ""),))
    assert compare(here, replace(GOOD, settings=())) == ()
    assert [(one.kind, one.ref) for one in compare(here, there)] == [(ChangeKind.CHANGED, "I")]
