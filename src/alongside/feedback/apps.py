from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "alongside.feedback"

    def ready(self) -> None:
        from alongside.feedback import access  # noqa: F401 - registers how rows narrow
