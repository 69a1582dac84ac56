"""Addresses of imports."""

from django.urls import path

from alongside.exchange.web import views

app_name = "exchange"
urlpatterns = [
    path("imports/", views.imports_page, name="imports"),
    path("imports/attendance/", views.attendance_page, name="attendance"),
    path("imports/<uuid:batch_id>/", views.review, name="import"),
    path("imports/<uuid:batch_id>/columns/", views.columns, name="columns"),
    path("imports/<uuid:batch_id>/rows/<int:change_id>/", views.decide_row, name="decide"),
    path("imports/<uuid:batch_id>/bring-in/", views.bring_in, name="bring_in"),
    path("imports/<uuid:batch_id>/drop/", views.drop, name="drop"),
    path("imports/<uuid:batch_id>/undo/", views.undo, name="undo"),
]
