from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "alongside.disputes"

    def ready(self) -> None:
        from alongside.disputes import (
            access,  # noqa: F401 - registers how rows narrow
            beside,  # noqa: F401 - tells plans what stands beside their passages
        )
        from alongside.disputes.budgets import access as budgets  # noqa: F401 - registers how rows narrow
        from alongside.disputes.budgets import section_j  # noqa: F401 - tells plans which sums section J holds
        from alongside.disputes.budgets.operations import asking  # noqa: F401 - says which matters have clocks
        from alongside.disputes.challenges import operations  # noqa: F401 - says which matters have clocks
        from alongside.disputes.changing import access as moves  # noqa: F401 - registers how rows narrow
        from alongside.disputes.changing import queries  # noqa: F401 - its dates stand beside the plan
        from alongside.disputes.changing.operations import (
            assessments,  # noqa: F401 - says which matters have clocks
            corrections,  # noqa: F401 - a plan put right has its move counted anew
            health,  # noqa: F401 - says which matters have clocks
        )
        from alongside.disputes.changing.operations import moves as of_areas  # noqa: F401 - says which have clocks
