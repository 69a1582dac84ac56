"""Written together, kept together: everybody takes their part from where they are, and the family decides who reads.

Nadia and those who come by a link on a phone, the school on a laptop. From the first invitation to a second version
of the plan, and on to another installation. (P2, P3, P6, S2, S4, S11-S13, S15, T4, T12, O2, O5, O7, O12, O21, O22,
O25, R3, R4, R13, R22)
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.children.models import Residence
from alongside.people.models import Person
from alongside.platform import clock
from alongside.site.demo.cast import member
from tests.browser import arrived, axe, fits
from tests.journeys import moving
from tests.journeys.school import become, downloaded, fill_date, letter_to
from tests.journeys.test_every_way_in import go_by_tab, press
from tests.makers import world
from tests.makers.family import Around, amira_and_hers

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HER_STREET, HER_MESSAGE = "7 Quiet Lane", "It was a hard night here."
GRANDMOTHERS = "She cooks with me and talks all the time."
THERAPISTS = "She points at pictures and waits for an answer."
HOPE = "A friend to play with at lunch"
OUTCOME = "Amira plays with a friend at lunch."
NEW_OUTCOME = "Amira plays with two friends at lunch."
HELP = "A lunchtime play group"
THE_REVIEW = date(2026, 10, 6)
IN_LINE = ("statements", "statement-history", "plan-versions", "agreements", "sharing-answers", "closed-lines",
           "deliveries", "put-right", "asks", "messages", "guided-notes", "reviews", "review-answers")  # fmt: skip


@pytest.fixture
def around(transactional_db: None, settings: Any) -> Iterator[Around]:
    """Amira's school and family. Her mother lives at an address that her father must not learn, and has no account."""
    settings.DEMO = True
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        for key in ("amira", "piotr", "whitcombe", "osei"):
            person_id = {"amira": around.amira, "piotr": around.father, "whitcombe": around.senco,
                         "osei": around.teacher}[key].person_id  # fmt: skip
            world.make_account(Person.everything.get(pk=person_id), member(key).email)
        home = Residence(
            child=around.child, person=around.mother_person, address=HER_STREET, starts_on=world.LONG_AGO
        )
        world.saved(home)
        yield around


def looked_at(page: Page) -> None:
    """What every page at which the story stops must pass."""
    axe(page)
    fits(page)


def press_button(page: Page, name: str | re.Pattern[str]) -> None:
    """Press it, and wait for the page it leads to: what it sends is kept before anybody goes on."""
    page.get_by_role("button", name=name, exact=isinstance(name, str)).click()
    arrived(page)


@pytest.mark.begun_first
def test_written_together(desktop: Page, phone: Page, around: Around, tmp_path: Path) -> None:
    child = f"/children/{around.child.id}/"
    become(desktop, "whitcombe")
    desktop.goto(f"{child}plan/")
    press_button(desktop, "Start the plan")
    nadia_is_asked_by_a_link(desktop, child)
    nadia_answers_in_polish_on_her_phone(phone)
    nadia_writes_her_part_and_a_message(phone, child)
    the_grandmothers_note_is_entered_for_her(desktop, child)
    the_therapist_is_asked_for_six_weeks(desktop, child)
    the_therapist_comes_by_her_link_and_writes(phone)
    a_conversation_fills_more_by_keyboard(desktop, child)
    the_senco_writes_outcome_and_help(desktop, child)
    the_senco_puts_the_plan_to_the_family(desktop, child)
    amira_signs_with_a_picture(phone, child)
    piotr_has_his_own_copy_and_learns_nothing_of_the_other_home(phone, child)
    nadia_signs_line_by_line_and_agrees(phone, child)
    the_senco_names_who_gives_the_help(desktop, child)
    with clock.moved_to(world.NOW + (THE_REVIEW - world.TODAY)):
        for page in (desktop, phone):
            page.context.clear_cookies()
        mr_osei_ticks_what_was_given(desktop, child)
        nadia_sees_promise_beside_delivery(phone, child)
        nadia_stops_sharing_while_the_therapist_reads(phone, desktop, child)
        the_review_is_planned_and_nadia_says_how_it_goes(desktop, phone, child)
        the_review_is_held_on_one_screen(desktop, child)
        version_two_starts_from_it(desktop, phone, child)
        the_child_moves_to_an_empty_installation(around, tmp_path)


