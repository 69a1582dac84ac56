"""Making sentences from hand-written patterns, so that each child's say something of their own.

A pattern holds {facts} about the child and [either|or] choices. A pattern whose facts the child does not have
(no pet, no brother) is passed over; the least used pattern is taken first; no sentence is said twice.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_FACT = re.compile(r"\{(\w+)\}")
_START = re.compile(r"(^|[.!?]\s+)([a-z])")
_PATIENCE = 6
"""How much more often a pattern that names the child's own things may be used than one that does not."""


class Phrases:
    """Remembers what has been said in the area."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()
        self._said: set[str] = set()

    def one(self, patterns: Sequence[str], facts: Mapping[str, str], random: Random) -> str:
        """One sentence, new if there is any left; "" when no pattern fits the child."""
        fitting = [one for one in patterns if set(_FACT.findall(one)) <= facts.keys()]
        if not fitting:
            return ""
        random.shuffle(fitting)
        fitting.sort(key=lambda one: self._used[one])
        most = self._used[fitting[0]] + _PATIENCE
        said_so_far = ((one, said(one, facts, random)) for one in fitting if self._used[one] <= most)
        pattern, text = next(
            ((one, text) for one, text in said_so_far if text not in self._said),
            (fitting[0], said(fitting[0], facts, random)),
        )
        self._used[pattern] += 1
        self._said.add(text)
        return text

    def some(
        self, patterns: Sequence[str], facts: Mapping[str, str], random: Random, count: int
    ) -> list[str]:
        """Up to `count` sentences from different patterns."""
        left, found = list(patterns), list[str]()
        while left and len(found) < count:
            fitting = [one for one in left if set(_FACT.findall(one)) <= facts.keys()]
            if not fitting:
                break
            least = min(self._used[one] for one in fitting)
            pattern = random.choice([one for one in fitting if self._used[one] == least])
            left.remove(pattern)
            found.append(self.one([pattern], facts, random))
        return found


def said(pattern: str, facts: Mapping[str, str], random: Random) -> str:
    """The pattern with its choices made and its facts filled in, each sentence beginning with a capital."""
    text = pattern
    while found := _CHOICE.search(text):
        text = text[: found.start()] + random.choice(found[1].split("|")) + text[found.end() :]
    text = _FACT.sub(lambda fact: facts[fact[1]], text)
    return _START.sub(lambda match: match[1] + match[2].upper(), text)
