"""A sum of money as people write it: 1250, 1,250.50 or £1,250.50."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_WRONG = "Enter a sum in pounds, like 1250 or £1,250.50"
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")


class MoneyField(forms.DecimalField):
    """Pounds and pence. A sign for pounds, spaces and commas between thousands are read past.

    A comma elsewhere ("12,5") is asked about: taken for thousands it would be ten times what was meant.
    """

    def __init__(self, *, label: str, max_digits: int = 10, **options: Any) -> None:
        super().__init__(label=label, max_digits=max_digits, decimal_places=2, **options)
        wrong = dict.fromkeys(("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), _WRONG)
        self.error_messages |= wrong

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField itself
        """The sum, or None for nothing. Raises ValidationError."""
        if isinstance(value, str):
            value = "".join(value.split()).removeprefix("£")
            value = value.replace(",", "") if _GROUPED.fullmatch(value) else value
        found: Decimal | None = super().to_python(value)
        return found

    def run_validators(self, value: Any) -> None:
        """Too many digits is said as what a sum looks like. Raises ValidationError."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            if any(
                one.code in ("max_digits", "max_decimal_places", "max_whole_digits")
                for one in wrong.error_list
            ):
                raise ValidationError(_WRONG) from None
            raise
