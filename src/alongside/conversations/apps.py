from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "alongside.conversations"

    def ready(self) -> None:
        from alongside.conversations import access  # noqa: F401 - registers how its rows narrow
        from alongside.conversations.asking import access as __  # noqa: F401 - and those of who was asked
        from alongside.conversations.households import access as _  # noqa: F401 - and those of each home
        from alongside.conversations.operations import joining  # noqa: F401 - hears of opened links
        from alongside.conversations.queries.meetings import meetings_known
        from alongside.support.queries.origins import narrow_origin

        narrow_origin("conversations:meeting", "meeting_id", meetings_known)
