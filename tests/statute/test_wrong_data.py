"""Wrong data says where it is wrong, what is wrong and what to put right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from alongside.statute import WrongData, check_shipped_data, files
from alongside.statute.bank_holidays import read_bank_holidays
from alongside.statute.codes import read_code_lists
from alongside.statute.guidance import read_guidance
from alongside.statute.limit_reading import read_limits
from alongside.statute.loading import _statutes
from alongside.statute.notices import read_notices
from alongside.statute.passport import read_passport_layout
from alongside.statute.topics import read_known_topics
from tests.statute.marks import marked_line

EVENT = '[[event]]\nkey = "it.happened"\nlabel = "it happened"\n'
LIMIT = """[[timescale]]
key = "a.limit"
label = "Do it"
who = "council"
length = 6
unit = "weeks"
from_event = "it.happened"
citation = "An Act"
confidence = "source"
in_force_from = 2014-09-01
"""
TOLD = (
    '[[timescale.told]]\nto = ["family"]\nsays = []\ncitation = "An Act"\nconfidence = "high"\n'
    '[[recipient]]\nkey = "family"\nlabel = "the family"\nin_force_from = 2014-09-01\n'
)
_REST = 'label = "l"\nwho = "w"\ncitation = "c"\nconfidence = "low"\nin_force_from = 2014-09-01\n'
BOTH = f'[[combined]]\nkey = "both"\n{_REST}takes = "latest"\nof = ["a.limit", "b.limit"]\n'
AGE = f'[[age]]\nkey = "grown-up"\n{_REST}age = 18\nrule = "birthday"\nfrom_event = "it.happened"\n'
CLOSURE = (
    '[[exception]]\nkey = "shut"\nlabel = "l"\nexplanation = "e"\nshown_by = "closure"\nmargin_days = 7\n'
    'citation = "c"\nconfidence = "low"\nin_force_from = 2014-09-01\n'
)
LIST = """[[list]]
key = "colours"
label = "Colours"
citation = "none"
confidence = "high"
"""
NOTICE = 'languages = ["en", "pl"]\n[[notice]]\nevent = "plan.agreed"\nsent_when = "always"\n'
POLISH = 'pl.subject = "Uzgodniono"\npl.body = "Zobacz: {link}"\n'
WORDS = '{ child = "a", young_person = "b", adult = "c" }'
TOPIC = f'[[topic]]\nkey = "hopes"\nvoice = "child"\nclass = "K2"\nheading = {WORDS}\n'
HEADING = f'version = 1\ntitle = {WORDS}\n[[heading]]\nkey = "help"\nwords = {WORDS}\n'
PACK = 'version = "1"\nadopted_on = 2026-11-22\n'
GUIDANCE = (
    PACK + '[[guidance]]\narea = "cognition-and-learning"\nband = "early-years"\nstrategies = ["Wait."]\n'
)


def limit_with(old: str, new: str) -> str:
    assert old in LIMIT
    return EVENT + LIMIT.replace(old, f"{new} # here")


Case = tuple[Callable[[str, str], object], str, str]
CASES: dict[str, Case] = {
    "not TOML": (read_limits, "[[event]]\nkey = oops # here", "not well-formed"),
    "a string never closed": (read_limits, '[[event]]\nkey = "oops # here', "not well-formed"),
    "a key given twice": (read_limits, "[a]\nb = 1\nb = 2 # here", "not well-formed"),
    "a slip in a key": (read_limits, limit_with("length = 6", "lenght = 6"), "“lenght” is not known"),
    "an unknown unit": (
        read_limits,
        limit_with('"weeks"', '"fortnights"'),
        "“fortnights” is not a known unit",
    ),
    "an unknown event": (
        read_limits,
        limit_with('from_event = "it.happened"', 'from_event = "it.did-not"'),
        "not a known event",
    ),
    "a length of nothing": (read_limits, limit_with("length = 6", "length = 0"), "too small"),
    "a length in words": (read_limits, limit_with("length = 6", 'length = "six"'), "wrong sort"),
    "yes for a number": (read_limits, limit_with("length = 6", "length = true"), "wrong sort"),
    "a date in quotation marks": (
        read_limits,
        limit_with("in_force_from = 2014-09-01", 'in_force_from = "2014-09-01"'),
        "wrong sort",
    ),
    "an empty citation": (read_limits, limit_with('citation = "An Act"', 'citation = " "'), "is empty"),
    "a limit without a citation": (
        read_limits,
        EVENT + LIMIT.replace('citation = "An Act"\n', "").replace("[[timescale]]", "[[timescale]] # here"),
        "“citation” is missing",
    ),
    "an unknown exception": (
        read_limits,
        EVENT + LIMIT + 'exceptions = [\n  "holiday", # here\n]',
        "not a known exception",
    ),
    "a rule that ends before it begins": (
        read_limits,
        EVENT + LIMIT + "in_force_until = 2013-01-01 # here",
        "ends before it begins",
    ),
    "two versions on one day": (
        read_limits,
        EVENT + LIMIT + LIMIT.replace('"a.limit"', '"a.limit" # here'),
        "in force twice",
    ),
    "a day that is not in every year": (
        read_limits,
        EVENT + '[[fixed_date]]\nkey = "f"\nlabel = "l"\nwho = "w"\nmonth = 2\nday = 29 # here\n'
        'from_event = "it.happened"\n'
        'citation = "c"\nconfidence = "low"\nin_force_from = 2014-09-01',
        "in every year",
    ),
    "a length on the same day": (
        read_limits,
        EVENT + LIMIT.replace('"weeks"', '"same_day"').replace("length = 6", "length = 6 # here"),
        "has no length",
    ),
    "counting back from day one": (
        read_limits,
        EVENT + LIMIT + 'direction = "before"\ninclusive = true # here',
        "Only a limit that runs forward",
    ),
    "the Tribunal’s rule for weeks": (
        read_limits,
        EVENT + LIMIT + "rolls_forward = true # here",
        "for limits of months",
    ),
    "another event nobody knows": (
        read_limits,
        EVENT + LIMIT + 'also_from = ["it.did-not"] # here',
        "not a known event",
    ),
    "the same event twice over": (
        read_limits,
        EVENT + LIMIT + 'also_from = ["it.happened"] # here',
        "starts it already",
    ),
    "an event given twice": (
        read_limits,
        EVENT + EVENT.replace('"it.happened"', '"it.happened" # here'),
        "there twice",
    ),
    "a letter to somebody unknown": (
        read_limits,
        EVENT + LIMIT + TOLD.replace('to = ["family"]', 'to = ["friends"] # here'),
        "not a known recipient",
    ),
    "a letter to nobody": (
        read_limits,
        EVENT + LIMIT + TOLD.replace('to = ["family"]\n', "").replace("told]]", "told]] # here"),
        "Nobody is told",
    ),
    "a letter that says something unknown": (
        read_limits,
        EVENT + LIMIT + TOLD.replace("says = []", 'says = ["magic"] # here'),
        "not a known content",
    ),
    "a combination with something unknown": (
        read_limits,
        EVENT + LIMIT + BOTH.replace('"b.limit"]', '"b.limit"] # here'),
        "“b.limit” is not a limit",
    ),
    "a combination of itself": (
        read_limits,
        EVENT + LIMIT + BOTH.replace('"b.limit"]', '"both"] # here'),
        "“both” is not a limit",
    ),
    "a combination of one": (
        read_limits,
        EVENT + LIMIT + BOTH.replace(', "b.limit"', "").replace("[[combined]]", "[[combined]] # here"),
        "nothing to combine",
    ),
    "a closure of no length": (
        read_limits,
        CLOSURE.replace("[[exception]]", "[[exception]] # here"),
        "“least_days” is missing",
    ),
    "an age counted in a way nobody knows": (
        read_limits,
        EVENT + AGE.replace('"birthday"', '"full-moon" # here'),
        "not a known rule",
    ),
    "one name for two kinds of limit": (
        read_limits,
        EVENT + LIMIT + AGE.replace('"grown-up"', '"a.limit" # here'),
        "in force twice",
    ),
    "a code given twice": (
        read_code_lists,
        LIST + 'codes = [\n{ code = "R", label = "red" },\n{ code = "R", label = "rose" }, # here\n]',
        "there twice",
    ),
    "a detail left out": (
        read_code_lists,
        LIST + 'details = ["hex"]\ncodes = [\n{ code = "R", label = "red" }, # here\n]',
        "“hex” is missing",
    ),
    "a list given twice": (
        read_code_lists,
        LIST + LIST.replace('"colours"', '"colours" # here'),
        "there twice",
    ),
    "a bank holiday on a Saturday": (
        read_bank_holidays,
        '[[holiday]]\nname = "Boxing Day"\non = 2026-12-26 # here',
        "is a weekend",
    ),
    "bank holidays out of order": (
        read_bank_holidays,
        '[[holiday]]\nname = "b"\non = 2026-12-25\n[[holiday]]\nname = "a"\non = 2026-05-04 # here',
        "out of order",
    ),
    "a year left out": (
        read_bank_holidays,
        '[[holiday]]\nname = "b"\non = 2024-12-25\n[[holiday]]\nname = "a"\non = 2026-05-04 # here',
        "Nothing is known between",
    ),
    "a message that names the child": (
        read_notices,
        NOTICE + POLISH + 'en.subject = "Agreed"\nen.body = "{name} has a plan. {link}" # here',
        "“{name}” cannot be filled in",
    ),
    "a link in a subject": (
        read_notices,
        NOTICE + POLISH + 'en.subject = "{link}" # here\nen.body = "Agreed"',
        "cannot hold a link",
    ),
    "a message without its Polish": (
        read_notices,
        NOTICE.replace("[[notice]]", "[[notice]] # here") + 'en.subject = "a"\nen.body = "b"\n[[notice]]',
        "“pl” is missing",
    ),
    "no English": (read_notices, 'languages = ["pl"] # here', "English is not among"),
    "a topic given twice": (
        read_known_topics,
        TOPIC + TOPIC.replace('key = "hopes"', 'key = "hopes" # here'),
        "there twice",
    ),
    "a class nobody knows": (read_known_topics, TOPIC.replace('"K2"', '"K99" # here'), "not a known class"),
    "a passport line from nowhere": (
        read_passport_layout,
        HEADING + '[[heading.lines]]\nsource = "topic"\nat_most = 2\ntopic = "moon" # here',
        "not a shared topic",
    ),
    "an area nobody knows": (
        read_guidance,
        GUIDANCE.replace('"cognition-and-learning"', '"magic" # here'),
        "not an area of need",
    ),
    "a passport heading with nothing under it": (
        read_passport_layout,
        HEADING.replace("[[heading]]", "[[heading]] # here"),
        "Nothing is shown",
    ),
}


@pytest.mark.parametrize(("read", "text", "says"), CASES.values(), ids=CASES.keys())
def test_a_mistake_is_named_with_file_line_and_remedy(
    read: Callable[[str, str], object], text: str, says: str
) -> None:
    with pytest.raises(WrongData) as caught:
        read(text, "england/broken.toml")
    found = [p for p in caught.value.problems if says in p.message and p.line == marked_line(text)]
    assert found, str(caught.value)
    assert found[0].file == "england/broken.toml"
    assert found[0].what_to_do
    assert f"england/broken.toml:{found[0].line}: " in str(caught.value)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = EVENT + LIMIT.replace("length = 6", "length = -1").replace('"source"', '"certain"')
    with pytest.raises(WrongData) as caught:
        read_limits(text, "x.toml")
    assert [problem.line for problem in caught.value.problems] == [8, 12]
    assert (caught.value.file, caught.value.line) == ("x.toml", 8)


def test_guidance_with_a_gap_is_refused() -> None:
    with pytest.raises(WrongData, match="says nothing for “16-to-25”"):
        read_guidance(GUIDANCE, "guidance.toml")


def test_lists_nested_to_exhaust_the_parser_are_refused() -> None:
    with pytest.raises(WrongData, match="nested too deeply"):
        read_limits("a = " + "[" * 100_000, "deep.toml")


def test_the_shipped_data_is_right() -> None:
    check_shipped_data()


def test_wrong_shipped_data_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "timescales.toml").write_text(EVENT + LIMIT.replace('"weeks"', '"moons"'))
    monkeypatch.setattr(files, "_england", lambda: tmp_path)
    _statutes.cache_clear()
    try:
        with pytest.raises(
            WrongData, match=r"statute/england/timescales\.toml:9: “moons” is not a known unit"
        ):
            _statutes()
    finally:
        _statutes.cache_clear()
