"""Checks at the start of the program."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from alongside.design.brand import accent_problem, brand


@register("design")
def accent_can_be_read(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The accent colour a council chose must leave every text readable."""
    problem = accent_problem(brand().accent)
    return [Error(f"ALONGSIDE_BRAND: {problem}", id="design.E001")] if problem else []
