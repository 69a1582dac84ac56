from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "alongside.returns"

    def ready(self) -> None:
        from alongside.returns import access  # noqa: F401 - registers how rows narrow
        from alongside.returns.operations import checking  # noqa: F401 - looks again when a plan is taken in
