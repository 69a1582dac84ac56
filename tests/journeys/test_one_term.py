"""One term: from a teacher's worry about a new child to a report that anyone can read.

Mr Osei and those at home on a phone, the SENCo at a desk. September, half-way, and the last weeks before Christmas.
(P5, P7-P9, S1, S4-S6, S8, S9, S11, S17-S18, S23, S25-S28, T6, T8, T9, O8, O28, R1, R2, R8)
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from alongside.children.choices import IdentifierKind
from alongside.children.models import Identifier
from alongside.inclusion.models import Intervention, InterventionGroup
from alongside.inclusion.operations.groups import NewGroup, start_group
from alongside.inclusion.operations.report import keep_passage
from alongside.inclusion.queries.report import report_of
from alongside.organisations.models import TeachingGroup
from alongside.people.models import Person
from alongside.platform import clock
from alongside.platform.encryption import blind_index
from alongside.site.demo.cast import member
from tests.browser import arrived, axe, fits
from tests.inclusion.many import children_with_help, scores
from tests.journeys.school import assert_good_pdf, become, downloaded, fill_date
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.wellbeing.marks import HEAD, numbered, rows, school_days

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HALF_WAY, THE_END = date(2026, 10, 6), date(2026, 12, 8)
WORRY = "She covers her ears when we tell stories, and answers with one word."
TALKS, JOINS_IN = "Amira tells a story in whole sentences.", "Amira joins in when the hall is loud."
ALONE = "Ear defenders, and a quiet place to eat"
DEAR_THERAPIST = "How can we help her to put words together?"
MORNINGS = "Talk group, mornings"
OURS = "Ask us. We show you how we do it each day."
ADVICE = "Show her the start of the sentence and wait ten seconds."


@pytest.fixture
def around(transactional_db: None, settings: Any) -> Iterator[Around]:
    """Amira has just come to Larkfield; nobody there knows more than her name. Her mother speaks Polish."""
    settings.DEMO = True
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        upn = numbered()
        lookup = blind_index(upn, IdentifierKind.UPN.purpose)
        world.saved(Identifier(child=around.child, kind=IdentifierKind.UPN, value=upn, lookup=lookup))
        world.changed(around.mother_person, language="pl", interpreter="Polish")
        for key, actor in (
            ("amira", around.amira), ("nadia", around.mother), ("whitcombe", around.senco), ("osei", around.teacher),
            ("head", around.head),
        ):  # fmt: skip
            world.make_account(Person.everything.get(pk=actor.person_id), member(key).email)
        yield around


@pytest.mark.begun_first
def test_one_term(desktop: Page, phone: Page, around: Around, tmp_path: Path) -> None:
    child = f"/children/{around.child.id}/"
    become(phone, "osei")
    mr_osei_notes_a_worry(phone)
    become(desktop, "whitcombe")
    the_senco_answers_and_support_begins(desktop, child)
    everyone_says_what_they_see(desktop, phone, child)
    a_therapist_is_asked_and_answers(desktop, child)
    the_senco_writes_the_plan(desktop, child)
    the_talk_group_begins(desktop, child, around)
    the_cycle_is_agreed(desktop, child)
    mr_osei_scores_and_holds_the_group(phone, child)
    the_year_is_planned_with_an_interpreter(desktop, child)
    with clock.moved_to(at(HALF_WAY)):
        signed_out(desktop, phone)
        they_talk_and_nadia_says_how_it_was(desktop, phone, child)
    with clock.moved_to(at(THE_END)):
        signed_out(desktop, phone)
        attendance_falls_and_the_alert_comes(desktop, phone, tmp_path)
        mr_osei_scores_again(phone, child)
        the_review_steps_one_down_and_the_other_up(desktop, phone, child)
        nadia_reads_what_came_of_it(phone, child)
        the_map_and_the_money(desktop, around)
        the_report_is_published(desktop, phone, around)


def at(day: date) -> datetime:
    """Nine o'clock on that day."""
    return datetime.combine(day, time(9), clock.LONDON)


