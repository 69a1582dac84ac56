"""Addresses of statutory casework."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.ehc.web import asking, case, claiming, deciding, letters, tray

app_name = "ehc"
_of_a_child = [
    path("", case.case, name="case"),
    path("ask/", asking.ask, name="ask_assessment"),
    path("take-in/", asking.take_in, name="take_in"),
    path("take-back/", asking.take_back, name="take_back_request"),
    path("decide/", deciding.decide, name="decide_case"),
    path("exception/", claiming.claim, name="claim"),
    path("caseworker/", tray.caseworker, name="caseworker"),
    path("letters/<uuid:letter_id>/", letters.letter, name="case_letter"),
    path("letters/<uuid:letter_id>/<slug:form>/", letters.letter_document, name="case_letter_document"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/request/", include(_of_a_child)),
    path("cases/", tray.tray, name="tray"),
]
