"""The GOV.UK style sheet without what is not ours to use, and without components we do not draw.

The package ships one style sheet. Its typeface is licensed for gov.uk alone and the crest is the Crown's, so
both go; a source-map line goes because it names a file we do not ship. The check at the end fails the build
if a later version of the package brings any of it back under another shape.
"""

import re
from collections.abc import Iterator

FORBIDDEN = re.compile(r"GDS|Calvert|crown|crest|sourceMappingURL|url\(", re.IGNORECASE)
_THEIR_TYPEFACE = re.compile(r"""["']?GDS Transport["']?,\s*arial,\s*sans-serif""", re.IGNORECASE)
_NOT_DRAWN = re.compile(
    r"\.govuk-(header|footer|logo|cookie-banner|exit-this-page|phase-banner|accordion|link-image"
    r"|file-upload-button|file-upload-wrapper|drop-zone)"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PRINT_TYPEFACE = re.compile(r"(?<=[{;])font-family:sans-serif;?")

# Their rules say left and right. Said as start and end, the same rules hold for right-to-left languages.
_LOGICAL = (
    (re.compile(r"\b(margin|padding)-left:"), r"\1-inline-start:"),
    (re.compile(r"\b(margin|padding)-right:"), r"\1-inline-end:"),
    (re.compile(r"\bborder-left(-width|-color|-style)?:"), r"border-inline-start\1:"),
    (re.compile(r"\bborder-right(-width|-color|-style)?:"), r"border-inline-end\1:"),
    (re.compile(r"(?<=[{;])left:"), "inset-inline-start:"),
    (re.compile(r"(?<=[{;])right:"), "inset-inline-end:"),
    (re.compile(r"\btext-align:left"), "text-align:start"),
    (re.compile(r"\btext-align:right"), "text-align:end"),
    # Older browsers do not know the second and keep the first.
    (re.compile(r"\bfloat:left"), "float:left;float:inline-start"),
    (re.compile(r"\bfloat:right"), "float:right;float:inline-end"),
)

Block = tuple[str, str | None]
"""What stands before the brace, and what is inside; None for a statement without a brace."""


class StillThere(RuntimeError):
    """Something that may not be shipped is left in the style sheet."""


def blocks(css: str) -> Iterator[Block]:
    """The rules of one level of a style sheet, in order."""
    start = depth = opened = 0
    quote = ""
    for place, sign in enumerate(css):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == ";" and depth == 0:
            yield css[start:place].strip(), None
            start = place + 1
        elif sign == "{":
            opened = place if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1


def _wanted_selectors(prelude: str) -> str:
    """The selectors of a rule that are about components we draw."""
    return ",".join(each for each in _split_selectors(prelude) if not _NOT_DRAWN.search(each))


def _split_selectors(prelude: str) -> Iterator[str]:
    """The selectors between commas that are not inside brackets: `:not(a,b)` is one."""
    start = depth = 0
    for place, sign in enumerate(prelude):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield prelude[start:place]
            start = place + 1
    yield prelude[start:]


def _kept(css: str, in_print: bool = False) -> str:
    """The rules of this level that are kept, written out again."""
    return "".join(_keep(prelude, body, in_print) for prelude, body in blocks(css))


def _keep(prelude: str, body: str | None, in_print: bool) -> str:
    if body is None:
        return "" if prelude.startswith("@charset") else f"{prelude};"
    if prelude.startswith("@font-face"):
        return ""
    if prelude.startswith(("@media", "@supports", "@-moz-document")):
        inner = _kept(body, in_print or "print" in prelude)
        return f"{prelude}{{{inner}}}" if inner else ""
    if prelude.startswith("@"):
        return f"{prelude}{{{body}}}"
    selectors = _wanted_selectors(prelude)
    if in_print:
        body = _PRINT_TYPEFACE.sub("", "{" + body)[1:]
    return f"{selectors}{{{body}}}" if selectors and body else ""


def stripped(css: str) -> str:
    """The style sheet we may ship. Raises StillThere when something forbidden is left."""
    result = _THEIR_TYPEFACE.sub("var(--al-font)", _kept(_COMMENT.sub("", css)))
    check(result)
    return without_sides(result)


def without_sides(css: str) -> str:
    """The same rules in terms of start and end instead of left and right."""
    for sided, logical in _LOGICAL:
        css = sided.sub(logical, css)
    return css


def check(css: str) -> None:
    """Raise StillThere, with the place, if any typeface, crest or outside address is left."""
    if found := FORBIDDEN.search(css):
        around = css[max(0, found.start() - 60) : found.end() + 60]
        raise StillThere(f"{found[0]!r} is left in the GOV.UK style sheet: ...{around}...")


def compact(css: str) -> str:
    """Our own style sheet without comments and needless white space."""
    without = re.sub(r"\s+", " ", _COMMENT.sub("", css))
    return re.sub(r"\s*([{};,])\s*", r"\1", without).replace(";}", "}").strip()
