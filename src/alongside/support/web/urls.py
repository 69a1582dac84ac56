"""Addresses of support."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.support.web import (
    actions,
    asked,
    concern_answers,
    concerns,
    cycle_parts,
    cycles,
    feelings,
    measures,
    promise,
    referrals,
    stages,
    today,
)

app_name = "support"
_of_a_child = [
    path("actions/", actions.actions, name="actions"),
    path("actions/add/", actions.add, name="add_action"),
    path("actions/<uuid:action_id>/", actions.action, name="action"),
    path("help/", promise.help_page, name="help_given"),
    path("help/<uuid:provision_id>/", promise.provision, name="provision"),
    path("help/<uuid:provision_id>/tick/", promise.tick_page, name="tick"),
    path("help/<uuid:provision_id>/giver/", promise.giver, name="giver"),
    path("help/<uuid:provision_id>/<uuid:delivery_id>/", promise.put_right_page, name="put_right"),
    path("measures/", measures.measures, name="measures"),
    path("measures/add/", measures.add_measure, name="add_measure"),
    path("measures/faces/", feelings.feelings, name="feelings"),
    path("measures/<uuid:measure_id>/", measures.correct, name="correct_measure"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/<uuid:cycle_id>/", cycles.cycle, name="cycle"),
    path("cycles/<uuid:cycle_id>/view/", cycle_parts.add_view, name="cycle_view"),
    path("cycles/<uuid:cycle_id>/need/", cycle_parts.name_need, name="cycle_need"),
    path("cycles/<uuid:cycle_id>/outcome/", cycle_parts.add_outcome, name="cycle_outcome"),
    path("cycles/<uuid:cycle_id>/agree/", cycle_parts.agree, name="cycle_agree"),
    path("cycles/<uuid:cycle_id>/heard/", cycle_parts.heard, name="cycle_heard"),
    path("cycles/<uuid:cycle_id>/<uuid:outcome_id>/", cycle_parts.decide_page, name="cycle_decide"),
    path("stage/", stages.stage, name="stage"),
    path("requests/", referrals.referrals, name="referrals"),
    path("requests/add/", referrals.add_referral, name="add_referral"),
    path("requests/<uuid:referral_id>/", referrals.referral, name="referral"),
    path("asked/", asked.asked, name="asked_for"),
    path("asked/add/", asked.ask_page, name="ask"),
    path("asked/<uuid:asked_id>/answer/", asked.answer_page, name="answer_asked"),
    path("asked/<uuid:asked_id>/result/", asked.result_page, name="result_asked"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/add/", concerns.raise_page, name="raise_concern"),
    path("concerns/<uuid:concern_id>/", concern_answers.concern, name="concern"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("requests/", referrals.awaited, name="open_referrals"),
    path("concerns/", concern_answers.concerns_of, name="concerns_of_setting"),
    path("children/<uuid:child_id>/", include(_of_a_child)),
]