def _invitation_sent_to(key: str) -> str:
    """Where the link in somebody's letter leads; the letter names no child."""
    letter = letter_to(member(key).email)
    assert "Amira" not in letter
    link = re.search(r"/invitation/\S+", letter)
    assert link, letter
    return link[0]


# ── everybody takes their part ──────────────────────────────────────────────────────────────────────────────
def nadia_is_asked_by_a_link(page: Page, child: str) -> None:
    """Chosen from those around Amira; what, why, until when; her language goes with the link."""
    page.goto(f"{child}asks/")
    press_button(page, "Ask someone to take part")
    page.get_by_role("link", name="Nadia Kowalska").click()
    page.get_by_label("What would you like to know from them?").fill("What is a good day at home like?")
    page.get_by_label("Why do you ask them?").fill("You know Amira best.")
    page.get_by_role("radio", name="By a link to their e-mail address").check()
    page.get_by_role("textbox", name="Their e-mail address").fill(member("nadia").email)
    page.get_by_label("The language they like best").select_option("pl")
    looked_at(page)
    press_button(page, "Ask them")
    expect(page.get_by_text("has not been opened yet")).to_be_visible()


def nadia_answers_in_polish_on_her_phone(page: Page) -> None:
    """The letter and the invitation are Polish; she says yes."""
    assert "zaprasza" in letter_to(member("nadia").email)
    page.goto(_invitation_sent_to("nadia"))
    fill_date(page, 4, 5, 2018)
    press_button(page, "Go on")
    press_button(page, "Use codes by e-mail")
    page.get_by_role("link", name="Say whether you can take part").click()
    expect(page.get_by_role("heading", name="Zapraszamy Cię do udziału")).to_be_visible()
    looked_at(page)
    press_button(page, "Yes, I take part")
    press_button(page, "Yes")
    expect(page.get_by_text("It is noted that you take part.")).to_be_visible()


def nadia_writes_her_part_and_a_message(page: Page, child: str) -> None:
    """Her hope in the plan, and a message that is between her home and the school."""
    page.goto(f"{child}my-part/parent-hopes/")
    page.get_by_label("Your words").fill("I hope she will have a friend who knocks on our door.")
    press_button(page, "Save and stop for now")
    page.goto(f"{child}messages/")
    page.get_by_label("Write to Larkfield Primary School").fill(HER_MESSAGE)
    press_button(page, "Send")
    expect(page.get_by_text(HER_MESSAGE)).to_be_visible()


def the_grandmothers_note_is_entered_for_her(page: Page, child: str) -> None:
    """Ewa wrote on paper: her words stand in the plan as hers, with who wrote them down."""
    page.goto(f"{child}asks/new/relative/")
    page.get_by_label("Their given name").fill("Ewa")
    page.get_by_label("Their family name").fill("Kowalska")
    page.get_by_label("Who are they to the child?").fill("grandmother")
    page.get_by_label("Why do you ask them?").fill("Amira stays with you on Saturdays.")
    page.get_by_label("On paper").check()
    press_button(page, "Ask them")
    press_button(page, "Enter what they told you")
    page.get_by_label("What is it about?").select_option(label="What works at home (Amira’s journey)")
    page.get_by_label("Their words").fill(GRANDMOTHERS)
    fill_date(page, 12, 9, 2026)
    press_button(page, "Save")
    expect(page.get_by_text("Has done their part")).to_be_visible()
    page.goto(f"{child}plan/journey/")
    expect(
        page.get_by_text("Written on paper by Ewa Kowalska, written down by Ada Whitcombe")
    ).to_be_visible()


def the_therapist_is_asked_for_six_weeks(page: Page, child: str) -> None:
    """A new address and a service that nobody knew; her access has a last day."""
    page.goto(f"{child}asks/new/professional/")
    for label, words in (
        ("Their given name", "Siân"),
        ("Their family name", "Bowen"),
        ("The name of the service", "Merefield Therapy"),
        ("What do they do?", "Speech and language therapist"),
        ("Their e-mail address", member("therapist").email),
        ("Why do you ask them?", "You have worked with her since spring."),
    ):
        page.get_by_label(label).fill(words)
    page.get_by_label("Where do they work?").select_option("new")
    page.get_by_label("Strengths and skills").check()
    last = world.TODAY + timedelta(weeks=6)
    fill_date(
        page.get_by_role("group", name="The last day they may see the plan"), last.day, last.month, last.year
    )
    press_button(page, "Ask them")
    expect(page.get_by_text("27 October 2026")).to_be_visible()


