"""Whose advice must be sought for this child: SI 2014/1530 reg 6(1) and (2), worked out from what is known."""

from dataclasses import dataclass

from alongside.ehc.choices import Limb

ADULTHOOD_FROM_YEAR = 9
SENSORY = frozenset({"HI", "VI", "MSI"})
"""Codes of the school census for hearing, vision and both: reg 6(2) names them."""


@dataclass(frozen=True)
class AboutChild:
    """What the list turns on. `year` is the national curriculum year, Reception 0; `needs` are census codes."""

    year: int
    needs: frozenset[str] = frozenset()
    attends: bool = True


@dataclass(frozen=True)
class Sought:
    """One kind of advice, why, and where the law says so. Without `must`, it turns on what is not known here."""

    limb: Limb
    why: str
    citation: str
    must: bool = True


def advice_to_seek(child: AboutChild) -> tuple[Sought, ...]:
    """Everyone who must be asked for this child, in the order of the law; whom the family asks for comes on top."""
    sensory = bool(child.needs & SENSORY)
    found = [
        Sought(Limb.FAMILY, "The child’s parent or the young person, always.", "reg 6(1)(a)"),
        Sought(Limb.EDUCATION, _EDUCATION[child.attends], "reg 6(1)(b)"),
        Sought(Limb.SENSORY, _SENSORY[sensory], "reg 6(2)", must=sensory),
        Sought(Limb.DEFENCE, "Only if a parent serves in the armed forces.", "reg 6(1)(b)", must=False),
        Sought(Limb.MEDICAL, "A professional named by the body that arranges health care.", "reg 6(1)(c)"),
        Sought(Limb.PSYCHOLOGY, "An educational psychologist, always.", "reg 6(1)(d)"),
        Sought(Limb.SOCIAL_CARE, "Social care, also where the child is not known to it.", "reg 6(1)(e)"),
    ]
    if child.year >= ADULTHOOD_FROM_YEAR:
        found.append(Sought(Limb.ADULTHOOD, "Year 9 or later: preparing for adult life.", "reg 6(1)(g)"))
    return tuple(found)


_EDUCATION = {
    True: "The head or principal of the setting the child attends.",
    False: "No setting is attended: somebody who has taught children with such needs, or who is responsible for "
    "the education now.",
}
_SENSORY = {
    True: "Hearing or vision is a need: whoever gives the educational advice consults a teacher who is qualified "
    "for it.",
    False: "Only if hearing or vision is a need.",
}
