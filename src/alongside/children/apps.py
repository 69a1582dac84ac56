from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChildrenConfig(AppConfig):
    name = "alongside.children"

    def ready(self) -> None:
        from alongside.children import (
            access,  # noqa: F401 - registers the root of the gate
            wall,
        )
        from alongside.children.sharing import access as sharing  # noqa: F401 - registers a narrowing

        post_migrate.connect(wall.build, sender=self)
