"""Addresses of a person's notices."""

from django.urls import path

from alongside.notices.web import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices_page, name="notices"),
    path("notices/<uuid:notice_id>/open/", views.open_notice, name="open"),
]
