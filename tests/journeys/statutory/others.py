"""Two other families: a refusal that mediation changes, and a young person who takes over his own plan."""

import re
from datetime import timedelta

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

NO = "The school has begun new help this term. It is too soon to say whether it is enough for him."
SENT, WANTED = {"decision.sent": story.REFUSED}, {"mediation.wanted": story.WANTED}
AGREED = {"mediation.agreed": story.MEDIATED}
PASSES = {"child.born": story.BORN_THEO}


def leos_mother_asks(phone: Page, area: Merefield) -> None:
    """On the same day as Nadia."""
    with on(story.ASKED):
        come(phone, area.leos_mother, f"/children/{area.leo.id}/request/ask/")
        phone.get_by_label("Why do you ask?").fill("Leo comes home in tears.")
        go(phone, "Send it to the council")


def leos_mother_is_refused(page: Page, phone: Page, area: Merefield) -> None:
    """With reasons, what comes next, and every right (R28)."""
    path = f"/children/{area.leo.id}/request/"
    with on(story.REFUSED):
        come(page, area.manager, f"{path}decide/")
        page.get_by_role("group", name="has, or may have").get_by_label("Yes").check()
        page.get_by_role("group", name="through a plan").get_by_label("No").check()
        page.get_by_label("The request").check()
        page.get_by_role("group", name="Will the council assess?").get_by_label("No").check()
        page.get_by_label("Why?").fill(NO)
        page.get_by_label("If not: what happens next").fill(
            "The school goes on, and we look again in spring."
        )
        go(page, "Decide, and write to the family")
        come(phone, area.leos_mother, path)
        go(phone, "What you can do about a decision")
        dated(phone, golden("mediation.contact", SENT), golden("appeal.window", SENT))
        looked_at(phone)


def she_asks_for_mediation(phone: Page, area: Merefield) -> None:
    """Her steps are kept on her phone; the council has thirty days to meet her (R17, R28)."""
    with on(story.WANTED):
        come(phone, area.leos_mother, f"/children/{area.leo.id}/appeals/")
        go(phone, "Start, and keep my steps here")
        go(phone, "Start")
        go(phone, "Asked for mediation")
        looked_at(phone)
        go(phone, "Save")
        dated(phone, golden("mediation.arrange", WANTED))
        looked_at(phone)


def mediation_changes_the_decision(page: Page, phone: Page, area: Merefield) -> None:
    """The refusal stays as it was made; the case goes on under the days of what was agreed (R28, R31)."""
    path = f"/children/{area.leo.id}/appeals/"
    with on(story.WANTED + timedelta(days=1)):
        come(page, area.caseworker, path)
        go(page, "The steps of Ola Nowak")
        go(page, "Arranged the mediation")
        fills(page, "When is the mediation?", story.MEDIATED)
        go(page, "Save")
        dated(page, golden("mediation.notice", {"mediation.meeting": story.MEDIATED}))
    with on(story.MEDIATED):
        come(page, area.caseworker, path)
        go(page, "The steps of Ola Nowak")
        go(page, "The mediation ended")
        page.get_by_label("What was said, and what was agreed?").fill(
            "The new help is not enough. We assess."
        )
        page.get_by_label("We agreed", exact=True).check()
        page.get_by_label("The council assesses").check()
        looked_at(page)
        go(page, "Save")
        come(phone, area.leos_mother, f"/children/{area.leo.id}/request/")
        reads(phone, "This came out otherwise")
        reads(phone, NO)
        dated(phone, golden("order.assess-no-plan", AGREED), golden("order.assess-final", AGREED))
        looked_at(phone)


def theo_takes_over(phone: Page, area: Merefield) -> None:
    """Not on his birthday, but after the last Friday of June; told before, reading as he says (R30, O10)."""
    path, last = f"/children/{area.theo.id}/of-age/", golden("age.rights-pass", PASSES)
    with on(last - timedelta(days=60)):
        come(phone, area.theo_himself, path)
        dated(phone, last + timedelta(days=1))
        looked_at(phone)
        go(phone, re.compile(r"^\s*Yes\s*, Carla"))
        reads(phone, "May go on reading")
    with on(last + timedelta(days=1)):
        come(phone, area.theos_mother, f"/children/{area.theo.id}/request/")
        reads(phone, "Theo")
        come(phone, area.theo_himself, f"/children/{area.theo.id}/annual-review/")
        go(phone, "Ask for an early review")
        phone.get_by_label("What has changed?").fill("I want to go to college, and to say so myself.")
        looked_at(phone)
        go(phone, "Send it to the council")
        reads(phone, "You hear within two weeks")
