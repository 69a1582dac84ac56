"""Addresses of statutory casework."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.ehc.web import (
    adding,
    advice,
    advice_asking,
    advice_keeping,
    advice_one,
    asking,
    breach,
    case,
    claiming,
    deciding,
    handing_over,
    inbox,
    letters,
    notifying,
    panels,
    services,
    tray,
    unverified,
)

app_name = "ehc"
_of_a_child = [
    path("", case.case, name="case"),
    path("ask/", asking.ask, name="ask_assessment"),
    path("add/", adding.add, name="add_to_request"),
    path("take-in/", asking.take_in, name="take_in"),
    path("take-back/", asking.take_back, name="take_back_request"),
    path("decide/", deciding.decide, name="decide_case"),
    path("exception/", claiming.claim, name="claim"),
    path("caseworker/", tray.caseworker, name="caseworker"),
    path("notify/", notifying.notify, name="notify"),
    path(
        "notify/<uuid:notification_id>/<paper:form>/",
        notifying.notification_document,
        name="notification_document",
    ),
    path("advice/", advice.advice, name="advice"),
    path("advice/document/<paper:form>/", advice.advice_document, name="advice_document"),
    path("advice/ask/", advice_asking.ask_advice, name="ask_advice"),
    path("advice/wish/", advice_asking.wish, name="wish_advice"),
    path("advice/wishes/<uuid:wish_id>/", advice_asking.answer, name="answer_wish"),
    path("advice/<uuid:advice_id>/", advice_one.one, name="advice_one"),
    path("advice/<uuid:advice_id>/report/", advice_one.report, name="advice_report"),
    path(
        "advice/<uuid:advice_id>/letter/<paper:form>/",
        advice_one.advice_letter_document,
        name="advice_letter",
    ),
    path("advice/<uuid:advice_id>/keep/", advice_keeping.keep, name="keep_advice"),
    path("advice/<uuid:advice_id>/reuse/", advice_keeping.reuse, name="reuse_advice"),
    path("letters/<uuid:letter_id>/", letters.letter, name="case_letter"),
    path("letters/<uuid:letter_id>/<paper:form>/", letters.letter_document, name="case_letter_document"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/request/", include(_of_a_child)),
    path("cases/", tray.tray, name="tray"),
    path("cases/hand-over/", handing_over.handing_over, name="hand_over"),
    path("cases/services/", services.services, name="services"),
    path("cases/forecast/", breach.forecast, name="breach_forecast"),
    path("ask-for-an-assessment/", unverified.ask_public, name="ask_public"),
    path("ask-for-an-assessment/sent/", unverified.asked_public, name="asked_public"),
    path("cases/unverified/", unverified.unverified, name="unverified"),
    path("cases/unverified/<uuid:unverified_id>/", unverified.confirm, name="confirm_request"),
    path("panels/", panels.panels, name="panels"),
    path("panels/<uuid:panel_id>/", panels.agenda, name="panel"),
    path("panels/<uuid:panel_id>/<uuid:item_id>/", panels.item, name="panel_item"),
    path("advice/", inbox.inbox, name="inbox"),
    path("advice/<uuid:offer_id>/take/", inbox.take, name="take_advice"),
]
