"""A "no" that explains itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why something was not done, in words for the person who asked.

    Rules and operations return it; they raise only for mistakes in the program.
    `code` is for tests and the API, `message` says what is in the way, `what_to_do` the way forward,
    `field` names the form field it belongs to, where there is one.
    """

    code: str
    message: str
    what_to_do: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.what_to_do}".strip()
