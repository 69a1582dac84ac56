"""Form fields as GOV.UK components: `{{ field(form["name"], hint="...") }}`.

The form parses and checks; this draws. Which component is used follows from the field's widget. Nothing a
person typed is ever passed as HTML.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypedDict, Unpack

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from markupsafe import Markup, escape

from alongside.design.components import component
from alongside.design.errors import error_summary, first_error, wrong_parts
from alongside.design.forms import PARTS, DateParts
from alongside.design.symbols import symbol

__all__ = ["FieldOptions", "error_summary", "field"]

Parameters = dict[str, Any]


class FieldOptions(TypedDict, total=False):
    """What a page may say about how a field is drawn; all of it is optional."""

    label: str  # instead of the form's label
    legend: str  # the same thing, for a group of choices or a date
    hint: str | None
    heading: bool  # the question is the page's heading
    classes: str
    width: int | str  # characters (2, 3, 4, 5, 10, 20, 30), or "one-half", "two-thirds", "full"
    rows: int
    inline: bool  # choices beside each other
    filters: bool  # narrows a list: nothing has to be said, so the label does not say "(optional)"
    small: bool  # small radios or checkboxes, for filters
    prefix: str
    suffix: str
    choice_hints: Mapping[str, str]
    choice_symbols: Mapping[str, str]  # value -> concept, a picture beside each choice
    divider: str  # the word before the last choice, usually "or"
    exclusive: str  # the choice that rules the others out, usually "none"
    maxwords: int
    autocomplete: str
    spellcheck: bool
    lang: str  # the language people write in here, when it is not the page's
    attributes: Mapping[str, str]


def field(bound: BoundField, **options: Unpack[FieldOptions]) -> Markup:
    """Draw one field with its label, hint, error and present value.

    Optional fields say so in their label, but for those the form lists as `conditional`: they are needed with some
    answers to another question, or at a later step of the page. Raises TypeError for a widget that no component is
    known for.
    """
    widget = bound.field.widget
    if isinstance(widget, forms.HiddenInput):
        return _hidden(bound)
    for kind, draw in _DRAWN_BY.items():
        if isinstance(widget, kind):
            return draw(bound, options)
    raise TypeError(f"No component is known for the widget {type(widget).__name__} of {bound.name!r}.")


def _hidden(bound: BoundField) -> Markup:
    value = bound.field.widget.format_value(bound.value())
    pattern = Markup('<input type="hidden" id="{}" name="{}" value="{}">')
    return pattern.format(bound.auto_id, bound.html_name, "" if value is None else value)


# ── What every component is told ─────────────────────────────────────────────────────────────────────────


def _common(bound: BoundField, options: FieldOptions) -> Parameters:
    parameters: Parameters = {
        "id": bound.auto_id or bound.html_name,
        "name": bound.html_name,
        "classes": _classes(options),
        "attributes": _attributes(bound, options),
    }
    if hint := _hint(bound, options):
        parameters["hint"] = {"text": hint}
    if message := first_error(bound):
        parameters["errorMessage"] = {"text": message}
    return parameters


def _hint(bound: BoundField, options: FieldOptions) -> str:
    return str(options.get("hint") or bound.help_text or "")


def _question(bound: BoundField, options: FieldOptions) -> str:
    """The words of the question, with "(optional)" where it need not be answered."""
    words = str(options.get("legend") or options.get("label") or bound.label)
    is_tick = isinstance(bound.field.widget, forms.CheckboxInput)
    silent = is_tick or options.get("filters") or bound.name in getattr(bound.form, "conditional", ())
    must_say = not bound.field.required and not silent
    return f"{words} (optional)" if must_say and "optional" not in words.lower() else words


def _label(bound: BoundField, options: FieldOptions, kind: str = "label") -> Parameters:
    heading = bool(options.get("heading"))
    size = f"govuk-{'label' if kind == 'label' else 'fieldset__legend'}--{'l' if heading else 's'}"
    return {"text": _question(bound, options), "isPageHeading": heading, "classes": size}


def _fieldset(bound: BoundField, options: FieldOptions) -> Parameters:
    return {"legend": _label(bound, options, "legend")}


def _classes(options: FieldOptions) -> str:
    width = options.get("width")
    named = ""
    if isinstance(width, int):
        named = f"govuk-input--width-{width}"
    elif width:
        named = f"govuk-!-width-{width}"
    return " ".join(filter(None, [named, options.get("classes", "")]))


def _attributes(bound: BoundField, options: FieldOptions) -> dict[str, str]:
    """Attributes the form's author or the page put on the control, without those a component sets itself."""
    skipped = {"class", "id", "name", "rows", "cols", "required", "autocomplete", "inputmode", "maxlength"}
    own = {
        name: str(value)
        for name, value in bound.field.widget.attrs.items()
        if name not in skipped and value is not False
    }
    if lang := options.get("lang"):
        own["lang"] = lang
    return {**own, **{name: str(value) for name, value in options.get("attributes", {}).items()}}


