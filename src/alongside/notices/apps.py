from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "alongside.notices"

    def ready(self) -> None:
        from alongside.notices import access  # noqa: F401 - registers how its rows narrow
