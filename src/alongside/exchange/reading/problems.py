"""What is wrong with one cell or one row, in words for the person who can put it right."""

from dataclasses import dataclass

from alongside.kernel.identifiers import mask
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten

_MASKED_FIELDS = frozenset({"upn", "former_upn", "uln", "admission_number", "postcode"})
_MASKED_ENDINGS = ("phone", "mobile", "email", "address", "postcode")


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why a row is refused or needs a second look.

    `line` is the line of the file on which the row begins, `column` the heading as the file has it ("" for the
    whole row), `value_shown` what stands there: shortened, and masked where it identifies or reaches someone.
    """

    line: int
    column: str
    value_shown: str
    message: str
    what_to_do: str
    field: str = ""


def problem_with(line: int, field: str, column: str, value: str, why: Refusal) -> Problem:
    """The problem that `why` describes, for the cell of `field`."""
    is_masked = field in _MASKED_FIELDS or field.endswith(_MASKED_ENDINGS)
    shown = mask(shorten(value, 40)) if is_masked else shorten(value, 40)
    return Problem(line, column, shown, why.message, why.what_to_do, field)
