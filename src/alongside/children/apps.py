from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "alongside.children"

    def ready(self) -> None:
        from alongside.children import access  # noqa: F401 - registers the root of the gate
        from alongside.children.apart import access as apart  # noqa: F401 - says whom a shield may concern
        from alongside.children.of_age import access as of_age  # noqa: F401 - registers narrowings
        from alongside.children.sharing import access as sharing  # noqa: F401 - registers a narrowing
