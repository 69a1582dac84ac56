"""The addresses of the design foundation."""

from django.urls import path

from alongside.design.web import views

app_name = "design"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("brand.css", views.brand_sheet, name="brand"),
]
