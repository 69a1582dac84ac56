"""The field in which a report is sent along with advice: a PDF or a Word document."""

from typing import Any

from django import forms

from alongside.platform.files import LARGEST


def report_field() -> forms.FileField:
    """A report that somebody may choose; it is never needed."""
    return forms.FileField(
        label="Report", required=False, widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
        error_messages={"empty": "This file is empty. Choose another one."},
    )  # fmt: skip


def not_too_large(sent: Any) -> Any:
    """The file, refused where it is larger than one file can be, before any of it is read into memory."""
    if sent and sent.size > LARGEST:
        raise forms.ValidationError(f"This file is larger than {LARGEST // 1024 // 1024} MB.")
    return sent
