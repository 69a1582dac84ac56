"""Addresses of feedback."""

from django.urls import path

from alongside.feedback.web import pages

app_name = "feedback"
urlpatterns = [
    path(
        "children/<uuid:child_id>/meetings/<uuid:meeting_id>/how-it-was/",
        pages.meeting,
        name="feedback_meeting",
    ),
    path("how-it-was/", pages.results_page, name="feedback_results"),
]
