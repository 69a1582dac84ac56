from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"

    def ready(self) -> None:
        from alongside.plans import (
            access,  # noqa: F401 - registers how versions narrow
            conversations,  # noqa: F401 - says which template conversations follow
            parts,  # noqa: F401 - tells what people can be asked about
        )
        from alongside.plans.sending import register

        register()
