"""Section J holds the sums of a personal budget as they are when the plan is sent (R23; SI 2014/1530 reg 12(1)(j))."""

from dataclasses import replace

from django.urls import reverse

from alongside.disputes.models import Budget
from alongside.ehcplans.documents import plan_document
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.operations.writing import write_line
from alongside.ehcplans.queries import content_of, versions_of
from alongside.ehcplans.rules.compare import ChangeKind, compare
from alongside.platform import clock
from alongside.rendering.text import to_text
from tests.disputes.test_budget import TALK, asked_for, at, day, decided, on
from tests.ehc.conftest import Area
from tests.ehcplans.conftest import HELP, NEED, OUTCOME
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok

__all__ = ["asked_for"]


def test_a_draft_holds_the_sums_of_the_budget(asked_for: tuple[Area, Budget]) -> None:
    """How much, for which help and needs, paid how; nobody is named, for both homes read it."""
    there, row = asked_for
    child, plan = there.around.child.id, EhcPlan.everything.get()
    for new in (NEED, HELP, OUTCOME):
        ok(write_line(on(there.caseworker, 1), child, None, new, 0, at(1)))
    decided(there, row)
    ok(serve_draft(on(there.caseworker, 6), child, plan.edition, at(6)))
    father = on(there.around.father, 6)
    content = content_of(father, child, versions_of(father, child)[0].id)
    assert content and [one.yearly for one in content.money] == ["£2,400.00 a year"] * 2
    assert {one.purpose for one in content.money} == {TALK}
    text = to_text(plan_document(content, "Draft", day(6)))
    assert "£2,400.00 a year" in text and "direct payment" in text and "planted-words" not in text
    with clock.moved_to(at(6)):
        shown = text_of(signed_in(there.around.father).get(reverse("ehcplans:ehc_version", args=[child, 1])))
        written = text_of(signed_in(there.caseworker).get(reverse("ehcplans:ehc_write", args=[child])))
    assert "Speech therapy, an hour a week" in shown and "£2,400.00 a year" in shown
    assert "£2,400.00 a year" in written
    changes = compare(replace(content, money=()), content)
    assert [(one.kind, one.section) for one in changes] == [(ChangeKind.ADDED, "J")]
    assert "£2,400.00" in changes[0].after
