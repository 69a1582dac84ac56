"""What a tired parent, a caseworker and a manager find on the pages of a request (R23, R24, R28, P6)."""

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.ehc.operations.deciding import prepare_decision
from alongside.ehc.queries.prepared import waiting_for
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def page(area: Area, who: Actor, name: str = "ehc:case") -> str:
    return text_of(signed_in(who).get(reverse(name, args=[area.around.child.id])))


def test_a_parent_reads_days_and_whoever_keeps_them_reads_how_much_has_gone(area: Area) -> None:
    """R24: a family is told the last day and how many days that is; percentages and inner aims are the council's."""
    asked(area)
    hers, theirs = page(area, area.around.mother), page(area, area.caseworker)
    assert "The last day is in 42 days." in hers
    assert "of the time has gone" not in hers
    assert "writes to you" in hers
    assert "0% of the time has gone. The last day is in 42 days." in theirs
    assert "writes to the family" in theirs


def test_asking_says_that_the_council_reads_it_and_which_one(area: Area) -> None:
    """P6: what is sent to the council is not said to be read by oneself alone."""
    words = page(area, area.around.mother, "ehc:ask_assessment")
    assert f"{area.council.name} has 6 weeks" in words
    assert "Only you." not in words
    assert "the council that decides" in words


def test_what_is_prepared_waits_for_the_manager_until_it_is_decided(area: Area) -> None:
    """R28: the one who decides is asked; the one who prepared is not, and nobody once it is made."""
    asked(area)
    ok(prepare_decision(area.caseworker, area.around.child.id, no(), 0, world.NOW))
    (one,) = waiting_for(area.manager)
    assert one.what == "Decide: whether to assess"
    assert one.by == world.TODAY.replace(month=10, day=27)  # 15 September and six weeks
    assert area.caseworker.name in one.why
    assert waiting_for(area.caseworker) == []
    assert waiting_for(area.around.mother) == []
    assert "Read what is prepared, and decide" in page(area, area.manager)
    assert "Prepare the decision" in page(area, area.caseworker)
    decided(area, no())
    assert waiting_for(area.manager) == []


def test_after_a_yes_the_next_thing_to_do_is_to_ask_for_advice(area: Area) -> None:
    """R25: first who is asked, then the decision about a plan; and a plan that may never be is told as an if."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    words = page(area, area.caseworker)
    assert words.index("Ask for advice, and read it") < words.index("Prepare the decision")
    hers = page(area, area.around.mother)
    assert "Read the advice" in hers
    assert "If there is to be no plan, tell the family" in hers


def test_a_caseworker_meets_the_request_first_on_a_childs_page(area: Area) -> None:
    """T15: what the council comes for stands open, as the gate answers for this child and not as a role might."""
    child = area.around.child.id
    asked(area)
    body = signed_in(area.caseworker).get(f"/children/{child}/").content.decode()
    open_ones = body.partition("Where to go")[2].partition("<details")[0]
    assert f'href="/children/{child}/request/"' in open_ones
    assert f'href="/children/{child}/ehc-plan/"' in open_ones
