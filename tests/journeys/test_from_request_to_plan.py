"""From a request to a plan that is kept: statutory casework as a family and a council live it, on a moved clock.

Nadia and the other families on a phone, council and school on a laptop. Every date that is read on a page is one of
the golden cases (`tests/statute/story.py`).
(P6, P10, O3, O10, T15, T21, R17, R23-R29, R31)
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from alongside.platform import clock
from tests.journeys.statutory import advice, asking, drafting, keeping, others, year
from tests.journeys.statutory.around import Merefield, merefield
from tests.makers import world

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def area(transactional_db: None) -> Iterator[Merefield]:
    """Merefield on the morning of 15 September 2026."""
    with clock.moved_to(world.NOW):
        area = merefield()
        asking.the_school_has_an_agreed_plan(area.amira)
        yield area


@pytest.mark.begun_first
def test_from_request_to_plan(desktop: Page, phone: Page, area: Merefield) -> None:
    asking.nadia_asks_from_her_phone(phone, area)
    others.leos_mother_asks(phone, area)
    asking.it_is_agreed_in_week_five(desktop, phone, area)
    others.leos_mother_is_refused(desktop, phone, area)
    advice.five_are_asked(desktop, area)
    advice.four_answer_and_one_report_is_used_again(desktop, phone, area)
    others.she_asks_for_mediation(phone, area)
    others.mediation_changes_the_decision(desktop, phone, area)
    advice.the_psychologist_is_late_and_chased(desktop, area)
    advice.there_will_be_a_plan(desktop, area)
    drafting.the_draft_is_written_and_sent_in_week_fifteen(desktop, area)
    drafting.the_school_is_asked(desktop, area)
    drafting.nadia_disagrees_and_asks_for_a_meeting(phone, area)
    drafting.they_meet_and_the_line_is_changed(desktop, phone, area)
    drafting.the_plan_is_final_in_week_nineteen(desktop, phone, area)
    keeping.four_weeks_later_therapy_was_missed(desktop, phone, area)
    keeping.it_is_put_right(desktop, phone, area)
    year.the_return_validates(desktop, area)
    others.theo_takes_over(phone, area)
    keeping.the_review_is_planned(desktop, phone, area)
    keeping.the_meeting_proposes_a_change(desktop, area)
    keeping.the_council_decides_to_change_the_plan(desktop, phone, area)
    keeping.the_changed_plan_is_sent(desktop, phone, area)
