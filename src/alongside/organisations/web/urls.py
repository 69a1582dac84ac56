"""Addresses about an organisation's own people."""

from django.urls import path

from alongside.organisations.web import views

app_name = "organisations"
urlpatterns = [
    path("colleagues/", views.colleagues_page, name="colleagues"),
    path("colleagues/<uuid:membership_id>/let-in/", views.invite_one, name="invite_one"),
]
