from django.apps import AppConfig


class CasefileConfig(AppConfig):
    name = "alongside.casefile"

    def ready(self) -> None:
        from alongside.casefile import access  # noqa: F401 - registers how rows narrow
        from alongside.casefile.next_line import next_line_for
        from alongside.design.next_line import next_line_from

        next_line_from(next_line_for)
