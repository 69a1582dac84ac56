"""A date asked for as day, month and year, with the error messages of the GOV.UK pattern.

Source: https://design-system.service.gov.uk/components/date-input/
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.design.dates import day as in_words

PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_NAMES = {f"{date(2000, number, 1):%B}".lower(): number for number in range(1, 13)}
_SHORT_NAMES = {name: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH_NAMES = _FULL_NAMES | _SHORT_NAMES

Typed = tuple[str, str, str]


def choose_from(form: forms.BaseForm, name: str, choices: Any) -> None:
    """Set what can be chosen in a field of this form, as pairs of value and words, or groups of them."""
    field: Any = form.fields[name]
    field.choices = choices


class DateParts(forms.Widget):
    """Three boxes, named `<name>-day`, `<name>-month` and `<name>-year`; drawn by `field()`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """What was typed, with a whole date pasted in the first box shared out over the three."""
        day, month, year = (str(data.get(f"{name}-{part}", "") or "").strip() for part in PARTS)
        return spread((day, month, year))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form was sent without these boxes."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def id_for_label(self, id_: str, index: str = "0") -> str:
        """The first box, where a link from the error summary leads."""
        return f"{id_}-day" if id_ else id_

    def format_value(self, value: Any) -> Typed:
        """A date, or what was typed, as three texts."""
        return as_typed(value)


def as_typed(value: Any) -> Typed:
    """A date, or what was typed, as three texts; three empty ones for anything else."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    return value if isinstance(value, tuple) else ("", "", "")


def spread(typed: Typed) -> Typed:
    """A whole date typed in one box ("5/3/2019", "5 Mar 2019", "2019-03-05") as three parts."""
    first, second, third = typed
    if second or third:
        return typed
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", first):
        return iso[3], iso[2], iso[1]
    pieces = re.split(r"[\s/.,-]+", first)
    return (pieces[0], pieces[1], pieces[2]) if len(pieces) == 3 else typed


def month_number(typed: str) -> int | None:
    """The month a person means by "3", "03", "Mar" or "March"."""
    if re.fullmatch(r"[0-9]{1,2}", typed):
        return int(typed)
    return _MONTH_NAMES.get(typed.lower().rstrip("."))


class DateField3(forms.Field):
    """A date in three parts.

    `subject` begins the error messages ("Date of birth must include a month"); without it the label does, or "The day"
    where the label is a question.
    `earliest` and `latest` are the limits, both allowed themselves. The form's author may set them when
    the form is made, because they often depend on today.
    """

    widget = DateParts

    def __init__(
        self, *, subject: str = "", earliest: date | None = None, latest: date | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.subject = subject
        self.earliest = earliest
        self.latest = latest

    def clean(self, value: Any) -> date | None:
        """The date meant. Raises ValidationError naming what is wrong and which boxes to mark."""
        typed = as_typed(value)
        if not any(typed):
            if self.required:
                asked = "Answer the question “{label}”" if self._is_question else "Enter {lower}"
                raise self._error(asked, PARTS, "required")
            return None
        self._check_complete(typed)
        meant = self._real_date(typed)
        self._check_limits(meant)
        return meant

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say something else than they started with."""
        return as_typed(data) != as_typed(initial)

    def _check_complete(self, typed: Typed) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._error("{subject} must include a " + " and ".join(missing), missing, "incomplete")

    def _real_date(self, typed: Typed) -> date:
        month = month_number(typed[1])
        if not re.fullmatch(r"[0-9]{1,2}", typed[0]) or month is None or not typed[2].isascii():
            raise self._error("{subject} must be a real date", PARTS, "unreal")
        if not re.fullmatch(r"[0-9]{4}", typed[2]):
            raise self._error("Year must include 4 numbers", ("year",), "year")
        try:
            return date(int(typed[2]), month, int(typed[0]))
        except ValueError:
            raise self._error("{subject} must be a real date", PARTS, "unreal") from None

    def _check_limits(self, meant: date) -> None:
        if self.earliest and meant < self.earliest:
            raise self._error(f"{{subject}} must be {in_words(self.earliest)} or after", PARTS, "early")
        if self.latest and meant > self.latest:
            raise self._error(f"{{subject}} must be {in_words(self.latest)} or before", PARTS, "late")

    @property
    def _is_question(self) -> bool:
        return not self.subject and str(self.label or "").strip().endswith("?")

    def _error(self, pattern: str, parts: Any, code: str) -> ValidationError:
        subject = "The day" if self._is_question else self.subject or str(self.label or "Date")
        lower = subject[0].lower() + subject[1:]
        words = pattern.format(subject=subject, lower=lower, label=self.label)
        return ValidationError(words.replace("%", "%%"), code=code, params={"parts": tuple(parts)})
