"""A group: one record for many children, each family sees its own (S6, S7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role, StandingKind
from alongside.inclusion.models import GroupSession, Intervention, InterventionGroup, ProvisionUse
from alongside.inclusion.operations.groups import (
    NewGroup,
    end_group,
    move_child,
    promise_from,
    start_group,
    use_intervention,
)
from alongside.inclusion.operations.sessions import record_session
from alongside.inclusion.queries.groups import group_of, groups_of, members_on, others_in_group
from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.platform import clock
from alongside.support.models import Delivery
from alongside.support.queries.help import promises
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of

TERM = Period(date(2026, 9, 1), date(2027, 1, 1))


def ok(result: Any) -> Any:
    assert not isinstance(result, Refusal), result
    return result


def help_of(around: Around) -> Statement:
    return Statement.everything.get(child=around.child, kind=StatementKind.PROVISION, ended_at=None)


@dataclass(frozen=True)
class Grouped:
    """Amira in a group."""

    around: Around
    group: InterventionGroup
    use: ProvisionUse


@pytest.fixture
def grouped(written: Around, talk: Intervention) -> Grouped:
    new = NewGroup(talk.pk, "Talk group, mornings", written.teacher.person_id, "24", date(2026, 9, 7))
    group = ok(start_group(written.senco, new, world.NOW))
    use = ok(
        use_intervention(written.senco, written.child.id, help_of(written).pk, talk.pk, group.pk, world.NOW)
    )
    return Grouped(written, group, use)


def test_one_press_writes_each_childs_own_record(grouped: Grouped) -> None:
    """S6: the session is one row, and the family reads what their child was given."""
    around = grouped.around
    ok(record_session(around.teacher, grouped.group.pk, world.TODAY, {}, world.NOW))
    (seen,) = promises(around.mother, around.child.id, TERM)
    assert seen.tally.given == 1 and seen.lines[0].minutes == 30
    held = GroupSession.everything.get()
    assert (held.there, held.away, held.by_name) == (1, 0, around.teacher.name)


def test_who_was_away_is_marked_with_a_reason_and_said_again_it_is_corrected(grouped: Grouped) -> None:
    """S1, S6: nothing is lost when a session is said again."""
    around, child = grouped.around, grouped.around.child.id
    ok(record_session(around.teacher, grouped.group.pk, world.TODAY, {}, world.NOW))
    ok(record_session(around.teacher, grouped.group.pk, world.TODAY, {child: "child_away"}, world.NOW))
    assert Delivery.everything.get(replaced_at=None).reason == "child_away"
    assert Delivery.everything.count() == 2 and GroupSession.everything.count() == 2
    assert GroupSession.everything.get(replaced_at=None).away == 1


def test_a_colleague_records_only_for_children_they_teach(grouped: Grouped) -> None:
    """P1: somebody of another class finds the group, no child of it, and how many there are besides."""
    around = grouped.around
    other = world.make_person("Tom", "Brook")
    world.joins(other, around.school, Role.CLASS_TEACHER)
    actor = world.acting(other, Role.CLASS_TEACHER, around.school)
    assert members_on(actor, grouped.group.pk, world.TODAY) == ()
    assert others_in_group(actor, grouped.group.pk, world.TODAY) == 1
    assert record_session(actor, grouped.group.pk, world.TODAY, {}, world.NOW).code == "session.nobody"  # type: ignore[union-attr]


def test_another_setting_knows_nothing_of_the_group(grouped: Grouped) -> None:
    """P1: not even a setting that the child attends too; help there is that setting's own."""
    around = grouped.around
    far = world.make_setting("Far School")
    world.stands(around.child, StandingKind.ATTENDS, organisation=far)
    senco = world.acting(world.make_person("Eve", "Far"), Role.SENCO, far)
    assert group_of(senco, grouped.group.pk) is None and groups_of(senco) == ()
    assert members_on(senco, grouped.group.pk, world.TODAY) == ()
    refused = move_child(senco, grouped.use.pk, None, world.NOW)
    assert isinstance(refused, Refusal) and refused.code == "not_found"


