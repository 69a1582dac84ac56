from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class PlatformConfig(AppConfig):
    name = "alongside.platform"
    label = "platform"

    def ready(self) -> None:
        from alongside.platform import checks, sweeps, table_sizes  # noqa: F401  (two register what they hold)
        from alongside.platform.drawn_once import draw_changed_models_alone
        from alongside.platform.kept_plans import keep_more_plans

        draw_changed_models_alone()
        connection_created.connect(keep_more_plans)
        post_migrate.connect(table_sizes.note_table_sizes_after, sender=self)
        # Each app names its background work in its own jobs.py; importing it registers the handlers.
        autodiscover_modules("jobs")
