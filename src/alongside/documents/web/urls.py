"""Addresses of files about a child."""

from django.urls import path

from alongside.documents.web import views

app_name = "documents"
urlpatterns = [
    path("children/<uuid:child_id>/files/<uuid:file_id>/", views.file, name="file"),
]
