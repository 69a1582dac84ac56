from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "alongside.organisations"

    def ready(self) -> None:
        from alongside.organisations import access  # noqa: F401 - registers who is staff
