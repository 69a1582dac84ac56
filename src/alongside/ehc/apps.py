from django.apps import AppConfig


class EhcConfig(AppConfig):
    name = "alongside.ehc"

    def ready(self) -> None:
        from alongside.ehc import access  # noqa: F401 - registers how rows narrow
