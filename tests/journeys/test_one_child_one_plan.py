"""One child, one plan, told whole: from an imported class list to a plan agreed by a parent and printed.

Everything after the school's own staff happens in the browser: Mrs Whitcombe and Mr Osei on a laptop, Nadia on
a phone. (P1, P4, S3, S10, T2, T11, T13, O1, O3, O4, O11, O13–O20, O27)
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.platform import clock
from tests.browser import axe, fits
from tests.journeys import school
from tests.journeys.school import Larkfield, become, fill_date
from tests.makers import world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOPE = "I want a friend to play with at lunch."
WAIT_FOR_ME = "Use my pictures. Wait for me to finish."
HELP_AT_HOME = "We draw the day on the fridge. She ticks things off and stays calm."
OUTCOME = "Amira asks another child to play, and plays with them at lunch."


@pytest.fixture
def larkfield(transactional_db: None, settings: Any) -> Iterator[Larkfield]:
    settings.DEMO = True
    with clock.moved_to(world.NOW):
        yield school.opens_its_doors()


def looked_at(page: Page) -> None:
    """What every page of the story must pass."""
    axe(page)
    fits(page)


@pytest.mark.begun_first
def test_one_child_one_plan(desktop: Page, phone: Page, larkfield: Larkfield) -> None:
    become(desktop, "whitcombe")
    the_senco_brings_in_a_class_list(desktop)
    the_senco_brings_in_a_transfer_file(desktop)
    child = the_senco_starts_amiras_plan(desktop)
    the_senco_leads_it(desktop, child)
    the_senco_writes_down_what_amira_says(desktop, child)
    the_senco_invites_nadia(desktop, child)
    nadia_opens_her_invitation(phone)
    nadia_writes_her_part(phone)
    become(desktop, "osei")
    mr_osei_reads_the_passport_and_adds_what_he_sees(desktop)
    become(desktop, "whitcombe")
    the_senco_writes_needs_and_outcomes(desktop, child)
    the_senco_puts_the_plan_to_the_family(desktop, child)
    nadia_comments_and_agrees(phone, child)
    the_senco_prints_the_plan(desktop, child)
    become(desktop, "osei")
    mr_osei_prints_the_passport(desktop, child)
    nadia_sees_who_has_looked(phone, child)
    mr_osei_leaves_the_class_and_the_child(desktop, child, larkfield)


def the_senco_brings_in_a_class_list(page: Page) -> None:
    """Three rows: two children, and one with a date that does not exist."""
    page.goto("/children/")
    page.get_by_role("link", name="Bring in children").click()
    looked_at(page)
    _read_file(page, "class.csv", "text/csv", school.CLASS_LIST)
    expect(page.get_by_role("cell", name="Amira Kowalska")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Cannot be brought in").click()
    expect(page.get_by_role("table")).to_contain_text("31/02/2019")
    page.get_by_role("button", name="Bring these in").click()
    expect(page.get_by_text("The children are in.")).to_be_visible()


def the_senco_brings_in_a_transfer_file(page: Page) -> None:
    """One child who moved here."""
    page.goto("/children/")
    page.get_by_role("link", name="Bring in children").click()
    _read_file(page, "8314001.xml", "text/xml", school.TRANSFER_FILE)
    expect(page.get_by_role("cell", name="Sana Malik")).to_be_visible()
    page.get_by_role("button", name="Bring these in").click()
    expect(page.get_by_text("The children are in.")).to_be_visible()
    page.get_by_role("link", name="Children", exact=True).click()
    for name in ("Amira Kowalska", "Zoë O'Neill-Smith", "Sana Malik"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    looked_at(page)


def _read_file(page: Page, name: str, kind: str, text: str) -> None:
    page.get_by_label("Class list (CSV) or common transfer file (XML)").set_input_files(
        {"name": name, "mimeType": kind, "buffer": text.encode()}
    )
    page.get_by_role("button", name="Read the file").click()


def the_senco_starts_amiras_plan(page: Page) -> str:
    """From the register to her page to a plan; the address of her page."""
    page.get_by_role("link", name="Amira Kowalska").click()
    looked_at(page)
    child = page.url
    page.get_by_role("button", name="Start the plan").click()
    expect(page.get_by_role("heading", name="The plan", level=1)).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Start the plan").click()
    expect(page.get_by_text("The plan is started.")).to_be_visible()
    looked_at(page)
    return child


def the_senco_leads_it(page: Page, child: str) -> None:
    """A plan has one lead worker; the plan's page says that nobody is named, and leads there."""
    page.get_by_role("link", name="Name a lead worker").first.click()
    looked_at(page)
    page.get_by_label("Who leads, from today?").select_option(label="Ada Whitcombe, SENCo")
    page.get_by_label("What do they promise to do?").fill("Rings the family every second Friday.")
    page.get_by_role("button", name="Name the lead worker").click()
    expect(page.get_by_text("The lead worker is named, from today.")).to_be_visible()


