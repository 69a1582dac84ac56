"""What a setting prints: the provision map."""

from datetime import date

from alongside.inclusion.queries.map import MapSection, ProvisionMap
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
