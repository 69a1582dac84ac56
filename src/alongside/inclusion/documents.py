"""What a setting prints: the provision map, and the report in numbers."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from alongside.inclusion.queries.map import MapSection, ProvisionMap
from alongside.inclusion.queries.numbers import NumbersReport
from alongside.inclusion.rules.money import financial_year_name
from alongside.inclusion.rules.numbers import NumberPart, Progress
from alongside.inclusion.rules.small_numbers import EffectHere
from alongside.kernel.school_years import school_year_name
from alongside.rendering import model

MAP_HEAD = ("Intervention", "Group", "Who gives it", "How much", "Children", "Cost")


def map_document(found: ProvisionMap, setting: str, today: date) -> model.Document:
    """The map as a document of tables, one for each heading; made for A3 on its side."""
    blocks: list[model.Block] = [
        model.Facts(
            (
                ("School year", school_year_name(found.school_year)),
                ("Children", str(found.children)),
                ("Cost in the year", pounds(found.cost)),
            )
        )
    ]
    for section in found.sections:
        blocks += [model.Heading(1, section.title), _table(section)]
    return model.Document(
        title="Provision map", blocks=tuple(blocks), made_on=today, subject=setting,
        footer=f"{setting}. Names of children: keep it safe and shred it.",
    )  # fmt: skip


def _table(section: MapSection) -> model.Table:
    rows = tuple(
        (
            row.intervention, row.group or "No group", row.given_by, row.times,
            ", ".join(one.name for one in row.lines), pounds(row.cost),
        )
        for row in section.rows
    )  # fmt: skip
    return model.Table(f"{section.title}: {pounds(section.cost)}", MAP_HEAD, rows, row_headers=True)


def pounds(sum_of_money: object) -> str:
    """A sum as people write it: £1,234.50."""
    return f"£{sum_of_money:,.2f}"


NOT_SHOWN = "not shown"


def shown(number: object) -> str:
    """A number, or why there is none."""
    return NOT_SHOWN if number is None else pounds(number) if isinstance(number, Decimal) else str(number)


def effect_words(effect: Iterable[EffectHere]) -> str:
    """What an intervention showed here, in one line."""
    said = [
        f"{one.instrument}: {one.children} children, {one.average:+} on average"
        for one in effect
        if one.children
    ]
    return "; ".join(said) or "not measured for enough children"


def numbers_document(report: NumbersReport, setting: str, today: date) -> model.Document:
    """The report in numbers as a document."""
    worked = tuple(
        (one.part.name, shown(one.part.children), shown(one.part.pounds), effect_words(one.effect))
        for one in report.interventions
    )
    blocks: list[model.Block] = [
        model.Paragraph(
            f"Parts with fewer than 6 children are left out, and so is anything that gives them away. {MEANING}"
        ),
        model.Heading(1, "Children"),
        model.Facts(tuple((name, shown(count)) for name, count in report.levels)),
        model.Heading(1, "Money"),
        model.Facts(
            (
                *((name, pounds(sum_)) for name, sum_ in report.income),
                ("Top-ups for children", shown(report.top_ups)),
                ("Comes in", shown(report.comes_in)),
                ("Costed help", shown(report.cost)),
            )
        ),
        _parts("Costed help by main need", report.needs),
        model.Heading(1, "Cost beside what it showed"),
        _table_of("Interventions", ("Intervention", "Children", "Cost", "What it showed here"), worked),
        model.Heading(1, "How children got on, year by year"),
        _progress("By main need", report.progress_by_need),
        _progress("By level of support", report.progress_by_level),
    ]
    return model.Document(
        title="Money and progress in numbers", blocks=tuple(blocks), made_on=today,
        subject=f"{setting}, {financial_year_name(report.year)}", footer=setting,
    )  # fmt: skip


MEANING = "A change in scores is not proof that the help was its cause."


def _table_of(caption: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> model.Block:
    """A table, or a line where no part has enough children."""
    if not rows:
        return model.Paragraph(f"{caption}: no part has enough children to be shown.")
    return model.Table(caption, head, rows, row_headers=True)


def _parts(caption: str, parts: Iterable[NumberPart]) -> model.Block:
    rows = tuple((one.name, shown(one.children), shown(one.pounds)) for one in parts)
    return _table_of(caption, ("Part", "Children", "Cost"), rows)


def _progress(caption: str, lines: Iterable[Progress]) -> model.Block:
    rows = tuple(
        (one.year, one.name, shown(one.children), "" if one.children is None else _better(one))
        for one in lines
    )
    return _table_of(caption, ("School year", "Children", "Scored twice", "Did better"), rows)


def _better(one: Progress) -> str:
    return "too few to say" if one.better is None else str(one.better)
