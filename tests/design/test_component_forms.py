"""A component filled into its kept form is the one the macro draws."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from alongside.design.components import _drawn, component

WORDS = st.one_of(
    st.sampled_from(
        ["", "Yes", "<b>no</b>", "a & b", "a17e0x", " led", "two\nlines", '"', "£5 ß", "{{ 7 }}"]
    ),
    st.sampled_from([Markup("<i>well</i>"), Markup("a &amp; b")]),
)
ITEM = st.fixed_dictionaries(
    {"value": WORDS, "text": WORDS},
    optional={"selected": st.booleans(), "checked": st.booleans(), "disabled": st.booleans()},
)
LABEL = st.fixed_dictionaries(
    {"text": WORDS}, optional={"isPageHeading": st.booleans(), "classes": st.just("big")}
)
PARAMETERS = st.fixed_dictionaries(
    {"id": st.just("one"), "name": WORDS, "label": LABEL, "items": st.lists(ITEM, max_size=3)},
    optional={
        "value": WORDS, "hint": st.fixed_dictionaries({"text": WORDS}), "classes": st.sampled_from(["", "narrow"]),
        "errorMessage": st.fixed_dictionaries({"text": WORDS}), "attributes": st.dictionaries(st.just("lang"), WORDS),
        "text": WORDS, "html": WORDS, "href": WORDS, "maxlength": st.integers(0, 3),
        "fieldset": st.fixed_dictionaries({"legend": LABEL}), "idPrefix": st.just("one"), "rows": st.integers(1, 3),
        "textareaDescriptionText": st.sampled_from(["%{count} left", "Some left"]),
    },
)  # fmt: skip
NAMES = (
    "button",
    "back-link",
    "select",
    "input",
    "textarea",
    "character-count",
    "radios",
    "checkboxes",
    "inset-text",
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_filled_in_is_what_the_macro_draws(name: str) -> None:
    @settings(max_examples=25, deadline=None)
    @given(PARAMETERS, PARAMETERS)
    def same(one: dict[str, Any], other: dict[str, Any]) -> None:
        for parameters in (one, other, one):
            nav = '<nav aria-label="Back">{}</nav>' if name == "back-link" else "{}"
            assert component(name, **parameters) == Markup(nav).format(_drawn(name, parameters))

    same()