def the_therapist_comes_by_her_link_and_writes(page: Page) -> None:
    """She says yes, is led to the part she was asked about, and writes what she knows."""
    link = _invitation_sent_to("therapist")
    page.context.clear_cookies()
    page.goto(link)
    fill_date(page, 4, 5, 2018)
    press_button(page, "Go on")
    page.goto("/home/")
    page.get_by_role("link", name="Say whether you can take part").click()
    press_button(page, "Yes, I take part")
    press_button(page, "Yes")
    page.get_by_role("link", name="Write in “Strengths and skills”").click()
    press_button(page, "Write what you know: What others see Amira do well")
    page.get_by_label("Your words").fill(THERAPISTS)
    press_button(page, "Save")
    expect(page.get_by_text("Written by Siân Bowen")).to_be_visible()


def a_conversation_fills_more_by_keyboard(page: Page, child: str) -> None:
    """Amira, her mother and the SENCo on one screen: a hope in Amira's words, a need with what shows it."""
    page.goto(f"{child}meetings/guided/")
    for name in ("Amira Kowalska", "Nadia Kowalska"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Your training for guided conversations").fill("Person-centred planning, 2 days")
    fill_date(page, 3, 6, 2025)
    press_button(page, "Start")
    looked_at(page)
    _note(page, "I make people laugh.")
    for _ in range(4):
        go_by_tab(page, "Next topic")
        press(page, "Enter")
        arrived(page)
    _note(page, HOPE)
    screen = page.url.split("?")[0]
    page.goto(f"{screen}?topic=has-helped")
    _note(page, "Pictures of the day.")
    page.goto(f"{screen}?topic=need-communication-and-interaction")
    _has_the_focus(page)
    page.keyboard.press("Tab")
    page.keyboard.type("In six lessons she answered after ten seconds.")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    _note(page, "Amira needs time to find her words.")
    press_button(page, "Finish")
    expect(page.get_by_text("trained: Person-centred planning, 2 days")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"{HOPE} (Amira Kowalska)")


def _has_the_focus(page: Page) -> None:
    """Wait until the screen has put the focus where the next note is typed."""
    expect(page.get_by_label("What was said?")).to_be_focused()


def _note(page: Page, text: str) -> None:
    _has_the_focus(page)
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("listitem").filter(has_text=text).first).to_be_visible()
    arrived(page)


# ── the plan goes to the family ─────────────────────────────────────────────────────────────────────────────
def the_senco_writes_outcome_and_help(page: Page, child: str) -> None:
    """An outcome that leads to Amira's hope, a step, help three times a week, and who leads."""
    page.goto(f"{child}plan/outcomes/")
    press_button(page, "Add an outcome")
    page.locator("textarea[name=text]").fill(OUTCOME)
    page.get_by_label(re.compile(HOPE)).check()
    fill_date(page, 18, 7, 2027)
    page.get_by_label("How will everybody know").fill("Lunchtime staff see it on three days of a week.")
    press_button(page, "Save")
    page.get_by_role("link", name="Add a step").click()
    page.locator("textarea[name=text]").fill("She asks with a picture card.")
    fill_date(page, 18, 12, 2026)
    press_button(page, "Save")
    page.get_by_role("link", name="Add help").click()
    page.locator("textarea[name=text]").fill(HELP)
    page.get_by_label("Who gives it?").fill("Class teacher")
    page.get_by_label("How often?").fill("3 times a week")
    page.get_by_label("How long each time?").fill("20 minutes")
    fill_date(page.get_by_role("group", name="From when?"), 21, 9, 2026)
    press_button(page, "Save")
    page.goto(f"{child}plan/lead/")
    page.get_by_label("Who leads, from today?").select_option(label="Ada Whitcombe, SENCo")
    page.get_by_label("What do they promise to do?").fill("Rings the family every second Friday.")
    press_button(page, "Name the lead worker")


def the_senco_puts_the_plan_to_the_family(page: Page, child: str) -> None:
    page.goto(f"{child}plan/")
    press_button(page, "Put the plan to the family")
    press_button(page, "Put it to the family")
    expect(page.get_by_text("The plan is with the family")).to_be_visible()


def amira_signs_with_a_picture(page: Page, child: str) -> None:
    become(page, "amira")
    page.goto(f"{child}plan/answer/")
    for words in (HOPE, GRANDMOTHERS, THERAPISTS):
        expect(page.locator("#version")).to_contain_text(words)
    looked_at(page)
    page.get_by_label("I agree", exact=True).check()
    page.get_by_label("Is somebody with you?").fill("Mum")
    page.get_by_label("star").check()
    press_button(page, "Send my answer")
    expect(page.get_by_text("Your answer stands beside the plan.")).to_be_visible()


