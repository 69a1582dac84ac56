"""Addresses of a person's notices."""

from django.urls import path

from alongside.notices.web import carrying, views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices_page, name="notices"),
    path("calls-and-letters/", carrying.to_carry_page, name="to_carry"),
    path("calls-and-letters/<uuid:carried_id>/", carrying.carried, name="carried"),
    path("calls-and-letters/<uuid:carried_id>/letter/", carrying.carried_letter, name="carried_letter"),
    path("notices/<uuid:notice_id>/open/", views.open_notice, name="open"),
]
