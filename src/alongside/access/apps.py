from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "alongside.access"

    def ready(self) -> None:
        from alongside.access import checks  # noqa: F401 - registers the system checks
