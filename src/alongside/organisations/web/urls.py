"""Addresses about an organisation's own people."""

from django.urls import path

from alongside.organisations.web import classes, leaving, views

app_name = "organisations"
urlpatterns = [
    path("colleagues/", views.colleagues_page, name="colleagues"),
    path("colleagues/<uuid:membership_id>/let-in/", views.invite_one, name="invite_one"),
    path("colleagues/<uuid:membership_id>/confirm/", views.confirm, name="confirm"),
    path("colleagues/<uuid:membership_id>/leaving/", leaving.leaving_page, name="leaving"),
    path("classes/<uuid:group_id>/staff/", classes.staff_page, name="class_staff"),
    path("classes/<uuid:group_id>/staff/<uuid:person_id>/leaving/", classes.stop_page, name="stop_teaching"),
]
