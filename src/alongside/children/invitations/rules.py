"""Who can be invited to a child, as what."""

from alongside.access.choices import StandingKind
from alongside.kernel.refusal import Refusal

OWN_ACCOUNT_FROM = 13
"""From this age a young person has an account of their own; below it a child and an adult sign in together
(reference/trust.md 1.3)."""

INVITED_AS = (StandingKind.PARENT, StandingKind.CARER, StandingKind.CHILD, StandingKind.ADVOCATE)


def may_invite(kind: StandingKind, age: int, *, signs_in_already: bool, shut_out: bool) -> Refusal | None:
    """Whether someone may be invited to a child as `kind`."""
    if kind not in INVITED_AS:
        return Refusal("invitation.kind", "Choose who this person is to the child.", field="kind")
    if kind is StandingKind.CHILD and age < OWN_ACCOUNT_FROM:
        return Refusal(
            "invitation.too_young",
            f"Children get an account of their own from the age of {OWN_ACCOUNT_FROM}.",
            "Until then they write their part together with an adult who is signed in.",
            field="kind",
        )
    if signs_in_already:
        return Refusal(
            "invitation.signs_in",
            "This person can see the plan already.",
            "If they cannot get in, ask them to choose “Get a code by e-mail” on the page to sign in.",
            field="person",
        )
    if shut_out:
        return Refusal(
            "invitation.shut_out",
            "A restriction about this person and this child is in force, so they cannot be invited.",
            "Speak to your safeguarding lead.",
            field="person",
        )
    return None