def signed_out(*pages: Page) -> None:
    """Weeks later nobody is signed in any more."""
    for page in pages:
        page.context.clear_cookies()


def looked_at(page: Page) -> None:
    """What every page at which the story stops must pass."""
    axe(page)
    fits(page)


def go(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the link or the button, and wait for the page it leads to."""
    exact = isinstance(name, str)
    found = page.get_by_role("link", name=name, exact=exact).or_(
        page.get_by_role("button", name=name, exact=exact)
    )
    found.first.click()
    arrived(page)


# ── a worry, and what comes of it ───────────────────────────────────────────────────────────────────────────
def mr_osei_notes_a_worry(page: Page) -> None:
    """From his class to a note in one minute (R1, R2)."""
    page.goto("/classes/")
    looked_at(page)
    go(page, re.compile("Amira"))
    go(page, "Note a worry")
    page.get_by_label("What are you worried about?").fill(WORRY)
    page.get_by_label("Communication and interaction").check()
    looked_at(page)
    go(page, "Send to the SENCo")
    expect(page.get_by_text("Sent, not read yet")).to_be_visible()


def the_senco_answers_and_support_begins(page: Page, child: str) -> None:
    """Read, answered, what the class has in place looked at first; then the letter that the law asks for (T6, T8)."""
    page.goto("/home/")
    go(page, re.compile("Read a new worry"))
    page.get_by_label("Your answer").fill("I watched two lessons. She needs more than the class gives now.")
    page.get_by_label("SEN support begins").check()
    go(page, "Send the answer")
    page.goto(f"{child}class-offer/communication-and-interaction/")
    page.get_by_label("How is it?").first.select_option("no_change")
    page.get_by_label("Since when?").first.select_option(index=1)
    go(page, "Save")
    go(page, "Begin SEN support")
    page.get_by_label("Main need").select_option("SLCN")
    page.get_by_label("What did the child and the family say?").fill("Amira would like to tell stories too.")
    page.get_by_label("Why? The family reads this.").fill("Words come slowly, and noise makes it harder.")
    page.get_by_label("What do you do now?").fill("A talk group, and a quiet place at lunch.")
    go(page, "Save and see the letters")
    go(page, "To Nadia Kowalska")
    looked_at(page)
    page.get_by_label("Here, behind their sign-in").check()
    go(page, "Give it")
    expect(page.get_by_text("Given", exact=True)).to_be_visible()


# ── assess ──────────────────────────────────────────────────────────────────────────────────────────────────
def everyone_says_what_they_see(page: Page, phone: Page, child: str) -> None:
    """The teacher himself; child and mother in their own words, written down by whom they told (S8, S9)."""
    page.goto(f"{child}plan/")
    go(page, "Start the plan")
    page.goto(f"{child}cycles/")
    go(page, "Start the first cycle")
    for voice, well, hard in (
        ("child", "I like the pictures.", "It is too loud."),
        ("parent", "At home she sings.", "She is tired after school."),
    ):
        go(page, "Say what you see")
        page.locator(f"input[name=voice][value={voice}]").check()
        page.get_by_label("What goes well?").fill(well)
        page.get_by_label("What is hard?").fill(hard)
        page.locator("select[name=gathered]").select_option(index=1)
        go(page, "Save")
    phone.goto(page.url)
    go(phone, "Say what you see")
    phone.get_by_label("What goes well?").fill("She draws the story.")
    phone.get_by_label("What is hard?").fill("Two words at most when others listen.")
    phone.get_by_label("How do you know?").fill("Watched in four lessons.")
    looked_at(phone)
    go(phone, "Save")
    expect(phone.get_by_text("She draws the story.", exact=True)).to_be_visible()


def a_therapist_is_asked_and_answers(page: Page, child: str) -> None:
    """One question to a speech therapist, whose answer is part of the assessment (S23)."""
    page.goto(f"{child}requests/add/")
    page.get_by_label("Which service?").fill("Merefield speech and language therapy")
    page.get_by_label("Who there?").fill("Siân Bowen")
    page.get_by_label("What are they asked?").fill(DEAR_THERAPIST)
    page.get_by_label("Who in the family agreed, and when?").fill("Her mother, on 14 September.")
    for group, day in (
        ("When were they asked?", world.TODAY), ("By when is an answer due?", HALF_WAY),
        ("Until when may they be told about the child?", THE_END),
    ):  # fmt: skip
        fill_date(page.get_by_role("group", name=group), day.day, day.month, day.year)
    go(page, "Save")
    go(page, "They answered")
    fill_date(page, world.TODAY.day, world.TODAY.month, world.TODAY.year)
    page.get_by_label("What goes well, they say").fill("She points and waits for an answer.")
    page.get_by_label("What they advise").fill(ADVICE)
    go(page, "Save")
    looked_at(page)
    expect(page.get_by_text("It is part of the assessment too")).to_be_visible()


# ── plan ────────────────────────────────────────────────────────────────────────────────────────────────────
def the_senco_writes_the_plan(page: Page, child: str) -> None:
    """A hope in Amira's words, two needs with what shows them, an outcome for each: all in the plan, once."""
    page.goto(f"{child}plan/hopes/add/hopes/?voice=child")
    page.locator("textarea[name=text]").fill("I want to tell my own stories.")
    page.locator("input[name=gathered]").first.check()
    go(page, "Save")
    for area, text, shown in (
        (
            "communication-and-interaction",
            "Amira needs time to find her words.",
            "Two words in a sentence at most.",
        ),
        (
            "sensory-and-physical",
            "Noise stops Amira from joining in.",
            "She left the hall on four days of five.",
        ),
    ):
        page.goto(f"{child}plan/needs/add/need-{area}/")
        page.locator("textarea[name=text]").fill(text)
        page.get_by_label("What shows this").fill(shown)
        go(page, "Save")
    for outcome in (TALKS, JOINS_IN):
        page.goto(f"{child}plan/outcomes/")
        go(page, "Add an outcome")
        page.locator("textarea[name=text]").fill(outcome)
        page.get_by_label(re.compile("my own stories")).check()
        fill_date(page, 16, 7, 2027)
        page.get_by_label("How will everybody know").fill("Staff see it on three days of a week.")
        go(page, "Save")
    page.get_by_role("link", name="Add help").last.click()
    page.locator("textarea[name=text]").fill(ALONE)
    page.get_by_label("Who gives it?").fill("Class team")
    page.get_by_label("How often?").fill("Once a day")
    page.get_by_label("How long each time?").fill("30 minutes")
    fill_date(page.get_by_role("group", name="From when?"), 16, 9, 2026)
    go(page, "Save")
    page.goto(f"{child}plan/lead/")
    page.get_by_label("Who leads, from today?").select_option(label="Daniel Osei, Class teacher")
    page.get_by_label("What do they promise to do?").fill("Talks with Nadia at the gate each Friday.")
    go(page, "Name the lead worker")


def the_talk_group_begins(page: Page, child: str, around: Around) -> None:
    """From the starter set to a group of seven, and into Amira's plan in the words of the catalogue (S6, S28)."""
    page.goto("/interventions/starter/")
    page.get_by_label("Talk and story group").check()
    go(page, "Copy them")
    go(page, "Talk and story group")
    go(page, "Start a group")
    page.get_by_label("What is the group called?").fill("Talk group, Tuesdays")
    page.get_by_label("Who leads it?").select_option(label="Daniel Osei")
    page.get_by_label("Tuesday").check()
    looked_at(page)
    go(page, "Save")
    talk, group = Intervention.objects.get(), InterventionGroup.everything.get()
    others = children_with_help(around.school, talk, 6, group=group)
    in_the_morning = NewGroup(talk.pk, MORNINGS, None, "1", world.TODAY)
    mornings = start_group(around.senco, in_the_morning, world.NOW)
    assert isinstance(mornings, InterventionGroup)
    children_with_help(around.school, talk, 1, group=mornings)
    heron = TeachingGroup.objects.get(organisation=around.school)
    for one in others:
        world.place(one.child, heron)
    scores(others, "words-in-a-sentence", 3, 5)
    page.goto(f"{child}interventions/")
    page.get_by_label(TALKS).check()
    page.get_by_label("How is it given?").select_option(label="Talk and story group: Talk group, Tuesdays")
    go(page, "Put it in the plan")


def the_cycle_is_agreed(page: Page, child: str) -> None:
    """Needs from the plan, the effect that is expected of each outcome, who is responsible, the day (S4)."""
    page.goto(f"{child}cycles/")
    go(page, "Cycle 1")
    for need, shown in (("time to find her words", "Two words"), ("Noise", "Four days of five")):
        go(page, "Name a need, and what shows it")
        page.get_by_label(re.compile(need)).check()
        page.locator("[name=words]").fill(shown)
        go(page, "Save")
    expect(page.get_by_text(ADVICE).first).to_be_visible()
    looked_at(page)
    go(page, "The assessment is complete: plan")
    for outcome, expected, instrument, target in (
        (TALKS, "Five words in a sentence", "words-in-a-sentence", "5"),
        (JOINS_IN, "She stays on four days of five", "asks-when-stuck", "4"),
    ):
        go(page, "Add an outcome of the plan")
        page.get_by_label(outcome).check()
        page.get_by_label("What should be different at the review?").fill(expected)
        page.get_by_label("What will show it?").select_option(instrument)
        page.get_by_label("Score to reach").fill(target)
        go(page, "Save")
    go(page, re.compile("who is responsible", re.IGNORECASE))
    page.get_by_label("Who is responsible each day?").select_option(index=1)
    fill_date(page, THE_END.day, THE_END.month, THE_END.year)
    page.get_by_label("With whom was it agreed?").fill("Nadia and Amira, on 15 September")
    go(page, "Save")
    go(page, "It is agreed: begin")


# ── do ──────────────────────────────────────────────────────────────────────────────────────────────────────
def mr_osei_scores_and_holds_the_group(page: Page, child: str) -> None:
    """On a phone: a score before the help begins, then one record for seven children (S6, S9)."""
    for instrument, score, help_ in (("words-in-a-sentence", "2", "talk"), ("asks-when-stuck", "1", ALONE)):
        score_on_phone(page, child, instrument, score, help_, "before")
    page.goto("/groups/")
    go(page, "Talk group, Tuesdays")
    page.get_by_label("Child0 Number000").select_option("child_away")
    looked_at(page)
    go(page, "Save for everyone")
    expect(page.get_by_text("Saved for each child")).to_be_visible()


def score_on_phone(page: Page, child: str, instrument: str, score: str, help_: str, moment: str) -> None:
    """One score for one help, at its moment."""
    page.goto(f"{child}measures/add/?with={instrument}")
    page.locator("input[name=score]").fill(score)
    choice = (
        page.locator("select[name=provision] option").filter(has_text=re.compile(help_, re.IGNORECASE)).first
    )
    page.get_by_label("For which help?").select_option(value=choice.get_attribute("value"))
    page.locator(f"input[name=moment][value={moment}]").check()
    go(page, "Save")
    expect(page.get_by_text("Saved:")).to_be_visible()


def the_year_is_planned_with_an_interpreter(page: Page, child: str) -> None:
    """One conversation a term in one go; the interpreter is filled in from what the family told (S11)."""
    page.goto("/meetings/terms/")
    page.get_by_role("row", name="Amira Kowalska").get_by_role("link", name="Plan the year").click()
    for group, day in (
        ("Which day?", HALF_WAY), ("Which day in another term?", date(2027, 2, 2)),
        ("Which day in the third term?", date(2027, 6, 8)),
    ):  # fmt: skip
        asked = page.get_by_role("group", name=re.compile(rf"^\s*{re.escape(group)}"))
        fill_date(asked, day.day, day.month, day.year)
    page.get_by_label("What time does it start?").fill("8:30")
    page.get_by_role("checkbox", name="Nadia Kowalska").check()
    expect(page.get_by_label("Interpreter, in which language?")).to_have_value("Polish")
    looked_at(page)
    go(page, "Plan the year and invite everyone")
    expect(page.get_by_text("The year is planned.")).to_be_visible()


def they_talk_and_nadia_says_how_it_was(page: Page, phone: Page, child: str) -> None:
    """The conversation is held; the mother says in four taps how it was."""
    become(page, "whitcombe")
    page.goto(f"{child}meetings/")
    go(page, re.compile("Tuesday 6 October"))
    go(page, "Hold the meeting and write it up")
    go(page, "Begin the meeting")
    page.get_by_role("checkbox", name="Nadia Kowalska").check()
    go(page, "Save who came")
    page.get_by_label(re.compile("point|said", re.IGNORECASE)).first.fill(
        "Nadia hears new words at home too."
    )
    go(page, "Save this point")
    go(page, "Finish the record")
    become(phone, "nadia")
    phone.goto("/home/")
    go(phone, re.compile("how the conversation was"))
    looked_at(phone)
    for _ in range(4):
        go(phone, "Yes")
    expect(phone.get_by_text("Thank you. That is all.")).to_be_visible()


def attendance_falls_and_the_alert_comes(page: Page, phone: Page, folder: Path) -> None:
    """The term's marks are brought in; who leads is told why, and says what is done (P8, S17)."""
    become(page, "whitcombe")
    page.goto("/imports/attendance/")
    page.get_by_label("Attendance marks (CSV)").set_input_files(marks(folder))
    go(page, "Read the file")
    go(page, "Bring these in")
    expect(page.get_by_text("The marks are in.", exact=False)).to_be_visible()
    become(phone, "osei")
    go(phone, re.compile("Attendance has fallen"))
    looked_at(phone)
    phone.get_by_label("What is being done?").fill(
        "Nadia and I met. Amira comes in by the quiet door on Mondays."
    )
    go(phone, "Save")


def marks(folder: Path) -> Path:
    """September to November whole, then every Monday and Tuesday missed."""
    half_term = set(school_days(date(2026, 10, 26), date(2026, 10, 30)))
    well = [(day, "/ \\") for day in school_days(date(2026, 9, 7), date(2026, 11, 6)) if day not in half_term]
    fallen = [
        (day, "N N" if day.weekday() < 2 else "/ \\")
        for day in school_days(date(2026, 11, 9), THE_END - timedelta(days=1))
    ]
    path = folder / "marks.csv"
    path.write_text(HEAD + rows(numbered(), well + fallen))
    return path


def mr_osei_scores_again(page: Page, child: str) -> None:
    """After the help: many more words, and not once more asking when the hall is loud."""
    for instrument, score, help_ in (("words-in-a-sentence", "6", "talk"), ("asks-when-stuck", "1", ALONE)):
        score_on_phone(page, child, instrument, score, help_, "after")
    looked_at(page)


# ── review ──────────────────────────────────────────────────────────────────────────────────────────────────
def the_review_steps_one_down_and_the_other_up(page: Page, phone: Page, child: str) -> None:
    """The effect of each is on the page; one help is stepped down, the other up, in one review (P7, S18)."""
    become(phone, "nadia")
    page.goto(f"{child}cycles/")
    go(page, "Cycle 1")
    go(page, "Begin the review")
    phone.goto(page.url)
    go(phone, "Say what you see")
    phone.get_by_label("What is better?").fill("She tells me about her day.")
    go(phone, "Save")
    go(page, "Say what you see")
    page.locator("input[name=voice][value=child]").check()
    page.get_by_label("What is better?").fill("I told a story.")
    page.locator("select[name=gathered]").select_option(index=1)
    go(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("2 words")
    looked_at(page)
    for outcome, decision, why, often in (
        (TALKS, "Less help: step it down", "Six words now.", "Once a week"),
        (JOINS_IN, "More help", "She still leaves the hall.", "Twice a day"),
    ):
        go(page, re.compile(f"Decide what comes next.*{outcome}"))
        page.get_by_label(decision).check()
        page.get_by_label("What shows it?").fill(why)
        page.get_by_label(re.compile("How often from now on")).fill(often)
        go(page, "Save")
    go(page, "Write the day and who was there")
    page.get_by_label("Who was there?").fill("Nadia, Amira, Mr Osei")
    go(page, "Save")
    go(page, "Finish this cycle")
    expect(page.get_by_text("This cycle is finished.")).to_be_visible()


def nadia_reads_what_came_of_it(page: Page, child: str) -> None:
    """The same record: how often from now on, what was done about the mornings, one timeline."""
    page.goto(f"{child}help/")
    for words in ("Once a week", "Twice a day"):
        expect(page.get_by_role("main")).to_contain_text(words)
    page.goto(f"{child}timeline/")
    looked_at(page)
    page.goto(f"{child}school/")
    expect(page.get_by_text("by the quiet door")).to_be_visible()


# ── the setting ─────────────────────────────────────────────────────────────────────────────────────────────
def the_map_and_the_money(page: Page, around: Around) -> None:
    """What was given to whom at what cost, what came in, and the numbers for governors (S26, S28)."""
    page.goto("/provision-map/")
    page.set_viewport_size({"width": 1280, "height": 1800})  # nothing scrolls while a name is held
    page.get_by_role("link", name="Amira Kowalska").first.drag_to(page.get_by_role("row", name=MORNINGS))
    expect(page.get_by_text("Moved from today.")).to_be_visible()
    expect(page.get_by_role("row", name=MORNINGS)).to_contain_text("Amira Kowalska")
    expect(page.get_by_role("main")).to_contain_text("Talk group, Tuesdays")
    looked_at(page)
    assert_good_pdf(downloaded(page, "/provision-map/print/"))
    page.goto("/budget/income/")
    page.get_by_label("Notional SEN budget").check()
    page.locator("input[name=name]").fill("Notional SEN budget")
    page.locator("input[name=amount]").fill("24000")
    go(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("£24,000")
    looked_at(page)
    page.goto("/budget/numbers/")
    expect(page.get_by_text(re.compile(r"7 children, \+\d\.\d on average")).first).to_be_visible()
    looked_at(page)
    assert_good_pdf(downloaded(page, "/budget/numbers/print/"))


def the_report_is_published(page: Page, phone: Page, around: Around) -> None:
    """Who is SENCo is written down, the drafts are read and kept, gaps are filled, and anyone can read it (S25)."""
    become(page, "head")
    page.goto("/people-and-training/senco/")
    page.get_by_label("Who is SENCo?").select_option(label="Ada Whitcombe")
    for group in ("Since when are they SENCo here?", "When did they first become a SENCo, at any school?"):
        fill_date(page.get_by_role("group", name=group), 1, 9, 2020)
    for name, answer in (("heads_school", "no"), ("qualified_teacher", "yes"), ("teaches_here", "yes")):
        page.locator(f"input[name={name}][value={answer}]").check()
    page.locator("input[name=induction]").first.check()
    go(page, "Save")
    become(page, "whitcombe")
    page.goto("/information-report/")
    go(page, "Keep all drafts as they stand")
    view = report_of(around.senco)
    assert view
    for one in view.gaps[1:]:  # each is the same page once more
        keep_passage(around.senco, one.item.key, OURS, 0, at(THE_END))
    go(page, re.compile(re.escape(view.gaps[0].item.title)))
    page.get_by_label("What do you say?").fill(OURS)
    go(page, "Save")
    go(page, "Read it and publish")
    looked_at(page)
    go(page, "Publish it")
    phone.context.clear_cookies()
    phone.goto(f"/sen-information/{around.school.pk}/")
    expect(phone.get_by_text(OURS).first).to_be_visible()
    looked_at(phone)
