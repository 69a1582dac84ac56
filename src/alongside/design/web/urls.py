"""The component gallery's one address."""

from django.urls import path

from alongside.design.web import views

app_name = "design"
urlpatterns = [path("gallery/", views.gallery, name="gallery")]
