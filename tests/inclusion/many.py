"""Many children with help in a group, written straight into the tables: what a large setting looks like."""

from datetime import date, datetime

from alongside.access.actor import SystemActor
from alongside.access.choices import StandingKind
from alongside.children.choices import Basis
from alongside.children.models import Child, Standing
from alongside.inclusion.models import Intervention, InterventionGroup, ProvisionUse
from alongside.kernel.ids import new_id
from alongside.ledger.unit import unit_of_work
from alongside.organisations.models import Organisation
from alongside.support.models import Measure
from alongside.voice.choices import Gathered, StatementKind, Voice
from alongside.voice.models import Statement
from tests.makers import world

FIRST = date(2026, 9, 7)


def children_with_help(
    setting: Organisation,
    talk: Intervention,
    count: int,
    *,
    together: int = 4,
    group: InterventionGroup | None = None,
) -> list[ProvisionUse]:
    """So many children at the setting, each with help through the intervention, `together` to a group, or in one."""
    children = [
        Child(given_name=f"Child{n}", family_name=f"Number{n:03}", born_on=date(2018, 5, 4), nc_year="3",
              sen_provision="K", primary_need="SLCN", search_key=f"child{n}")
        for n in range(count)
    ]  # fmt: skip
    standings = [
        Standing(child=one, organisation=setting, kind=StandingKind.ATTENDS, basis=Basis.DUTY,
                 starts_on=world.LONG_AGO, sort_key=one.family_name.casefold())
        for one in children
    ]  # fmt: skip
    outcomes = [_said(one, StatementKind.PASSAGE, None) for one in children]
    provision = [_said(one.child, StatementKind.PROVISION, one) for one in outcomes]
    groups = (
        []
        if group
        else [
            InterventionGroup(
                organisation=setting, intervention=talk, name=f"Group {n}", starts_on=FIRST, weekdays="2"
            )
            for n in range(-(-count // together))
        ]
    )
    uses = [
        ProvisionUse(child=one.child, statement=one, organisation=setting, intervention=talk, starts_on=FIRST,
                     group=group or groups[n // together], added_by_name="Ada Whitcombe")
        for n, one in enumerate(provision)
    ]  # fmt: skip
    with unit_of_work(SystemActor("test", world.TODAY), "test.make", world.NOW) as unit:
        for rows in (children, standings, outcomes, provision, groups, uses):
            if rows:
                type(rows[0]).everything.bulk_create(rows)
        unit.record("test.made", setting)
    return uses


def _said(child: Child, kind: StatementKind, serves: Statement | None) -> Statement:
    now: datetime = world.NOW
    return Statement(
        id=new_id(), child=child, kind=kind, topic="provision" if serves else "hopes", text="Words", serves=serves,
        voice=Voice.PROFESSIONAL, speaker_name="Ada Whitcombe", gathered=Gathered.TYPED, gathered_on=FIRST,
        created_at=now, changed_at=now,
    )  # fmt: skip


def scores(uses: list[ProvisionUse], instrument: str, first: int, last: int) -> None:
    """A score before and one after for each."""
    rows = [
        Measure(child_id=one.child_id, instrument=instrument, score=score, on=on, provision_id=one.statement_id,
                voice=Voice.PROFESSIONAL, by_name="Ada Whitcombe", at=world.NOW)
        for one in uses
        for score, on in ((first, date(2026, 9, 8)), (last, date(2026, 9, 14)))
    ]  # fmt: skip
    with unit_of_work(SystemActor("test", world.TODAY), "test.make", world.NOW) as unit:
        Measure.everything.bulk_create(rows)
        unit.record("test.made", uses[0])
