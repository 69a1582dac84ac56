from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "alongside.conversations"

    def ready(self) -> None:
        from alongside.conversations import access  # noqa: F401 - registers how its rows narrow
