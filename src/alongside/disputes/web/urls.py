"""Addresses of disputes."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.disputes.web import (
    assessing_again,
    budgets,
    challenges,
    changing,
    claiming,
    health,
    of_age,
    open_challenges,
    pages,
    raising,
    steps,
)

app_name = "disputes"
_of_a_child = [
    path("", pages.disagreements, name="disagreements"),
    path("new/", raising.raise_page, name="raise"),
    path("<uuid:disagreement_id>/", pages.disagreement, name="disagreement"),
    path("<uuid:disagreement_id>/step/", steps.step, name="disagreement_step"),
    path("<uuid:disagreement_id>/view/", steps.view, name="disagreement_view"),
    path("<uuid:disagreement_id>/end/", steps.end, name="disagreement_end"),
]
_appeals = [
    path("", challenges.rights, name="rights"),
    path("begin/<uuid:decision_id>/", challenges.begin, name="challenge_begin"),
    path("<uuid:challenge_id>/", challenges.challenge, name="appeal"),
    path("<uuid:challenge_id>/step/<slug:step>/", challenges.challenge_step, name="challenge_step"),
    path("<uuid:challenge_id>/strike/<uuid:taken_id>/", challenges.strike, name="challenge_strike"),
    path("<uuid:challenge_id>/exception/", claiming.claim, name="challenge_claim"),
    path("<uuid:challenge_id>/papers/<paper:form>/", challenges.papers, name="challenge_papers"),
]
_of_age = [
    path("", of_age.of_age, name="of_age"),
    path("readers/<uuid:person_id>/", of_age.reader, name="of_age_reader"),
    path("letter/<paper:form>/", of_age.rights_document, name="of_age_letter"),
    path("capacity/", of_age.capacity, name="of_age_capacity"),
    path("capacity/<uuid:assessment_id>/end/", of_age.capacity_end, name="of_age_capacity_end"),
]
_changing = [
    path("", changing.changes, name="plan_changes"),
    path("ask/", changing.ask, name="ask_again"),
    path("asked/<uuid:reassessment_id>/", changing.answer, name="answer_again"),
    path("asked/<uuid:reassessment_id>/take-back/", assessing_again.take_back, name="take_back_again"),
    path(
        "asked/<uuid:reassessment_id>/letter/<paper:form>/",
        assessing_again.answer_document,
        name="again_letter",
    ),
    path("health/", health.health_move, name="health_move"),
    path("move/", changing.move, name="area_move"),
    path("moves/<uuid:move_id>/", changing.move_next, name="move_next"),
    path("moves/<uuid:move_id>/letter/<paper:form>/", changing.move_document, name="move_letter"),
]
_budget = [
    path("", budgets.budget, name="personal_budget"),
    path("<slug:what>/", budgets.budget_do, name="budget_do"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/appeals/", open_challenges.open_list, name="open_challenges"),
    path("children/<uuid:child_id>/disagreements/", include(_of_a_child)),
    path("children/<uuid:child_id>/appeals/", include(_appeals)),
    path("children/<uuid:child_id>/of-age/", include(_of_age)),
    path("children/<uuid:child_id>/plan-changes/", include(_changing)),
    path("children/<uuid:child_id>/budget/", include(_budget)),
]
