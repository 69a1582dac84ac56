"""Addresses of what a setting keeps about itself."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.inclusion.web import people, public_report, report

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
own_house: list[URLPattern | URLResolver] = [
    path("people-and-training/", include(_people)),
    path("information-report/", include(_report)),
    path("sen-information/<uuid:setting_id>/", include(_public)),
]
