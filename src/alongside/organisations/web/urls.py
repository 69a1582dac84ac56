"""Addresses about an organisation's own people."""

from django.urls import path

from alongside.access.routes import needs
from alongside.organisations.web import views

app_name = "organisations"
urlpatterns = [
    path("colleagues/", views.colleagues_page, name="colleagues"),
    path(
        "colleagues/<uuid:membership_id>/invite-again/", needs()(views.again), name="invite_colleague_again"
    ),
]
