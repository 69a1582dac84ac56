from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "alongside.deadlines"

    def ready(self) -> None:
        from alongside.deadlines import access  # noqa: F401 - registers how rows narrow
