"""Addresses of disputes."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.disputes.web import pages, raising, steps

app_name = "disputes"
_of_a_child = [
    path("", pages.disagreements, name="disagreements"),
    path("new/", raising.raise_page, name="raise"),
    path("<uuid:disagreement_id>/", pages.disagreement, name="disagreement"),
    path("<uuid:disagreement_id>/step/", steps.step, name="disagreement_step"),
    path("<uuid:disagreement_id>/view/", steps.view, name="disagreement_view"),
    path("<uuid:disagreement_id>/end/", steps.end, name="disagreement_end"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("children/<uuid:child_id>/disagreements/", include(_of_a_child))
]
