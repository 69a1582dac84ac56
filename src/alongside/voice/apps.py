from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "alongside.voice"

    def ready(self) -> None:
        from alongside.voice import access  # noqa: F401 - registers how its rows narrow
