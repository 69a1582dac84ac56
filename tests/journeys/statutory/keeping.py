"""After the plan: help that is missed is found and put right, and the yearly review changes the plan."""

import re

from playwright.sync_api import Page

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
from tests.statute import story

FINAL, MEETING = {"plan.made": story.FINAL}, {"review.meeting": story.REVIEW_MET}
MISSED = "The therapist was ill, and nobody came in her place."
DOING = "Another therapist comes from Monday, and gives the four sessions that were missed."
DIFFERENTLY = "Once a month the therapist sees Amira with her mother, for one hour."
REASONS = "Amira reached her outcome. She now needs her mother and her therapist to work together."
NOTICE = {"amendment-notice.served": story.REVIEW_DECIDED}


def four_weeks_later_therapy_was_missed(page: Page, phone: Page, area: Merefield) -> None:
    """Family and school are asked of each promise of section F; a gap has somebody and a day (O10, R29)."""
    path = f"/children/{area.amira.child.id}/promises/"
    with on(story.CHECKED):
        come(phone, area.amira.mother, path)
        dated(phone, story.CHECKED)
        phone.get_by_label("Not given").check()
        go(phone, "Save")
        looked_at(phone)
        come(page, area.amira.senco, path)
        reads(page, "not given")
        page.get_by_label("Given in part").check()
        _open(page, "If not, or not all of it")
        page.get_by_label("What happened?").fill(MISSED)
        page.get_by_label("What is being done about it?").fill(DOING)
        page.get_by_label("By when?").fill(story.MENDED.isoformat())
        looked_at(page)
        go(page, "Save")
        reads(page, "Family, school and council read it")
        come(page, area.caseworker, path)
        reads(page, DOING)


def _open(page: Page, summary: str) -> None:
    found = page.locator("details:not([open]) summary").filter(has_text=summary)
    if found.count():
        found.first.click()


def it_is_put_right(page: Page, phone: Page, area: Merefield) -> None:
    """On its day the school says how; Nadia reads it."""
    path = f"/children/{area.amira.child.id}/promises/"
    with on(story.MENDED):
        come(page, area.amira.senco, path)
        page.get_by_label("How was F1 put right?").fill(
            "She came on Monday, and makes up for what was missed."
        )
        go(page, "It is put right")
        come(phone, area.amira.mother, path)
        reads(phone, "makes up for what was missed")
        dated(phone, story.MENDED)
        looked_at(phone)


def the_review_is_planned(page: Page, phone: Page, area: Merefield) -> None:
    """Its last day from the plan's, two weeks' notice, the people the law names; Nadia says how it goes (R29)."""
    path = f"/children/{area.amira.child.id}/annual-review/"
    with on(story.REVIEW_SET):
        come(page, area.amira.senco, path)
        dated(page, golden("review.due", FINAL))
        page.goto(f"{path}day/")
        fills(page, "On which day?", story.REVIEW_MET)
        page.get_by_label("At what time?").fill("14:00")
        page.get_by_label("Where?").fill("The library")
        looked_at(page)
        go(page, "Set the day")
        dated(page, golden("review.invitation", MEETING))
        page.get_by_label(re.compile("Why nobody can be asked")).fill("Health was asked, and named nobody.")
        go(page, "Ask everybody on the list")
        come(phone, area.amira.mother, path)
        dated(phone, story.REVIEW_MET)
        looked_at(phone)
        go(phone, "Say how it is going")
        phone.get_by_label("How is it going?").fill("I would like to learn what the therapist does.")
        looked_at(phone)
        go(phone, "Save")
        page.goto(f"{path}people/")
        go(page, "Send what everybody said")


def the_meeting_proposes_a_change(page: Page, area: Merefield) -> None:
    """On one screen: the child's words, progress, the help, one change; the report goes out (R29)."""
    path = f"/children/{area.amira.child.id}/annual-review/"
    with on(story.REVIEW_MET):
        come(page, area.amira.senco, f"{path}meeting/")
        reads(page, "learn what the therapist does")
        dated(page, story.CHECKED, story.MENDED)
        looked_at(page)
        for topic, words in (
            ("progress", "She tells her friend about her day in four sentences."),
            ("help", "It is given since March, and it helps."),
            ("wishes", "I want Mum to know how to do it."),
        ):
            box = page.locator(f"#topic-{topic}")
            box.locator("textarea").fill(words)
            box.get_by_role("button", name=re.compile("^Save")).click()
            page.wait_for_load_state()
        _open(page, "Propose a change")
        page.get_by_label("What is to happen").select_option("add")
        page.get_by_label("What it should say").fill(DIFFERENTLY)
        page.get_by_label("Why", exact=True).fill("Nadia asked, and Amira too.")
        go(page, "Add the change")
        go(page, "Say that it was held, and send the report")
        looked_at(page)
        page.get_by_role("group", name="Who came?").get_by_role("checkbox").first.check()
        go(page, "Send the report")
        dated(page, golden("review.decision-at-latest", MEETING | FINAL))


def the_council_decides_to_change_the_plan(page: Page, phone: Page, area: Merefield) -> None:
    """The notice with each change goes out with the decision; Nadia has fifteen days, and agrees (R26, R29)."""
    child = f"/children/{area.amira.child.id}/"
    with on(story.REVIEW_DECIDED):
        come(page, area.manager, f"{child}annual-review/decide/")
        go(page, "Open the plan for changes")
        page.goto(f"{child}annual-review/decide/")
        page.get_by_role("group", name="What was considered?").get_by_role("checkbox").first.check()
        page.get_by_label("The plan changes").check()
        page.get_by_label("Why?").fill(REASONS)
        looked_at(page)
        go(page, "Decide, and write to the family")
        reads(page, "Each person with a say has their letter")
        dated(page, golden("review.changed-plan", NOTICE | MEETING))
        come(phone, area.amira.mother, f"{child}ehc-plan/")
        dated(phone, golden("review.representations", NOTICE))
        go(phone, "See what would change")
        reads(phone, DIFFERENTLY)
        looked_at(phone)


def the_changed_plan_is_sent(page: Page, phone: Page, area: Merefield) -> None:
    """Within eight weeks of the notice; the old plan held until then, and a new year begins."""
    child = f"/children/{area.amira.child.id}/"
    with on(story.AMENDED):
        come(page, area.manager, f"{child}ehc-plan/issue/")
        page.get_by_label(re.compile("As it is: Larkfield")).check()
        page.get_by_label("Which health commissioner is sent it?").fill("Merefield Integrated Care Board")
        go(page, "Issue the plan")
        reads(page, "In force")
        come(phone, area.amira.mother, f"{child}ehc-plan/")
        go(phone, "Read the plan")
        reads(phone, DIFFERENTLY)
        assert golden("review.changed-plan", NOTICE | MEETING) > story.AMENDED
