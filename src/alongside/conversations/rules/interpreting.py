"""Pure rules of an interpreter: asked for, booked, came or not, and what was done instead."""

from alongside.kernel.refusal import Refusal

ASKED, BOOKED, CAME, ABSENT = "asked", "booked", "came", "absent"
BEFORE, AFTER = (ASKED, BOOKED), (CAME, ABSENT)


def may_say(state: str, *, begun: bool) -> tuple[str, ...]:
    """What can be said of the interpreter: until it begins whether one is found, from then on whether one came."""
    if state == "cancelled":
        return ()
    return AFTER if begun else BEFORE


def refuse_interpreting(said: str, instead: str, allowed: tuple[str, ...]) -> Refusal | None:
    """Nobody who needs an interpreter is left without a word about it (S12, T13): who did not come leaves a gap that
    was filled in some way, and the family reads which."""
    if not allowed:
        return Refusal("interpreter.off", "This meeting was called off.", "Plan another one.", "said")
    if said not in allowed:
        return Refusal("interpreter.said", "Say how it is with the interpreter.", "Choose one.", "said")
    if said == ABSENT and not instead.strip():
        return Refusal(
            "interpreter.instead", "The interpreter did not come.", "Write what you did instead.", "instead"
        )
    return None
