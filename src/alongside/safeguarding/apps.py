from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "alongside.safeguarding"

    def ready(self) -> None:
        from alongside.safeguarding import access  # noqa: F401 - registers how rows narrow
