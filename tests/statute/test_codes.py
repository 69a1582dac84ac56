"""Code lists: what is in them, from when, and what pages call it."""

from datetime import date

import pytest

from alongside import statute
from alongside.statute.plan_shapes import FIXED_TOPICS, SectionKind
from alongside.statute.topics import known_topics

LAW = statute.on(date(2026, 1, 12))


@pytest.mark.parametrize(
    ("key", "size"),
    [
        ("sen-provision", 3),
        ("sen-type", 14),
        ("area-of-need", 4),
        ("adulthood-area", 4),
        ("nc-year", 21),
        ("ethnicity", 20),
        ("sex", 2),
        ("language", 31),
        ("relationship", 19),
    ],
)
def test_each_list_is_whole(key: str, size: int) -> None:
    codes = LAW.codes(key)
    assert len(list(codes)) == size
    assert all(plain and code for code, plain in codes.choices)


def test_down_syndrome_is_a_code_of_its_own_only_since_it_was_added() -> None:
    assert "DS" in LAW.codes("sen-type")
    assert "DS" not in statute.on(date(2023, 1, 19)).codes("sen-type")


def test_old_stages_are_read_but_no_longer_offered() -> None:
    assert "S" not in LAW.codes("sen-provision")
    assert "S" in statute.on(date(2016, 1, 21)).codes("sen-provision")
    assert statute.all_codes("sen-provision").plain("A") == "school action (before 2015)"


def test_an_unknown_code_is_shown_as_it_came() -> None:
    assert LAW.codes("sen-type").plain("BESD") == "BESD"
    assert LAW.codes("sen-type").get("BESD") is None


def test_a_need_not_yet_assessed_goes_with_sen_support_only() -> None:
    nsa = LAW.codes("sen-type").get("NSA")
    assert nsa is not None
    assert nsa.details["only_with"] == "K"


def test_autism_is_called_autism() -> None:
    assert LAW.codes("sen-type").plain("ASD") == "autism"


@pytest.mark.parametrize(
    ("year", "age"), [("N2", "3"), ("R", "4"), ("1", "5"), ("6", "10"), ("9", "13"), ("13", "17")]
)
def test_year_groups_go_by_age_on_31_august(year: str, age: str) -> None:
    code = LAW.codes("nc-year").get(year)
    assert code is not None
    assert code.details["age"] == age


def test_mixed_backgrounds_are_grouped_as_mixed() -> None:
    mixed = [code.code for code in LAW.codes("ethnicity") if code.details["group"] == "Mixed"]
    assert mixed == ["MWBC", "MWBA", "MWAS", "MOTH"]


def test_languages_know_their_own_name_and_direction() -> None:
    polish, urdu = LAW.codes("language").get("pl"), LAW.codes("language").get("ur")
    assert polish is not None and urdu is not None
    assert polish.details == {"own_name": "polski", "direction": "ltr"}
    assert urdu.details["direction"] == "rtl"


def test_the_areas_of_need_are_those_a_plan_asks_about() -> None:
    areas = tuple(f"need-{code.code}" for code in LAW.codes("area-of-need"))
    assert areas == FIXED_TOPICS[SectionKind.NEEDS]


def test_each_adulthood_area_has_a_topic_of_hopes() -> None:
    topics = [code.details["topic"] for code in LAW.codes("adulthood-area")]
    assert set(topics) <= set(known_topics())
    assert set(topics) <= {
        topic.key for topic in statute.built_in_templates()["one-plan"].section("hopes").topics
    }