def piotr_has_his_own_copy_and_learns_nothing_of_the_other_home(page: Page, child: str) -> None:
    """His own answer, copy and thread; neither the other address nor a word of the other thread, on any page."""
    become(page, "piotr")
    page.goto(f"{child}messages/")
    expect(page.get_by_text("Nothing has been written yet.")).to_be_visible()
    page.goto(f"{child}plan/answer/")
    page.get_by_label("I'm not sure", exact=True).check()
    page.get_by_label("Type your name").fill("Piotr Kowalski")
    press_button(page, "Send my answer")
    assert HOPE.encode() in downloaded(page, f"{child}plan/versions/1/text/")
    for place in ("", "messages/", "plan/read/", "plan/versions/1/text/", "asks/", "sharing/", "who/", "story/",
                  "story/text/", "sent/", "meetings/", "help/"):  # fmt: skip
        told = downloaded(page, f"{child}{place}").decode()
        assert HER_STREET not in told and HER_MESSAGE not in told, place


def nadia_signs_line_by_line_and_agrees(page: Page, child: str) -> None:
    """Staff and therapist may read, research may not; then the plan."""
    become(page, "nadia")
    for line, reply in (("all staff who teach", "I agree"), ("person from outside", "I agree"),
                        ("used for research", "I don't agree")):  # fmt: skip
        page.goto(f"{child}sharing/")
        page.get_by_role("link", name=re.compile(f"Answer this line.*{line}")).click()
        _signs(page, reply)
    expect(page.get_by_text("You said no")).to_be_visible()
    looked_at(page)
    page.goto(f"{child}plan/answer/")
    page.get_by_label("I agree", exact=True).check()
    page.get_by_label("Type your name").fill("Nadia Kowalska")
    press_button(page, "Send my answer")
    expect(page.get_by_text("The plan is agreed.")).to_be_visible()


def _signs(page: Page, reply: str) -> None:
    page.get_by_label(reply, exact=True).check()
    page.get_by_label("Type your name").fill("Nadia Kowalska")
    press_button(page, "Sign")
    expect(page.get_by_role("heading", name="What is shared, with whom, why")).to_be_visible()


# ── acting on it ────────────────────────────────────────────────────────────────────────────────────────────
def the_senco_names_who_gives_the_help(page: Page, child: str) -> None:
    page.goto(f"{child}help/")
    page.get_by_role("link", name="Name who gives it").click()
    page.get_by_label("Who gives it?").select_option(label="Whoever is class teacher")
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(day).check()
    press_button(page, "Save")
    expect(page.get_by_text("It stands on their list from today.")).to_be_visible()


def mr_osei_ticks_what_was_given(page: Page, child: str) -> None:
    """Two weeks: five times as planned, once not, with the reason and what is done about it."""
    become(page, "osei")
    for days in (15, 13, 11, 8, 6, 4):
        page.goto(f"/today/?day={THE_REVIEW - timedelta(days=days)}")
        if days != 6:
            press_button(page, "All as planned (1 left)")
            continue
        page.get_by_role("button", name="Not given").click()
        page.get_by_label("A trip, a test or an event").check()
        press_button(page, "Save")
    expect(page.get_by_text("Everything is ticked")).to_be_visible()
    page.goto(f"{child}help/")
    page.get_by_role("link", name=HELP, exact=True).click()
    page.get_by_role("link", name="Put it right").click()
    page.get_by_label("What is being done about it?").fill("We played on Friday instead.")
    press_button(page, "Save")
    expect(page.get_by_text("The family is told.")).to_be_visible()


def nadia_sees_promise_beside_delivery(page: Page, child: str) -> None:
    become(page, "nadia")
    page.goto(f"{child}help/")
    expect(page.get_by_role("main")).to_contain_text("3 times a week, 20 minutes")
    expect(page.get_by_text("5 of 6 times. Not given: 1")).to_be_visible()
    page.get_by_role("link", name=HELP, exact=True).click()
    expect(page.get_by_text("We played on Friday instead.")).to_be_visible()
    looked_at(page)


