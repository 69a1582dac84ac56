from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    name = "alongside.wellbeing"

    def ready(self) -> None:
        from alongside.wellbeing import access  # noqa: F401 - registers how its rows narrow
