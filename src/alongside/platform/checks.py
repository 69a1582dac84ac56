"""What stops the program from starting."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.platform import clock


@register
def the_clock_is_right(**_: Any) -> list[CheckMessage]:
    """A production installation tells the true time, and a moved clock must be readable."""
    if os.environ.get("ALONGSIDE_CLOCK") and settings.PRODUCTION:
        return [
            Error(
                "ALONGSIDE_CLOCK moves the clock, which a production installation must not.",
                id="platform.E001",
            )
        ]
    try:
        clock.now()
    except ValueError as error:
        return [Error(str(error), id="platform.E002")]
    return []