@pytest.mark.parametrize(
    ("on", "absent", "code"),
    [
        (world.TODAY + timedelta(days=1), "", "tick.future"),
        (world.TODAY, "moon", "not_found"),
        (date(2026, 9, 1), "", "session.nobody"),  # before she came into the group
    ],
)
def test_what_cannot_be_recorded_changes_nothing(grouped: Grouped, on: date, absent: str, code: str) -> None:
    """S6: one refusal undoes the whole session."""
    away = {grouped.around.child.id: absent} if absent else {}
    result = record_session(grouped.around.teacher, grouped.group.pk, on, away, world.NOW)
    assert isinstance(result, Refusal) and result.code == code
    assert not Delivery.everything.exists() and not GroupSession.everything.exists()


def test_moving_keeps_what_was_and_a_group_with_children_does_not_end(
    grouped: Grouped, talk: Intervention
) -> None:
    """S6."""
    around = grouped.around
    assert end_group(around.senco, grouped.group.pk, world.NOW).code == "group.children"  # type: ignore[union-attr]
    new = NewGroup(talk.pk, "Talk group, afternoons", None, "", world.TODAY)
    second = ok(start_group(around.senco, new, world.NOW))
    moved = ok(move_child(around.senco, grouped.use.pk, second.pk, world.NOW))
    assert moved.group_id == second.pk
    assert ProvisionUse.everything.get(pk=grouped.use.pk).ends_on == world.TODAY
    assert ok(end_group(around.senco, grouped.group.pk, world.NOW)).ends_on == world.TODAY


def test_help_from_the_catalogue_stands_in_the_plan(written: Around, talk: Intervention) -> None:
    """S6: the words of the catalogue become help for an outcome, and the two are linked."""
    outcome = Statement.everything.get(child=written.child, kind=StatementKind.OUTCOME)
    use = ok(promise_from(written.senco, written.child.id, outcome.pk, talk.pk, None, world.NOW))
    row = Statement.everything.get(pk=use.statement_id)
    assert row.serves_id == outcome.pk and row.how_often == "3 times a week for 12 weeks"
    no_outcome = promise_from(written.senco, written.child.id, row.pk, talk.pk, None, world.NOW)
    assert isinstance(no_outcome, Refusal)
    assert ProvisionUse.everything.count() == 1


def test_the_pages_of_a_group(grouped: Grouped) -> None:
    """S6: a teacher says it in one press; the SENCo links help from the child's page."""
    around = grouped.around
    client = signed_in(around.teacher)
    address = reverse("inclusion:group", args=[grouped.group.pk])
    assert "Amira Kowalska" in text_of(client.get(address))
    day = {"on-day": "15", "on-month": "9", "on-year": "2026", "minutes": "25"}
    sent = client.post(address, {**day, f"away-{around.child.id}": "child_away"})
    assert sent.status_code == 302 and Delivery.everything.get().state == "missed"
    assert "End the group" not in text_of(client.get(address))
    assert client.post(address, {"end": "yes"}).status_code == 404
    senco = signed_in(around.senco)
    page = text_of(senco.get(reverse("inclusion:of_child", args=[around.child.id])))
    assert "Talk group, mornings" in page
    assert client.get(reverse("inclusion:of_child", args=[around.child.id])).status_code == 404


def test_a_session_on_a_day_the_setting_is_shut_is_asked_about_once(grouped: Grouped) -> None:
    """S6: whoever writes Friday's group down on Sunday is offered Friday, and asked when they say Sunday."""
    sunday = world.TODAY + timedelta(days=5)
    client, address = signed_in(grouped.around.teacher), reverse("inclusion:group", args=[grouped.group.pk])
    with clock.moved_to(world.NOW + timedelta(days=5)):
        assert f'name="on-day" type="text" value="{sunday.day - 2}"' in client.get(address).content.decode()
        said = {"on-day": sunday.day, "on-month": sunday.month, "on-year": sunday.year, "minutes": 30}
        asked = client.post(address, said)
        assert asked.status_code == 422 and "is a Sunday." in text_of(asked)
        assert not GroupSession.everything.exists()
        assert client.post(address, {**said, "anyway": sunday.isoformat()}).status_code == 302
    assert GroupSession.everything.get().on == sunday
