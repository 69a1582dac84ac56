from django.apps import AppConfig


class AnnualReviewsConfig(AppConfig):
    name = "alongside.annualreviews"

    def ready(self) -> None:
        from alongside.annualreviews import access  # noqa: F401 - registers how rows narrow
