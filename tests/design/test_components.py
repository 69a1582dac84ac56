"""The bridge to the GOV.UK macros, and the promise that plain text is never HTML."""

from pathlib import Path

import govuk_frontend_jinja
import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from alongside.design.components import UnknownComponent, component
from alongside.design.environment import environment

HOSTILE = "<script>alert(1)</script>\"'&"
ALL = sorted(
    path.name
    for path in (Path(govuk_frontend_jinja.__path__[0]) / "templates" / "components").iterdir()
    if path.is_dir()
)


def test_a_component_takes_the_parameters_of_its_documentation() -> None:
    button = component("button", text="Save and go on", preventDoubleClick=True)
    assert isinstance(button, Markup)
    assert 'class="govuk-button"' in button
    assert "Save and go on" in button


@pytest.mark.parametrize("name", ALL)
def test_plain_text_under_an_html_key_is_escaped(name: str) -> None:
    item = {"html": HOSTILE, "value": "x", "href": "#", "title": {"html": HOSTILE}, "text": HOSTILE}
    made = component(
        name,
        html=HOSTILE,
        titleHtml=HOSTILE,
        descriptionHtml=HOSTILE,
        summaryHtml=HOSTILE,
        logoHtml=HOSTILE,
        iconFallbackText=HOSTILE,
        id="x",
        name="x",
        value=HOSTILE,
        items=[{**item, "key": item, "heading": item, "content": item, "status": item}],
        rows=[[item]] if name == "table" else [{"key": item, "value": item}],
        errorList=[item],
        fieldset={"legend": item, "html": HOSTILE},
        label=item,
        hint=item,
        errorMessage=item,
        slots={"start": HOSTILE, "navigationEnd": HOSTILE},
        attributes={"data-x": HOSTILE},
    )
    assert "<script>" not in made.replace("<script>document", "")


def test_markup_made_by_a_template_is_trusted() -> None:
    assert "<strong>yes</strong>" in component("inset-text", html=Markup("<strong>yes</strong>"))


def test_an_unknown_component_is_named() -> None:
    with pytest.raises(UnknownComponent, match="no-such"):
        component("no-such")


def test_templates_are_strict_about_names_and_escape_by_themselves() -> None:
    made = environment(autoescape=False).from_string("{{ words }}").render(words=HOSTILE)
    assert "<script>" not in made
    with pytest.raises(UndefinedError):
        environment().from_string("{{ mispelt }}").render()
