"""Templates hold no script, no style and no way around escaping: the content policy would stop them anyway."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.guards.sources import parsed, python_files, short, templates

_FAULTS = {
    "a script in the page": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a style sheet in the page": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    # Only a text written in the template itself may be called safe.
    "unescaped text": re.compile(r"[^'\"\s]\s*\|\s*safe\b|autoescape\s+false", re.I),
    "an address that runs script": re.compile(r"javascript:", re.I),
    "something from another machine": re.compile(r"""(?:src|srcset|action)\s*=\s*["'](?:https?:)?//""", re.I),
    "the packages' own header or footer": re.compile(
        r"\bgovuk(?:Header|Footer)\s*\(|import\s+govuk(?:Header|Footer)\b"
    ),
}
# The design's components, and documents drawn as a web page from a model that holds text only.
_MAKES_MARKUP = ("src/alongside/design/", "src/alongside/rendering/web.py")
_IN_CODE = {"unescaped text", "the packages' own header or footer"}
_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.S)
_TEMPLATE_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)


def faults(text: str) -> Iterator[str]:
    """What is wrong with a template, with its line."""
    text = _blanked(_COMMENT, text)
    markup = _blanked(_TEMPLATE_CODE, text)
    for name, shape in _FAULTS.items():
        for found in shape.finditer(text if name in _IN_CODE else markup):
            yield f"{text.count(chr(10), 0, found.start()) + 1}: {name}"


def _blanked(shape: re.Pattern[str], text: str) -> str:
    """What is found becomes spaces and keeps its line breaks, so that line numbers stay true."""
    return shape.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def unprotected_forms(text: str) -> bool:
    """Whether a form that changes something lacks the token that proves it came from our page."""
    posts = re.search(r"<form[^>]*method=[\"']post", text, re.I)
    return bool(posts) and not re.search(r"csrf_(?:input|token|field)|csrfmiddlewaretoken", text)


def test_no_template_has_a_fault() -> None:
    found = [f"{short(path)}:{fault}" for path in templates() for fault in faults(path.read_text())]
    assert not found


def test_every_form_that_changes_something_is_protected() -> None:
    assert not [short(path) for path in templates() if unprotected_forms(path.read_text())]


def test_only_the_design_makes_markup() -> None:
    """Markup made of somebody's words would escape nothing, so it is put together in few places only."""
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files()
        if not short(path).startswith(_MAKES_MARKUP)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Name) and node.id in {"Markup", "mark_safe", "SafeString"}
    ]
    assert not found


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<p class="a" style="color:red">',
        '<button onclick="go()">',
        "{{ words|safe }}",
        '<a href="javascript:go()">',
        '<img src="//elsewhere.example/x.png">',
    ],
)
def test_each_fault_is_found(text: str) -> None:
    assert list(faults(text))


def test_a_form_without_its_token_is_found() -> None:
    assert unprotected_forms('<form method="post"><input name="a"></form>')
    assert not unprotected_forms('<form method="post">{{ csrf_input }}</form>')
