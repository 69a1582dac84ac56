"""The file, and what its columns mean."""

from typing import Any

from django import forms

from alongside.exchange.reading import FIELDS

MOST_BYTES = 20 * 1024 * 1024


class FileForm(forms.Form):
    """One class list or transfer file."""

    file = forms.FileField(
        label="Class list (CSV) or common transfer file (XML)",
        error_messages={"required": "Choose a file first.", "empty": "This file is empty. Export it again."},
    )


class AttendanceForm(forms.Form):
    """The marks of a school year."""

    file = forms.FileField(
        label="Attendance marks (CSV)",
        error_messages={"required": "Choose a file first.", "empty": "This file is empty. Export it again."},
    )


def column_choices() -> list[tuple[str, str]]:
    """Everything a column can hold, by its plain name; first the choice to leave the column out."""
    return [
        ("", "Leave this column out"),
        *((field.key, f"{field.group}: {field.label}") for field in FIELDS),
    ]


class ColumnsForm(forms.Form):
    """One select a column; `known` is what each is taken to mean now, `headings` what the file calls it."""

    def __init__(self, known: dict[str, str], headings: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        choices = column_choices()
        self.keys = list(known)
        for place, key in enumerate(self.keys):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=headings.get(key, key), choices=choices, required=False, initial=known[key]
            )
        self.conditional = tuple(self.fields)  # which column is needed depends on the others

    def mapping(self) -> dict[str, str]:
        """Heading key to field, as chosen."""
        return {key: self.cleaned_data[f"column-{place}"] for place, key in enumerate(self.keys)}
