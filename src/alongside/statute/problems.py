"""What is wrong with a data file, said so that the person who wrote it can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one place: `file` as the author knows it, `line` counted from 1."""

    file: str
    line: int
    message: str
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.what_to_do}"


class WrongData(Exception):
    """Raised when a data file cannot be used. It carries every mistake found, in the order of the file.

    The program refuses to start on wrong data: a wrong date would otherwise reach a family as the law.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        if not problems:
            raise ValueError("wrong data needs at least one problem to report")
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def file(self) -> str:
        """The file of the first mistake."""
        return self.problems[0].file

    @property
    def line(self) -> int:
        """The line of the first mistake."""
        return self.problems[0].line