def _text_value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


# ── Typed answers ────────────────────────────────────────────────────────────────────────────────────────


def _input(bound: BoundField, options: FieldOptions) -> Markup:
    widget = bound.field.widget
    whole_number = isinstance(bound.field, forms.IntegerField)
    number = isinstance(widget, forms.NumberInput)
    parameters = _common(bound, options)
    parameters |= {
        "label": _label(bound, options),
        # A number box that changes when the page is scrolled has cost people their answers.
        "type": "text" if number else widget.input_type,
        "inputmode": ("numeric" if whole_number else "decimal") if number else widget.attrs.get("inputmode"),
        "value": _text_value(bound),
        "autocomplete": options.get("autocomplete") or widget.attrs.get("autocomplete"),
        "spellcheck": options.get("spellcheck"),
    }
    if type(widget) is forms.TextInput and not number:
        parameters["attributes"] = {"dir": "auto", **parameters["attributes"]}
    for affix in ("prefix", "suffix"):
        if text := options.get(affix):
            parameters[affix] = {"text": text}
    return component("input", **parameters)


def _textarea(bound: BoundField, options: FieldOptions) -> Markup:
    parameters = _common(bound, options)
    value = _text_value(bound)
    parameters |= {
        "label": _label(bound, options),
        # A browser swallows the first line break after the tag, so a text that starts with one gets another.
        "value": f"\n{value}" if value.startswith(("\n", "\r")) else value,
        "rows": options.get("rows", 5),
        "spellcheck": options.get("spellcheck", True),
    }
    parameters["attributes"] = {"dir": "auto", **parameters["attributes"]}
    longest = getattr(bound.field, "max_length", None)
    if words := options.get("maxwords"):
        return component("character-count", maxwords=words, threshold=75, **parameters)
    if longest:
        return component("character-count", maxlength=longest, threshold=75, **parameters)
    return component("textarea", **parameters)


def _password(bound: BoundField, options: FieldOptions) -> Markup:
    kept = options.get("autocomplete") or bound.field.widget.attrs.get("autocomplete")
    label = _label(bound, options)
    return component("password-input", label=label, autocomplete=kept, **_common(bound, options))


def _file(bound: BoundField, options: FieldOptions) -> Markup:
    many = bool(getattr(bound.field.widget, "allow_multiple_selected", False))
    return component("file-upload", label=_label(bound, options), multiple=many, **_common(bound, options))


# A month may be typed as a word, so its box takes three letters.
_DATE_WIDTHS = {"day": 2, "month": 3, "year": 4}


