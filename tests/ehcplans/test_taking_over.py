"""What the child's own plan holds is taken over into the plan of the council, nothing retyped (O10, T15)."""

from datetime import timedelta
from typing import Any

import pytest

from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread
from alongside.ehcplans.operations.starting import start_plan
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
