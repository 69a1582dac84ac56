"""Finding the line a test expects: the one that ends in “# here”."""


def marked_line(text: str) -> int:
    """The line, from 1, that carries the mark."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.endswith("# here"):
            return number
    raise AssertionError("no line of this text is marked")
