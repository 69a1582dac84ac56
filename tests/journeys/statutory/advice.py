"""Five are asked for advice: one is late and is chased, one report that exists is used again; a plan is decided on."""

import re

from playwright.sync_api import Locator, Page, expect

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

REPORT = "Speech and language report of Siân Bowen"
NEED = "Amira hears the words of a long sentence and loses their order."
PROVISION = "A trained adult gives speech and language practice to Amira alone, 30 minutes, twice a week."
OUTCOME = "Amira tells a friend about her day in four sentences."
STRENGTH = "She draws what she cannot say."
REPLY = {"advice.request-received": story.AGREED}


def five_are_asked(page: Page, area: Merefield) -> None:
    """The list of the law for this child, in one step: her family, her school, a psychologist, health, social care."""
    child = area.amira.child.id
    with on(story.AGREED):
        come(page, area.caseworker, f"/children/{child}/request/advice/")
        go(page, "Ask for advice")
        for other in ("Piotr Kowalski", "Amira Kowalska"):
            page.get_by_label(f"Ask {other}").uncheck()
        _to(page, "An educational psychologist", "Merefield Psychology: the team")
        for limb, name in (("Health", "Dr Aisha Tan"), ("Social care", "Gwen Price")):
            card = _card(page, limb)
            card.get_by_label("Whom?").select_option(label="Somebody who does not use this service")
            card.get_by_label("Their name").fill(name)
        looked_at(page)
        go(page, "Send the requests")
        reads(page, "5 of the 5 answers are not here yet")
        looked_at(page)


def _card(page: Page, limb: str) -> Locator:
    return page.locator("section.al-card").filter(
        has=page.get_by_role("heading", name=re.compile(f"^{limb}"))
    )


def _to(page: Page, limb: str, whom: str) -> None:
    _card(page, limb).get_by_label("Whom?").select_option(label=whom)


def four_answer_and_one_report_is_used_again(page: Page, phone: Page, area: Merefield) -> None:
    """Each from where they are: her mother on the phone, the school, a letter that the council writes down."""
    path = f"/children/{area.amira.child.id}/request/advice/"
    with on(story.REACHED):
        come(phone, area.amira.mother, path)
        go(phone, "Nadia Kowalska")
        looked_at(phone)
        phone.get_by_label("In your own words").fill("At home she shows me with toys what happened.")
        go(phone, "Send it")
        come(page, area.amira.senco, "/advice/")
        looked_at(page)
        go(page, "Amira Kowalska")
        go(page, "We have it")
        gives(page, profession="SENCo")
        come(page, area.caseworker, path)
        go(page, "Gwen Price")
        go(page, "Save the day")
        gives(page, by_name="Gwen Price", profession="social worker")
        page.goto(path)
        go(page, "Dr Aisha Tan")
        go(page, "Not needed, or there is advice already")
        page.get_by_label("Which advice is it").fill(REPORT)
        fills(page, "Of which day is it?", story.ASKED)
        page.get_by_label("If the family has it").fill("By post, a week after it was written.")
        go(page, "Propose it")
        go(page, "Say whether it is enough")
        page.get_by_label("Who wrote it").check()
        page.get_by_label("Yes, use it").check()
        page.get_by_label("Whose answer is it?").fill("Siân Bowen")
        go(page, "Save the answer")
        come(phone, area.amira.mother, path)
        go(phone, "Dr Aisha Tan")
        go(phone, "Say whether it is enough")
        phone.get_by_label("Yes, use it").check()
        looked_at(phone)
        go(phone, "Save the answer")
        reads(phone, "Used again")


def gives(page: Page, by_name: str = "", profession: str = "") -> None:
    """Need, outcome, help and strength, each a statement with an area; then the advice is given."""
    for kind, words in (
        ("need", NEED),
        ("outcome", OUTCOME),
        ("provision", PROVISION),
        ("strength", STRENGTH),
    ):
        page.locator(f"input[value={kind}]").check()
        page.get_by_label("Which area?").select_option("communication-and-interaction")
        page.get_by_label("In words the family understands").fill(words)
        go(page, "Add")
    page.get_by_label("In short").fill("What was seen, and what follows from it.")
    if by_name:
        page.get_by_label("Who gave it?").fill(by_name)
    page.get_by_label("As what?").fill(profession)
    go(page, "Give the advice")


def the_psychologist_is_late_and_chased(page: Page, area: Merefield) -> None:
    """Six weeks from the day her team had it; the day after, she and her manager hear; her advice comes (R25)."""
    with on(story.REACHED):
        come(page, area.psychologist, "/advice/")
        go(page, re.compile("I take this on"))
        dated(page, golden("advice.reply", REPLY))
        looked_at(page)
    with on(story.LATE):
        come(page, area.psychologist, "/home/")
        expect(page.get_by_role("main")).to_contain_text("advice")
        come(page, area.caseworker, f"/children/{area.amira.child.id}/request/advice/")
        reads(page, "1 of the 5 answers is not here yet")
        go(page, "Merefield Psychology")
        page.get_by_text("What happened", exact=True).click()
        reads(page, "Late: asked again")
        dated(page, golden("advice.reply", REPLY))
        looked_at(page)
    with on(story.ADVISED):
        come(page, area.psychologist, "/advice/")
        go(page, "Amira Kowalska")
        gives(page, profession="educational psychologist")
        come(page, area.caseworker, f"/children/{area.amira.child.id}/request/advice/")
        reads(page, "Everybody who was asked has answered")
        reads(page, "Given late")


def there_will_be_a_plan(page: Page, area: Merefield) -> None:
    """All five are among the evidence; before the sixteenth week is over the manager decides."""
    with on(story.PLAN_DECIDED):
        come(page, area.manager, f"/children/{area.amira.child.id}/request/decide/")
        page.get_by_role("group", name="through a plan").get_by_label("Yes").check()
        advice = page.get_by_label(re.compile(r"^\s*Advice: "))
        expect(advice).to_have_count(5)
        for each in advice.all():
            each.check()
        page.get_by_role("group", name="Will there be a plan?").get_by_label("Yes").check()
        page.get_by_label("Why?").fill(
            "Five people say the same. Her school cannot give this help by itself, so a plan is needed."
        )
        go(page, "Decide, and write to the family")
        reads(page, "Each person with a say has their letter")
        dated(page, golden("plan.final", RECEIVED))
        assert golden("plan.refusal", RECEIVED) > story.PLAN_DECIDED
