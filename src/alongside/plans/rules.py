"""Pure rules of a plan: what is missing before it can go to the family, and who may answer."""

from dataclasses import dataclass

from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class Missing:
    """Something a plan needs before the family can be asked to agree it."""

    section: str
    message: str


@dataclass(frozen=True)
class PlanFacts:
    """What the completeness rule looks at."""

    empty_needed_sections: tuple[tuple[str, str], ...]
    child_on_record: bool
    family_on_record: bool
    outcomes_without_provision: tuple[str, ...]
    has_outcomes: bool
    has_lead_worker: bool
    family_can_answer: bool


def missing_before_proposing(facts: PlanFacts, child: str) -> tuple[Missing, ...]:
    """Everything still missing, in the order a person would put it right (P2, S3, P4, T2).

    Words of the child and of the family count as their answer; so does an answer to an invitation, and so does the
    reason why there is none, once it is written down.
    """
    found = [Missing(key, f"“{title}” is still empty.") for key, title in facts.empty_needed_sections]
    if not facts.child_on_record:
        found.append(
            Missing("child-voice", f"Nothing in {child}'s own words yet, however they were gathered.")
        )
    if not facts.family_on_record:
        found.append(Missing("family-voice", "The family has not been asked and answered yet."))
    if not facts.has_outcomes:
        found.append(Missing("outcomes", "There is no outcome yet."))
    found += [
        Missing("outcomes", f"No help is written yet for the outcome “{text.strip().rstrip('.')}”.")
        for text in facts.outcomes_without_provision
    ]
    if not facts.has_lead_worker:
        found.append(Missing("people", "No lead worker is named."))
    if not facts.family_can_answer:
        found.append(
            Missing(
                "agreement",
                "Nobody in the family can answer yet: nobody is known to have parental responsibility.",
            )
        )
    return tuple(found)


def may_propose(state: str, missing: tuple[Missing, ...]) -> Refusal | None:
    """A plan goes to the family while it is being written or has been agreed before, and when nothing is missing."""
    if state == "proposed":
        return Refusal(
            "plan.with_family",
            "This plan is with the family now.",
            "To change it, take it back first; they are told.",
        )
    if state == "closed":
        return Refusal("plan.closed", "This plan is closed.")
    if missing:
        listed = " ".join(one.message for one in missing)
        return Refusal("plan.missing", f"Something is still missing. {listed}", "Put these right first.")
    return None


def may_take_back(state: str) -> Refusal | None:
    """A plan is taken back while the family has it."""
    if state != "proposed":
        return Refusal("plan.not_out", "This plan is not with the family.", "Open it again.")
    return None


def may_be_asked(version_state: str, answered: str) -> Refusal | None:
    """Whether there is something for this person to answer: what is with the family, or what holds without their word.

    One parent's yes makes the plan hold; the others with a signature still give their own answer to it.
    """
    if version_state not in ("proposed", "agreed"):
        return Refusal(
            "plan.not_asked", "There is nothing to answer now.", "Read the plan as it stands today."
        )
    if answered:
        return Refusal("plan.answered", "You have answered this version already.")
    return None


def may_answer(
    *, version_state: str, answered: str, decision: str, typed_name: str, digest_read: str, digest: str
) -> Refusal | None:
    """Someone with a signature answers the version they read, once, with their name (O25, trust 5.5)."""
    refusal = may_be_asked(version_state, answered)
    if refusal:
        return refusal
    if digest_read != digest:
        return Refusal(
            "plan.changed",
            "The plan changed after you opened this page.",
            "Read it as it stands now, then answer.",
        )
    if decision not in ("agree", "disagree", "unsure", "rather_not"):
        return Refusal("plan.decision", "Choose one of the answers.", field="decision")
    if not typed_name.strip():
        return Refusal("plan.name", "Your answer needs your name.", "Type your name.", "typed_name")
    return None


def settles(decision: str, *, signs_for_child: bool) -> bool:
    """Whether an answer makes the version agreed: a yes from someone who may sign for the child (or is 16 or over)."""
    return decision == "agree" and signs_for_child
