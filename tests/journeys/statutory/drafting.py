"""The draft of week 15, a line of section F that Nadia does not agree with, a meeting, and the plan of week 19."""

import re

from playwright.sync_api import Page

from tests.journeys.statutory.advice import NEED, OUTCOME, PROVISION
from tests.journeys.statutory.around import (
    Merefield,
    come,
    dated,
    fills,
    go,
    golden,
    looked_at,
    on,
    reads,
)
from tests.journeys.statutory.asking import RECEIVED
from tests.statute import story

NOT_RIGHT = "Twice a week is too little. Her therapist says three times."
ANSWERED = "We met, and changed it to three times a week."
SERVED, SENT = {"draft.served": story.DRAFT}, {"decision.sent": story.FINAL}


def the_draft_is_written_and_sent_in_week_fifteen(page: Page, area: Merefield) -> None:
    """Statements are made of the advice, each with its source; section I is empty (R25, T15)."""
    path = f"/children/{area.amira.child.id}/ehc-plan/"
    with on(story.DRAFT):
        come(page, area.caseworker, f"/children/{area.amira.child.id}/request/")
        dated(page, golden("plan.draft", RECEIVED), golden("plan.final", RECEIVED))
        page.goto(path)
        go(page, "Begin the draft")
        reads(page, "What was told before is in it already")
        page.goto(f"{path}advice/")
        looked_at(page)
        _puts(page, "B", NEED)
        go(page, "Save")
        page.goto(f"{path}advice/")
        _puts(page, "F", PROVISION)
        page.get_by_label("Who gives it?").fill("A teaching assistant")
        page.get_by_label("What are they trained in").fill("By the speech and language therapist")
        page.get_by_label("How often?").fill("Twice a week")
        page.get_by_label("How long each time").fill("30 minutes")
        _meets_all(page)
        looked_at(page)
        go(page, "Save")
        page.goto(f"{path}advice/")
        _puts(page, "E", OUTCOME)
        page.get_by_label("By when?").fill("By July 2027")
        page.get_by_label("How will everybody know?").fill("Her teacher notes it on three days of a week")
        _meets_all(page)
        go(page, "Save")
        looked_at(page)
        go(page, "Send it to the family")
        go(page, "Send the draft")
        dated(page, golden("plan.representations", SERVED))


def _puts(page: Page, letter: str, words: str) -> None:
    go(page, re.compile(rf"Put it in section {letter}\s*: {words[:12]}"))


def _meets_all(page: Page) -> None:
    for each in page.get_by_role("group", name="Which needs is it for?").get_by_role("checkbox").all():
        each.check()


def the_school_is_asked(page: Page, area: Merefield) -> None:
    """The same day the council asks the school that would be named; it has fifteen days, and can."""
    with on(story.DRAFT):
        come(page, area.caseworker, f"/children/{area.amira.child.id}/ehc-plan/settings/")
        page.get_by_label("Which setting?").select_option(label="Larkfield Primary School")
        go(page, "Send it and ask")
        dated(page, golden("consultation.reply", {"consultation.received": story.DRAFT}))
    with on(story.DISAGREES):
        come(page, area.amira.head, "/consultations/")
        go(page, re.compile("Amira Kowalska"))
        looked_at(page)
        page.get_by_label("We can meet these needs").check()
        go(page, "Send the answer")


def nadia_disagrees_and_asks_for_a_meeting(phone: Page, area: Merefield) -> None:
    """On her phone: beside the very line, and a meeting that cannot be refused (R27)."""
    with on(story.DISAGREES):
        come(phone, area.amira.mother, f"/children/{area.amira.child.id}/ehc-plan/")
        dated(phone, golden("plan.representations", SERVED))
        looked_at(phone)
        go(phone, "Read it and answer")
        reads(phone, "This section is empty until the plan is final")
        looked_at(phone)
        go(phone, re.compile("This is not right.*F1"))
        phone.get_by_label("Your words").fill(NOT_RIGHT)
        go(phone, "Send")
        go(phone, "Ask for a meeting")
        phone.get_by_label("Your words").fill("After three, please.")
        looked_at(phone)
        go(phone, "Send")
        reads(phone, "The council has it and answers you")


def they_meet_and_the_line_is_changed(page: Page, phone: Page, area: Merefield) -> None:
    """Each thing she said has an answer, and F1 says three times."""
    path = f"/children/{area.amira.child.id}/ehc-plan/"
    with on(story.MET):
        come(page, area.caseworker, f"{path}write/")
        go(page, "Change F1")
        page.get_by_label("The statement").fill(PROVISION.replace("twice a week", "three times a week"))
        page.get_by_label("How often?").fill("Three times a week")
        go(page, "Save")
        for number, became in ((0, "The plan was changed"), (1, "We met")):
            page.goto(f"{path}said/")
            page.get_by_role(
                "link", name=re.compile("^(Answer|Write down what came of it) Nadia")
            ).first.click()
            page.get_by_label(became, exact=True).check()
            fills(page, re.compile("If you met"), story.MET) if number else None
            page.get_by_label("Your answer").fill(ANSWERED)
            looked_at(page)
            go(page, "Answer")
        come(phone, area.amira.mother, path)
        reads(phone, ANSWERED)


def the_plan_is_final_in_week_nineteen(page: Page, phone: Page, area: Merefield) -> None:
    """It names the school; Nadia reads it on her phone, with her rights and the last day of each (R23, R25)."""
    path = f"/children/{area.amira.child.id}/ehc-plan/"
    with on(story.FINAL):
        come(page, area.manager, f"{path}issue/")
        page.get_by_label("Larkfield Primary School").check()
        page.get_by_label("Its type").fill("Mainstream primary school")
        page.get_by_label("Which health commissioner is sent it?").fill("Merefield Integrated Care Board")
        looked_at(page)
        go(page, "Issue the plan")
        reads(page, "In force")
        come(phone, area.amira.mother, path)
        reads(phone, "Larkfield Primary School")
        looked_at(phone)
        go(phone, re.compile("final plan", re.IGNORECASE))
        dated(phone, golden("mediation.contact", SENT), golden("appeal.window", SENT))
        looked_at(phone)
        come(phone, area.amira.mother, f"{path}")
        go(phone, "Read the plan")
        reads(phone, "three times a week")
        assert golden("plan.final", RECEIVED) > story.FINAL
