"""Words of the program written into a kept statement, so that the embedded database looks it through only once.

Where a column that a partial index speaks of is compared with a parameter (`state = ?`, for an index of what is open),
the embedded database asks what the parameter is before it chooses its way, and so looks the whole statement through
again each time it is run: 0.2 ms for the gate's length, 2 ms for a long one. What is the same for everybody (a state, a
kind, an audience) is therefore written out. What differs from one asking to the next stays a parameter, and so does
everything that is not a plain word of letters, digits, points, dashes and the like.
"""

import re

_PLACE = re.compile("%(.)", re.DOTALL)
_WORD = re.compile("[A-Za-z0-9_.: -]*")
Places = tuple[tuple[int, int], ...]


def with_words(
    sql: str, params: tuple[object, ...], places: Places
) -> tuple[str, tuple[object, ...], Places]:
    """The statement with each fixed word in its place, the parameters that are left, and where values belong in them.

    `places` says at which parameter which value belongs; those are never written out.
    """
    filled = dict(places)
    left: list[object] = []
    moved: list[tuple[int, int]] = []
    numbers = iter(range(len(params)))

    def written(found: re.Match[str]) -> str:
        if found[1] != "s":
            return found[0]
        number = next(numbers)
        word = params[number]
        if number not in filled and isinstance(word, str) and _WORD.fullmatch(word):
            return f"'{str.__str__(word)}'"  # a choice is its word
        if number in filled:
            moved.append((len(left), filled[number]))
        left.append(word)
        return found[0]

    return _PLACE.sub(written, sql), tuple(left), tuple(moved)