def the_senco_writes_down_what_amira_says(page: Page, child: str) -> None:
    """Beside Amira: her own words, kept as hers, with how they were told."""
    page.goto(child)
    page.locator("summary", has_text="Amira’s own words").click()
    page.get_by_role("link", name="Write with Amira").click()
    looked_at(page)
    page.get_by_role("link", name="Write it together").click()
    looked_at(page)
    page.get_by_role("link", name="Saying it").click()
    looked_at(page)
    for topic, words in (
        ("My hopes and dreams", HOPE),
        ("How to talk with me", WAIT_FOR_ME),
        ("What I am good at", "I draw what happened."),
    ):
        page.goto(f"{child}my-page/together/said/")
        page.get_by_role("link", name=topic).first.click()
        page.get_by_label("Amira’s words").fill(words)
        expect(page.locator("[data-saved]")).to_contain_text("Saved at 09:00")
        page.get_by_role("button", name="Save and stop for now").click()
        expect(page.get_by_role("heading", name="What do you want to say?")).to_be_visible()
    page.goto(f"{child}my-page/")
    said = page.locator("li", has_text=HOPE)
    expect(said).to_contain_text("Ada Whitcombe")
    looked_at(page)


def the_senco_invites_nadia(page: Page, child: str) -> None:
    """The class list brought her name and address: she is chosen, and nothing is typed again."""
    page.goto(child)
    page.locator("summary", has_text="Who knows, and how").click()
    page.get_by_role("link", name="Invite the family").click()
    looked_at(page)
    page.get_by_label("Nadia Kowalska").check()
    page.get_by_label("The language they like best").select_option("pl")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()


def nadia_opens_her_invitation(page: Page) -> None:
    """The link names no one until the child's date of birth is given; a wrong one opens nothing."""
    letter = school.letter_to("nadia@family.example.org")
    assert "Amira" not in letter
    link = re.search(r"https?://\S*/invitation/\S+", letter)
    assert link, letter
    page.goto(f"/{link[0].split('/', 3)[3]}")
    looked_at(page)
    fill_date(page, 5, 5, 2018)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_text("Amira")).to_have_count(0)
    fill_date(page, 4, 5, 2018)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="You are in")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Use codes by e-mail").click()
    expect(page.get_by_role("heading", name="Hello, Nadia Kowalska")).to_be_visible()
    looked_at(page)


def nadia_writes_her_part(page: Page) -> None:
    """Her hopes and what works at home, one question at a time."""
    page.get_by_role("button", name="Write your part").first.click()
    looked_at(page)
    part = page.url
    for topic, words in (
        ("parent-hopes", "I hope she will have a friend who knocks on our door."),
        ("works-at-home", HELP_AT_HOME),
    ):
        page.goto(part)
        page.locator(f"a[href$='/my-part/{topic}/']").last.click()
        looked_at(page)
        page.get_by_label("Your words").fill(words)
        expect(page.locator("[data-saved]")).to_contain_text("Saved at 09:00")
        page.get_by_role("button", name="Save and stop for now").click()
        expect(page.get_by_text(words)).to_be_visible()


