"""Addresses of the front door."""

from django.urls import path

from alongside.site.web import views

app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    path("demo/sign-in/", views.demo_sign_in, name="demo_sign_in"),
    path("home/", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
