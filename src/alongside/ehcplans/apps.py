from django.apps import AppConfig


class EhcPlansConfig(AppConfig):
    name = "alongside.ehcplans"

    def ready(self) -> None:
        from alongside.ehcplans import access  # noqa: F401 - registers how rows narrow
        from alongside.ehcplans.operations import clocks  # noqa: F401 - says which matters have clocks
