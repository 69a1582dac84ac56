from django.apps import AppConfig


class InclusionConfig(AppConfig):
    name = "alongside.inclusion"

    def ready(self) -> None:
        from alongside.inclusion import access  # noqa: F401 - registers how rows narrow
