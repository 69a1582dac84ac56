from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "alongside.returns"

    def ready(self) -> None:
        from alongside.returns import access  # noqa: F401 - registers how rows narrow
