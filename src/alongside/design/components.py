"""The bridge from our templates to the GOV.UK component macros.

The macros are written for an engine in which a missing key is simply empty, so they run in an environment of
their own; our templates stay strict. One rule is added: text that was not made by a template never counts as
HTML, whatever key it is passed under.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from alongside.design.component_forms import drawn_from_form


class UnknownComponent(LookupError):
    """The name is not a folder of the GOV.UK component package."""


@cache
def _macros() -> Environment:
    """The environment the package's macros run in: escaping on, missing parameters empty."""
    return Environment(
        loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=ChainableUndefined,
        auto_reload=False,  # or it asks the disk at each component whether its file has changed
    )


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], Markup]:
    """The macro of a component: `character-count` gives `govukCharacterCount`."""
    path = f"govuk_frontend_jinja/components/{name}/macro.html"
    macros = _macros()
    if path not in macros.list_templates():
        raise UnknownComponent(f"There is no GOV.UK component called {name!r}.")
    title = "".join(word.capitalize() for word in name.split("-"))
    macro: Callable[[Mapping[str, Any]], Markup] = getattr(macros.get_template(path).module, f"govuk{title}")
    return macro


def _safe(value: Any, key: str = "") -> Any:
    """The same parameters, with plain text under an HTML key escaped."""
    if isinstance(value, Mapping):
        return {name: _safe(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(inner, key) for inner in value]
    if isinstance(value, str) and _means_html(key):
        return escape(value)
    return value


def _means_html(key: str) -> bool:
    """Whether the macros put the value of this key on the page as it is."""
    return (
        key == "html" or key.endswith("Html") or key in {"start", "end", "navigationStart", "navigationEnd"}
    )


def _drawn(name: str, parameters: Mapping[str, Any]) -> Markup:
    return _macro(name)(_safe(parameters))


def component(name: str, /, **parameters: Any) -> Markup:
    """Draw one GOV.UK component.

    Parameters are the ones in the Design System's own documentation, in its camelCase:
    `component("button", text="Save")`. Under `html` keys only Markup is trusted, for example what a
    `{% set %}` block gives; plain text is escaped.

    Raises UnknownComponent when there is no such component.
    Source: https://design-system.service.gov.uk/components/
    """
    drawn = drawn_from_form(name, parameters, _drawn)
    # Above the main part of a page a lone link belongs to no landmark; breadcrumbs bring their own.
    return Markup('<nav aria-label="Back">{}</nav>').format(drawn) if name == "back-link" else drawn
