from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "alongside.casefile"