def _date(bound: BoundField, options: FieldOptions) -> Markup:
    parameters = _common(bound, options)
    parameters.setdefault("hint", {"text": "For example, 27 3 2019"})
    wrong = wrong_parts(bound)
    values = bound.field.widget.format_value(bound.value())
    parameters["namePrefix"] = parameters.pop("name")
    parameters["items"] = [
        {
            "name": part,
            "label": part.capitalize(),  # as the macro would make it of the name, which it then only puts on the page
            "value": value,
            "classes": f"govuk-input--width-{_DATE_WIDTHS[part]}"
            + (" govuk-input--error" if part in wrong else ""),
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part, value in zip(PARTS, values, strict=True)
    ]
    return component("date-input", fieldset=_fieldset(bound, options), **parameters)


# ── Chosen answers ───────────────────────────────────────────────────────────────────────────────────────


def _choices(bound: BoundField) -> Iterator[tuple[str, str]]:
    """Every choice as (value, words), groups laid flat."""
    for value, words in bound.field.widget.choices:
        if isinstance(words, list | tuple):
            yield from ((str(inner), str(text)) for inner, text in words)
        else:
            yield str(value), str(words)


def _items(bound: BoundField, options: FieldOptions) -> list[Parameters]:
    chosen = set(bound.field.widget.format_value(bound.value()))
    items = [
        _item(value, words, value in chosen, options)
        for value, words in _choices(bound)
        if value or _says_none(bound, words)
    ]
    if items and (divider := options.get("divider")):
        items.insert(len(items) - 1, {"divider": divider})
    return items


def _says_none(bound: BoundField, words: str) -> bool:
    """Whether an empty value is an answer of its own, such as "No": without it a radio that was pressed by mistake
    stays pressed. Dashes stand for no answer; of checkboxes none is ticked."""
    return not isinstance(bound.field.widget, forms.CheckboxSelectMultiple) and bool(words.strip("- "))


def _item(value: str, words: str, checked: bool, options: FieldOptions) -> Parameters:
    item: Parameters = {"value": value, "text": words, "checked": checked}
    if hint := options.get("choice_hints", {}).get(value):
        item["hint"] = {"text": hint}
    if concept := options.get("choice_symbols", {}).get(value):
        item["html"] = (
            symbol(concept, size=40)
            + Markup('<span class="al-choice-words">')
            + escape(words)
            + Markup("</span>")
        )
    if options.get("exclusive") == value:
        item["behaviour"] = "exclusive"
    return item


def _group(name: str) -> Callable[[BoundField, FieldOptions], Markup]:
    """Radios or checkboxes under one question."""

    def draw(bound: BoundField, options: FieldOptions) -> Markup:
        parameters = _common(bound, options)
        shapes = [(options.get("inline"), "inline"), (options.get("small"), "small")]
        shape = " ".join(f"govuk-{name}--{word}" for wanted, word in shapes if wanted)
        pictured = "al-pictured" if options.get("choice_symbols") else ""
        parameters["classes"] = " ".join(filter(None, [parameters["classes"], shape, pictured]))
        parameters["idPrefix"] = parameters.pop("id")
        return component(name, fieldset=_fieldset(bound, options), items=_items(bound, options), **parameters)

    return draw


def _single_checkbox(bound: BoundField, options: FieldOptions) -> Markup:
    parameters = _common(bound, options)
    parameters["idPrefix"] = parameters.pop("id")
    item: Parameters = {"value": "yes", "text": _question(bound, options), "checked": bool(bound.value())}
    if hint := parameters.pop("hint", None):
        item["hint"] = hint
    return component("checkboxes", items=[item], **parameters)


def _select(bound: BoundField, options: FieldOptions) -> Markup:
    parameters = _common(bound, options)
    chosen = set(bound.field.widget.format_value(bound.value()))
    items = [
        {
            "value": value,
            "text": words if value or words.strip("- ") else "Choose one",
            "selected": value in chosen,
        }
        for value, words in _choices(bound)
    ]
    return component("select", label=_label(bound, options), items=items, **parameters)


# The first kind that fits is used, so a kind stands before those it is made from.
_DRAWN_BY: dict[type[forms.Widget], Callable[[BoundField, FieldOptions], Markup]] = {
    DateParts: _date,
    forms.CheckboxSelectMultiple: _group("checkboxes"),
    forms.RadioSelect: _group("radios"),
    forms.SelectMultiple: _group("checkboxes"),
    forms.Select: _select,
    forms.CheckboxInput: _single_checkbox,
    forms.FileInput: _file,
    forms.Textarea: _textarea,
    forms.PasswordInput: _password,
    Input: _input,
}