def mr_osei_reads_the_passport_and_adds_what_he_sees(page: Page) -> None:
    """His class, half a minute with the passport, and a passage of his own."""
    looked_at(page)
    row = page.get_by_role("row", name="Amira Kowalska")
    row.get_by_role("link", name="Passport").click()
    expect(page.get_by_role("article")).to_contain_text(WAIT_FOR_ME)
    looked_at(page)
    page.goto(f"{page.url.removesuffix('passport/')}plan/strengths/")
    looked_at(page)
    page.get_by_role("button", name="Write what you know: What others see").click()
    looked_at(page)
    page.get_by_label("Your words").fill(
        "She kept at a jigsaw for forty minutes, then helped Sana with hers."
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved. It is in the plan.")).to_be_visible()


def the_senco_writes_needs_and_outcomes(page: Page, child: str) -> None:
    """Needs with evidence, understanding, an outcome that leads to Amira's hope, its step and its help."""
    page.goto(f"{child}plan/needs/")
    looked_at(page)
    page.get_by_role("button", name="Add a need").first.click()
    looked_at(page)
    page.locator("textarea[name=text]").fill("Amira needs time to find her words.")
    page.get_by_label("What shows this").fill("In six lessons she answered after ten seconds of waiting.")
    _save(page)
    page.goto(f"{child}plan/understanding/")
    page.get_by_role("button", name="Write what you know: What has helped").click()
    page.get_by_label("Your words").fill("Pictures of the day. She looks at them and starts by herself.")
    _save(page)
    page.goto(f"{child}plan/outcomes/")
    page.get_by_role("button", name="Add an outcome").click()
    looked_at(page)
    page.locator("textarea[name=text]").fill(OUTCOME)
    page.get_by_label(re.compile(re.escape(HOPE))).check()
    fill_date(page, 18, 7, 2027)
    page.get_by_label("How will everybody know").fill("Lunchtime staff see it on three days of a week.")
    _save(page)
    page.get_by_role("link", name="Add a step").click()
    page.locator("textarea[name=text]").fill("She asks with a picture card.")
    fill_date(page, 18, 12, 2026)
    _save(page)
    page.get_by_role("link", name="Add help").click()
    looked_at(page)
    page.locator("textarea[name=text]").fill("A lunchtime play group with Sana.")
    page.get_by_label("Who gives it?").fill("Teaching assistant")
    page.get_by_label("How often?").fill("3 times a week")
    page.get_by_label("How long each time?").fill("20 minutes")
    fill_date(page.get_by_role("group", name="From when?"), 21, 9, 2026)
    _save(page)
    looked_at(page)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_have_count(0)
    expect(page.get_by_role("alert")).to_contain_text("Saved")


def the_senco_puts_the_plan_to_the_family(page: Page, child: str) -> None:
    """Nothing is missing any more: she sees who will read and who will answer, and puts it to them."""
    page.goto(f"{child}plan/")
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()
    page.get_by_role("button", name="Put the plan to the family").click()
    expect(page.get_by_role("main")).to_contain_text("Nadia Kowalska")
    looked_at(page)
    page.get_by_role("button", name="Put it to the family").click()
    expect(page.get_by_text("The plan is with the family")).to_be_visible()
    looked_at(page)


def nadia_comments_and_agrees(page: Page, child: str) -> None:
    """She is told, reads it on the phone, says something beside a passage, and agrees with her name."""
    assert "Amira" not in school.letter_to("nadia@family.example.org", 2)
    page.goto("/home/")
    expect(page.get_by_role("heading", name="New for you")).to_be_visible()
    page.get_by_role("link", name="Comment beside a passage").click()
    looked_at(page)
    page.get_by_role("link", name=re.compile("Comment on .She kept at a jigsaw")).click()
    looked_at(page)
    page.get_by_label("Your comment").fill("She does this at home too, with her brother.")
    page.get_by_role("button", name="Save the comment").click()
    expect(page.get_by_text("Your comment stands beside the words.")).to_be_visible()
    page.goto("/home/")
    page.get_by_role("button", name="Read the plan and answer").click()
    for words in (HOPE, HELP_AT_HOME, OUTCOME):
        expect(page.locator("#version")).to_contain_text(words)
    looked_at(page)
    page.get_by_role("button", name="Send my answer").click()
    for problem in ("Choose one of the answers.", "Type your name."):
        expect(page.get_by_role("link", name=problem)).to_be_visible()
    looked_at(page)
    page.get_by_label("I agree", exact=True).check()
    page.get_by_label("Type your name").fill("Nadia Kowalska")
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("The plan is agreed.")).to_be_visible()
    looked_at(page)


def the_senco_prints_the_plan(page: Page, child: str) -> None:
    """The agreed plan as a PDF that passes the checker; Nadia's comment waits for an answer."""
    page.goto("/home/")
    expect(page.get_by_role("main")).to_contain_text("Nadia Kowalska wrote")
    looked_at(page)
    school.assert_good_pdf(school.downloaded(page, f"{child}plan/versions/1/pdf/"))


def mr_osei_prints_the_passport(page: Page, child: str) -> None:
    """What she was given is in it, on one side."""
    page.goto(f"{child}passport/")
    expect(page.get_by_role("article")).to_contain_text("A lunchtime play group with Sana.")
    school.assert_good_pdf(school.downloaded(page, f"{child}passport/pdf/"))


def nadia_sees_who_has_looked(page: Page, child: str) -> None:
    """Both who can see and who has looked name Mr Osei and Mrs Whitcombe."""
    page.goto(child)
    looked_at(page)
    page.get_by_role("link", name="Who can see, and who has looked").click()
    for name in ("Daniel Osei", "Ada Whitcombe"):
        expect(page.locator(".al-people").get_by_text(name).first).to_be_visible()
        expect(page.locator(".al-looks").get_by_text(name).first).to_be_visible()
    looked_at(page)


def mr_osei_leaves_the_class_and_the_child(page: Page, child: str, larkfield: Larkfield) -> None:
    """From the day after his last in the class, every page about Amira answers as if there were none."""
    assert page.request.get(child).status == 200
    world.changed(larkfield.osei_in_heron, ends_on=world.TODAY - timedelta(days=1))
    for place in ("", "passport/", "passport/pdf/", "plan/", "plan/versions/1/pdf/"):
        assert page.request.get(f"{child}{place}").status == 404
    page.goto("/home/")
    expect(page.get_by_text("Amira")).to_have_count(0)
