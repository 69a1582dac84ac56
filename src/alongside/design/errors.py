"""What went wrong with a form, said the same way beside the field and at the top of the page.

Source for the wording: https://design-system.service.gov.uk/components/error-message/
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
)
from django.forms.boundfield import BoundField
from markupsafe import Markup

from alongside.design.components import component
from alongside.kernel.length import characters
from alongside.kernel.refusal import Refusal

_CHOSEN_NOT_TYPED = (forms.Select, forms.RadioSelect, forms.FileInput)

# What Django says by itself, and what to say instead. Words a form's author wrote are never replaced.
_INSTEAD: tuple[tuple[Any, str], ...] = (
    (MaxLengthValidator.message, "{subject} is {over} too long: use {limit_value} or fewer"),
    (MinLengthValidator.message, "{subject} must be {limit_value} characters or more"),
    (MaxValueValidator.message, "{subject} must be {limit_value} or less"),
    (MinValueValidator.message, "{subject} must be {limit_value} or more"),
    (EmailValidator.message, "Enter an email address in the correct format, like name@example.com"),
    (forms.IntegerField.default_error_messages["invalid"], "{subject} must be a whole number"),
    (forms.DecimalField.default_error_messages["invalid"], "{subject} must be a number"),
    (forms.FileField.default_error_messages["empty"], "The file is empty. Choose another one"),
)


def first_error(bound: BoundField) -> str:
    """The one message shown for a field, or nothing.

    Django's own messages say little about what to do, so they become the sentences of the Design System;
    a message the form's author wrote is kept.
    """
    for error in bound.errors.as_data():
        return _sentence(error, bound)
    return ""


def _sentence(error: ValidationError, bound: BoundField) -> str:
    if error.message is forms.Field.default_error_messages["required"]:
        return _required(bound)
    for djangos_own, pattern in _INSTEAD:
        if error.message is djangos_own:
            return pattern.format(subject=_subject(bound), over=_over(error), **(error.params or {}))
    return str(next(iter(error)))


def _over(error: ValidationError) -> str:
    """By how much a text is too long."""
    limits = error.params or {}
    return characters(limits["show_value"] - limits["limit_value"]) if "show_value" in limits else ""


def _subject(bound: BoundField) -> str:
    """What the answer is called at the start of a sentence; a question has no such name."""
    label = str(bound.label).strip()
    return "Your answer" if label.endswith("?") else label


def _required(bound: BoundField) -> str:
    label = str(bound.label).strip()
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    verb = "Select" if isinstance(bound.field.widget, _CHOSEN_NOT_TYPED) else "Enter"
    # "NHS number" keeps its capitals; "Full name" becomes "full name".
    is_word = label[1:2].islower()
    return f"{verb} {label[:1].lower() if is_word else label[:1]}{label[1:]}"


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Which boxes of a date the first error is about."""
    for error in bound.errors.as_data():
        return tuple((error.params or {}).get("parts", ()))
    return ()


def error_summary(*sources: Any) -> Markup:
    """The box at the top of a page that did not go through; empty when all is well.

    Each source is a form, a Refusal, or None. Every line leads to the field it is about.
    """
    lines = [line for source in sources if source is not None for line in _lines(source, sources)]
    if not lines:
        return Markup("")
    return component("error-summary", titleText="There is a problem", errorList=lines)


def _lines(source: Any, sources: tuple[Any, ...]) -> Iterator[dict[str, str]]:
    if isinstance(source, Refusal):
        yield _line(str(source), _link(source.field, sources))
        return
    for message in source.non_field_errors():
        yield _line(str(message), "")
    for bound in source:
        if message := first_error(bound):
            yield _line(message, _first_id(bound))


def _line(text: str, href: str) -> dict[str, str]:
    return {"text": text, "href": href} if href else {"text": text}


def _link(name: str, sources: tuple[Any, ...]) -> str:
    """Where a Refusal's field is, in whichever of the forms has it."""
    for source in sources:
        if isinstance(source, forms.BaseForm) and name in source.fields:
            return _first_id(source[name])
    return ""


def _first_id(bound: BoundField) -> str:
    """The link to the first control of a field; choices carry the plain id on their first one."""
    widget = bound.field.widget
    identifier = bound.auto_id or bound.html_name
    if isinstance(widget, forms.HiddenInput):
        return ""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"#{identifier}"
    return f"#{widget.id_for_label(identifier)}"
