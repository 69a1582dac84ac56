"""What runs again on the second database of a run, and what would prove nothing there.

Every operation, every query and every page is asked again of PostgreSQL: by Django's client in the tests of its app, by
the walk as two personas, by the links of the demo area. What is left out below looks at what Python makes of the rows.
"""

import pytest

USES_ONE = {"db", "transactional_db", "live_server"}
"""Fixtures of what touches a database at all."""
IN_A_BROWSER = (
    "tests/journeys/test_one_child_one_plan.py",
    "tests/journeys/test_written_together.py",
    "tests/journeys/test_one_term.py",
    "tests/journeys/test_from_request_to_plan.py",
    "tests/journeys/test_every_way_in.py::test_the_main_job_without_javascript",
    "tests/people/test_passkeys.py::test_a_mother_makes",
    "tests/people/test_passkeys.py::test_a_teacher_sets_up",
)
"""What the browser does again: the four stories, told whole, which go through all apps and really commit; and
passkeys, which nothing but a browser can make. Of every other page and story its script and its looks are alike on
both, and what it sends is asked there by Django's client in the tests of its app."""
ALIKE: dict[str, tuple[str, ...]] = {
    "refused before any page reads a row": (
        "tests/access/test_walk.py::test_a_form_without_its_token",
        "tests/access/test_walk.py::test_no_route_answers_a_method",
    ),
    "every page of a reader is searched for words; which rows a reader gets is compared on both (matrix, gate, wall)": (
        "tests/access/test_conditions.py::test_a_carer_reads_until",
        "tests/access/test_conditions.py::test_a_parent_whose_reading",
        "tests/access/test_conditions.py::test_under_a_shield",
        "tests/annualreviews/test_shield.py::test_no_page_of_a_plan",
        "tests/annualreviews/test_shield.py::test_what_the_council_wrote",
        "tests/ehcplans/test_shield.py::test_no_page_of_a_plan",
        "tests/plans/test_mine_pages.py::test_an_adult_who_wrote_private_words",
        "tests/plans/test_mine_pages.py::test_private_words_are_seen",
        "tests/plans/test_mine_pages.py::test_the_draft_is_saved_as_autosave",
        "tests/plans/test_pages.py::test_what_is_private_or_unfinished",
        "tests/safeguarding/test_side_channels.py::test_nobody_outside_can_tell",
    ),
    "how often a page asks is decided in Python; the same queries are asked there by the other tests of the page": (
        "tests/annualreviews/test_review.py::test_pages_cost_the_same",
        "tests/casefile/test_pages.py::test_a_childs_page_takes_the_same_queries",
        "tests/casefile/test_register.py::test_filters_cost_the_same",
        "tests/casefile/test_timeline.py::test_the_page_costs_the_same",
        "tests/conversations/test_good_news.py::test_many_pieces_open",
        "tests/conversations/test_invitation_pages.py::test_the_list_asks_the_database",
        "tests/conversations/test_meetings.py::test_many_meetings_cost",
        "tests/conversations/test_meetings_asked.py::test_a_long_list_is_paged",
        "tests/conversations/test_threads.py::test_a_long_thread_opens",
        "tests/deadlines/test_reconcile.py::test_reading_takes_the_same",
        "tests/disputes/test_disagreement.py::test_many_cost",
        "tests/ehc/test_advice.py::test_reading_all_of_it_takes",
        "tests/ehcplans/test_pages.py::test_a_longer_plan_asks",
        "tests/inclusion/test_census.py::test_the_census_costs_the_same",
        "tests/inclusion/test_map.py::test_the_map_asks",
        "tests/inclusion/test_money.py::test_the_budget_asks",
        "tests/inclusion/test_people.py::test_gaps_cost_the_same",
        "tests/inclusion/test_report.py::test_the_report_costs_the_same",
        "tests/people/test_colleagues.py::test_the_list_asks",
        "tests/plans/test_mine_pages.py::test_the_number_of_queries",
        "tests/plans/test_pages.py::test_pages_ask_the_database",
        "tests/plans/test_sharing_pages.py::test_the_number_of_queries",
        "tests/returns/test_return_of_council.py::test_queries_do_not_grow",
        "tests/reviews/test_reviews.py::test_the_screen_asks",
        "tests/support/test_actions.py::test_a_page_of_many_actions",
        "tests/support/test_asked.py::test_many_asked_cost",
        "tests/support/test_beginning.py::test_many_letters_cost",
        "tests/support/test_concerns.py::test_many_worries_cost",
        "tests/support/test_cycle_pages.py::test_the_page_costs_the_same",
        "tests/support/test_cycles.py::test_a_long_cycle_costs",
        "tests/support/test_delivery.py::test_a_class_of_lines_asks",
        "tests/support/test_delivery.py::test_a_term_of_ticks_asks",
        "tests/support/test_measures.py::test_a_row_of_scores_costs",
        "tests/support/test_stages.py::test_a_long_list_costs",
        "tests/support/test_welcome.py::test_many_visits_cost",
    ),
}  # fmt: skip
"""Why it would prove nothing new, and what."""
_LEFT_OUT = tuple(each for tests in ALIKE.values() for each in tests)


def runs_again(item: pytest.Item) -> bool:
    """Whether a test of the first database runs on the second too."""
    if item.nodeid.startswith(_LEFT_OUT):
        return False
    if item.get_closest_marker("browser") and not item.nodeid.startswith(IN_A_BROWSER):
        return False
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & USES_ONE) or item.get_closest_marker("django_db") is not None
