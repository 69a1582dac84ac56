from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "alongside.exchange"

    def ready(self) -> None:
        from alongside.exchange import access  # noqa: F401 - registers how its rows narrow
