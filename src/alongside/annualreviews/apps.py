from django.apps import AppConfig


class AnnualReviewsConfig(AppConfig):
    name = "alongside.annualreviews"

    def ready(self) -> None:
        from alongside.annualreviews import access  # noqa: F401 - registers how rows narrow
        from alongside.annualreviews.operations import (
            correcting,  # noqa: F401 - a plan put right has its year counted anew
            ending_clocks,  # noqa: F401 - says which matters have clocks
            opening,  # noqa: F401 - a plan taken in has its year
        )
        from alongside.annualreviews.queries import reviews  # noqa: F401 - its dates stand beside the plan
