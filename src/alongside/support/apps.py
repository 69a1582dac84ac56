from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "alongside.support"

    def ready(self) -> None:
        from alongside.support import access  # noqa: F401 - registers how rows narrow
