"""A mother asks from her phone, what the school wrote joins it, and in week 5 the council agrees to assess."""

from playwright.sync_api import Page

from alongside.plans.choices import VersionState
from alongside.plans.operations import Answer, answer_plan, propose_plan
from alongside.plans.queries import plan_version
from tests.journeys.statutory.around import Merefield, come, dated, go, golden, looked_at, on, reads
from tests.makers import world
from tests.makers.family import Around
from tests.plans.test_operations import write_whole_plan
from tests.statute import story
from tests.support.test_actions import ok

WHY = "Amira cannot tell me about her day, and it makes her sad."
REASONS = (
    "Amira has had help with language for a year. It is not clear yet what holds her back. "
    "We need to find out what would help her."
)
RECEIVED = {"request.received": story.ASKED}


def the_school_has_an_agreed_plan(around: Around) -> None:
    """What is there before the story; how a plan is written and agreed is told by the other journeys."""
    write_whole_plan(around)
    ok(propose_plan(around.senco, around.child.id, world.NOW))
    read = plan_version(around.mother, around.child.id, state=VersionState.PROPOSED)
    assert read is not None
    ok(
        answer_plan(
            around.mother, around.child.id, Answer("agree", "Nadia Kowalska", read.digest), {}, world.NOW
        )
    )


def nadia_asks_from_her_phone(phone: Page, area: Merefield) -> None:
    """A sentence is enough; the day of the answer is there at once, with its reason (R23, R24)."""
    with on(story.ASKED):
        come(phone, area.amira.mother, f"/children/{area.amira.child.id}/")
        go(phone, "Asking for an assessment")
        looked_at(phone)
        go(phone, "Ask for an assessment")
        phone.get_by_label("Why do you ask?").fill(WHY)
        looked_at(phone)
        go(phone, "Send it to the council")
        reads(phone, "The clock has started")
        dated(phone, golden("assessment.decision", RECEIVED), golden("plan.final", RECEIVED))
        looked_at(phone)


def it_is_agreed_in_week_five(page: Page, phone: Page, area: Merefield) -> None:
    """What the school wrote is evidence without being sent again; the manager decides, Nadia reads why (O3, R28)."""
    child = area.amira.child.id
    with on(story.AGREED):
        come(page, area.caseworker, "/cases/?whose=all")
        dated(page, golden("assessment.decision", RECEIVED))
        looked_at(page)
        go(page, "Amira Kowalska")
        go(page, "Prepare the decision")
        for question in ("has, or may have", "through a plan"):
            page.get_by_role("group", name=question).get_by_label("Yes").check()
        for piece in ("The request", "The plan, version 1", "What the child says"):
            page.get_by_label(piece).check()
        page.get_by_role("group", name="Will the council assess?").get_by_label("Yes").check()
        page.get_by_label("Why?").fill(REASONS)
        looked_at(page)
        go(page, "Save")
        come(page, area.manager, f"/children/{child}/request/decide/")
        go(page, "Decide, and write to the family")
        reads(page, "Each person with a say has their letter")
        come(phone, area.amira.mother, f"/children/{child}/request/")
        reads(phone, "finding out what help is needed")
        dated(phone, golden("plan.final", RECEIVED))
        go(phone, "Our decision about an assessment")
        reads(phone, REASONS)
        looked_at(phone)
