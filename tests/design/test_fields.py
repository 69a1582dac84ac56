"""Fields as components: right control, right errors, and hostile text never as HTML."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from alongside.design.fields import error_summary, field
from alongside.design.forms import DateField3
from alongside.design.money_field import MoneyField
from alongside.kernel.refusal import Refusal

HOSTILE = "</textarea><script>alert(1)</script>\"'&"


class Everything(forms.Form):
    """One field of each kind, with hostile words wherever words can be."""

    name = forms.CharField(label=HOSTILE, help_text=HOSTILE, max_length=200)
    email = forms.EmailField(label=HOSTILE)
    weeks = forms.IntegerField(label=HOSTILE, min_value=1)
    words = forms.CharField(label=HOSTILE, widget=forms.Textarea)
    counted = forms.CharField(label=HOSTILE, widget=forms.Textarea, max_length=300)
    setting = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE), ("b", "B")])
    grouped = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, [(HOSTILE, HOSTILE)])])
    one = forms.ChoiceField(label=HOSTILE, widget=forms.RadioSelect, choices=[(HOSTILE, HOSTILE)])
    many = forms.MultipleChoiceField(
        label=HOSTILE, widget=forms.CheckboxSelectMultiple, choices=[(HOSTILE, HOSTILE)]
    )
    agreed = forms.BooleanField(label=HOSTILE)
    born_on = DateField3(label=HOSTILE)
    secret = forms.CharField(label=HOSTILE, widget=forms.PasswordInput)
    report = forms.FileField(label=HOSTILE)
    hidden = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> None:
        """Every field fails, in hostile words, and so does the whole."""
        for each in self.fields:
            self.add_error(each, ValidationError(HOSTILE.replace("%", "%%")))
        raise ValidationError(HOSTILE)


def answered() -> Everything:
    data = dict.fromkeys(Everything.base_fields, HOSTILE)
    return Everything(data | {f"born_on-{part}": HOSTILE for part in ("day", "month", "year")})


@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_hostile_text_is_escaped_in_every_kind_of_field(name: str) -> None:
    for form in (answered(), Everything(initial=dict.fromkeys(Everything.base_fields, HOSTILE))):
        drawn = field(
            form[name],
            hint=HOSTILE,
            label=HOSTILE,
            prefix=HOSTILE,
            suffix=HOSTILE,
            choice_hints={HOSTILE: HOSTILE},
            choice_symbols={HOSTILE: "happy"},
            divider=HOSTILE,
            attributes={"data-x": HOSTILE},
        )
        assert "<script>" not in drawn
        assert drawn.count("</textarea>") <= 1
        assert not re.search(r"<[^>]*alert\(1\)</", drawn)


def test_hostile_text_is_escaped_in_the_summary() -> None:
    refusal = Refusal("x", HOSTILE, HOSTILE, "name")
    assert "<script>" not in error_summary(answered(), refusal)


class Ordinary(forms.Form):
    """A form as pages have them."""

    full_name = forms.CharField(max_length=5)
    nhs_number = forms.CharField(label="NHS number")
    liked = forms.CharField(label="What do you like?", required=False, widget=forms.Textarea)
    asked = forms.CharField(label="What is your name?")
    email = forms.EmailField(label="Email address")
    weeks = forms.IntegerField(label="Weeks", max_value=39)
    own = forms.CharField(error_messages={"required": "Say who you are"})
    setting = forms.ChoiceField(label="School", choices=[("", ""), ("a", "A")])
    agreed = forms.BooleanField(label="I agree")
    ways = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, choices=[("a", "A"), ("none", "None")]
    )


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        ({}, "full_name", "Enter full name"),
        ({"full_name": "too long"}, "full_name", "Full name is 3 characters too long: use 5 or fewer"),
        ({}, "nhs_number", "Enter NHS number"),
        ({}, "asked", "Answer the question “What is your name?”"),
        ({"email": "x"}, "email", "Enter an email address in the correct format, like name@example.com"),
        ({"weeks": "lots"}, "weeks", "Weeks must be a whole number"),
        ({"weeks": "40"}, "weeks", "Weeks must be 39 or less"),
        ({}, "own", "Say who you are"),
        ({}, "setting", "Select school"),
        ({}, "agreed", "Tick “I agree” to go on"),
    ],
)
def test_messages_say_what_to_do(data: dict[str, str], name: str, message: str) -> None:
    form = Ordinary(data)
    drawn = field(form[name])
    assert message in drawn
    assert "govuk-form-group--error" in drawn
    assert message in error_summary(form)


def test_every_link_of_the_summary_leads_to_a_control() -> None:
    form = Everything({})
    drawn = "".join(field(each) for each in form)
    for target in re.findall(r'href="#([^"]+)"', error_summary(form)):
        assert f'id="{target}"' in drawn, target


def test_a_refusal_leads_to_its_field() -> None:
    refusal = Refusal("taken", "That name is taken.", "Choose another.", field="full_name")
    form = Ordinary({"full_name": "Amira"})
    summary = error_summary(refusal, form)
    assert 'href="#id_full_name"' in summary
    assert "That name is taken. Choose another." in summary
    assert error_summary(None, Ordinary()) == ""


def test_errors_and_hints_are_tied_to_the_control() -> None:
    drawn = field(Ordinary({})["full_name"], hint="As on your passport")
    assert 'aria-describedby="id_full_name-hint id_full_name-error"' in drawn


def test_only_optional_fields_say_so() -> None:
    assert "What do you like? (optional)" in field(Ordinary()["liked"])
    assert "optional" not in field(Ordinary()["asked"])
    assert field(Ordinary()["liked"], label="Anything else (optional)").count("optional") == 1


class Conditions(forms.Form):
    """Questions that depend on another answer, or on a later step."""

    conditional = ("name", "reasons")

    name = forms.CharField(label="Its name, if it is not in the list", required=False)
    reasons = forms.CharField(label="Why?", required=False)
    gift = forms.CharField(label="Anything else, like a gift", required=False)


def test_nothing_that_is_asked_for_with_another_answer_is_called_optional() -> None:
    """What the form lists is needed with some answers, or at the page's last step."""
    drawn = {name: "(optional)" in field(Conditions()[name]) for name in Conditions.base_fields}
    assert drawn == {"name": False, "reasons": False, "gift": True}


