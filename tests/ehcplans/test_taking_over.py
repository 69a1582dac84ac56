"""What the child's own plan holds is taken over into the plan of the council, nothing retyped (O10, T15)."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.rules.beginning import OfADraft, begins_a_draft
from alongside.ehcplans.taking import lines_from_live_plan
from alongside.platform import clock
from alongside.voice.models import Statement
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import on_day
from tests.ehcplans.test_pages import get, post
from tests.makers import world
from tests.plans.reading import text_of
from tests.support.test_actions import ok


@pytest.fixture
def drafting(planning: Area) -> Any:
    """A draft that begins with the words and needs of the child's plan, which has outcomes and help as well."""
    caseworker, _, at = on_day(planning, 50)
    ok(start_plan(caseworker, planning.around.child.id, at))
    with clock.moved_to(world.NOW + timedelta(days=51)):
        yield planning


def test_statements_are_taken_over_line_by_line_or_all_at_once(drafting: Area) -> None:
    child, caseworker = drafting.around.child.id, drafting.caseworker
    kinds = set(EhcLine.everything.values_list("section", flat=True))
    assert "A" in kinds and not kinds & {"E", "F"}
    offered = get(caseworker, "take_over", child)
    rest = Statement.everything.filter(child_id=child, kind__in=("outcome", "provision"), ended_at=None)
    assert rest.exists() and all(one.text in text_of(offered) for one in rest)
    first = rest.order_by("pk").first()
    assert first and post(caseworker, {"statements": [str(first.id)]}, "take_over", child).status_code == 302
    line = EhcLine.everything.get(statement=first)
    assert (line.text, line.section) == (first.text, "E" if first.kind == "outcome" else "F")
    assert line.source_name.startswith("The child’s plan: ") and line.source_key == f"statement:{first.id}"
    assert first.text not in text_of(get(caseworker, "take_over", child))
    assert "the child’s own plan" in text_of(get(caseworker, "write", child)).lower()
    assert post(caseworker, {"all": "1"}, "take_over", child).status_code == 302
    taken = EhcLine.everything.filter(statement__in=rest)
    assert taken.count() == rest.count()
    assert "in it already" in text_of(get(caseworker, "take_over", child))
    assert post(caseworker, {"all": "1"}, "take_over", child).status_code == 302
    assert EhcLine.everything.filter(statement__in=rest).count() == rest.count(), "nothing comes twice"
    for one in EhcThread.everything.all():
        assert one.need.section == "B" and one.line.section in ("E", "F")


def test_private_words_and_other_readers(drafting: Area) -> None:
    """P18: private words are never on offer; nobody but the council takes anything over."""
    child = drafting.around.child.id
    private = Statement.everything.exclude(audience="shared")
    shown = text_of(get(drafting.caseworker, "take_over", child))
    assert not any(one.text in shown for one in private)
    for actor in (drafting.around.mother, drafting.around.senco):
        assert get(actor, "take_over", child).status_code == 404
        assert post(actor, {"all": "1"}, "take_over", child).status_code == 404
    assert EhcPlan.everything.count() == 1


YEAR_AGO, TODAY = world.TODAY - timedelta(days=366), world.TODAY
BEFORE, AGREED, AFTER = (world.NOW + timedelta(days=days) for days in (-9, -5, -1))


@pytest.mark.parametrize(
    ("section", "as_of", "changed_at", "agreed_at", "begins"),
    [
        ("A", TODAY, AFTER, AGREED, True),  # somebody's own words need nobody's agreement
        ("A", TODAY - timedelta(days=365), BEFORE, None, True),
        ("A", YEAR_AGO, BEFORE, AGREED, False),  # nobody has said or confirmed it for a year
        ("B", TODAY, BEFORE, AGREED, True),
        ("B", TODAY, AFTER, AGREED, False),  # changed since the plan was agreed
        ("B", TODAY, AFTER, None, True),  # no plan was agreed yet
        ("B", YEAR_AGO, BEFORE, AGREED, False),
    ],
)
def test_what_a_draft_begins_with_where_nobody_chooses(
    section: str, as_of: date, changed_at: datetime, agreed_at: datetime | None, begins: bool
) -> None:
    """T15, 9.69: what is current, and of the needs what was agreed."""
    assert begins_a_draft(OfADraft(section, as_of, changed_at), agreed_at, TODAY) is begins


def test_the_caseworker_chooses_what_a_draft_begins_with_and_nothing_is_lost(planning: Area) -> None:
    """T15: ticked beforehand is what is current; what is left out stays on offer; nobody else chooses."""
    child, caseworker = planning.around.child.id, planning.caseworker
    words = next(one for one in lines_from_live_plan(caseworker, child) if one.line.section == "A")
    old = Statement.everything.get(pk=words.statement_id)
    world.changed(old, gathered_on=YEAR_AGO, confirmed_on=None)
    with clock.moved_to(world.NOW + timedelta(days=51)):
        page = get(caseworker, "choose", child).content.decode()
        boxes = re.findall(r'value="([0-9a-f-]{36})"( checked)?', page)
        ticked = [key for key, checked in boxes if checked]
        assert str(old.id) in dict(boxes) and str(old.id) not in ticked and ticked
        assert get(planning.around.senco, "choose", child).status_code == 404
        chosen = [str(old.id), ticked[0]]
        assert post(caseworker, {"statements": chosen}, "choose", child).status_code == 302
        begun = EhcLine.everything.values_list("statement_id", flat=True)
        assert {str(one) for one in begun} == set(chosen)
        offered = text_of(get(caseworker, "take_over", child))
        left = Statement.everything.filter(pk__in=ticked[1:])
        assert left.exists() and all(one.text in offered for one in left)
