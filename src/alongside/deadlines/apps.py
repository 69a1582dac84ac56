from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "alongside.deadlines"
