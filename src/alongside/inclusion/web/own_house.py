"""Addresses of what a setting keeps about itself."""

from django.urls import URLPattern, URLResolver, include, path

from alongside.inclusion.web import people

_people = [
    path("", people.people_page, name="people"),
    path("senco/", people.senco_page, name="senco"),
    path("training/", people.training_page, name="training"),
]
own_house: list[URLPattern | URLResolver] = [
    path("people-and-training/", include(_people)),
]
