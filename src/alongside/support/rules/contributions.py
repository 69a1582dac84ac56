"""Pure rules of a contribution to a cycle: it says something, strengths come with it, and it says how it was told."""

from collections.abc import Sequence

from alongside.kernel.refusal import Refusal

TYPED = "typed"


def refuse_contribution(  # noqa: PLR0913 - what is said, by whom, for whom, how, when
    texts: Sequence[str],
    *,
    voice: str,
    writer_voice: str,
    gathered: str,
    own: bool,
    how_known: str,
    stage: str,
) -> Refusal | None:
    """A contribution is not empty; a family member writes their own or the child's; what was told says how.

    In an assessment a professional says what goes well too, and how they know.
    """
    if not any(texts):
        return Refusal("contribution.empty", "Nothing is written yet.", "Write in one of the boxes.", "well")
    if voice not in ("child", "parent", "professional"):
        return Refusal("contribution.voice", "Whose words are these?", "Choose one.", "voice")
    if (writer_voice == "child" and voice != "child") or (
        writer_voice == "parent" and voice == "professional"
    ):
        return Refusal(
            "contribution.not_yours", "You write your own words here.", "Choose yourself.", "voice"
        )
    if not own and gathered == TYPED:
        return Refusal(
            "contribution.told", "These are not your words.", "Say how you were told them.", "gathered"
        )
    if stage == "assess" and voice == "professional":
        if not texts[0]:
            return Refusal(
                "contribution.well", "What goes well comes first.", "Write one thing at least.", "well"
            )
        if not how_known.strip():
            return Refusal(
                "contribution.known", "How do you know?", "Name what you saw or used.", "how_known"
            )
    return None