def test_every_question_that_says_when_it_is_asked_is_listed_by_its_form() -> None:
    """There is one way to say so; words of a label alone do not hide "(optional)"."""
    get_resolver().url_patterns  # noqa: B018  (imports every page, and with it every form)
    missed = [
        f"{form.__module__}.{form.__name__}: {name}"
        for form in _forms(forms.BaseForm)
        if form.__module__.startswith("alongside.")
        for name, one in getattr(form, "base_fields", {}).items()
        if not (one.required or isinstance(one.widget, forms.CheckboxInput))
        if re.search(r"\b(if|unless)\b", str(one.label or ""), re.I)
        and name not in getattr(form, "conditional", ())
    ]
    assert not missed, "\n".join(missed)


def _forms(kind: Any) -> list[Any]:
    return [kind, *(found for each in kind.__subclasses__() for found in _forms(each))]


def test_options_shape_the_field() -> None:
    form = Ordinary(initial={"ways": ["a"]})
    ways = field(form["ways"], exclusive="none", divider="or", small=True, legend="How?", heading=True)
    assert 'data-behaviour="exclusive"' in ways
    assert "govuk-checkboxes--small" in ways
    assert re.search(r"<h1[^>]*>\s*How\? \(optional\)", ways)
    assert len(re.findall(r"\bchecked\b", ways)) == 1
    assert "govuk-input--width-3" in field(form["weeks"], width=3, suffix="weeks")
    assert 'inputmode="numeric"' in field(form["weeks"])
    assert 'lang="pl"' in field(form["liked"], lang="pl", rows=9)
    assert 'dir="auto"' in field(form["liked"])
    assert 'data-maxwords="50"' in field(form["liked"], maxwords=50)


@pytest.mark.parametrize("text", ["one\ntwo", "\n\nafter two empty lines", "  two spaces", "a\r\nb"])
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    drawn = field(Ordinary(initial={"liked": text})["liked"])
    inside = drawn.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    as_a_browser_reads_it = inside[1:] if inside.startswith("\n") else inside
    assert as_a_browser_reads_it == text


def test_a_widget_without_a_component_is_refused() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        field(Odd()["when"])


def test_an_empty_answer_with_words_can_be_chosen_again() -> None:
    """A radio that was pressed by mistake is taken back by "No"; dashes stand for nothing and are no radio."""

    class Asked(forms.Form):
        about = forms.ChoiceField(
            label="About", choices=[("", "No"), ("h", "Health")], widget=forms.RadioSelect, required=False
        )
        dashed = forms.ChoiceField(
            label="Dashed", choices=[("", "---------"), ("a", "A")], widget=forms.RadioSelect, required=False
        )

    form = Asked()
    drawn = str(field(form["about"]))
    assert drawn.count('type="radio"') == 2 and re.search(r'value=""[^>]*checked', drawn)
    assert str(field(form["dashed"])).count('type="radio"') == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1250", "1250"), ("£1,250.50", "1250.50"), (" £ 1 250 ", "1250"), ("1,250,000.00", "1250000.00"),
        ("12,5", None), ("1,25", None), ("x", None), ("99999999999", None), ("1.234", None), ("-4", "-4"),
    ],
)  # fmt: skip
def test_a_sum_is_read_as_people_write_it(typed: str, meant: str | None) -> None:
    """S26: with its sign and its commas; what could be meant in two ways is asked about, in words."""
    form = forms.Form({"sum": typed})
    form.fields["sum"] = MoneyField(label="How much?")
    if meant is None:
        assert not form.is_valid() and "like 1250 or £1,250.50" in field(form["sum"])
    else:
        assert form.is_valid() and form.cleaned_data["sum"] == Decimal(meant)
