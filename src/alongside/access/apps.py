from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "alongside.access"

    def ready(self) -> None:
        from alongside.access import (
            checks,  # noqa: F401 - registers the system checks
            wall_policies,
        )

        post_migrate.connect(wall_policies.build, sender=apps.get_app_config("children"))