def nadia_stops_sharing_while_the_therapist_reads(page: Page, reader: Page, child: str) -> None:
    """Two presses; the page that is open answers as if there were no such child at the next request."""
    become(reader, "therapist")
    reader.goto(f"{child}plan/read/")
    expect(reader.get_by_role("main")).to_contain_text(HOPE)
    page.goto(f"{child}sharing/")
    page.get_by_role("link", name=re.compile("Stop sharing.*person from outside")).click()
    press_button(page, "Sign")
    expect(page.get_by_text("You took your yes back")).to_be_visible()
    reader.get_by_role("link", name=re.compile("^Comment")).first.click()
    expect(reader.get_by_role("heading", name="Page not found")).to_be_visible()
    for place in ("", "plan/read/", "passport/", "plan/versions/1/text/"):
        assert reader.request.get(f"{child}{place}").status == 404, place
    reader.goto("/home/")
    expect(reader.get_by_text("Nobody has invited you now")).to_be_visible()


# ── looking back, and on ────────────────────────────────────────────────────────────────────────────────────
def the_review_is_planned_and_nadia_says_how_it_goes(page: Page, phone: Page, child: str) -> None:
    become(page, "whitcombe")
    page.goto(f"{child}reviews/plan/")
    fill_date(page, THE_REVIEW.day, THE_REVIEW.month, THE_REVIEW.year)
    page.get_by_label("Why then?").fill("Two weeks of the play group.")
    press_button(page, "Save the day")
    phone.goto("/home/")
    phone.get_by_role("link", name="Say how it is going, before the review").click()
    phone.get_by_label("What is working?").fill("She talks about lunch now.")
    press_button(phone, "Save")
    expect(phone.get_by_text("Saved. The page says who can read it.")).to_be_visible()
    page.get_by_role("button", name="Open the review").click()
    page.get_by_role("link", name="Write it down for Amira").click()
    page.get_by_label("What is working?").fill("I play with Zosia.")
    page.get_by_label("How were you told?").select_option(label="Signed")
    press_button(page, "Save")


def the_review_is_held_on_one_screen(page: Page, child: str) -> None:
    """Both voices, the outcome beside what was given, the help stepped down; then the record is kept."""
    for words in ("She talks about lunch now.", "I play with Zosia.", "5 of 6 times."):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.get_by_role("radio", name="Partly met").check()
    page.get_by_role("radio", name="Change it").first.check()
    page.get_by_label("What shows it?").first.fill("On two days of three.")
    page.get_by_label("If it changes").fill(NEW_OUTCOME)
    press_button(page, re.compile(f"what is said of {OUTCOME}"))
    help_line = page.locator(".al-review-help")
    help_line.get_by_text("Move this help up or down").click()
    help_line.get_by_role("radio", name="Less help").check()
    help_line.get_by_label("how often from now on").fill("Twice a week")
    help_line.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 of 1 outcomes looked at")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Finish the review").click()
    fill_date(page, 15, 12, 2026)
    press_button(page, "Finish the review")
    expect(page.get_by_role("heading", name="Amira: record of a review")).to_be_visible()


def version_two_starts_from_it(page: Page, phone: Page, child: str) -> None:
    """The next version holds what the review decided, and Nadia reads only what changed."""
    the_senco_puts_the_plan_to_the_family(page, child)
    phone.goto(f"{child}plan/answer/")
    expect(phone.get_by_text("This is version 2")).to_be_visible()
    phone.get_by_role("link", name="See only what changed since the version before").click()
    for words in (OUTCOME, NEW_OUTCOME, "how often: 3 times a week", "how often: Twice a week"):
        expect(phone.get_by_role("main")).to_contain_text(words)
    looked_at(phone)


def the_child_moves_to_an_empty_installation(around: Around, folder: Path) -> None:
    """One file; there, the same words, history, answers and agreements, row by row."""
    child_id, second = str(around.child.id), folder / "second"
    second.mkdir()
    left = moving.leaves_with(child_id, folder / "amira.zip")
    moving.brookside_opens(second, THE_REVIEW)
    arrived_there = moving.said_there(
        second, THE_REVIEW, "bundle", "bring-in", str(folder / "amira.zip"), "--setting", "Brookside School",
        "--yes", "--json",
    )  # fmt: skip
    assert arrived_there["child_id"] == child_id and not arrived_there["again"]
    again = folder / "again.zip"
    moving.said_there(
        second, THE_REVIEW, "bundle", "make", child_id, "--why", "To compare", "--out", str(again)
    )
    there = moving.record_in(again)
    assert there["child"][0]["given_name"] == "Amira"
    for part in IN_LINE:
        assert left[part], f"nothing of “{part}” left: it would prove nothing"
        assert there[part] == left[part], part
