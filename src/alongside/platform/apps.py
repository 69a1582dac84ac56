from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PlatformConfig(AppConfig):
    name = "alongside.platform"
    label = "platform"

    def ready(self) -> None:
        from alongside.platform import checks, sweeps  # noqa: F401  (both register what they hold)

        # Each app names its background work in its own jobs.py; importing it registers the handlers.
        autodiscover_modules("jobs")
