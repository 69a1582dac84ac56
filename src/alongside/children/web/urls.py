"""Addresses about who is invited to a child, and how documents about the child are made."""

from django.urls import path

from alongside.children.web import communication, responsibility, views

app_name = "children"
urlpatterns = [
    path("children/<uuid:child_id>/invitations/", views.invitations, name="invitations"),
    path(
        "children/<uuid:child_id>/invitations/<uuid:invitation_id>/withdraw/",
        views.withdraw,
        name="withdraw_invitation",
    ),
    path(
        "children/<uuid:child_id>/responsibility/<uuid:carer_id>/",
        responsibility.responsibility,
        name="responsibility",
    ),
    path("children/<uuid:child_id>/communication/", communication.communication, name="communication"),
    path("invitation/<str:token>/", views.open_invitation, name="open_invitation"),
    path("welcome/", views.welcome, name="welcome"),
]
