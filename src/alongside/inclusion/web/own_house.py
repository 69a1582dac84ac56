"""Addresses of what a setting keeps about itself."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.inclusion.web import census, challenge, people, practice, public_report, report

_people = [
    path("", people.people_page, name="people"),
    path("senco/", people.senco_page, name="senco"),
    path("training/", people.training_page, name="training"),
]
_report = [
    path("", report.report_page, name="report"),
    path("read/", report.preview_page, name="report_preview"),
    path("<slug:item>/", report.item_page, name="report_item"),
]
_public = [
    path("", public_report.report_view, name="public_report"),
    path("pdf/", public_report.report_pdf, name="public_report_pdf"),
]
_census = [
    path("", census.census_page, name="census"),
    path("file/", census.census_file, name="census_file"),
]
_challenge = [
    path("", challenge.own_challenge_page, name="challenge"),
    path("settings/", challenge.area_page, name="area"),
    path("settings/<uuid:setting_id>/", challenge.setting_page, name="area_setting"),
    path("settings/<uuid:setting_id>/add/", challenge.entry_page, name="area_entry"),
    path("settings/<uuid:setting_id>/<uuid:entry_id>/", challenge.area_action_page, name="area_action"),
]
_practice = [
    path("", practice.practices_page, name="practices"),
    path("share/", practice.share_page, name="share"),
    path("<uuid:practice_id>/", practice.practice_page, name="practice"),
]
own_house: list[URLPattern | URLResolver] = [
    path("people-and-training/", include(_people)),
    path("information-report/", include(_report)),
    path("school-census/", include(_census)),
    path("children/<uuid:child_id>/census/", census.census_child_page, name="census_child"),
    path("support-and-challenge/", include(_challenge)),
    path("what-works/", include(_practice)),
    path("sen-information/<uuid:setting_id>/", include(_public)),
]
