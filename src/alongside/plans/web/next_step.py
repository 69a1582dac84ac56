"""What happens next with a plan, for the person who reads: one card, the same on every page of it."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.plans.choices import PlanState
from alongside.plans.queries import PlanSummary
from alongside.plans.rules import Missing, may_propose
from alongside.plans.web.opened import Opened, elsewhere

Action = tuple[str, str]
STATES = {
    None: ("not-started", "Not started yet"),
    PlanState.DRAFTING: ("draft", "Being written"),
    PlanState.PROPOSED: ("waiting", "With the family"),
    PlanState.AGREED: ("agreed", "Agreed"),
    PlanState.CLOSED: ("stopped", "Closed"),
}
"""The tag and the word for each state of a plan; None where there is no plan."""
_STAGES = {
    PlanState.DRAFTING: "Step 1 of 3: writing it together",
    PlanState.PROPOSED: "Step 2 of 3: the family reads and answers",
    PlanState.AGREED: "Step 3 of 3: doing what it says",
}


@dataclass(frozen=True)
class NextStep:
    """Stage, what happens, who does it, what the reader can do, and why something cannot be done yet."""

    what: str
    stage: str = ""
    who: str = ""
    why: str = ""
    actions: tuple[Action, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    because: str = ""


def next_step(
    opened: Opened, plan: PlanSummary | None, missing: tuple[Missing, ...] = (), answered: bool = False
) -> NextStep:
    """The card for this reader."""
    if plan is None:
        return _not_started(opened)
    if opened.edits:
        return _for_those_who_keep_it(opened, plan, missing)
    return _for_readers(opened, plan, answered)


def address_of(name: str, *parts: object) -> str:
    """The address of a page of the plan, or nothing where this installation has no such page."""
    return elsewhere(f"plans:{name}", *parts)


def _actions(*pairs: tuple[str, str]) -> tuple[Action, ...]:
    return tuple((words, address) for words, address in pairs if address)


def _who_leads(opened: Opened) -> str:
    return opened.lead.name if opened.lead else ""


def _not_started(opened: Opened) -> NextStep:
    name = opened.child.called
    if Permission.PLAN_START in opened.may:
        return NextStep(f"Start {name}’s plan. What was told before is in it already.")
    return NextStep(
        f"{name} has no plan yet.",
        refusals=(
            Refusal("plan.not_yours", "The family or the SENCo can start it.", "Ask one of them to start."),
        ),
    )


def _for_those_who_keep_it(opened: Opened, plan: PlanSummary, missing: tuple[Missing, ...]) -> NextStep:
    child_id, who = opened.child.id, _who_leads(opened)
    stage = _STAGES.get(plan.state, "")
    refusal = may_propose(plan.state, missing)
    if plan.state is PlanState.PROPOSED:
        actions = _actions(
            ("See what the family reads", _version(child_id)),
            ("Take it back to change it", address_of("take_back", child_id)),
        )
        return NextStep("The family reads the plan and answers.", stage, "The family", "", actions)
    if plan.state is PlanState.AGREED:
        actions = _actions(
            ("Print the passport", address_of("passport", child_id)),
            ("See the agreed plan", address_of("versions", child_id)),
            ("Put a changed plan to the family", "" if refusal else address_of("propose", child_id)),
        )
        return NextStep("Do what the plan says, and note how it goes.", stage, who, "", actions)
    if refusal:
        ready = Refusal(
            "plan.missing",
            "The plan can go to the family when nothing is missing any more.",
            "The list below says what is.",
        )
        return NextStep("Finish writing the plan together.", stage, who, refusals=(ready,))
    actions = _actions(
        ("Put the plan to the family", address_of("propose", child_id)),
        ("Read it as they will", address_of("read", child_id)),
    )
    return NextStep("Nothing is missing. Put the plan to the family.", stage, who, "", actions)


def _version(child_id: UUID) -> str:
    return address_of("versions", child_id)


def _for_readers(opened: Opened, plan: PlanSummary, answered: bool) -> NextStep:
    child_id, who = opened.child.id, _who_leads(opened)
    stage = _STAGES.get(plan.state, "")
    mine = address_of("my_part", child_id) if opened.writes and opened.actor.is_family else ""
    if plan.state is PlanState.PROPOSED and Permission.PLAN_AGREE in opened.may:
        if answered:
            actions = _actions(("Read what you answered to", address_of("versions", child_id)))
            return NextStep("You have answered. Thank you.", stage, who, actions=actions)
        actions = _actions(
            ("Read the plan and answer", address_of("answer", child_id)), ("Write your part", mine)
        )
        why = "There is no hurry. Nothing changes until you say so, and you can say no."
        return NextStep("Read the plan and say what you think.", stage, "You", why, actions)
    if plan.state is PlanState.AGREED:
        actions = _actions(
            ("The plan in my format", _document(opened)),
            ("See who agreed", address_of("versions", child_id)),
            ("Write your part", mine),
        )
        return NextStep("The plan is agreed. Everyone named in it does their part.", stage, who, "", actions)
    what = (
        "The family reads the plan and answers."
        if plan.state is PlanState.PROPOSED
        else "The plan is being written. Everyone adds their part."
    )
    passport = "" if opened.actor.is_family else address_of("passport", child_id)
    return NextStep(
        what, stage, who, actions=_actions(("Write your part", mine), ("Read the passport", passport))
    )


def _document(opened: Opened) -> str:
    if Permission.PLAN_PRINT not in opened.may:
        return address_of("passport", opened.child.id)
    return address_of("document", opened.child.id, "my-format")
