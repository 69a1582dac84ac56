"""Rows waiting to be written together, in the order in which they lean on each other."""

from dataclasses import dataclass, field, fields
from typing import Any

from alongside.access.actor import SystemActor
from alongside.children.models import Standing
from alongside.documents.models import PhotoPermission, StoredFile
from alongside.ledger.unit import unit_of_work
from alongside.notices.models import Notice
from alongside.plans.models import Agreement, Comment, Plan, PlanVersion
from alongside.site.demo.area import Area
from alongside.voice.models import CirclePerson, Statement, StatementVersion


@dataclass
class Shelf:
    """What is written about some children in one unit."""

    standings: list[Standing] = field(default_factory=list)
    permissions: list[PhotoPermission] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    statement_versions: list[StatementVersion] = field(default_factory=list)
    circles: list[CirclePerson] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    versions: list[PlanVersion] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def write(self, area: Area) -> None:
        """Write everything in one unit, which records each plan, file and answer."""
        with unit_of_work(SystemActor("demo area", area.days.today), "demo.write", area.days.at(0)) as unit:
            for each in fields(self):
                rows: list[Any] = getattr(self, each.name)
                if rows:
                    type(rows[0]).objects.bulk_create(rows, batch_size=500)
            for plan in self.plans:
                unit.record("plan.started", plan, child_id=plan.child_id)
            for version in self.versions:
                unit.record("plan.proposed", version, child_id=version.plan.child_id)
            gathered: list[Any] = [*self.standings, *self.files, *self.permissions]
            for row in gathered:
                unit.record("child.gathered", row, child_id=row.child_id)
            for statement in self.statements[:1]:
                unit.record("words.written", statement, child_id=statement.child_id)
