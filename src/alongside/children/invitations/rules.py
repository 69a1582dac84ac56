"""Who can be invited to a child, as what."""

from datetime import date, timedelta

from alongside.access.choices import StandingKind
from alongside.children.choices import Basis
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal

OWN_ACCOUNT_FROM = 13
"""From this age a young person has an account of their own; below it a child and an adult sign in together
(reference/trust.md 1.3)."""

INVITED_AS = (StandingKind.PARENT, StandingKind.CARER, StandingKind.CHILD)
"""As what a setting invites a family. An advocate comes by the family's own invitation alone (trust 2.4.19)."""
OFFERED_AS = (StandingKind.INVITED, StandingKind.ADVOCATE)
"""As what somebody outside the family is offered a standing by link."""
LONGEST_STANDING = timedelta(days=366)
"""A professional is invited for twelve months at most (trust 2.4.18)."""


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


def invited_already(address: str, on: date) -> Refusal:
    """A link of theirs works still: nobody is sent a second by the way."""
    return Refusal(
        "invitation.waits",
        f"They were invited on {day_words(on)}, at {address}, and that link works still.",
        "Did it not reach them? Withdraw it below, then invite them again.",
        field="person",
    )


def invited_elsewhere(address: str, on: date) -> Refusal:
    """A link of theirs works still at another address: two addresses are one mistake too many, and one is wrong."""
    return Refusal(
        "invitation.elsewhere",
        f"They were invited on {day_words(on)}, at {address}, and that link works still.",
        "Was that address wrong? Withdraw it below, so that nobody can open it, and invite them at the right one.",
        field="email",
    )


def shut_out_refusal(code: str, field: str = "", *, by_family: bool) -> Refusal:
    """Why somebody whom a restriction shuts out cannot be invited. In a family nobody is told of a restriction on
    another by the way (trust 2.4.9)."""
    if by_family:
        return Refusal(code, "You cannot ask this person here.", "Ask your school who can help.", field=field)
    return Refusal(
        code,
        "A restriction about this person and this child is in force, so they cannot be invited.",
        "Speak to your safeguarding lead.",
        field=field,
    )


def refuse_basis(basis: str, *, by_family: bool) -> Refusal | None:
    """A family invites by agreement alone: what beats the no of the other parent is not one parent's to name."""
    if not by_family or basis == Basis.AGREEMENT:
        return None
    return Refusal(
        "offer.basis",
        "A family invites because it agrees to.",
        "If a law says that somebody takes part, your school or council invites them.",
        "basis",
    )


def may_offer(
    kind: StandingKind,
    today: date,
    *,
    by_family: bool,
    has_organisation: bool,
    until: date | None,
    too_young: bool,
) -> Refusal | None:
    """Whether a standing may be offered by link to somebody outside the family (trust 2.4.18 and 2.4.19)."""
    if kind not in OFFERED_AS or (kind is StandingKind.ADVOCATE and not by_family):
        return Refusal(
            "offer.kind", "Only the family invites someone to stand beside them.", "Ask them to.", "asked_as"
        )
    if too_young:
        return Refusal(
            "offer.too_young",
            "After the last Friday in June of the school year in which you turn 16 you can invite people yourself.",
            "Tell a grown-up you trust who you want to ask. They can do it with you.",
        )
    if kind is StandingKind.ADVOCATE:
        return None
    if not has_organisation:
        return Refusal(
            "offer.organisation", "Choose or name the service they work for.", field="organisation"
        )
    if until is None or until < today:
        return Refusal("offer.until", "Enter the last day they may see the plan.", field="stands_until")
    if until > today + LONGEST_STANDING:
        return Refusal(
            "offer.long",
            "An invitation lasts twelve months at most.",
            "Choose an earlier day.",
            "stands_until",
        )
    return None
