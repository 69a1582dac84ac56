"""Addresses of support."""

from django.urls import URLPattern, path

from alongside.support.web import actions

app_name = "support"
urlpatterns: list[URLPattern] = [
    path("children/<uuid:child_id>/actions/", actions.actions, name="actions"),
    path("children/<uuid:child_id>/actions/add/", actions.add, name="add_action"),
    path("children/<uuid:child_id>/actions/<uuid:action_id>/", actions.action, name="action"),
]
