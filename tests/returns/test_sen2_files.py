"""The files of the return: XML that reads back as what was written, module files whose keys agree, a workbook."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from alongside.kernel.text import clean
from alongside.rendering.workbook import Workbook
from alongside.returns.rules.module_files import file_name, tables, write_module_files
from alongside.returns.rules.records import (
    Active,
    Assessment,
    NamedPlan,
    Need,
    Person,
    Placement,
    PlanDetail,
    Request,
)
from alongside.returns.rules.workbook import write_workbook
from alongside.returns.rules.xml import faults_of_order, write_xml
from alongside.statute.sen2 import Below, collection, collections
from bench.made_up_return import HEADER, people
from tests.returns.reading_back import NAMES, NOBODY, read_people

_MADE = date(2026, 1, 20)
words = st.text(min_size=1, max_size=12).map(clean).filter(bool)
some = words | st.just("")
days = st.dates(date(1999, 1, 1), date(2027, 1, 1))
maybe_day, maybe = st.none() | days, st.none() | st.booleans()
codes = st.sampled_from(["", "A", "Y", "1", "URN"])
rank = st.none() | st.integers(1, 3)


def several(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(of, max_size=2).map(tuple)


details = st.builds(PlanDetail, some, some, codes, some, rank, maybe, maybe)
plans = st.builds(NamedPlan, maybe_day, several(details), codes, codes, maybe, maybe, codes, maybe_day, codes)
assessments = st.builds(
    Assessment, st.sampled_from("YNAWH"), maybe_day, maybe, maybe, maybe, maybe, maybe, st.none() | plans
)
placements = st.builds(
    Placement, some, some, codes, some, rank, maybe_day, maybe_day, maybe, maybe, codes, codes
)
actives = st.builds(
    Active, codes, several(placements), several(st.builds(Need, words, st.integers(1, 2))), maybe_day, codes,
    maybe_day, maybe_day, maybe_day, maybe_day,
)  # fmt: skip
requests = st.builds(
    Request, st.just(""), maybe_day, codes, maybe, maybe_day, codes, maybe, maybe, codes, st.none() | assessments,
    st.none() | actives,
)  # fmt: skip
persons = st.builds(
    Person, st.just(NOBODY), words, words, days, codes, codes, some, some, some, codes, several(requests)
)


@pytest.mark.parametrize("year", sorted(collections()))
@given(one=persons)
@settings(max_examples=40, deadline=None)
def test_xml_reads_back_as_what_was_written(year: int, one: Person) -> None:
    file = io.BytesIO()
    assert write_xml(file, collection(year), HEADER, [one]) == 1
    file.seek(0)
    assert read_people(file) == [one]
    file.seek(0)
    assert not list(faults_of_order(file, collection(year)))


def _xml(year: int, count: int = 3) -> bytes:
    file = io.BytesIO()
    write_xml(file, collection(year), HEADER, people(count))
    return file.getvalue()


def test_the_header_says_who_returns_what() -> None:
    root = etree.fromstring(_xml(2026))
    assert root.findtext("Header/CollectionDetails/ReferenceDate") == "2026-01-15"
    assert root.findtext("Header/Source/LEA") == "831"
    assert root.findtext("Header/Source/SerialNo") == "001"
    assert root.findtext("Header/Source/DSCO") == "R"
    assert etree.fromstring(_xml(2025)).findtext("Header/Source/DSCO") is None, "not asked in 2025"


def test_the_last_review_moved_to_the_end_in_2026() -> None:
    def order(year: int) -> list[str]:
        return [one.tag for one in etree.fromstring(_xml(year)).find(".//ActivePlans")]

    assert order(2026)[-1] == "LastReview"
    assert order(2025).index("LastReview") < order(2025).index("ReviewOutcome")


def test_a_file_out_of_order_is_found() -> None:
    file = io.BytesIO(_xml(2026))
    assert list(faults_of_order(file, collection(2025))), "the order of another year is not this one's"
    strange = _xml(2026).replace(b"<Sex>", b"<Gender>").replace(b"</Sex>", b"</Gender>")
    assert "Person/Gender is not asked in 2026" in list(
        faults_of_order(io.BytesIO(strange), collection(2026))
    )


def test_every_item_has_its_place_in_a_record() -> None:
    """Each key of the data is a field, and each tag the one the oracle of these tests knows by hand."""
    by_key = {"person": Person, "request": Request, "assessment": Assessment, "plan": NamedPlan, "active": Active,
              "plan_detail": PlanDetail, "placement": Placement, "need": Need}  # fmt: skip
    for asked in collections().values():
        for module in asked.modules.values():
            fields = NAMES[by_key[module.key]]
            assert {one.tag: one.key for one in module.items} == fields, (asked.year, module.key)
            for place in module.order:
                if isinstance(place, Below):
                    assert place.key in by_key[module.key].__dataclass_fields__


def _module_files(count: int) -> dict[str, list[dict[str, str]]]:
    files: dict[str, io.StringIO] = {}

    def opened(table: str) -> io.StringIO:
        files[table] = io.StringIO()
        return files[table]

    write_module_files(opened, collection(2026), HEADER, people(count))
    return {table: list(csv.DictReader(io.StringIO(file.getvalue()))) for table, file in files.items()}


def test_the_module_files_hang_together() -> None:
    found = _module_files(24)
    assert tuple(sorted(found)) == tuple(sorted(tables(collection(2026))))
    assert len(found) == 9
    above = {"person": "sen2", "requests": "person", "assessment": "requests", "namedplan": "assessment",
             "plandetail": "namedplan", "activeplans": "requests", "placementdetail": "activeplans",
             "senneed": "activeplans"}  # fmt: skip
    for table, parent in above.items():
        keys = {one[f"{parent}tableid"] for one in found[parent]}
        assert found[table], table
        assert {one[f"{parent}tableid"] for one in found[table]} <= keys, table
        assert len({one[f"{table}tableid"] for one in found[table]}) == len(found[table])
    assert len(found["person"]) == 24
    assert len(found["senneed"]) == 2 * len(found["activeplans"])
    first = found["requests"][0]
    assert first["rya"] == "false"
    assert first["receiveddate"].endswith(" 00:00:00")
    assert file_name("senneed", _MADE) == "Blade-Export_20-01-2026_senneed.csv"


def _sheets(data: bytes) -> dict[str, list[list[str]]]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    names = [
        one.get("name")
        for one in etree.fromstring(archive.read("xl/workbook.xml")).iterfind(".//m:sheet", space)
    ]
    found = {}
    for number, name in enumerate(names, start=1):
        sheet = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        rows = sheet.iterfind(".//m:row", space)
        found[name] = [["".join(cell.itertext()) for cell in row] for row in rows]
    return found


def test_the_workbook_ties_its_sheets_by_number() -> None:
    file = io.BytesIO()
    assert write_workbook(file, collection(2026), HEADER, people(8)) == 8
    sheets = _sheets(file.getvalue())
    assert list(sheets)[:3] == ["Header", "Person", "Requests"]
    assert sheets["Person"][0][:3] == ["Person ID", "Surname", "Forename"]
    assert sheets["SEN Need"][0] == ["Person ID", "Requests record ID", "SENtype", "SENtypeRank"]
    assert {row[0] for row in sheets["Requests"][1:]} == {str(n) for n in range(1, 9)}
    assert sheets["Active Plan"][1][6] == "", "an empty cell keeps its place"


def test_a_cell_is_never_a_formula() -> None:
    file = io.BytesIO()
    with Workbook(file) as book:
        book.begin("A & B", ["x"])
        book.add("A & B", ["=1+1", True, 3, date(2026, 1, 15), None, "<\x01>"])
    archive = zipfile.ZipFile(io.BytesIO(file.getvalue()))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert _sheets(file.getvalue())["A & B"][1] == ["=1+1", "1", "3", "46037", "", "<>"]


def test_a_broken_workbook_leaves_nothing_behind() -> None:
    file = io.BytesIO()
    with pytest.raises(RuntimeError), Workbook(file) as book:
        book.begin("A", ["x"])
        raise RuntimeError
    assert file.getvalue() == b""


def test_who_is_in_the_file_is_who_was_given() -> None:
    one = replace(next(people(1)), id=UUID(int=7))
    opened: Callable[[str], io.StringIO] = lambda table: found.setdefault(table, io.StringIO())  # noqa: E731
    found: dict[str, io.StringIO] = {}
    write_module_files(opened, collection(2026), HEADER, [one])
    assert str(UUID(int=7)) in found["person"].getvalue()
