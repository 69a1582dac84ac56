"""Pure rules about pictures of children."""

from alongside.kernel.refusal import Refusal

DECIDES_ALONE_FROM = 16


def may_use_picture(*, is_photo: bool, age: int, parent_permits: bool, child_agrees: bool) -> Refusal | None:
    """A photograph of a child needs the child's own yes, and under 16 a parent's recorded permission (O14)."""
    if not is_photo:
        return None
    if not child_agrees:
        return Refusal(
            "photo.assent",
            "A photograph of a child is only used if the child says yes to it.",
            "Ask the child. If they would rather not, choose a drawing or a favourite thing.",
            "child_agrees",
        )
    if age < DECIDES_ALONE_FROM and not parent_permits:
        return Refusal(
            "photo.permission",
            "Under 16, a photograph needs a parent's permission, and there is none on record.",
            "Ask a parent to give it on their own page, or choose another picture for now.",
            "kind",
        )
    return None
