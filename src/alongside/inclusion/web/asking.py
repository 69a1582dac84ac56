"""What the pages of a setting share: who asks, what a form was answered with, and with which status."""

from typing import Any

from django import forms

from alongside.children.opening import found_or_404, show_refusal
from alongside.kernel.refusal import Refusal

__all__ = ["kept", "status_of"]


def kept(form: forms.Form, result: Any) -> bool:
    """Whether an operation did what the form asked; a refusal is shown at its field. Raises Http404 for not found."""
    if isinstance(found_or_404(result), Refusal):
        show_refusal(form, result)
        return False
    return True


def status_of(form: forms.Form | None) -> int:
    """422 for a form that was sent and has errors."""
    return 422 if form is not None and form.is_bound and form.errors else 200
